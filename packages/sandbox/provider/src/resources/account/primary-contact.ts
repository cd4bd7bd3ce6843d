import { Account, type ContactInformation } from '@aws-sdk/client-account';
import type { PrimaryContactArgs, PrimaryContactState } from '@pulumi/aws/account/primaryContact.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';

const PUT = 'https://docs.aws.amazon.com/accounts/latest/reference/API_PutContactInformation.html';

/** Input -> member of the API. */
const MEMBERS = {
  addressLine1: 'AddressLine1',
  addressLine2: 'AddressLine2',
  addressLine3: 'AddressLine3',
  city: 'City',
  companyName: 'CompanyName',
  countryCode: 'CountryCode',
  districtOrCounty: 'DistrictOrCounty',
  fullName: 'FullName',
  phoneNumber: 'PhoneNumber',
  postalCode: 'PostalCode',
  stateOrRegion: 'StateOrRegion',
  websiteUrl: 'WebsiteUrl',
} as const satisfies { [name: string]: keyof ContactInformation };

/** Who answers for an account. Id and import id: the account. An account always has one: deleting leaves it. */
export const primaryContact = defineResource<PrimaryContactArgs, PrimaryContactState>({
  token: 'aws:account/primaryContact:PrimaryContact',
  properties: {
    accountId: { replaces: PUT },
    addressLine1: { required: true },
    addressLine2: {},
    addressLine3: {},
    city: { required: true },
    companyName: {},
    countryCode: { required: true },
    districtOrCounty: {},
    fullName: { required: true },
    phoneNumber: { required: true },
    postalCode: { required: true },
    stateOrRegion: {},
    websiteUrl: {},
  },
  computed: {},
  async create(inputs, context) {
    await put(inputs, context);
    return inputs.accountId ?? context.accountId;
  },
  async read(id, context) {
    // An account asks for its own contact without its number.
    const other = id === context.accountId ? {} : { AccountId: id };
    const answer = await orMissing(
      context.client(Account).getContactInformation(other),
      'ResourceNotFoundException',
    );
    const found = answer?.ContactInformation;
    if (!found) return undefined;
    const values = Object.entries(MEMBERS).flatMap(([name, member]) =>
      found[member] ? [[name, found[member]] as const] : [],
    );
    return {
      ...(Object.fromEntries(values) as unknown as Inputs<PrimaryContactArgs>),
      ...(other.AccountId ? { accountId: other.AccountId } : {}),
    };
  },
  update: (_id, inputs, context) => put(inputs, context),
  async delete() {
    // Nothing takes the contact away.
  },
});

async function put(inputs: Inputs<PrimaryContactArgs>, context: ResourceContext): Promise<void> {
  const values = Object.entries(MEMBERS).flatMap(([name, member]) => {
    const value = inputs[name as keyof typeof MEMBERS];
    return value ? [[member, value] as const] : [];
  });
  await context.client(Account).putContactInformation({
    ...(inputs.accountId && inputs.accountId !== context.accountId ? { AccountId: inputs.accountId } : {}),
    ContactInformation: Object.fromEntries(values) as unknown as ContactInformation,
  });
}
