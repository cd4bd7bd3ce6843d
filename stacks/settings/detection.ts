import {
  DetectionFeature,
  detectionNames,
  type FindingCriterion,
  FindingField,
  logCopyNames,
  type MemberFeature,
  memberFeatureFaults,
  organizationNames,
  type ScannedBucket,
  type SuppressionFilter,
  scannedBucketFaults,
  suppressionFilterFaults,
  type ThreatList,
  ThreatListKind,
  threatListFaults,
} from '@trailguard/baseline';
import { Type } from 'typebox';
import { exampleOf, RegionShape } from './fields.ts';
import type { AccountStackSettings, OrganizationStackSettings } from './settings.ts';

const features = Object.values(DetectionFeature);
const texts = Type.Optional(Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }));
const bound = Type.Optional(Type.Number());
/** Who answers for something, why and until when. */
const review = { owner: Type.String(), reason: Type.String(), expires: Type.String() };
const regionNames = Type.Optional(Type.Array(Type.String(RegionShape), { minItems: 1, uniqueItems: true }));

/** GuardDuty. */
export const DetectionProperties = {
  createServiceLinkedRole: Type.Boolean({
    default: true,
    description:
      "whether GuardDuty's service-linked role is still to be made in the management account: true or false",
    examples: ['false'],
  }),
  detectionFeatures: Type.Optional(
    Type.Array(Type.Enum(features), {
      uniqueItems: true,
      description: `the protection plans of GuardDuty that every account has, each billed by use, as a JSON list of ${features.join(', ')}; left out, all but AI_PROTECTION`,
      examples: ['["S3_DATA_EVENTS","EBS_MALWARE_PROTECTION","RDS_LOGIN_EVENTS","LAMBDA_NETWORK_LOGS"]'],
    }),
  ),
  manageDetectionAgents: Type.Boolean({
    default: true,
    description:
      'whether GuardDuty installs and updates its agents for RUNTIME_MONITORING by itself: true or false',
    examples: ['false'],
  }),
  memberFeatures: Type.Array(
    Type.Object(
      {
        accountId: Type.String({ pattern: '^[0-9]{12}$' }),
        feature: Type.Enum(features),
        regions: regionNames,
      },
      { additionalProperties: false },
    ),
    {
      default: [],
      description:
        'protection plans of single accounts beyond detectionFeatures, as a JSON list with accountId, feature and regions (left out, all)',
      examples: ['[{"accountId":"444444444444","feature":"AI_PROTECTION","regions":["us-east-1"]}]'],
    },
  ),
  findingsExport: Type.Boolean({
    default: true,
    description:
      'whether the findings of all accounts and regions are exported into a locked bucket of the log archive, where they stay longer than the 90 days of GuardDuty: true or false',
    examples: ['false'],
  }),
  threatLists: Type.Optional(
    Type.Array(
      Type.Object(
        {
          name: Type.String(),
          kind: Type.Enum(Object.values(ThreatListKind)),
          file: Type.Optional(Type.String({ minLength: 1 })),
          text: Type.Optional(Type.String({ minLength: 1 })),
          ...review,
          isActive: Type.Optional(Type.Boolean()),
        },
        { additionalProperties: false },
      ),
      {
        description:
          'lists of IPv4 addresses that GuardDuty reports (six of kind threat) or trusts (one of kind trusted), as a JSON list with name, kind, file (its path, from the folder of the stack) or text (one address or range a line), owner, reason, expires (YYYY-MM-DD; previews fail after it) and isActive (false before a list is taken out); [] once the last is out',
        examples: [
          '[{"name":"botnets","kind":"threat","file":"lists/botnets.txt","owner":"security","reason":"seen in incidents","expires":"2027-06-30"}]',
        ],
      },
    ),
  ),
  suppressionFilters: Type.Array(
    Type.Object(
      {
        name: Type.String(),
        criteria: Type.Array(
          Type.Object(
            {
              field: Type.Enum(Object.values(FindingField)),
              equals: texts,
              notEquals: texts,
              matches: texts,
              notMatches: texts,
              greaterThan: bound,
              greaterThanOrEqual: bound,
              lessThan: bound,
              lessThanOrEqual: bound,
            },
            { additionalProperties: false },
          ),
        ),
        ...review,
        allowHighSeverity: Type.Optional(Type.Boolean()),
      },
      { additionalProperties: false },
    ),
    {
      default: [],
      description:
        'filters that archive findings as they come, in order, as a JSON list with name, criteria (each with field, and equals, notEquals, matches, notMatches, greaterThan, greaterThanOrEqual, lessThan or lessThanOrEqual; a finding type and a resource or account among them), owner, reason, expires (YYYY-MM-DD; previews fail after it) and allowHighSeverity (left out, findings of severity 7 and more are never archived)',
      examples: [
        '[{"name":"own-scanner","criteria":[{"field":"type","equals":["Recon:EC2/PortProbeUnprotectedPort"]},{"field":"accountId","equals":["444444444444"]}],"owner":"security","reason":"our scanner","expires":"2027-06-30"}]',
      ],
    },
  ),
};

/** GuardDuty in a vended account. */
export const AccountDetectionProperties = {
  malwareProtectionBuckets: Type.Array(
    Type.Object(
      {
        bucketName: Type.String({ pattern: '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$' }),
        region: Type.Optional(Type.String(RegionShape)),
        objectPrefixes: texts,
        kmsKeyArn: Type.Optional(
          Type.String({ pattern: '^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/.+$' }),
        ),
      },
      { additionalProperties: false },
    ),
    {
      default: [],
      description:
        'buckets of the account whose new objects GuardDuty scans for malware, billed by the gigabyte and the object, as a JSON list with bucketName, region (left out, homeRegion), objectPrefixes (at most five; left out, all) and kmsKeyArn (of a customer-managed key)',
      examples: ['[{"bucketName":"uploads-of-customers","objectPrefixes":["incoming/"]}]'],
    },
  ),
};

/** Tags of detectors and of what belongs to them. */
export function detectionTags({ tags }: OrganizationStackSettings): Record<string, string> {
  return { Purpose: 'threat-detection', ...tags };
}

/** What every account has, as the components take it. */
export function organizationFeatures(settings: OrganizationStackSettings): {
  features?: DetectionFeature[];
  manageAgents: boolean;
} {
  const { detectionFeatures, manageDetectionAgents: manageAgents } = settings;
  return {
    manageAgents,
    ...(detectionFeatures === undefined ? {} : { features: detectionFeatures as DetectionFeature[] }),
  };
}

/** The lists, as their component takes them; `undefined` where there never was one. */
export const threatListsOf = (settings: OrganizationStackSettings) =>
  settings.threatLists as ThreatList[] | undefined;

/** The filters, as their component takes them. */
export const suppressionFiltersOf = (settings: OrganizationStackSettings) =>
  settings.suppressionFilters.map(
    ({ criteria, ...filter }) =>
      ({ ...filter, criteria: criteria as FindingCriterion[] }) as SuppressionFilter,
  );

/** Features of single members, as their component takes them. */
export const memberFeaturesOf = (settings: OrganizationStackSettings) =>
  settings.memberFeatures as MemberFeature[];

/** The account's buckets to scan in each region. */
export function scannedBucketsOf(settings: AccountStackSettings): Map<string, ScannedBucket[]> {
  const found = new Map<string, ScannedBucket[]>();
  for (const { region = settings.homeRegion, ...bucket } of settings.malwareProtectionBuckets) {
    found.set(region, [...(found.get(region) ?? []), bucket as ScannedBucket]);
  }
  return found;
}

const faultsOf = (key: keyof typeof DetectionProperties, texts: readonly string[]) =>
  texts.map((text) => `${key}: ${text}. ${exampleOf(key, DetectionProperties[key])}`);

/** What is right alone and wrong together; one sentence each. */
export function detectionMismatches(settings: OrganizationStackSettings): string[] {
  const { features: everywhere } = organizationFeatures(settings);
  return [
    ...faultsOf('memberFeatures', memberFeatureFaults(memberFeaturesOf(settings), everywhere)),
    ...malwareFaults(settings),
  ];
}

/**
 * What is wrong with lists and filters, whose files and last days only the stack that makes them looks at: an expired
 * filter must not hold up the log archive.
 */
export function reviewedFaults(settings: OrganizationStackSettings): string[] {
  return [
    ...faultsOf('threatLists', threatListFaults(threatListsOf(settings) ?? [])),
    ...faultsOf('suppressionFilters', suppressionFilterFaults(suppressionFiltersOf(settings))),
  ];
}

/** The stacks that have no account of their own read no buckets to scan. */
function malwareFaults(settings: OrganizationStackSettings & Partial<AccountStackSettings>): string[] {
  const buckets = (settings.malwareProtectionBuckets ?? []) as ScannedBucket[];
  const ours = ownBuckets(settings);
  return [
    ...scannedBucketFaults(buckets),
    ...buckets
      .filter(({ bucketName }) => ours.includes(bucketName))
      .map(({ bucketName }) => `${bucketName} is a bucket of log files, which a scan would read and tag`),
  ].map(
    (text) =>
      `malwareProtectionBuckets: ${text}. ${exampleOf('malwareProtectionBuckets', AccountDetectionProperties.malwareProtectionBuckets)}`,
  );
}

function ownBuckets(settings: OrganizationStackSettings): string[] {
  const { logBucketName, accessLogBucketName } = organizationNames(settings);
  const { findingsBucketName, findingsAccessLogBucketName } = detectionNames(settings);
  const { namePrefix, logArchiveAccountId, logCopyAccountId, logCopyRegion } = settings;
  const copy =
    logCopyRegion === undefined
      ? []
      : [logCopyNames(namePrefix, logCopyAccountId ?? logArchiveAccountId, logCopyRegion).bucketName];
  return [logBucketName, accessLogBucketName, findingsBucketName, findingsAccessLogBucketName, ...copy];
}
