import { Account, type AlternateContactType } from '@aws-sdk/client-account';
import type {
  AlternativeContactArgs,
  AlternativeContactState,
} from '@pulumi/aws/account/alternativeContact.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';

const PUT = 'https://docs.aws.amazon.com/accounts/latest/reference/API_PutAlternateContact.html';
const MISSING = 'ResourceNotFoundException';

/** Whom AWS tells about an account's billing, operations or security. Id and import id: `[account/]TYPE`. */
export const alternativeContact = defineResource<AlternativeContactArgs, AlternativeContactState>({
  token: 'aws:account/alternativeContact:AlternativeContact',
  properties: {
    accountId: { replaces: PUT },
    alternateContactType: { required: true, replaces: PUT },
    emailAddress: { required: true },
    name: { computed: true, autoname: { maxLength: 64 } },
    phoneNumber: { required: true },
    title: { required: true },
  },
  computed: {},
  async create(inputs, context) {
    await put(inputs, context);
    return [inputs.accountId, inputs.alternateContactType].filter(Boolean).join('/');
  },
  async read(id, context) {
    const { AccountId, AlternateContactType } = parts(id);
    const answer = await orMissing(
      context.client(Account).getAlternateContact({ AccountId, AlternateContactType }),
      MISSING,
    );
    const contact = answer?.AlternateContact;
    return (
      contact && {
        ...(AccountId ? { accountId: AccountId } : {}),
        alternateContactType: AlternateContactType,
        emailAddress: contact.EmailAddress,
        name: contact.Name,
        phoneNumber: contact.PhoneNumber,
        title: contact.Title,
      }
    );
  },
  update: (_id, inputs, context) => put(inputs, context),
  async delete(id, context) {
    await orMissing(context.client(Account).deleteAlternateContact(parts(id)), MISSING);
  },
});

function parts(id: string): { AccountId: string | undefined; AlternateContactType: AlternateContactType } {
  const [type = '', account] = id.split('/').reverse();
  return { AccountId: account, AlternateContactType: type as AlternateContactType };
}

async function put(inputs: Inputs<AlternativeContactArgs>, context: ResourceContext): Promise<void> {
  await context.client(Account).putAlternateContact({
    AccountId: inputs.accountId,
    AlternateContactType: inputs.alternateContactType as AlternateContactType,
    EmailAddress: inputs.emailAddress,
    Name: inputs.name,
    PhoneNumber: inputs.phoneNumber,
    Title: inputs.title,
  });
}
