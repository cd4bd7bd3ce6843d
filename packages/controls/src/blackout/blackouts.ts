import type { Accounts, Coverage, Recorder, Regions, Watcher } from './coverage.ts';
import { guardedLosses } from './guarded-losses.ts';
import { recordingLosses } from './recording-losses.ts';
import { watchingLosses } from './watching-losses.ts';

/** Something that a change takes away from what is logged, watched or protected. */
export interface Blackout {
  /**
   * `stops`: it is no longer logged, watched or kept. `weakens`: it goes on with less to protect it. `unproven`: what
   * becomes of it is known only after the update, and then it is too late.
   */
  readonly kind: 'stops' | 'weakens' | 'unproven';
  /** Such as `management events`, `GuardDuty S3_DATA_EVENTS` or `bucket example-logs`. */
  readonly what: string;
  /** Ids of the accounts that it happens to; {@link everyOtherAccount} for those that nobody named. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** What the change does to bring that about. */
  readonly because: readonly string[];
  /** URNs or ARNs of what changes. */
  readonly resources: readonly string[];
}

/** Stands for accounts of the organization that nothing names. */
export const everyOtherAccount = 'every other account of the organization';
/** Stands for Regions that nothing names. */
export const everyOtherRegion = 'every other Region';

/** Accounts and Regions that there are. Those that the coverage names are known without it. */
export interface BlackoutScope {
  /** Ids of all accounts of the organization. */
  readonly accounts?: readonly string[];
  /** All Regions that are enabled in any of them. */
  readonly regions?: readonly string[];
}

/**
 * What a change takes away: each account and Region with each source that is no longer logged or watched, and each
 * thing that protects less than before. Empty when nothing is lost; what grows or moves is no loss.
 *
 * @param before coverage of what stands, such as of a saved state
 * @param after coverage of what will stand, such as of the same state with a preview's events applied
 */
export function blackouts(before: Coverage, after: Coverage, scope: BlackoutScope = {}): readonly Blackout[] {
  const places = placesOf([before, after], scope);
  return [
    ...recordingLosses(before.recorders, after.recorders, places),
    ...watchingLosses(before.watchers, after.watchers, places),
    ...guardedLosses(before.guarded, after.guarded, new Set(after.standing)),
  ];
}

/** The accounts and Regions that losses are counted over. */
export interface Places {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

function placesOf(coverages: readonly Coverage[], scope: BlackoutScope): Places {
  const covering: readonly (Recorder | Watcher)[] = coverages.flatMap(({ recorders, watchers }) => [
    ...recorders,
    ...watchers,
  ]);
  const accounts = covering.flatMap((one) => (one.accounts === 'organization' ? [] : one.accounts.account));
  const regions = covering.flatMap((one) =>
    'region' in one ? one.region : one.regions === 'all' ? [] : one.regions.region,
  );
  return {
    accounts: allOf(accounts, scope.accounts, everyOtherAccount),
    regions: allOf(regions, scope.regions, everyOtherRegion),
  };
}

function allOf(
  named: readonly string[],
  known: readonly string[] | undefined,
  others: string,
): readonly string[] {
  const all = new Set([...named, ...(known ?? [])]);
  return [...[...all].sort(), ...(known === undefined ? [others] : [])];
}

/** Tells whether something for these accounts is for an account. */
export function isFor(accounts: Accounts, account: string): boolean {
  return accounts === 'organization' || accounts.account === account;
}

/** Tells whether something in these Regions is in a Region. */
export function isIn(regions: Regions, region: string): boolean {
  return regions === 'all' || regions.region === region;
}
