import type { PlannedStep } from '@trailguard/policy-pack/lens';

/** A resource of a saved state, as far as an accident reaches. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** A change that somebody made somewhere, or could make here, and that nobody was told of. */
export interface Accident {
  readonly name: string;
  /** Where it was reported, for those that happened in public. */
  readonly source?: string;
  /** The steps that its preview would announce, by the resources of all stacks. */
  readonly steps: (resources: readonly StateResource[]) => readonly PlannedStep[];
  /** What must be named: parts of the lines, each of which some line has. */
  readonly lost: readonly [string, ...string[]];
}

type Choice = (resource: StateResource) => boolean;

const ofType =
  (type: string, which: Choice = () => true): Choice =>
  (resource) =>
    resource.type === type && which(resource);
const inRegion =
  (region: string): Choice =>
  ({ inputs, outputs }) =>
    (inputs?.region ?? outputs?.region) === region;
const named =
  (part: string): Choice =>
  ({ urn }) =>
    (urn.split('::').at(-1) ?? '').includes(part);

/** Resources that the program no longer has. */
const removes =
  (...choices: readonly Choice[]) =>
  (resources: readonly StateResource[]): readonly PlannedStep[] =>
    chosen(resources, choices).map((old) => ({ op: 'delete', urn: old.urn, old, new: null }));

/** Resources whose inputs the program changed. */
const changes =
  (choice: Choice, differing: Change) =>
  (resources: readonly StateResource[]): readonly PlannedStep[] =>
    chosen(resources, [choice]).map((old) => {
      const inputs = { ...old.inputs };
      for (const [key, value] of Object.entries(
        typeof differing === 'function' ? differing(inputs) : differing,
      )) {
        if (value === undefined) delete inputs[key];
        else inputs[key] = value;
      }
      return { op: 'update', urn: old.urn, old, new: { ...old, inputs } };
    });
type Properties = Readonly<Record<string, unknown>>;
type Change = Properties | ((inputs: Properties) => Properties);

const both =
  (...parts: readonly Accident['steps'][]): Accident['steps'] =>
  (resources) =>
    parts.flatMap((part) => part(resources));

function chosen(resources: readonly StateResource[], choices: readonly Choice[]): readonly StateResource[] {
  const found = resources.filter((resource) => choices.some((choice) => choice(resource)));
  if (found.length === 0) throw new Error('the accident befalls nothing');
  return found;
}

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly [part: string]: unknown;
}

/** A policy with other statements. */
const statements =
  (property: string, change: (all: readonly Statement[]) => readonly Statement[]): Change =>
  (inputs) => {
    const { Statement: all, ...rest } = JSON.parse(String(inputs[property])) as {
      Statement: readonly Statement[];
    };
    return { [property]: JSON.stringify({ ...rest, Statement: change(all) }) };
  };

const trail = ofType('aws:cloudtrail/trail:Trail', named('organization'));
const logs = (type: string): Choice => ofType(type, named('logs'));
const isForTrail = ({ Principal }: Statement) =>
  JSON.stringify(Principal)?.includes('cloudtrail.amazonaws.com');
const service = (principal: string): Choice =>
  ofType(
    'aws:organizations/awsServiceAccess:AwsServiceAccess',
    ({ inputs }) => inputs?.servicePrincipal === principal,
  );
const administrator = ofType('aws:guardduty/organizationAdminAccount:OrganizationAdminAccount');
const organizationConfiguration = ofType('aws:guardduty/organizationConfiguration:OrganizationConfiguration');

export const accidents: readonly Accident[] = [
  {
    name: 'removing a trail takes trusted access with it and demotes the trail that was there',
    source: 'https://github.com/aws-samples/landing-zone-accelerator-on-aws-for-tse-se/issues/13',
    steps: both(changes(trail, { isOrganizationTrail: false }), removes(service('cloudtrail.amazonaws.com'))),
    lost: [
      'management events stops in accounts',
      'only, and no longer the organization',
      'trusted access of cloudtrail.amazonaws.com stops',
    ],
  },
  {
    name: 'excluding one Region dismisses the delegated administrator everywhere',
    source: 'https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/1129',
    steps: both(removes(administrator), removes(organizationConfiguration)),
    lost: [
      'administration of GuardDuty by',
      'GuardDuty stops in every other account of the organization',
      'GuardDuty S3_DATA_EVENTS stops',
    ],
  },
  {
    name: 'the trail is removed',
    steps: removes(trail),
    lost: ['management events stops in accounts', 'is removed'],
  },
  {
    name: 'logging is switched off for maintenance',
    steps: changes(trail, { enableLogging: false }),
    lost: ['management events stops', 'it does not log'],
  },
  {
    name: 'the trail is limited to its home Region',
    steps: changes(trail, { isMultiRegionTrail: false }),
    lost: ['management events stops', 'and no longer all Regions'],
  },
  {
    name: 'only writes are recorded, to save money',
    steps: changes(trail, {
      advancedEventSelectors: undefined,
      eventSelectors: [{ readWriteType: 'WriteOnly', includeManagementEvents: true }],
    }),
    lost: ['management events (reads) stops'],
  },
  {
    name: 'KMS is left out of the events, to save money',
    steps: changes(trail, {
      advancedEventSelectors: undefined,
      eventSelectors: [
        {
          readWriteType: 'All',
          includeManagementEvents: true,
          excludeManagementEventSources: ['kms.amazonaws.com'],
        },
      ],
    }),
    lost: ['management events with eventSource kms.amazonaws.com stops'],
  },
  {
    name: 'log file validation is dropped',
    steps: changes(trail, { enableLogFileValidation: false }),
    lost: ['log file validation: true -> false'],
  },
  {
    name: 'the trail no longer streams to its log group, so that no alarm sees anything',
    steps: changes(trail, { cloudWatchLogsGroupArn: undefined, cloudWatchLogsRoleArn: undefined }),
    lost: ['delivery to CloudWatch Logs'],
  },
  {
    name: "the bucket's policy is removed",
    steps: removes(logs('aws:s3/bucketPolicy:BucketPolicy')),
    lost: ['management events stops', 'has no policy, so CloudTrail cannot write'],
  },
  {
    name: "CloudTrail's statements are lost when the bucket policy is rewritten",
    steps: changes(
      logs('aws:s3/bucketPolicy:BucketPolicy'),
      statements('policy', (all) => all.filter((one) => one.Effect === 'Deny' || !isForTrail(one))),
    ),
    lost: ['management events stops', 'no statement allows s3:PutObject'],
  },
  {
    name: 'the bucket is frozen by a Deny for everyone',
    steps: changes(
      logs('aws:s3/bucketPolicy:BucketPolicy'),
      statements('policy', (all) => [
        ...all,
        { Sid: 'Freeze', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' },
      ]),
    ),
    lost: ['statement "Freeze" denies s3:PutObject'],
  },
  {
    name: 'deletion of log files is no longer denied',
    steps: changes(
      logs('aws:s3/bucketPolicy:BucketPolicy'),
      statements('policy', (all) =>
        all.filter((one) => one.Effect !== 'Deny' || !JSON.stringify(one).includes('s3:Delete')),
      ),
    ),
    lost: ['no longer refuses all that it refused'],
  },
  {
    name: 'Object Lock is shortened',
    steps: changes(logs('aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration'), {
      rule: { defaultRetention: { mode: 'GOVERNANCE', days: 1 } },
    }),
    lost: ['Object Lock retention in days'],
  },
  {
    name: 'versioning is suspended',
    steps: changes(logs('aws:s3/bucketVersioning:BucketVersioning'), {
      versioningConfiguration: { status: 'Suspended' },
    }),
    lost: ['versioning: true -> false'],
  },
  {
    name: 'Block Public Access is taken off to share a report',
    steps: changes(logs('aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock'), {
      blockPublicPolicy: false,
      restrictPublicBuckets: false,
    }),
    lost: ['Block Public Access no longer has blockPublicPolicy'],
  },
  {
    name: 'logs are kept for a month, to save money',
    steps: changes(logs('aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration'), {
      rules: [{ id: 'short', status: 'Enabled', filter: {}, expiration: { days: 30 } }],
    }),
    lost: ['days until objects are removed'],
  },
  {
    name: 'the bucket of log files is removed',
    steps: removes((resource) => resource.type.startsWith('aws:s3/') && named('logs')(resource)),
    lost: ['what it keeps is deleted with it'],
  },
  {
    name: 'the key of the log files is switched off',
    steps: changes(logs('aws:kms/key:Key'), { isEnabled: false }),
    lost: ['the key is enabled: true -> false'],
  },
  {
    name: 'the key policy is replaced by the one of the console',
    steps: changes(
      logs('aws:kms/key:Key'),
      statements('policy', () => [
        {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111111111111:root' },
          Action: 'kms:*',
          Resource: '*',
        },
      ]),
    ),
    lost: ['CloudTrail may encrypt: true -> false', 'allows what was not allowed'],
  },
  {
    name: 'one Region is taken out of the list of Regions',
    steps: removes(
      (resource) => organizationConfiguration(resource) && inRegion('eu-west-1')(resource),
      (resource) => administrator(resource) && inRegion('eu-west-1')(resource),
    ),
    lost: ['GuardDuty S3_DATA_EVENTS stops', 'Region eu-west-1'],
  },
  {
    name: 'the detector of the management account is taken for one that AWS brings by itself',
    steps: removes(ofType('aws:guardduty/detector:Detector', named('threat-detection'))),
    lost: ['GuardDuty stops', 'is removed or switched off'],
  },
  {
    name: 'new accounts are no longer enabled by themselves',
    steps: changes(organizationConfiguration, { autoEnableOrganizationMembers: 'NONE' }),
    lost: ['accounts enabled by themselves: "ALL" -> "NONE"', 'GuardDuty stops'],
  },
  {
    name: 'a protection plan is switched off, to save money',
    steps: changes(
      ofType(
        'aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature',
        ({ inputs }) => inputs?.name === 'S3_DATA_EVENTS',
      ),
      { autoEnable: 'NONE' },
    ),
    lost: ['GuardDuty S3_DATA_EVENTS stops'],
  },
  {
    name: 'a guardrail is detached to let one team work',
    steps: removes(ofType('aws:organizations/policyAttachment:PolicyAttachment')),
    lost: ['targets no longer has'],
  },
  {
    name: 'a guardrail is emptied',
    steps: changes(
      ofType('aws:organizations/policy:Policy', named('guardrails')),
      statements('content', (all) => all.slice(0, 1)),
    ),
    lost: ['what it denies: '],
  },
  {
    name: 'alarms are muted',
    steps: changes(ofType('aws:cloudwatch/metricAlarm:MetricAlarm'), { actionsEnabled: false }),
    lost: ['actions: true -> false'],
  },
  {
    name: 'the log group is removed with all that watches it',
    steps: removes(ofType('aws:cloudwatch/logGroup:LogGroup')),
    lost: ['its events are deleted, and the filters and alarms on them see nothing'],
  },
  {
    name: 'a rule that forwards changes is switched off',
    steps: changes(ofType('aws:cloudwatch/eventRule:EventRule'), { state: 'DISABLED' }),
    lost: ['the rule is on: true -> false'],
  },
];
