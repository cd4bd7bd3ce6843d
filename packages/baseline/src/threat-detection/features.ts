import { createRequire } from 'node:module';
import { partitionOf } from '../partition.ts';

/** Day on which the tables below were compared with AWS's pages and the provider's types. */
export const FeaturesAsOf = '2026-11-21';

/** Protection plans of GuardDuty that can be enabled across an organization; each is billed by its own measure. */
export const DetectionFeature = {
  /** Data events of S3. */ S3DataEvents: 'S3_DATA_EVENTS',
  /** Audit logs of EKS. */ EksAuditLogs: 'EKS_AUDIT_LOGS',
  /** Scans of EBS volumes after a finding. */ EbsMalwareProtection: 'EBS_MALWARE_PROTECTION',
  /** Logins to Aurora and RDS. */ RdsLoginEvents: 'RDS_LOGIN_EVENTS',
  /** Network activity of Lambda functions. */ LambdaNetworkLogs: 'LAMBDA_NETWORK_LOGS',
  /** Processes, files and network inside EC2, ECS and EKS; takes the place of EKS_RUNTIME_MONITORING. */
  RuntimeMonitoring: 'RUNTIME_MONITORING',
  /** Activity of AI workloads; not among the defaults of `FeatureTable`. */ AiProtection: 'AI_PROTECTION',
} as const;
export type DetectionFeature = (typeof DetectionFeature)[keyof typeof DetectionFeature];

/** What is known of a feature. */
interface FeatureEntry {
  readonly name: DetectionFeature;
  /** First version of `@pulumi/aws` known to take it. */
  readonly sinceProvider: string;
  /** All its additional configurations that the provider takes, in AWS's order: others give endless diffs. */
  readonly additional: readonly string[];
  /** Additional configurations of the API that the provider does not take. */
  readonly additionalNotInProvider: readonly string[];
  /** Partitions where AWS says that it is not offered, with the page that says so. */
  readonly notOffered: readonly { readonly partition: string; readonly source: string }[];
  readonly isDefault: boolean;
}

const plain = {
  sinceProvider: '7.0.0',
  additional: [],
  additionalNotInProvider: [],
  notOffered: [],
  isDefault: true,
};

/**
 * Feature x region x provider version. A pair is left out only where a page of AWS says that it is not
 * offered; every other pair is attempted, and AWS's refusal is an error that names it.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_regions.html
 */
export const FeatureTable: readonly FeatureEntry[] = [
  { ...plain, name: 'S3_DATA_EVENTS' },
  { ...plain, name: 'EKS_AUDIT_LOGS' },
  { ...plain, name: 'EBS_MALWARE_PROTECTION' },
  { ...plain, name: 'RDS_LOGIN_EVENTS', additionalNotInProvider: ['RDS_DATA_RISK'] },
  { ...plain, name: 'LAMBDA_NETWORK_LOGS' },
  {
    ...plain,
    name: 'RUNTIME_MONITORING',
    additional: ['EKS_ADDON_MANAGEMENT', 'ECS_FARGATE_AGENT_MANAGEMENT', 'EC2_AGENT_MANAGEMENT'],
    notOffered: [
      { partition: 'aws-cn', source: 'https://docs.amazonaws.cn/en_us/aws/latest/userguide/guardduty.html' },
    ],
  },
  // AWS had published no list of its regions on the day of this table, so it is taken when asked for.
  { ...plain, name: 'AI_PROTECTION', sinceProvider: '7.48.0', isDefault: false },
];

/** A feature that a region does not offer, learned after {@link FeaturesAsOf}. */
export interface NotOffered {
  /** The feature. */
  feature: DetectionFeature;
  /** The region. */
  region: string;
  /** Where it is documented, or what AWS answered. */
  reason: string;
}

/** A feature to enable in a region. */
export interface PlannedFeature {
  readonly name: DetectionFeature;
  readonly additional: readonly string[];
  /** Whether the API has additional configurations that must be left as they are. */
  readonly ignoresAdditional: boolean;
}

/** What to enable in a region, and what is left out and why. */
export interface FeaturePlan {
  readonly features: readonly PlannedFeature[];
  /** One sentence for each pair that is not applicable. */
  readonly notApplicable: readonly string[];
}

/** Version of `@pulumi/aws` in use. */
export function providerVersion(): string {
  return (createRequire(import.meta.url)('@pulumi/aws/package.json') as { version: string }).version;
}

/**
 * Plans the features of a region.
 * @param wanted features to enable; left out: all defaults of {@link FeatureTable}.
 * @param notOffered pairs to leave out beyond the table's.
 * @throws when a wanted feature is not in the table, such as EKS_RUNTIME_MONITORING, which AWS refuses
 *   beside RUNTIME_MONITORING.
 */
export function planFeatures(
  region: string,
  version: string,
  wanted?: readonly DetectionFeature[],
  notOffered: readonly NotOffered[] = [],
): FeaturePlan {
  const unknown = wanted?.filter((name) => !FeatureTable.some((entry) => entry.name === name)) ?? [];
  if (unknown.length > 0) {
    const known = FeatureTable.map((entry) => entry.name).join(', ');
    throw new Error(`GuardDuty feature ${unknown.join(', ')} is not known (of ${FeaturesAsOf}: ${known})`);
  }
  const features: PlannedFeature[] = [];
  const notApplicable: string[] = [];
  for (const entry of FeatureTable) {
    if (wanted === undefined ? !entry.isDefault : !wanted.includes(entry.name)) continue;
    const reason = reasonAgainst(entry, region, version, notOffered);
    if (reason !== undefined) {
      notApplicable.push(`${entry.name} in ${region}: ${reason}`);
      continue;
    }
    for (const name of entry.additionalNotInProvider) {
      notApplicable.push(`${entry.name}/${name} in ${region}: not taken by @pulumi/aws ${version}`);
    }
    features.push({
      name: entry.name,
      additional: entry.additional,
      ignoresAdditional: entry.additionalNotInProvider.length > 0,
    });
  }
  return { features, notApplicable };
}

function reasonAgainst(
  entry: FeatureEntry,
  region: string,
  version: string,
  notOffered: readonly NotOffered[],
): string | undefined {
  const told = notOffered.find((pair) => pair.feature === entry.name && pair.region === region);
  if (told) return `not offered (${told.reason})`;
  const documented = entry.notOffered.find(({ partition }) => partition === partitionOf(region));
  if (documented) return `not offered (${documented.source}, as of ${FeaturesAsOf})`;
  if (version.localeCompare(entry.sinceProvider, undefined, { numeric: true }) < 0) {
    return `needs @pulumi/aws ${entry.sinceProvider}, not ${version}`;
  }
  return undefined;
}
