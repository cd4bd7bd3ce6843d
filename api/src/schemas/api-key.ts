import { Type } from 'typebox';
import { Roles } from '../identity/roles.ts';

/** Id of a key: the part of its text between `tg_` and its secret. */
export const ApiKeyId = Type.String({
  pattern: '^[0-9a-f]{12}$',
  description: 'the id of an API key, 12 hexadecimal digits',
});

const Limits = Type.Object(
  {
    accounts: Type.Array(Type.String({ pattern: '^[0-9]{12}$', description: '12 digits' }), {
      maxItems: 500,
      description: 'AWS accounts, 12 digits each',
    }),
    organizationalUnits: Type.Array(
      Type.String({
        pattern: '^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$',
        description: 'the id of an organizational unit (ou-…) or of the root (r-…)',
      }),
      { maxItems: 500, description: 'Accounts directly in these; units below them are not meant' },
    ),
  },
  {
    additionalProperties: false,
    description: 'The accounts that the caller sees and changes: those listed, and those in the units listed',
  },
);

const days = () =>
  Type.Integer({ minimum: 1, maximum: 365, description: 'Days for which it is valid, 1 to 365' });

export const ApiKeyRequest = Type.Object(
  {
    name: Type.String({
      pattern: '^[a-z0-9][a-z0-9._-]{0,62}$',
      description:
        'who uses the key: 1 to 63 lower-case letters, digits, dots, underscores and dashes; keys of one name are one caller',
    }),
    roles: Type.Array(Type.Enum(Roles), {
      minItems: 1,
      maxItems: Roles.length,
      uniqueItems: true,
      description: 'What the caller may do; no role includes another',
    }),
    days: days(),
    limits: Type.Optional(Limits),
  },
  {
    additionalProperties: false,
    description: 'The key to make',
    examples: [{ name: 'pipeline', roles: ['read', 'propose'], days: 90 }],
  },
);

export const ApiKeyRotation = Type.Object(
  {
    days: days(),
    overlapHours: Type.Integer({
      minimum: 0,
      maximum: 168,
      description: 'Hours for which the key before still works, 0 to 168',
    }),
  },
  {
    additionalProperties: false,
    description: 'How the key is replaced',
    examples: [{ days: 90, overlapHours: 24 }],
  },
);

const time = (description: string) => Type.String({ format: 'date-time', description });

export const ApiKey = Type.Object(
  {
    id: ApiKeyId,
    name: Type.String(),
    roles: Type.Array(Type.Enum(Roles)),
    limits: Type.Union([Limits, Type.Null()], { description: 'null: not limited' }),
    createdBy: Type.Union([Type.String(), Type.Null()], {
      description: 'Who made it; null for one that was made beside the service',
    }),
    createdAt: time('When it was made'),
    expiresAt: time('From then on it does not work'),
    revokedAt: Type.Union([time('Since then it does not work'), Type.Null()]),
  },
  {
    $id: 'ApiKey',
    description: 'A key that is valid or was; never its secret',
    examples: [
      {
        id: '0123456789ab',
        name: 'pipeline',
        roles: ['read', 'propose'],
        limits: { accounts: [], organizationalUnits: ['ou-ab12-abcdefgh'] },
        createdBy: 'platform',
        createdAt: '2026-01-31T09:00:00.000Z',
        expiresAt: '2026-05-01T09:00:00.000Z',
        revokedAt: null,
      },
    ],
  },
);
