import { Account } from '@aws-sdk/client-account';
import type {
  GetPrimaryContactArgs,
  GetPrimaryContactResult,
} from '@pulumi/aws/account/getPrimaryContact.js';
import { defineFunction } from '../core/function.ts';

const text = (value: string | undefined) => value ?? '';

/** Who answers for this or a member account. */
export const getPrimaryContact = defineFunction<GetPrimaryContactArgs, GetPrimaryContactResult>({
  token: 'aws:account/getPrimaryContact:getPrimaryContact',
  args: { accountId: true },
  async invoke({ accountId }, context) {
    const other = accountId === undefined || accountId === context.accountId ? {} : { AccountId: accountId };
    const { ContactInformation: found } = await context.client(Account).getContactInformation(other);
    return {
      accountId: accountId ?? context.accountId,
      addressLine1: text(found?.AddressLine1),
      addressLine2: text(found?.AddressLine2),
      addressLine3: text(found?.AddressLine3),
      city: text(found?.City),
      companyName: text(found?.CompanyName),
      countryCode: text(found?.CountryCode),
      districtOrCounty: text(found?.DistrictOrCounty),
      fullName: text(found?.FullName),
      phoneNumber: text(found?.PhoneNumber),
      postalCode: text(found?.PostalCode),
      stateOrRegion: text(found?.StateOrRegion),
      websiteUrl: text(found?.WebsiteUrl),
    };
  },
});
