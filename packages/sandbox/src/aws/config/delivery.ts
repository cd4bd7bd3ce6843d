import type { Call, Caller } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext } from '../service.ts';
import { ConfigPrincipal } from './organization.ts';

interface DeliveryChannel {
  readonly s3BucketName?: string;
  readonly s3KeyPrefix?: string;
  readonly s3KmsKeyArn?: string;
}

/**
 * Asks whether AWS Config may look at the bucket and write into the account's folder of it, and refuses a bucket whose files are
 * locked by default. https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
 *
 * @throws AwsError `NoSuchBucketException`, `InsufficientDeliveryPolicyException`
 */
export async function assertDelivers(call: Call, sandbox: SandboxContext): Promise<void> {
  const channel = (call.input.DeliveryChannel ?? {}) as DeliveryChannel;
  const Bucket = channel.s3BucketName ?? '';
  const region = await bucketRegion(call, sandbox, Bucket);
  await assertNotLocked(call, sandbox, region, Bucket);
  const { accountId } = call.caller;
  const prefix = channel.s3KeyPrefix === undefined ? '' : `${channel.s3KeyPrefix}/`;
  const caller = configCaller(accountId, call.region);
  const calls: readonly [service: string, operation: string, input: object][] = [
    ['s3', 'GetBucketAcl', { Bucket }],
    ['s3', 'ListObjectsV2', { Bucket }],
    [
      's3',
      'PutObject',
      {
        Bucket,
        Key: `${prefix}AWSLogs/${accountId}/Config/ConfigWritabilityCheckFile`,
        ACL: 'bucket-owner-full-control',
        ...(channel.s3KmsKeyArn === undefined
          ? {}
          : { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: channel.s3KmsKeyArn }),
      },
    ],
    ...(channel.s3KmsKeyArn === undefined
      ? []
      : [['kms', 'GenerateDataKey', { KeyId: channel.s3KmsKeyArn }] as [string, string, object]]),
  ];
  for (const [service, operation, input] of calls) {
    const place = service === 'kms' ? (channel.s3KmsKeyArn?.split(':')[3] ?? region) : region;
    if (!(await sandbox.authorize(caller, place, service, operation, input)).allowed)
      throw new AwsError(
        'InsufficientDeliveryPolicyException',
        `Insufficient delivery policy to s3 bucket: ${Bucket}, unable to write to bucket (${service}:${operation}).`,
      );
  }
}

/** AWS Config acting for the recorder of an account. */
function configCaller(accountId: string, region: string): Caller {
  return {
    accountId,
    arn: ConfigPrincipal,
    kind: 'service',
    servicePrincipal: ConfigPrincipal,
    sourceArn: `arn:aws:config:${region}:${accountId}:configuration-recorder/default`,
  };
}

async function bucketRegion({ caller, region }: Call, sandbox: SandboxContext, Bucket: string) {
  try {
    const { LocationConstraint } = await sandbox.inspect(
      caller.accountId,
      region,
      's3',
      'GetBucketLocation',
      { Bucket },
    );
    return typeof LocationConstraint === 'string' && LocationConstraint !== ''
      ? LocationConstraint
      : 'us-east-1';
  } catch (error) {
    if (error instanceof AwsError && error.code === 'NoSuchBucket')
      throw new AwsError('NoSuchBucketException', `The bucket ${Bucket} does not exist.`);
    throw error;
  }
}

async function assertNotLocked(
  { caller }: Call,
  sandbox: SandboxContext,
  region: string,
  Bucket: string,
): Promise<void> {
  try {
    const { ObjectLockConfiguration } = await sandbox.inspect(
      caller.accountId,
      region,
      's3',
      'GetObjectLockConfiguration',
      { Bucket },
    );
    if ((ObjectLockConfiguration as { Rule?: object } | undefined)?.Rule === undefined) return;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ObjectLockConfigurationNotFoundError') return;
    throw error;
  }
  throw new AwsError(
    'InsufficientDeliveryPolicyException',
    `The bucket ${Bucket} has a default retention of Object Lock, under which AWS Config cannot deliver.`,
  );
}
