import {
  type Account,
  type AdministratorDetector,
  type Bucket,
  type Collection,
  type Fact,
  isUnknown,
  type LogArrival,
  type OperationsEstate,
  type Organization,
  type Trail,
  type Unknown,
  unknownBecause,
} from '@trailguard/controls';
import type { AuditedOrganization } from './audited-organization.ts';
import { readClosedFindings } from './closed-findings.ts';
import { readOrganizationRules } from './config.ts';
import { isQuiet, type LogPlace, readArrival, withDueCall } from './log-arrivals.ts';
import { readLogTables, readWorkgroups } from './log-queries.ts';
import { isClosed } from './read-account.ts';
import type { ReadMember } from './read-member.ts';
import type { Reader } from './reader.ts';
import { readSecurityHubOrganization } from './security-hub.ts';

/** What was read before, that tells where to look. */
export interface OperationsScope {
  readonly organization: AuditedOrganization;
  readonly described: Fact<Organization>;
  readonly members: readonly ReadMember[];
  readonly trails: Collection<Trail>;
  readonly buckets: Collection<Bucket>;
  readonly administratorDetectors: Collection<AdministratorDetector>;
  /** Why not all accounts and Regions are known. */
  readonly unread: Unknown | undefined;
}

/** How the organization is watched and worked with: AWS Config, Security Hub, tables, arrivals and closed findings. */
export async function readOperations(reader: Reader, scope: OperationsScope): Promise<OperationsEstate> {
  const open = scope.members.map(({ fact }) => fact).filter((account) => !isClosed(account));
  const { managementAccountId, securityAccountId, homeRegion } = scope.organization;
  const hubs = merge(
    scope.members.flatMap((member) => member.hubs),
    scope.unread,
  );
  const buckets = logBucketNames(scope.buckets);
  const [rules, tables, workgroups, logArrivals, closed] = await Promise.all([
    Promise.all(ruleHomes(scope).map((id) => readOrganizationRules(reader, id, homeRegion))),
    Promise.all(queryHomes(scope).map((id) => readLogTables(reader, id, homeRegion, buckets))),
    Promise.all(queryHomes(scope).map((id) => readWorkgroups(reader, id, homeRegion))),
    readArrivals(reader, scope, open),
    Promise.all(
      scope.administratorDetectors.items.map((one) =>
        readClosedFindings(reader, one, reader.clock.first ?? ''),
      ),
    ),
  ]);
  const { complete } = scope.administratorDetectors;
  const securityHubOrganization =
    scope.described === null
      ? null
      : await readSecurityHubOrganization(
          reader,
          { managementAccountId, securityAccountId, homeRegion },
          hubs.items.length > 0,
        );
  return {
    recorders: merge(
      scope.members.flatMap((member) => member.recorders),
      scope.unread,
    ),
    organizationConfigRules: merge(rules),
    securityHubs: hubs,
    securityHubOrganization,
    // Which tables read logs is told by the buckets.
    logTables: merge(tables, scope.buckets.complete === true ? undefined : scope.buckets.complete),
    queryWorkgroups: merge(workgroups),
    logArrivals: await withDueCalls(reader, logArrivals),
    closedFindings: merge(closed, complete === true ? undefined : complete),
  };
}

/** Several lists as one, which is as open as any of them. */
function merge<T>(lists: readonly Collection<T>[], unread?: Unknown): Collection<T> {
  return {
    items: lists.flatMap(({ items }) => items),
    complete: unread ?? lists.map((list) => list.complete).find(isUnknown) ?? true,
  };
}

/** Rules of the organization are deployed from the management account or by the administrator of AWS Config. */
function ruleHomes({ organization: { managementAccountId }, described }: OperationsScope): readonly string[] {
  const administrators =
    described === null || isUnknown(described) || isUnknown(described.delegatedAdministrators)
      ? []
      : (described.delegatedAdministrators?.['config-multiaccountsetup.amazonaws.com'] ?? []);
  return described === null ? [] : [...new Set([managementAccountId, ...administrators])];
}

/** Logs are queried where they are, or from the security account. */
function queryHomes({ organization }: OperationsScope): readonly string[] {
  return [...new Set([organization.logArchiveAccountId, organization.securityAccountId])];
}

function logBucketNames({ items }: Collection<Bucket>): readonly string[] {
  return items.flatMap(({ role, name }) => (role === 'trail-logs' && typeof name === 'string' ? name : []));
}

/** Files of the organization's trail; without one, what arrives is not known to be of every account. */
async function readArrivals(
  reader: Reader,
  { trails, buckets, described, organization }: OperationsScope,
  accounts: readonly Account[],
): Promise<Collection<LogArrival>> {
  const trail = trails.items.find(({ isOrganization }) => isOrganization === true) ?? trails.items[0];
  if (trail === undefined) return { items: [], complete: trails.complete };
  const bucket = buckets.items.find(({ name, role }) => role === 'trail-logs' && name === trail.bucketName);
  const hidden = [trail.bucketName, trail.keyPrefix, described].find(isUnknown);
  if (hidden !== undefined) return { items: [], complete: hidden };
  if (bucket === undefined) {
    const detail = `the bucket ${String(trail.bucketName)} was not read`;
    return { items: [], complete: unknownBecause('not-read', detail) };
  }
  const place: LogPlace = {
    bucketName: String(trail.bucketName),
    bucketAccountId:
      typeof bucket.accountId === 'string' ? bucket.accountId : organization.logArchiveAccountId,
    bucketRegion: typeof bucket.region === 'string' ? bucket.region : organization.homeRegion,
    keyPrefix: trail.keyPrefix as string | null,
    organizationId:
      trail.isOrganization === true && described !== null ? (described as Organization).id : null,
    region: organization.homeRegion,
  };
  const asOf = reader.clock.latest ?? reader.clock.first;
  if (asOf === null || asOf === undefined)
    return { items: [], complete: unknownBecause('not-read', 'AWS told no time') };
  const items = await Promise.all(accounts.map(({ id }) => readArrival(reader, place, id, asOf)));
  return { items, complete: true };
}

/** Asks the accounts of which nothing arrived lately what they did. */
async function withDueCalls(
  reader: Reader,
  { items, complete }: Collection<LogArrival>,
): Promise<Collection<LogArrival>> {
  const asOf = reader.clock.first ?? '';
  const quiet = items.filter((arrival) => isQuiet(arrival, asOf));
  const known = await reader.eachAccount(
    quiet,
    ({ accountId }) => accountId,
    (arrival) => withDueCall(reader, arrival, asOf),
  );
  const byAccount = new Map(known.map((arrival) => [arrival.accountId, arrival]));
  return { items: items.map((arrival) => byAccount.get(arrival.accountId) ?? arrival), complete };
}
