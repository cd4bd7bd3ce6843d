import type { SandboxContext } from '../../service.ts';
import type { Trail } from '../state.ts';
import type { Place } from './keys.ts';

/** One account and region that a trail covers. */
export function placeOf(sandbox: SandboxContext, trail: Trail, accountId: string, region: string): Place {
  return {
    prefix: trail.keyPrefix,
    organizationId: trail.isOrganization ? sandbox.organization.id : undefined,
    accountId,
    region,
  };
}

/** An account of a trail and since when it is one. */
export interface CoveredAccount {
  readonly id: string;
  /** ISO; absent for the owner. */
  readonly joinedAt?: string;
}

export function coveredAccounts(sandbox: SandboxContext, trail: Trail): CoveredAccount[] {
  if (!trail.isOrganization) return [{ id: trail.accountId }];
  return sandbox.organization.accounts().map(({ id, joinedAt }) => ({ id, joinedAt }));
}

export function coveredRegions(sandbox: SandboxContext, trail: Trail, accountId: string): readonly string[] {
  return trail.isMultiRegion ? sandbox.regions(accountId) : [trail.homeRegion];
}
