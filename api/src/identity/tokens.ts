import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { IdentityUnavailable } from '../errors.ts';
import type { Limits, Principal } from './principal.ts';
import type { Role } from './roles.ts';

/** What a group of the identity provider may do. */
export interface Grant {
  readonly roles: readonly Role[];
  /** Accounts that these roles are limited to; `null`: not limited. */
  readonly limits: Limits | null;
}

/** Which tokens are believed, and what they allow. */
export interface TokenSettings {
  /** The `iss` of a token, to the letter. */
  readonly issuer: string;
  /** Must be in the `aud` of a token: one made for another service is none for this. */
  readonly audience: string;
  /** Where the issuer publishes its keys (RFC 7517). */
  readonly jwksUrl: string;
  /** Algorithms of signatures, none of them with a shared secret. */
  readonly algorithms: readonly string[];
  /** How far the issuer's clock may be from ours, seconds. */
  readonly clockSkewSeconds: number;
  /** Claim that people know the caller by. */
  readonly nameClaim: string;
  /** Claim with the caller's groups: text, or a list of texts. */
  readonly groupsClaim: string;
  /** What each group may do; of a group that is not here nothing. */
  readonly groups: ReadonlyMap<string, Grant>;
}

export interface Tokens {
  /**
   * The caller that a token is of, if it is valid now.
   * @param role what the caller wants to do: limits are those of the groups that give it.
   * @throws IdentityUnavailable when the issuer's keys cannot be read: nobody is let in unseen.
   */
  principalOf(token: string, role: Role): Promise<Principal | undefined>;
}

/** How long the issuer may take to answer, milliseconds. */
const AnswerMilliseconds = 5_000;
/** How long its keys are kept; one that is not among them is looked up at once, but not more often than this. */
const KeptMilliseconds = 10 * 60_000;
const CooldownMilliseconds = 15_000;

/** Characters of a caller's name that are kept; it stands at jobs and in the record. */
const LongestName = 200;

/** Controls, and characters that only change how others look. */
const UnseenCharacters = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Of jose's errors those that say nothing of the token. */
const OfIssuer: readonly string[] = [errors.JWKSTimeout.code, errors.JWKSInvalid.code, errors.JOSEError.code];

/**
 * Checks JSON Web Tokens by the keys that their issuer publishes, new ones included.
 * @param settings `null`: no token is believed.
 * @see https://www.rfc-editor.org/rfc/rfc8725 for what must be checked of a token
 */
export function openTokens(
  settings: TokenSettings | null,
  { cooldownMilliseconds = CooldownMilliseconds } = {},
): Tokens | undefined {
  if (settings === null) return undefined;
  const keys = createRemoteJWKSet(new URL(settings.jwksUrl), {
    timeoutDuration: AnswerMilliseconds,
    cacheMaxAge: KeptMilliseconds,
    cooldownDuration: cooldownMilliseconds,
  });
  return {
    async principalOf(token, role) {
      const claims = await verified(token, keys, settings);
      return claims === undefined ? undefined : principalOf(claims, role, settings);
    },
  };
}

async function verified(
  token: string,
  keys: JWTVerifyGetKey,
  settings: TokenSettings,
): Promise<JWTPayload | undefined> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: settings.issuer,
      audience: settings.audience,
      algorithms: [...settings.algorithms],
      clockTolerance: settings.clockSkewSeconds,
      requiredClaims: ['sub', 'exp'],
    });
    // Two subjects must not become one by what is kept of them.
    return payload.sub === oneLine(payload.sub ?? '') ? payload : undefined;
  } catch (cause) {
    const isOfToken = cause instanceof errors.JOSEError && !OfIssuer.includes(cause.code);
    if (isOfToken) return undefined;
    throw Object.assign(new IdentityUnavailable(), { cause });
  }
}

/** A name that is shown and kept: what would begin another line, or turn the writing round, is replaced. */
function oneLine(name: string): string {
  return name.toWellFormed().replace(UnseenCharacters, '\uFFFD').slice(0, LongestName);
}

function principalOf(claims: JWTPayload, role: Role, settings: TokenSettings): Principal {
  const grants = [claims[settings.groupsClaim] ?? []]
    .flat()
    .flatMap((group) => settings.groups.get(String(group)) ?? []);
  const name = claims[settings.nameClaim];
  return {
    kind: 'token',
    subject: `token:${settings.issuer}#${claims.sub}`,
    name: oneLine(typeof name === 'string' && name !== '' ? name : String(claims.sub)),
    roles: [...new Set(grants.flatMap(({ roles }) => roles))],
    limits: joined(grants.filter(({ roles }) => roles.includes(role)).map(({ limits }) => limits)),
  };
}

/** All that any of the grants allows. Those of other roles are not asked: reading all is not changing all. */
function joined(limits: readonly (Limits | null)[]): Limits | null {
  const limited = limits.filter((one) => one !== null);
  if (limited.length < limits.length) return null;
  return {
    accounts: limited.flatMap(({ accounts }) => accounts),
    organizationalUnits: limited.flatMap(({ organizationalUnits }) => organizationalUnits),
  };
}
