/**
 * Builders of a compliant organization: two accounts in two Regions, one organization trail, its bucket and key.
 * A test states only what differs.
 */
import { recordKinds } from '../src/model/records.ts';
import { names } from './builders/names.ts';
import { anAlertKey } from './builders/alerting.ts';
import { anEventDataStore, everySource } from './builders/cloudtrail.ts';
import { aFindingsBucket, aFindingsKey, aProductSubscription } from './builders/findings.ts';
import {
  aDetectionOrganization,
  aDetector,
  aMalwarePlan,
  anAdministratorDetector,
  anUploadBucket,
} from './builders/guardduty.ts';
import { aKey, aLogBucket, anAccessLogBucket } from './builders/log-storage.ts';
import { compliantParts } from './builders/compliant-parts.ts';
import { aRecord } from './builders/records.ts';
import type { Account, Estate, Organization, Trail } from '../src/model/estate.ts';
import type { Collection } from '../src/model/fact.ts';

export { defaultRegions } from './builders/default-regions.ts';
export { aDataTrail, anEventDataStore, everySource, onlyObjects } from './builders/cloudtrail.ts';
export * from './builders/findings.ts';
export * from './builders/guardduty.ts';
export {
  aBucketPolicy,
  aDeletionDeny,
  aKey,
  aKeyPolicy,
  aLogBucket,
  anAccessLogBucket,
  anAclStatement,
  anMfaDeny,
  aTlsDeny,
  aWriteStatement,
} from './builders/log-storage.ts';
export * from './builders/access.ts';
export * from './builders/alerting.ts';
export * from './builders/facts.ts';
export * from './builders/operations.ts';
export { names } from './builders/names.ts';
export { aRecord } from './builders/records.ts';

/** A member that joined long ago. */
export function anAccount(differing: Partial<Account> = {}): Account {
  const id = differing.id ?? names.member;
  return {
    id,
    name: `account-${id}`,
    status: 'ACTIVE',
    joinedAt: '2025-01-01T00:00:00.000Z',
    enabledRegions: names.regions,
    visibleTrails: [names.trailArn],
    ancestors: ['r-root', 'ou-root-members'],
    organizationId: names.organizationId,
    rootUser: { hasMfa: true, hasAccessKeys: false, hasPassword: true },
    observation: { arn: `arn:aws:organizations::${names.management}:account/${names.organizationId}/${id}` },
    ...differing,
  };
}

/** An organization whose CloudTrail and GuardDuty are administered by the security account. */
export function anOrganization(differing: Partial<Organization> = {}): Organization {
  return {
    id: names.organizationId,
    managementAccountId: names.management,
    trustedServices: [
      'cloudtrail.amazonaws.com',
      'config-multiaccountsetup.amazonaws.com',
      'config.amazonaws.com',
      'guardduty.amazonaws.com',
      'malware-protection.guardduty.amazonaws.com',
      'securityhub.amazonaws.com',
    ],
    delegatedAdministrators: {
      'cloudtrail.amazonaws.com': [names.security],
      'guardduty.amazonaws.com': [names.security],
    },
    featureSet: 'ALL',
    enabledPolicyTypes: ['RESOURCE_CONTROL_POLICY', 'SERVICE_CONTROL_POLICY'],
    rootAccessFeatures: ['RootCredentialsManagement', 'RootSessions'],
    observation: { arn: `arn:aws:organizations::${names.management}:organization/${names.organizationId}` },
    ...differing,
  };
}

/** An organization trail that records everything, signed and encrypted. */
export function aTrail(differing: Partial<Trail> = {}): Trail {
  return {
    name: 'organization',
    arn: names.trailArn,
    ownerAccountId: names.management,
    homeRegion: names.home,
    isLogging: true,
    loggingSince: '2025-01-01T00:00:00.000Z',
    isMultiRegion: true,
    isOrganization: true,
    includesGlobalServices: true,
    validatesLogFiles: true,
    bucketName: names.bucket,
    keyPrefix: null,
    kmsKeyId: names.keyArn,
    logGroupArn: names.logGroupArn,
    logsRoleArn: names.logsRoleArn,
    topicArn: names.topicArn,
    selectors: { basic: null, advanced: null },
    insights: ['ApiCallRateInsight', 'ApiErrorRateInsight'].map((type) => ({
      type,
      categories: ['Management'],
    })),
    aggregations: [],
    recordsOwnDelivery: true,
    delivery: { latest: '2026-06-15T11:55:00.000Z', error: null },
    digestDelivery: { latest: '2026-06-15T11:10:00.000Z', error: null },
    notification: { latest: '2026-06-15T11:55:30.000Z', error: null },
    logGroupDelivery: { latest: '2026-06-15T11:58:00.000Z', error: null },
    tags: { owner: 'security' },
    observation: {
      arn: typeof differing.arn === 'string' ? differing.arn : names.trailArn,
      calls: { isLogging: 'cloudtrail:GetTrailStatus' },
      at: names.asOf,
    },
    ...differing,
  };
}

/** A list that is known to be complete. */
export function complete<T>(items: readonly T[]): Collection<T> {
  return { items, complete: true };
}

/** What a user of the compliant organization has configured, by control. */
export const configuration = {
  'CT-27': { combinedTrail: true },
  'KM-07': { approvedAccountIds: [names.logArchive, names.security] },
  'LB-01': { logArchiveAccountId: names.logArchive },
  'NT-08': { requiredTags: ['owner'] },
} as const;

/** The whole compliant organization, read live. */
export function anEstate(differing: Partial<Estate> = {}): Estate {
  const ids = [names.management, names.logArchive, names.security, names.member];
  return {
    lens: 'live',
    asOf: names.asOf,
    organization: anOrganization(),
    accounts: complete(ids.map((id) => anAccount({ id }))),
    trails: complete([aTrail({ selectors: everySource() })]),
    eventDataStores: complete([anEventDataStore()]),
    buckets: complete([aLogBucket(), anAccessLogBucket(), aFindingsBucket()]),
    keys: complete([aKey(), anAlertKey(), aFindingsKey()]),
    detectors: complete(
      ids.flatMap((accountId) => names.regions.map((region) => aDetector({ accountId, region }))),
    ),
    detectionOrganizations: complete(names.regions.map((region) => aDetectionOrganization({ region }))),
    administratorDetectors: complete(names.regions.map((region) => anAdministratorDetector({ region }))),
    malwarePlans: complete([aMalwarePlan()]),
    uploadBuckets: complete([anUploadBucket()]),
    productSubscriptions: complete(names.regions.map((region) => aProductSubscription({ region }))),
    resourceCounts: { 'AWS::EC2::Instance': 10, 'AWS::ECS::Cluster': 6, 'AWS::EKS::Cluster': 4 },
    ...compliantParts(ids, names.regions),
    records: complete(recordKinds.map((kind) => aRecord({ kind }))),
    ...differing,
  };
}
