import type {
  AdministratorDetector,
  DetectionList,
  DetectionOrganization,
  Detector,
  DetectorFeatures,
  FeatureSetting,
  FindingFilter,
  MalwarePlan,
  PublishingDestination,
  UploadBucket,
} from '../../src/model/estate.ts';
import { complete } from '../builders.ts';
import { names } from './names.ts';

/** Detector id of every account. */
export const detectorId = '12abc34d567e8fa901bc2d34e56789f0';

const agents = ['EKS_ADDON_MANAGEMENT', 'ECS_FARGATE_AGENT_MANAGEMENT', 'EC2_AGENT_MANAGEMENT'];

/** Features that an organization sets, with their parts. */
export const organizationFeatures: Readonly<Record<string, readonly string[]>> = {
  S3_DATA_EVENTS: [],
  EKS_AUDIT_LOGS: [],
  EBS_MALWARE_PROTECTION: [],
  RDS_LOGIN_EVENTS: [],
  LAMBDA_NETWORK_LOGS: [],
  RUNTIME_MONITORING: agents,
  AI_PROTECTION: [],
};

/** Features with their parts, all set alike. */
export function featuresSet<T extends string>(
  setting: T,
  features: Readonly<Record<string, readonly string[]>> = organizationFeatures,
): readonly FeatureSetting<T>[] {
  return Object.entries(features).map(([name, parts]) => ({
    name,
    setting,
    additional: parts.map((part) => ({ name: part, setting })),
  }));
}

/** All features on, the foundational sources too; some may differ. */
export function detectorFeatures(
  ...differing: readonly FeatureSetting<'ENABLED' | 'DISABLED'>[]
): DetectorFeatures {
  const foundational = { CLOUD_TRAIL: [], DNS_LOGS: [], FLOW_LOGS: [] };
  const all = [...featuresSet('ENABLED', foundational), ...featuresSet('ENABLED')];
  return complete(all.map((one) => differing.find(({ name }) => name === one.name) ?? one));
}

/** GuardDuty on in an account and Region. */
export function aDetector(differing: Partial<Detector> = {}): Detector {
  const { accountId = names.member, region = names.home } = differing;
  return {
    accountId,
    region,
    id: detectorId,
    enabled: true,
    features: detectorFeatures(),
    observation: { arn: `arn:aws:guardduty:${String(region)}:${String(accountId)}:detector/1` },
    ...differing,
  };
}

/** All accounts but the administrator. */
const memberIds = () => [names.management, names.logArchive, names.member];

/** GuardDuty's organization settings in a Region, with every account an enabled member that has every feature. */
export function aDetectionOrganization(
  differing: Partial<DetectionOrganization> = {},
): DetectionOrganization {
  const { region = names.home } = differing;
  return {
    region,
    administratorAccountId: names.security,
    leavingAdministratorAccountId: null,
    autoEnable: 'ALL',
    memberLimitReached: false,
    features: complete(featuresSet('ALL')),
    usesDataSources: null,
    members: memberIds().map((accountId) => ({ accountId, status: 'Enabled' })),
    memberFeatures: complete(
      memberIds().map((accountId) => ({ accountId, features: complete(featuresSet('ENABLED')) })),
    ),
    observation: { arn: `arn:aws:guardduty:${String(region)}:${names.security}:detector/1` },
    ...differing,
  };
}

/** The delegated administrator's detector in a Region, with all that belongs to it. */
export function anAdministratorDetector(
  differing: Partial<AdministratorDetector> = {},
): AdministratorDetector {
  return {
    ...aDetector({ accountId: names.security, ...differing }),
    publishingFrequency: 'FIFTEEN_MINUTES',
    usesDataSources: null,
    scanExclusions: [],
    destinations: complete([aPublishingDestination()]),
    filters: complete([aFindingFilter()]),
    lists: complete([aDetectionList()]),
    coverage: {
      healthy: 20,
      unhealthy: 0,
      countByType: { EKS: 4, ECS: 6, EC2: 10 },
      unhealthyResources: complete([]),
    },
    openFindings: complete([]),
    tags: { Owner: 'security' },
    ...differing,
  };
}

/** Findings go into a bucket of the log archive. */
export function aPublishingDestination(
  differing: Partial<PublishingDestination> = {},
): PublishingDestination {
  return {
    type: 'S3',
    bucketArn: 'arn:aws:s3:::example-findings',
    keyArn: names.keyArn,
    status: 'PUBLISHING',
    failingSince: null,
    tags: { Owner: 'security' },
    observation: { arn: `arn:aws:guardduty:us-east-1:${names.security}:detector/1/publishingdestination/1` },
    ...differing,
  };
}

/** A filter that archives one kind of finding of one account. */
export function aFindingFilter(differing: Partial<FindingFilter> = {}): FindingFilter {
  return {
    name: 'own-scanner',
    action: 'ARCHIVE',
    description: 'Owner: security - Review by: 2026-12-31 - Reason: our scanner',
    criteria: {
      type: { equals: ['Recon:EC2/PortProbeUnprotectedPort'] },
      accountId: { equals: [names.member] },
      severity: { lessThan: 7 },
    },
    tags: { Owner: 'security' },
    observation: { arn: `arn:aws:guardduty:us-east-1:${names.security}:detector/1/filter/own-scanner` },
    ...differing,
  };
}

/** An active list of threats, changed lately. */
export function aDetectionList(differing: Partial<DetectionList> = {}): DetectionList {
  return {
    purpose: 'threat',
    kind: 'addresses',
    name: 'botnets',
    status: 'ACTIVE',
    location: 'https://s3.us-east-1.amazonaws.com/example-lists/botnets.txt',
    bucketName: 'example-lists',
    bucketVersioning: 'Enabled',
    fileChangedAt: '2026-06-01T00:00:00.000Z',
    ranges: [],
    tags: { Owner: 'security' },
    observation: { arn: `arn:aws:guardduty:us-east-1:${names.security}:detector/1/threatintelset/1` },
    ...differing,
  };
}

/** A plan that scans and tags what comes into the bucket of {@link anUploadBucket}. */
export function aMalwarePlan(differing: Partial<MalwarePlan> = {}): MalwarePlan {
  return {
    accountId: names.member,
    region: names.home,
    bucketName: 'uploads',
    status: 'ACTIVE',
    statusReasons: [],
    tagsObjects: true,
    tags: { Owner: 'security' },
    observation: { arn: `arn:aws:guardduty:us-east-1:${names.member}:malware-protection-plan/1` },
    ...differing,
  };
}

/** A bucket that takes files from outside. */
export function anUploadBucket(differing: Partial<UploadBucket> = {}): UploadBucket {
  return {
    name: 'uploads',
    accountId: names.member,
    region: names.home,
    observation: { arn: 'arn:aws:s3:::uploads' },
    ...differing,
  };
}
