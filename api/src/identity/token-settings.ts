import { Type } from 'typebox';
import Value from 'typebox/value';
import { Roles } from './roles.ts';
import type { Grant, TokenSettings } from './tokens.ts';

/** Signatures by a key pair. One by a shared secret could be made by whoever checks it. */
const Algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

const GroupsHelp =
  'what groups may do, as a JSON object such as {"platform":{"roles":["read","propose"]},' +
  '"team-a":{"roles":["read"],"accounts":["444455556666"],"organizationalUnits":["ou-ab12-abcdefgh"]}}; ' +
  `roles: ${Roles.join(', ')}; without accounts and organizationalUnits not limited`;

/** The part of the environment that says which tokens of an identity provider are believed. */
export const TokenEnvironment = {
  TRAILGUARD_OIDC_ISSUER: Type.Optional(
    Type.String({
      minLength: 1,
      description: 'the iss of tokens, to the letter; without it only API keys are believed',
    }),
  ),
  TRAILGUARD_OIDC_AUDIENCE: Type.Optional(
    Type.String({ minLength: 1, description: 'what the aud of tokens for this service holds' }),
  ),
  TRAILGUARD_OIDC_JWKS_URL: Type.Optional(
    Type.String({
      pattern: '^(https://|http://(127[.]0[.]0[.]1|localhost|\\[::1\\])[:/])',
      description: 'where the issuer publishes its keys; https, or http on this machine',
    }),
  ),
  TRAILGUARD_OIDC_ALGORITHMS: Type.String({
    default: 'RS256,ES256,EdDSA',
    pattern: `^(${Algorithms.join('|')})(,(${Algorithms.join('|')}))*$`,
    description: `algorithms of signatures, separated by commas, of ${Algorithms.join(', ')}`,
  }),
  TRAILGUARD_OIDC_CLOCK_SKEW_SECONDS: Type.Integer({
    default: 30,
    minimum: 0,
    maximum: 300,
    description: 'how far the clock of the issuer may be from that of this machine, 0 to 300 seconds',
  }),
  TRAILGUARD_OIDC_NAME_CLAIM: Type.String({
    default: 'sub',
    minLength: 1,
    description: 'claim that people know the caller by, such as email',
  }),
  TRAILGUARD_OIDC_GROUPS_CLAIM: Type.String({
    default: 'groups',
    minLength: 1,
    description: 'claim with the groups of the caller',
  }),
  TRAILGUARD_OIDC_GROUPS: Type.String({ default: '{}', description: GroupsHelp }),
};

const Groups = Type.Record(
  Type.String(),
  Type.Object(
    {
      roles: Type.Array(Type.Enum(Roles), { minItems: 1 }),
      accounts: Type.Optional(Type.Array(Type.String({ pattern: '^[0-9]{12}$' }))),
      organizationalUnits: Type.Optional(
        Type.Array(Type.String({ pattern: '^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$' })),
      ),
    },
    { additionalProperties: false },
  ),
);

interface Values {
  readonly TRAILGUARD_OIDC_ISSUER?: string;
  readonly TRAILGUARD_OIDC_AUDIENCE?: string;
  readonly TRAILGUARD_OIDC_JWKS_URL?: string;
  readonly TRAILGUARD_OIDC_ALGORITHMS: string;
  readonly TRAILGUARD_OIDC_CLOCK_SKEW_SECONDS: number;
  readonly TRAILGUARD_OIDC_NAME_CLAIM: string;
  readonly TRAILGUARD_OIDC_GROUPS_CLAIM: string;
  readonly TRAILGUARD_OIDC_GROUPS: string;
}

/** Variables that mean something together alone. */
const Together = ['TRAILGUARD_OIDC_ISSUER', 'TRAILGUARD_OIDC_AUDIENCE', 'TRAILGUARD_OIDC_JWKS_URL'] as const;

/** Faults that lie between the variables, or within the JSON of one. */
export function faultsOfTokens(values: Partial<Values>): string[] {
  const set = Together.filter((name) => values[name] !== undefined);
  const missing = Together.filter((name) => values[name] === undefined);
  return [
    ...(set.length > 0 ? missing.map((name) => `${name} is not set (${set[0]} is, and needs it)`) : []),
    ...(groupsOf(values.TRAILGUARD_OIDC_GROUPS ?? '{}') === undefined
      ? [`TRAILGUARD_OIDC_GROUPS is malformed (${GroupsHelp})`]
      : []),
  ];
}

/** What the variables say, once they have no fault; `null` without an issuer. */
export function tokenSettings(values: Values): TokenSettings | null {
  const issuer = values.TRAILGUARD_OIDC_ISSUER;
  if (issuer === undefined) return null;
  return Object.freeze({
    issuer,
    audience: values.TRAILGUARD_OIDC_AUDIENCE ?? '',
    jwksUrl: values.TRAILGUARD_OIDC_JWKS_URL ?? '',
    algorithms: Object.freeze(values.TRAILGUARD_OIDC_ALGORITHMS.split(',')),
    clockSkewSeconds: values.TRAILGUARD_OIDC_CLOCK_SKEW_SECONDS,
    nameClaim: values.TRAILGUARD_OIDC_NAME_CLAIM,
    groupsClaim: values.TRAILGUARD_OIDC_GROUPS_CLAIM,
    groups: groupsOf(values.TRAILGUARD_OIDC_GROUPS) ?? new Map<string, Grant>(),
  });
}

function groupsOf(text: string): Map<string, Grant> | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Value.Check(Groups, parsed)) return undefined;
  return new Map(
    Object.entries(parsed).map(([group, { roles, accounts, organizationalUnits }]) => {
      const isLimited = accounts !== undefined || organizationalUnits !== undefined;
      const limits = { accounts: accounts ?? [], organizationalUnits: organizationalUnits ?? [] };
      return [group, { roles, limits: isLimited ? limits : null }];
    }),
  );
}
