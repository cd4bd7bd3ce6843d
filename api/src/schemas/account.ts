import { Type } from 'typebox';
import { AccountStates } from '../store/accounts.ts';

/** Id of a thing of the service. */
export const Id = Type.String({ format: 'uuid' });

/** Body of `POST /v1/accounts`. Limits are those of Organizations' CreateAccount. */
export const AccountRequest = Type.Object(
  {
    name: Type.String({
      minLength: 1,
      maxLength: 50,
      pattern: '^[A-Za-z0-9][A-Za-z0-9 ._-]*$',
      description: 'Name of the account: 1 to 50 letters, digits, spaces, dots, dashes',
    }),
    email: Type.String({
      format: 'email',
      minLength: 6,
      maxLength: 64,
      description: 'Address of the root user, used by no other AWS account; 6 to 64 characters',
    }),
    organizationalUnitId: Type.String({
      pattern: '^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$',
      description: 'Organizational unit (ou-…) or root (r-…) that takes the account',
    }),
  },
  { additionalProperties: false },
);

export const Account = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.String(),
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
});
