import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { type AlternateContact, contactFaults, type PrimaryContact } from './contacts.ts';

/** Arguments of {@link AccountContacts}. */
export interface AccountContactsArgs {
  /** Whom AWS tells about billing, operations and security, one each. Default: none; AWS then writes to the root user's address. */
  alternateContacts?: AlternateContact[];
  /** Who answers for the account. Default: what it has; an account that Organizations made has the management account's. */
  primaryContact?: PrimaryContact;
}

/**
 * Contacts of the account whose credentials are used. So asked, AWS needs no trusted access for account management. They cost
 * nothing. Taking the primary contact out leaves the last one in place: an account always has one.
 * @see https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-contact.html
 */
export class AccountContacts extends pulumi.ComponentResource {
  /** Matters that have a contact of their own. */
  readonly contactTypes: pulumi.Output<string[]>;

  constructor(name: string, args: AccountContactsArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('AccountContacts', name, args);
    super('trailguard:index:AccountContacts', name, args, opts);
    const { alternateContacts = [], primaryContact } = args;
    const faults = contactFaults(alternateContacts, primaryContact);
    if (faults.length > 0) throw new Error(`AccountContacts "${name}": ${faults.join('; ')}`);

    for (const { type, ...contact } of alternateContacts) {
      new aws.account.AlternativeContact(
        `${name}-${type.toLowerCase()}`,
        { alternateContactType: type, ...contact },
        { parent: this },
      );
    }
    if (primaryContact) new aws.account.PrimaryContact(name, { ...primaryContact }, { parent: this });

    this.contactTypes = pulumi.output(alternateContacts.map(({ type }) => type).sort());
    this.registerOutputs({ contactTypes: this.contactTypes });
  }
}
