import { Type } from 'typebox';
import { AccountStates } from '../store/accounts.ts';

/** Id of a thing of the service. */
export const Id = Type.String({
  format: 'uuid',
  description: 'an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e',
});

/** Of every request that changes something. */
export const WithApproval = Type.Boolean({
  description:
    'whether the job waits, after its preview, until somebody else has approved its plan; false where it is left out, and a plan that always needs an approval waits all the same',
});

/**
 * Body of `POST /v1/accounts`. Limits are those of Organizations' CreateAccount.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html
 */
export const AccountRequest = Type.Object(
  {
    name: Type.String({
      minLength: 1,
      maxLength: 50,
      pattern: '^[A-Za-z0-9][A-Za-z0-9 ._-]*$',
      description:
        '1 to 50 letters, digits, spaces, dots, underscores and dashes, the first a letter or digit',
    }),
    email: Type.String({
      format: 'email',
      minLength: 6,
      maxLength: 64,
      pattern:
        '^[A-Za-z0-9!#$*+/=?^_`{}~-][A-Za-z0-9.!#$*+/=?^_`{}~-]*@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?([.][A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$',
      description:
        'an e-mail address of 6 to 64 ASCII characters that no other AWS account has, such as payments@example.com; it becomes that of the root user',
    }),
    organizationalUnitId: Type.String({
      pattern: '^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$',
      description: 'the id of an organizational unit (ou-…) or of the root (r-…)',
    }),
    approval: Type.Optional(WithApproval),
  },
  {
    additionalProperties: false,
    description: 'The account to vend',
    examples: [
      {
        name: 'payments',
        email: 'payments@example.com',
        organizationalUnitId: 'ou-ab12-abcdefgh',
      },
    ],
  },
);

export const Account = Type.Object(
  {
    id: Id,
    name: Type.String(),
    email: Type.String({ description: 'Lower case, as AWS compares addresses' }),
    organizationalUnitId: Type.String(),
    state: Type.Enum(AccountStates, {
      description: 'refused: a mandatory control forbade it and nothing was created',
    }),
    accountId: Type.Union([Type.String({ pattern: '^[0-9]{12}$' }), Type.Null()], {
      description: 'null until AWS has made the account',
    }),
    createdAt: Type.String({ format: 'date-time' }),
    nextAuditAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
      description:
        'When it is audited again by itself, by the clock of AWS: a result of its latest audit is pending until then. ' +
        'null when none is pending, or when it was still pending after several audits in a row',
    }),
  },
  {
    $id: 'Account',
    description: 'An account that the service vends or has vended',
    examples: [
      {
        id: '1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e',
        name: 'payments',
        email: 'payments@example.com',
        organizationalUnitId: 'ou-ab12-abcdefgh',
        state: 'ready',
        accountId: '444455556666',
        createdAt: '2026-01-31T09:00:00.000Z',
        nextAuditAt: '2026-01-31T10:00:00.000Z',
      },
    ],
  },
);
