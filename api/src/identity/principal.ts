import { OrganizationWide } from '../errors.ts';
import type { Role } from './roles.ts';

/**
 * The accounts that a caller is limited to: those with one of these ids, and those directly in one of these units.
 * What is not among them is not there for the caller.
 */
export interface Limits {
  /** AWS's ids, 12 digits each. */
  readonly accounts: readonly string[];
  /** Ids of organizational units (ou-…) or of the root (r-…); units below them are not meant. */
  readonly organizationalUnits: readonly string[];
}

/** Who calls. */
export interface Principal {
  readonly kind: 'api-key' | 'token';
  /** Stays the same when a key is rotated or a token renewed: `api-key:` and a name, or `token:` and issuer and subject. */
  readonly subject: string;
  /** What people know the caller by. */
  readonly name: string;
  readonly roles: readonly Role[];
  /** `null` for a caller that is not limited. */
  readonly limits: Limits | null;
}

/** What of an account decides who may see it. */
export interface Located {
  readonly accountId: string | null;
  readonly organizationalUnitId: string;
}

/** Whether an account is among those that a caller is limited to. */
export function maySee({ limits }: Pick<Principal, 'limits'>, account: Located): boolean {
  if (limits === null) return true;
  return (
    (account.accountId !== null && limits.accounts.includes(account.accountId)) ||
    limits.organizationalUnits.includes(account.organizationalUnitId)
  );
}

/** Refuses a caller that is limited to some accounts what concerns all of them. */
export function requireUnlimited({ limits }: Pick<Principal, 'limits'>): void {
  if (limits !== null) throw new OrganizationWide();
}
