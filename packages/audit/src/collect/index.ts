import {
  type Account,
  type Collection,
  type Estate,
  type Fact,
  isUnknown,
  type Unknown,
  unknownBecause,
} from '@trailguard/controls';
import * as account from './account.ts';
import * as cloudtrail from './cloudtrail.ts';
import * as guardduty from './guardduty.ts';
import * as kms from './kms.ts';
import * as organizations from './organizations.ts';
import type { Reader } from './reader.ts';
import * as s3 from './s3.ts';

/** IAM actions that the collectors call, all that an audit role needs; sorted, each once. */
export const auditActions: readonly string[] = [
  ...new Set(
    [account, cloudtrail, guardduty, kms, organizations, s3].flatMap((collector) => [...collector.actions]),
  ),
].sort();

/** Where the parts of the organization are. */
export interface AuditedOrganization {
  readonly managementAccountId: string;
  readonly logArchiveAccountId: string;
  /** Delegated administrator of GuardDuty. */
  readonly securityAccountId: string;
  readonly homeRegion: string;
}

/**
 * Reads what the controls need to judge some accounts. Each fact is asked where it is known: the trail at
 * its owner, the bucket and key in the log archive, members at the delegated administrator; an account
 * itself is only asked for what it alone can tell.
 * @param scope accounts to judge; all of the organization when left out. The estate's accounts are these.
 */
export async function collect(
  reader: Reader,
  organization: AuditedOrganization,
  scope?: readonly string[],
): Promise<Estate> {
  const { managementAccountId, homeRegion } = organization;
  const [described, listed] = await Promise.all([
    organizations.readOrganization(reader, managementAccountId, homeRegion),
    organizations.readAccounts(reader, managementAccountId, homeRegion),
  ]);
  const accounts = await Promise.all(
    inScope(listed, scope).map((one) => readAccount(reader, one, homeRegion)),
  );
  const ownerRegions = await account.readEnabledRegions(reader, managementAccountId, homeRegion);
  const trails = await readTrails(reader, organization, accounts, ownerRegions);
  const [buckets, keys] = await Promise.all([
    readBuckets(reader, organization, trails),
    readKeys(reader, trails),
  ]);
  const pairs = accounts.flatMap(({ fact }) => regionsOf(fact).map((region) => [fact.id, region] as const));
  const regions = [...new Set(pairs.map(([, region]) => region))].sort();
  const [detectors, detectionOrganizations] = await Promise.all([
    Promise.all(pairs.map(([id, region]) => guardduty.readDetector(reader, id, region))),
    Promise.all(
      regions.map((region) =>
        guardduty.readDetectionOrganization(reader, organization.securityAccountId, region),
      ),
    ),
  ]);
  const regionsComplete = accounts.map(({ fact }) => fact.enabledRegions).find(isUnknown) ?? true;
  return {
    lens: 'live',
    asOf: reader.clock.first,
    organization: described,
    accounts: {
      items: accounts.map(({ fact }) => fact),
      complete: isUnknown(listed) && scope === undefined ? listed : true,
    },
    trails,
    buckets,
    keys,
    detectors: { items: detectors, complete: regionsComplete },
    detectionOrganizations: { items: detectionOrganizations, complete: regionsComplete },
  };
}

interface ReadAccount {
  readonly fact: Account;
  readonly trails: Fact<readonly cloudtrail.TrailPlace[]>;
}

type Listed = Pick<Account, 'id' | 'name' | 'status' | 'joinedAt'>;

/** The accounts to judge. One that the organization does not list stays in: its facts are then unknown. */
function inScope(listed: Fact<readonly organizations.ListedAccount[]>, scope?: readonly string[]): Listed[] {
  const known = listed === null || isUnknown(listed) ? [] : [...listed];
  if (scope === undefined) return known;
  const missing = isUnknown(listed)
    ? listed
    : unknownBecause('not-read', 'organizations:ListAccounts does not list this account');
  return scope.map(
    (id) => known.find((one) => one.id === id) ?? { id, name: missing, status: missing, joinedAt: missing },
  );
}

async function readAccount(reader: Reader, listed: Listed, homeRegion: string): Promise<ReadAccount> {
  const isClosed = listed.status === 'SUSPENDED' || listed.status === 'PENDING_CLOSURE';
  const closed = unknownBecause('not-read', `the account is ${String(listed.status)} and answers no calls`);
  const enabledRegions = isClosed ? closed : await account.readEnabledRegions(reader, listed.id, homeRegion);
  const regions = enabledRegions === null || isUnknown(enabledRegions) ? [] : enabledRegions;
  const trails = isUnknown(enabledRegions)
    ? enabledRegions
    : await cloudtrail.readVisibleTrails(reader, listed.id, regions);
  return {
    fact: {
      ...listed,
      enabledRegions,
      visibleTrails: trails === null || isUnknown(trails) ? trails : trails.map(({ arn }) => arn),
      observation: {
        arn: listed.id,
        calls: {
          name: 'organizations:ListAccounts',
          status: 'organizations:ListAccounts',
          joinedAt: 'organizations:ListAccounts',
          enabledRegions: 'account:ListRegions',
          visibleTrails: 'cloudtrail:DescribeTrails',
        },
        at: reader.clock.latest ?? '',
      },
    },
    trails,
  };
}

function regionsOf({ enabledRegions }: Account): readonly string[] {
  return enabledRegions === null || isUnknown(enabledRegions) ? [] : enabledRegions;
}

/** Trails that any of the accounts sees, and those of the management account though none should see them. */
async function readTrails(
  reader: Reader,
  { managementAccountId, homeRegion }: AuditedOrganization,
  accounts: readonly ReadAccount[],
  ownerRegions: Fact<readonly string[]>,
): Promise<Estate['trails']> {
  const owned = await cloudtrail.readVisibleTrails(reader, managementAccountId, [homeRegion]);
  const lists = [owned, ...accounts.map(({ trails }) => trails)];
  const places = new Map<string, cloudtrail.TrailPlace>();
  for (const list of lists) {
    if (list === null || isUnknown(list)) continue;
    for (const place of list) places.set(place.arn, place);
  }
  const regions = (place: cloudtrail.TrailPlace) => {
    const own = accounts.find(({ fact }) => fact.id === place.accountId);
    if (own !== undefined) return regionsOf(own.fact);
    return ownerRegions === null || isUnknown(ownerRegions) ? [] : ownerRegions;
  };
  return collection(
    await Promise.all(
      [...places.values()].map((place) => cloudtrail.readTrail(reader, place, regions(place))),
    ),
    lists.find(isUnknown),
  );
}

async function readBuckets(
  reader: Reader,
  { logArchiveAccountId, managementAccountId, homeRegion }: AuditedOrganization,
  trails: Estate['trails'],
): Promise<Estate['buckets']> {
  const owners = new Map<string, Set<string>>();
  for (const { bucketName, ownerAccountId } of trails.items) {
    if (typeof bucketName !== 'string') continue;
    const candidates = owners.get(bucketName) ?? new Set([logArchiveAccountId]);
    if (typeof ownerAccountId === 'string') candidates.add(ownerAccountId);
    owners.set(bucketName, candidates.add(managementAccountId));
  }
  const partition = partitionOf(trails.items.map(({ arn }) => arn).find((arn) => typeof arn === 'string'));
  const buckets = await Promise.all(
    [...owners].map(async ([name, candidates]) => {
      let last: Fact<import('@trailguard/controls').Bucket> = null;
      for (const owner of candidates) {
        last = await s3.readTrailBucket(reader, name, owner, homeRegion, partition);
        // A bucket of another owner answers AccessDenied to ExpectedBucketOwner: ask the next.
        if (last !== null && !isUnknown(last) && !isUnknown(last.region)) return last;
      }
      return last;
    }),
  );
  return collection(buckets, trails.complete === true ? undefined : trails.complete);
}

function partitionOf(arn: unknown): string {
  return typeof arn === 'string' ? (arn.split(':')[1] ?? 'aws') : 'aws';
}

async function readKeys(reader: Reader, trails: Estate['trails']): Promise<Estate['keys']> {
  const arns = new Set(trails.items.map(({ kmsKeyId }) => kmsKeyId).filter((id) => typeof id === 'string'));
  const keys = await Promise.all([...arns].map((arn) => kms.readKey(reader, arn)));
  return collection(keys, trails.complete === true ? undefined : trails.complete);
}

/** What was read; absent ones are left out, and an unknown one leaves the list open. */
function collection<T>(facts: readonly Fact<T>[], unread?: Unknown): Collection<T> {
  const items = facts.filter((fact): fact is T & {} => fact !== null && !isUnknown(fact));
  return { items, complete: unread ?? facts.find(isUnknown) ?? true };
}
