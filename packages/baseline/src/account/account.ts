import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { isEmail } from './contacts.ts';

/** Arguments of {@link Account}. */
export interface AccountArgs {
  /** Name of the account, 1 to 50 characters. AWS takes another name only from the account itself: a change is refused. */
  accountName: string;
  /** Address of the account's root user, 6 to 64 characters; no other AWS account may ever have had it. A change is refused. */
  email: string;
  /**
   * Organizational unit, or root, that holds the account. Another one moves the account, at once and without touching what
   * is in it: into the unit of a `QuarantineUnit` suspends it, back takes it up again.
   */
  organizationalUnitId: pulumi.Input<string>;
  /** Tags of the account in the organization, such as its owner. Default: none. */
  tags?: { [key: string]: string };
}

/**
 * An account of the organization, made by AWS Organizations with the role `OrganizationAccountAccessRole`. Organization trails
 * record a new account by themselves, and GuardDuty takes it in as a member where the administrator's configuration enables
 * all accounts automatically, so neither needs a resource here. An account costs nothing by itself.
 *
 * What AWS cannot take back is kept: the account is protected, stays open when its stack is destroyed, and is never closed from
 * here. `docs/runbooks/close-account.md` shows how one is closed.
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html
 */
export class Account extends pulumi.ComponentResource {
  /** The account's id, 12 digits. */
  readonly accountId: pulumi.Output<string>;
  /** The account's ARN. */
  readonly accountArn: pulumi.Output<string>;
  /** Address of the root user. */
  readonly email: pulumi.Output<string>;

  constructor(name: string, args: AccountArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('Account', name, args);
    super('trailguard:index:Account', name, args, opts);
    const faults = accountFaults(args);
    if (faults.length > 0) throw new Error(`Account "${name}": ${faults.join('; ')}`);

    const account = new aws.organizations.Account(
      name,
      {
        name: args.accountName,
        email: args.email,
        parentId: args.organizationalUnitId,
        closeOnDeletion: false,
        ...(args.tags === undefined ? {} : { tags: args.tags }),
      },
      {
        parent: this,
        // The account had no parent before 0.2; drop this alias in 2.0.
        aliases: [{ parent: pulumi.rootStackResource }],
        protect: true,
        retainOnDelete: true,
        // AWS tells neither after creation; without this an imported account would be replaced.
        ignoreChanges: ['roleName', 'iamUserAccessToBilling'],
      },
    );

    this.accountId = account.id;
    this.accountArn = account.arn;
    this.email = account.email;
    this.registerOutputs({ accountId: this.accountId, accountArn: this.accountArn, email: this.email });
  }
}

/** What AWS would refuse, or only tell after the account was asked for; one sentence each. */
function accountFaults({ accountName, email, organizationalUnitId, tags = {} }: AccountArgs): string[] {
  const faults: string[] = [];
  if (!/^[ -~]{1,50}$/.test(accountName) || accountName.trim() === '')
    faults.push(
      `accountName is ${JSON.stringify(accountName)}; it must be 1 to 50 printable ASCII characters`,
    );
  if (!isEmail(email, 64))
    faults.push(
      `email is ${JSON.stringify(email)}; it must be an address of 6 to 64 characters such as aws+payments@example.com`,
    );
  if (typeof organizationalUnitId === 'string' && !unitPattern.test(organizationalUnitId))
    faults.push(
      `organizationalUnitId is ${JSON.stringify(organizationalUnitId)}; it must be the id of a unit such as ou-ab12-11111111, or of the root, r-ab12`,
    );
  for (const key of Object.keys(tags).filter((key) => /^aws:/i.test(key)))
    faults.push(`tags has the key ${key}; keys that begin with aws: are AWS's own, so choose another`);
  return faults;
}

const unitPattern = /^(ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|r-[0-9a-z]{4,32})$/;
