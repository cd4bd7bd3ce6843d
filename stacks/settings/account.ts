import { Type } from 'typebox';

/** A vended account's own settings. */
export const AccountProperties = {
  accountName: Type.String({
    minLength: 1,
    maxLength: 50,
    description: 'the name of the account, 1 to 50 characters',
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
    description: 'the id of the organizational unit, or of the root, that takes the account',
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
};
