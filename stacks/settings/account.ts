import { Type } from 'typebox';
import { RegionShape } from './fields.ts';

/** A vended account's own settings. */
export const AccountProperties = {
  accountName: Type.String({
    pattern: '^[ -~]*[!-~][ -~]*$',
    minLength: 1,
    maxLength: 50,
    description: 'the name of the account, 1 to 50 printable ASCII characters',
    examples: ['payments-production'],
  }),
  email: Type.String({
    pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$',
    minLength: 6,
    maxLength: 64,
    description: "the e-mail address of the account's root user, in use by no other AWS account",
    examples: ['aws+payments@example.com'],
  }),
  organizationalUnitId: Type.String({
    pattern: '^(ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|r-[0-9a-z]{4,32})$',
    description:
      'the id of the organizational unit, or of the root, that holds the account; another one moves it, into the quarantine unit to suspend it',
    examples: ['ou-ab12-11111111'],
  }),
  memberProfile: Type.Optional(
    Type.String({
      minLength: 1,
      description:
        'the AWS profile with credentials of the new account; left out, OrganizationAccountAccessRole is taken',
      examples: ['member'],
    }),
  ),
  accountTags: Type.Record(Type.String(), Type.String(), {
    default: {},
    description: 'tags of the account in the organization, such as its owner, as a JSON object',
    examples: ['{"owner":"payments"}'],
  }),
  optInRegions: Type.Array(Type.String(RegionShape), {
    default: [],
    uniqueItems: true,
    description:
      'regions that the account has to opt into, as a JSON list; they are watched too. One that is taken out stays enabled',
    examples: ['["ap-east-1"]'],
  }),
};
