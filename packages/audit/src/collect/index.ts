import {
  type Collection,
  type Estate,
  type EventDataStore,
  isUnknown,
  type Trail,
  unknownBecause,
} from '@trailguard/controls';
import * as accessAnalyzer from './access-analyzer.ts';
import * as account from './account.ts';
import { placesIn } from './account-place.ts';
import type { AuditedOrganization } from './audited-organization.ts';
import * as cloudtrail from './cloudtrail.ts';
import * as cloudwatch from './cloudwatch.ts';
import * as closedFindings from './closed-findings.ts';
import type { CollectedCall } from './collected-call.ts';
import * as config from './config.ts';
import * as controlPolicies from './control-policies.ts';
import * as eventDataStores from './event-data-stores.ts';
import * as events from './events.ts';
import * as guardduty from './guardduty.ts';
import * as iam from './iam.ts';
import * as kms from './kms.ts';
import * as logArrivals from './log-arrivals.ts';
import * as logQueries from './log-queries.ts';
import * as logs from './logs.ts';
import * as organizationTree from './organization-tree.ts';
import * as organizations from './organizations.ts';
import * as malwarePlans from './malware-plans.ts';
import { readAllAccess } from './read-access.ts';
import * as productSubscriptions from './product-subscriptions.ts';
import { accountsInScope, isClosed, regionsOf } from './read-account.ts';
import { readAlerting } from './read-alerting.ts';
import { readBuckets } from './read-buckets.ts';
import { DetectionByRegion } from './read-detection.ts';
import { readFindingsArchive } from './read-findings-archive.ts';
import { readKeys } from './read-keys.ts';
import { type MemberJournal, type ReadingProgress, type Resumed, readMembers } from './read-members.ts';
import { readOperations } from './read-operations.ts';
import { readTrails } from './read-trails.ts';
import { mapFact, type Reader } from './reader.ts';
import * as s3 from './s3.ts';
import * as securityHub from './security-hub.ts';
import * as s3control from './s3-control.ts';
import * as sns from './sns.ts';
import * as trailChanges from './trail-changes.ts';
import * as uploadBuckets from './upload-buckets.ts';

/** API calls that the collectors make, sorted. */
export const auditCalls: readonly CollectedCall[] = [
  accessAnalyzer,
  account,
  cloudtrail,
  closedFindings,
  config,
  controlPolicies,
  cloudwatch,
  events,
  eventDataStores,
  guardduty,
  iam,
  kms,
  logArrivals,
  logQueries,
  logs,
  malwarePlans,
  organizationTree,
  organizations,
  productSubscriptions,
  s3,
  securityHub,
  s3control,
  sns,
  trailChanges,
  uploadBuckets,
]
  .flatMap(({ calls }) => [...calls])
  .sort((a, b) => (a.call < b.call ? -1 : 1));

/** IAM actions that the collectors need, all that an audit role needs; sorted, each once. */
export const auditActions: readonly string[] = [...new Set(auditCalls.map(({ action }) => action))].sort();

/** What is read, beside the organization. */
export interface CollectOptions {
  /** Accounts to judge; all of the organization when left out. The estate's accounts are these. */
  readonly scope?: readonly string[] | undefined;
  /** Trails as stacks last applied them; who changed a trail that differs is looked up. */
  readonly appliedTrails?: Collection<Trail> | undefined;
  /** Keeps what accounts told, so that an interrupted reading can go on. Default: nothing is kept. */
  readonly journal?: MemberJournal | undefined;
  /** Told before the first account is read and after each. */
  readonly onProgress?: ((progress: ReadingProgress) => void) | undefined;
}

/**
 * Reads what the controls need to judge some accounts. Each fact is asked where it is known: the trail at
 * its owner, the bucket and key in the log archive, members at the delegated administrator; an account
 * itself is only asked for what it alone can tell, and a closed one for nothing.
 */
export async function collect(
  reader: Reader,
  organization: AuditedOrganization,
  { scope, appliedTrails, journal, onProgress }: CollectOptions = {},
): Promise<{ readonly estate: Estate; readonly resumed?: Resumed }> {
  const { managementAccountId, homeRegion } = organization;
  const readingPolicies = controlPolicies.readPolicies(reader, managementAccountId, homeRegion);
  const readingTree = organizationTree.readTreeFor(reader, managementAccountId, homeRegion, readingPolicies);
  const [described, listed, tree, policies] = await Promise.all([
    organizations.readOrganization(reader, managementAccountId, homeRegion, readingTree),
    organizations.readAccounts(reader, managementAccountId, homeRegion),
    readingTree,
    readingPolicies,
  ]);
  const byRegion = new DetectionByRegion(reader, organization, described === null, scope);
  const placeOf = placesIn({ described, listed, tree });
  const { members: accounts, ...earlier } = await readMembers(
    reader,
    accountsInScope(listed, managementAccountId, scope).map((one) => ({
      listed: one,
      place: placeOf(one.id),
      homeRegion,
      detection: byRegion,
    })),
    { journal, onProgress },
  );
  // Of accounts that could not be listed nothing is known: neither their trails nor their regions.
  const unlisted = isUnknown(listed) && scope === undefined ? listed : undefined;
  const seen = await readTrails(reader, organization, accounts, unlisted);
  const stores: Collection<EventDataStore> = {
    items: accounts.flatMap(({ eventDataStores: { items } }) => items),
    complete:
      unlisted ?? accounts.map(({ eventDataStores: { complete } }) => complete).find(isUnknown) ?? true,
  };
  const { trails, buckets, keys } = await readKeys(
    reader,
    organization,
    seen,
    stores.items,
    await readBuckets(reader, organization, seen),
  );
  const unreadRegions =
    unlisted ??
    accounts
      .filter(({ fact }) => !isClosed(fact))
      .map(({ fact }) => fact.enabledRegions)
      .find(isUnknown);
  const detection = await byRegion.estate(accounts, unreadRegions);
  const stored = await readFindingsArchive(reader, organization, detection.administratorDetectors, {
    buckets,
    keys,
  });
  const { keys: allKeys, ...alerting } = await readAlerting(reader, {
    members: accounts,
    trails,
    keys: stored.keys,
    unread: unreadRegions,
    administrators: detection.administratorDetectors.items,
    buckets: stored.buckets.items,
  });
  if (isUnknown(appliedTrails?.complete)) reader.missed(appliedTrails.complete);
  const estate: Estate = {
    lens: 'live',
    asOf: reader.clock.first,
    organization: described,
    accounts: { items: accounts.map(({ fact }) => fact), complete: unlisted ?? true },
    ...(isUnknown(listed) || listed === null
      ? {}
      : { accountsLeftOut: listed.map(({ id }) => id).filter((id) => scope?.includes(id) === false) }),
    trails,
    ...(appliedTrails === undefined ? {} : { appliedTrails }),
    eventDataStores: stores,
    buckets: stored.buckets,
    keys: allKeys,
    ...detection,
    productSubscriptions: await productSubscriptions.readProductSubscriptions(
      reader,
      detection.administratorDetectors,
    ),
    // An aggregator of AWS Config might; what Runtime Monitoring covers is counted at the administrator.
    resourceCounts: unknownBecause('not-read', 'nothing counts the resources of all accounts'),
    ...(await readOperations(reader, {
      organization,
      described,
      members: accounts,
      trails,
      buckets,
      administratorDetectors: detection.administratorDetectors,
      unread: unreadRegions,
    })),
    analyzers: await accessAnalyzer.readAnalyzers(
      reader,
      [managementAccountId, organization.securityAccountId],
      accounts
        .filter(({ fact }) => !isClosed(fact))
        .map(({ fact }) => ({ id: fact.id, regions: regionsOf(fact) })),
      namesOfLogStorage(trails.items),
    ),
    access: await readAllAccess(reader, organization, accounts, stored.buckets, unlisted),
    controlPolicies: policies,
    effectivePolicies: await controlPolicies.readEffectivePolicies(reader, {
      managementAccountId,
      homeRegion,
      enabledPolicyTypes: mapFact(tree, ({ enabledPolicyTypes }) => enabledPolicyTypes),
      accountIds: accounts.map(({ fact }) => fact.id),
    }),
    ...alerting,
    records: { items: [], complete: unknownBecause('not-read', 'no file of records was given') },
  };
  return { estate: { ...estate, trails: await trailChanges.withChanges(reader, estate) }, ...earlier };
}

/** ARNs and names under which analyzers would tell of what logs pass through. */
function namesOfLogStorage(trails: readonly Trail[]): readonly string[] {
  return trails
    .flatMap(({ bucketName, kmsKeyId, topicArn, logsRoleArn }) => [
      bucketName,
      kmsKeyId,
      topicArn,
      logsRoleArn,
    ])
    .filter((name) => typeof name === 'string');
}
