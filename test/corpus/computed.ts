import { createHash } from 'node:crypto';

/** A resource as its program asks for it. */
export interface Asked {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly account: string;
  readonly region: string;
}

/** What AWS gives a resource that it has made. */
export interface Made {
  readonly id: string;
  readonly computed: Readonly<Record<string, unknown>>;
}

/** The property that Pulumi names a resource by where the program does not. */
export function namingProperty(type: string): string | undefined {
  if (type === 'aws:s3/bucket:Bucket') return 'bucket';
  return namedByName.has(kindOf(type)) ? 'name' : undefined;
}

const namedByName = new Set([
  ...['cloudtrail:Trail', 'cloudtrail:EventDataStore', 'cloudwatch:LogGroup', 'cloudwatch:LogMetricFilter'],
  ...['cloudwatch:MetricAlarm', 'cloudwatch:EventRule', 'cloudwatch:EventBus', 'sns:Topic', 'sqs:Queue'],
  ...['iam:Role', 'iam:User', 'iam:Group', 'iam:Policy', 'iam:RolePolicy', 'iam:UserPolicy', 'kms:Alias'],
  ...['organizations:Policy', 'guardduty:Filter', 'guardduty:IPSet', 'guardduty:ThreatIntelSet'],
  ...['cfg:Recorder', 'athena:Workgroup', 's3:AccessPoint'],
]);

/** `cloudtrail:Trail` of `aws:cloudtrail/trail:Trail`. */
function kindOf(type: string): string {
  const [, module = '', kind = ''] = type.split(':');
  return `${module.split('/')[0]}:${kind}`;
}

/** Digits and letters that are always the same for the same name. */
export function hexOf(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

/** Twelve digits for an account that a program creates. */
function accountIdOf(name: string): string {
  return String(BigInt(`0x${hexOf(name, 16)}`) % 900_000_000_000n).padStart(12, '4');
}

/** Id, ARN and other outputs, as AWS forms them from names, account and Region. */
export function made(asked: Asked): Made {
  const rule = rules[kindOf(asked.type)];
  if (rule !== undefined) return rule(asked);
  const service = asked.type.split(/[:/]/)[1] ?? '';
  return byArn(asked, `${service}:${asked.region}`, `${asked.name}/${hexOf(asked.name, 8)}`);
}

type Rule = (asked: Asked) => Made;

const text = ({ inputs, name }: Asked, property = 'name') => String(inputs[property] ?? name);

function byArn({ account }: Asked, service: string, path: string): Made {
  const arn = `arn:aws:${service}:${account}:${path}`;
  return { id: arn, computed: { arn } };
}

const withArn =
  (service: string, pathOf: (asked: Asked) => string, idOf?: (asked: Asked) => string): Rule =>
  (asked) => {
    const { id, computed } = byArn(asked, service.replace('REGION', asked.region), pathOf(asked));
    return { id: idOf?.(asked) ?? id, computed };
  };

/** A resource that is a setting of another one: it has that one's name for its id, and no ARN. */
const settingOf =
  (property: string): Rule =>
  (asked) => ({ id: text(asked, property), computed: {} });

const uuid = ({ name }: Asked) => `1234abcd-12ab-34cd-56ef-${hexOf(name, 12)}`;
export const organizationId = 'o-exampleorgid';

const rules: Readonly<Record<string, Rule>> = {
  's3:Bucket': (asked) => {
    const bucket = text(asked, 'bucket');
    return { id: bucket, computed: { arn: `arn:aws:s3:::${bucket}` } };
  },
  's3:BucketPolicy': settingOf('bucket'),
  's3:BucketPublicAccessBlock': settingOf('bucket'),
  's3:BucketVersioning': settingOf('bucket'),
  's3:BucketAcl': settingOf('bucket'),
  's3:BucketLogging': settingOf('bucket'),
  's3:BucketNotification': settingOf('bucket'),
  's3:BucketOwnershipControls': settingOf('bucket'),
  's3:BucketLifecycleConfiguration': settingOf('bucket'),
  's3:BucketObjectLockConfiguration': settingOf('bucket'),
  's3:BucketReplicationConfig': settingOf('bucket'),
  's3:BucketServerSideEncryptionConfiguration': settingOf('bucket'),
  's3:AccountPublicAccessBlock': ({ account }) => ({ id: account, computed: { accountId: account } }),
  's3:AccessPoint': withArn('s3:REGION', (asked) => `accesspoint/${text(asked)}`),
  'kms:Key': (asked) => {
    const { computed } = byArn(asked, `kms:${asked.region}`, `key/${uuid(asked)}`);
    return { id: uuid(asked), computed: { ...computed, keyId: uuid(asked) } };
  },
  'kms:KeyPolicy': settingOf('keyId'),
  'kms:Alias': withArn(
    'kms:REGION',
    (asked) => text(asked),
    (asked) => text(asked),
  ),
  'cloudtrail:Trail': (asked) => {
    const { id, computed } = byArn(asked, `cloudtrail:${asked.region}`, `trail/${text(asked)}`);
    return { id, computed: { ...computed, homeRegion: asked.region } };
  },
  'cloudtrail:EventDataStore': withArn('cloudtrail:REGION', (asked) => `eventdatastore/${uuid(asked)}`),
  'cloudwatch:LogGroup': withArn(
    'logs:REGION',
    (asked) => `log-group:${text(asked)}`,
    (asked) => text(asked),
  ),
  'cloudwatch:LogMetricFilter': settingOf('name'),
  'cloudwatch:MetricAlarm': withArn(
    'cloudwatch:REGION',
    (asked) => `alarm:${text(asked)}`,
    (asked) => text(asked),
  ),
  'cloudwatch:EventRule': withArn(
    'events:REGION',
    (asked) => `rule/${text(asked)}`,
    (asked) => text(asked),
  ),
  'cloudwatch:EventTarget': (asked) => ({ id: `${text(asked, 'rule')}-${asked.name}`, computed: {} }),
  'cloudwatch:LogResourcePolicy': settingOf('policyName'),
  'sns:Topic': withArn('sns:REGION', (asked) => text(asked)),
  'sns:TopicPolicy': settingOf('arn'),
  'sns:TopicSubscription': (asked) => ({
    id: `${text(asked, 'topic')}:${uuid(asked)}`,
    computed: { arn: `${text(asked, 'topic')}:${uuid(asked)}`, pendingConfirmation: false },
  }),
  'sqs:Queue': withArn('sqs:REGION', (asked) => text(asked)),
  'iam:Role': withArn(
    'iam:',
    (asked) => `role/${text(asked)}`,
    (asked) => text(asked),
  ),
  'iam:ServiceLinkedRole': withArn('iam:', ({ inputs }) => {
    const service = String(inputs.awsServiceName);
    return `role/aws-service-role/${service}/AWSServiceRoleFor${service.split('.')[0]}`;
  }),
  'iam:User': withArn(
    'iam:',
    (asked) => `user/${text(asked)}`,
    (asked) => text(asked),
  ),
  'iam:Group': withArn(
    'iam:',
    (asked) => `group/${text(asked)}`,
    (asked) => text(asked),
  ),
  'iam:Policy': withArn('iam:', (asked) => `policy/${text(asked)}`),
  'iam:RolePolicy': (asked) => ({ id: `${text(asked, 'role')}:${text(asked)}`, computed: {} }),
  'iam:RolePolicyAttachment': (asked) => ({ id: `${text(asked, 'role')}-${asked.name}`, computed: {} }),
  'guardduty:Detector': (asked) => {
    const id = hexOf(asked.name, 32);
    const { computed } = byArn(asked, `guardduty:${asked.region}`, `detector/${id}`);
    return { id, computed: { ...computed, accountId: asked.account } };
  },
  'guardduty:OrganizationConfiguration': settingOf('detectorId'),
  'organizations:Organization': (asked) => {
    const { computed } = byArn(asked, 'organizations:', `organization/${organizationId}`);
    const roots = [{ id: 'r-ab12', name: 'Root', arn: '', policyTypes: [] }];
    return { id: organizationId, computed: { ...computed, roots, masterAccountId: asked.account } };
  },
  'organizations:Account': (asked) => {
    const id = accountIdOf(asked.name);
    const { computed } = byArn(asked, 'organizations:', `account/${organizationId}/${id}`);
    return { id, computed };
  },
  'organizations:Policy': (asked) => {
    const id = `p-${hexOf(asked.name, 8)}`;
    const { computed } = byArn(
      asked,
      'organizations:',
      `policy/${organizationId}/service_control_policy/${id}`,
    );
    return { id, computed };
  },
  'organizations:OrganizationalUnit': (asked) => {
    const id = `ou-ab12-${hexOf(asked.name, 8)}`;
    const { computed } = byArn(asked, 'organizations:', `ou/${organizationId}/${id}`);
    return { id, computed };
  },
};
