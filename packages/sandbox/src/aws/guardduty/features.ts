import type { DetectorFeatureConfiguration } from '@aws-sdk/client-guardduty';
import { badRequest, invalidValue, Message } from './errors.ts';

export type Status = 'ENABLED' | 'DISABLED';

/** What GuardDuty offers: where it stands when a detector is made and what it can be combined with. */
interface FeatureDefinition {
  readonly name: string;
  /** On in a new detector whose creator names no features. */
  readonly byDefault: Status;
  /** Foundational: always on, only in answers. */
  readonly foundational?: true;
  /** Whether an organization configuration has it. */
  readonly inOrganization: boolean;
  readonly additional: readonly string[];
  /** Regions that do not offer it. */
  readonly notIn?: readonly string[];
}

/**
 * Features in the order of GetDetector's answers (that of the last two is unverified). Every optional one
 * is on in a new detector, except runtime monitoring and the two for AI workloads. Regions differ as AWS's page of Regions
 * said on 2026-08-01; what it does not speak of is offered everywhere.
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_regions.html
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-features-activation-model.html
 */
export const Features: readonly FeatureDefinition[] = [
  { name: 'CLOUD_TRAIL', byDefault: 'ENABLED', foundational: true, inOrganization: false, additional: [] },
  { name: 'DNS_LOGS', byDefault: 'ENABLED', foundational: true, inOrganization: false, additional: [] },
  { name: 'FLOW_LOGS', byDefault: 'ENABLED', foundational: true, inOrganization: false, additional: [] },
  { name: 'S3_DATA_EVENTS', byDefault: 'ENABLED', inOrganization: true, additional: [] },
  { name: 'EKS_AUDIT_LOGS', byDefault: 'ENABLED', inOrganization: true, additional: [] },
  { name: 'EBS_MALWARE_PROTECTION', byDefault: 'ENABLED', inOrganization: true, additional: [] },
  {
    name: 'RDS_LOGIN_EVENTS',
    byDefault: 'ENABLED',
    inOrganization: true,
    additional: ['RDS_DATA_RISK'],
    notIn: ['ap-east-2'],
  },
  {
    name: 'EKS_RUNTIME_MONITORING',
    byDefault: 'DISABLED',
    inOrganization: true,
    additional: ['EKS_ADDON_MANAGEMENT'],
  },
  { name: 'LAMBDA_NETWORK_LOGS', byDefault: 'ENABLED', inOrganization: true, additional: [] },
  {
    name: 'RUNTIME_MONITORING',
    byDefault: 'DISABLED',
    inOrganization: true,
    additional: ['EKS_ADDON_MANAGEMENT', 'ECS_FARGATE_AGENT_MANAGEMENT', 'EC2_AGENT_MANAGEMENT'],
  },
  { name: 'AI_PROTECTION', byDefault: 'DISABLED', inOrganization: true, additional: [] },
  { name: 'AI_ANALYST', byDefault: 'DISABLED', inOrganization: false, additional: [] },
];

/** Optional features that an organization configuration and members have. */
export const OrganizationFeatures = Features.filter((feature) => feature.inOrganization);

/** Tells whether a region offers a feature. */
export function isOffered({ notIn }: FeatureDefinition, region: string): boolean {
  return !notIn?.includes(region);
}

/** A feature of one detector. Times are ISO. */
export interface FeatureState {
  status: Status;
  updatedAt: string;
  additional: Record<string, { status: Status; updatedAt: string }>;
}

export type FeatureStates = Record<string, FeatureState>;

/** What a request says of features, from `Features` and the older `DataSources` alike. */
export interface FeatureChange {
  readonly name: string;
  readonly status?: Status | undefined;
  readonly additional: readonly { readonly name: string; readonly status: Status }[];
}

/** Older names of three features, deprecated and still taken. */
export interface DataSourcesInput {
  readonly S3Logs?: { readonly Enable?: boolean | undefined } | undefined;
  readonly Kubernetes?:
    | { readonly AuditLogs?: { readonly Enable?: boolean | undefined } | undefined }
    | undefined;
  readonly MalwareProtection?:
    | { readonly ScanEc2InstanceWithFindings?: { readonly EbsVolumes?: boolean | undefined } | undefined }
    | undefined;
}

function status(on: boolean): Status {
  return on ? 'ENABLED' : 'DISABLED';
}

function fromDataSources(sources: DataSourcesInput | undefined): FeatureChange[] {
  const pairs: [string, boolean | undefined][] = [
    ['S3_DATA_EVENTS', sources?.S3Logs?.Enable],
    ['EKS_AUDIT_LOGS', sources?.Kubernetes?.AuditLogs?.Enable],
    ['EBS_MALWARE_PROTECTION', sources?.MalwareProtection?.ScanEc2InstanceWithFindings?.EbsVolumes],
  ];
  return pairs.flatMap(([name, on]) =>
    on === undefined ? [] : [{ name, status: status(on), additional: [] }],
  );
}

function isStatus(value: unknown): value is Status {
  return value === 'ENABLED' || value === 'DISABLED';
}

/**
 * Reads and checks the features of a request. Naming both kinds of runtime monitoring is an error,
 * whatever their status.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateDetector.html
 */
export function readChanges(
  input: {
    readonly Features?: readonly DetectorFeatureConfiguration[] | undefined;
    readonly DataSources?: DataSourcesInput | undefined;
  },
  region: string,
): FeatureChange[] {
  const features = input.Features ?? [];
  if (features.length > 0 && input.DataSources !== undefined) throw invalidValue();
  assertNotBothRuntimes(features.map((feature) => feature.Name));
  const changes = features.map((feature): FeatureChange => {
    const definition = Features.find((one) => one.name === feature.Name && !one.foundational);
    if (
      !definition ||
      !isOffered(definition, region) ||
      (feature.Status !== undefined && !isStatus(feature.Status))
    )
      throw invalidValue();
    const additional = (feature.AdditionalConfiguration ?? []).map(({ Name, Status }) => {
      if (Name === undefined || !definition.additional.includes(Name) || !isStatus(Status))
        throw invalidValue();
      return { name: Name, status: Status };
    });
    return { name: definition.name, status: feature.Status, additional };
  });
  if (new Set(changes.map((change) => change.name)).size !== changes.length) throw invalidValue();
  return [...changes, ...fromDataSources(input.DataSources)];
}

export function assertNotBothRuntimes(names: readonly (string | undefined)[]): void {
  if (names.includes('EKS_RUNTIME_MONITORING') && names.includes('RUNTIME_MONITORING')) {
    throw badRequest(Message.bothRuntimeFeatures);
  }
}

/** All features of a region as a new detector has them. */
export function defaultFeatures(
  at: string,
  region: string,
  of: (name: string) => Status | undefined = () => undefined,
): FeatureStates {
  return Object.fromEntries(
    Features.filter((feature) => isOffered(feature, region)).map((feature) => [
      feature.name,
      {
        status: of(feature.name) ?? feature.byDefault,
        updatedAt: at,
        additional: Object.fromEntries(
          feature.additional.map((name) => [name, { status: 'DISABLED' as Status, updatedAt: at }]),
        ),
      },
    ]),
  );
}

/** Changes what is named and leaves the rest; only what differs gets a new time. */
export function applyChanges(features: FeatureStates, changes: readonly FeatureChange[], at: string): void {
  for (const change of changes) {
    const feature = features[change.name];
    if (!feature) continue;
    if (change.status !== undefined && change.status !== feature.status) {
      feature.status = change.status;
      feature.updatedAt = at;
    }
    for (const { name, status: wanted } of change.additional) {
      const setting = feature.additional[name];
      if (setting && setting.status !== wanted) {
        setting.status = wanted;
        setting.updatedAt = at;
      }
    }
    // The two are one thing: turning on the wider one turns the narrower one off.
    if (change.name === 'RUNTIME_MONITORING' && change.status === 'ENABLED') {
      applyChanges(features, [{ name: 'EKS_RUNTIME_MONITORING', status: 'DISABLED', additional: [] }], at);
    }
  }
}

/** `Features` of an answer, in AWS's order. */
export function featureResults(features: FeatureStates, only: readonly FeatureDefinition[] = Features) {
  return only.flatMap(({ name, additional }) => {
    const feature = features[name];
    if (!feature) return [];
    return [
      {
        Name: name,
        Status: feature.status,
        UpdatedAt: new Date(feature.updatedAt),
        ...(additional.length > 0 && {
          AdditionalConfiguration: additional.map((setting) => ({
            Name: setting,
            Status: feature.additional[setting]?.status ?? 'DISABLED',
            UpdatedAt: new Date(feature.additional[setting]?.updatedAt ?? feature.updatedAt),
          })),
        }),
      },
    ];
  });
}

/** The deprecated `DataSources` of an answer, which follows the features. */
export function dataSourceResults(features: FeatureStates, serviceRole: string) {
  const of = (name: string) => ({ Status: features[name]?.status ?? 'DISABLED' });
  return {
    CloudTrail: of('CLOUD_TRAIL'),
    DNSLogs: of('DNS_LOGS'),
    FlowLogs: of('FLOW_LOGS'),
    S3Logs: of('S3_DATA_EVENTS'),
    Kubernetes: { AuditLogs: of('EKS_AUDIT_LOGS') },
    MalwareProtection: {
      ScanEc2InstanceWithFindings: { EbsVolumes: of('EBS_MALWARE_PROTECTION') },
      ServiceRole: serviceRole,
    },
  };
}
