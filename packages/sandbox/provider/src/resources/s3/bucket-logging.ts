import { type Grantee, type LoggingEnabled, S3, type TargetGrant } from '@aws-sdk/client-s3';
import type { BucketLoggingArgs, BucketLoggingState } from '@pulumi/aws/s3/bucketLogging.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';
import { NO_BUCKET } from './propagation.ts';

const PUT = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLogging.html';

type Grant = NonNullable<Inputs<BucketLoggingArgs>['targetGrants']>[number];
type Format = NonNullable<Inputs<BucketLoggingArgs>['targetObjectKeyFormat']>;

/** Server access logging of a bucket. Id and import id: the bucket's name. */
export const bucketLogging = defineResource<BucketLoggingArgs, BucketLoggingState>({
  token: 'aws:s3/bucketLogging:BucketLogging',
  properties: {
    bucket: { required: true, replaces: PUT },
    expectedBucketOwner: { replaces: PUT, writeOnly: true },
    region: { computed: true, replaces: PUT },
    targetBucket: { required: true },
    targetGrants: { unordered: true },
    targetObjectKeyFormat: {},
    targetPrefix: { required: true },
  },
  computed: {},
  async create(inputs, context) {
    await put(inputs, context);
    return inputs.bucket;
  },
  async read(id, context) {
    const answer = await orMissing(context.client(S3).getBucketLogging({ Bucket: id }), NO_BUCKET);
    const logging = answer?.LoggingEnabled;
    if (!logging) return undefined;
    const format = formatFromAws(logging);
    return {
      bucket: id,
      targetBucket: logging.TargetBucket,
      targetPrefix: logging.TargetPrefix ?? '',
      ...(logging.TargetGrants?.length ? { targetGrants: logging.TargetGrants.map(grantFromAws) } : {}),
      ...(format ? { targetObjectKeyFormat: format } : {}),
    };
  },
  update: (_id, inputs, context) => put(inputs, context),
  async delete(id, context) {
    await orMissing(context.client(S3).putBucketLogging({ Bucket: id, BucketLoggingStatus: {} }), NO_BUCKET);
  },
});

async function put(inputs: Inputs<BucketLoggingArgs>, context: ResourceContext): Promise<void> {
  const s3 = context.client(S3);
  const LoggingEnabled: LoggingEnabled = {
    TargetBucket: inputs.targetBucket,
    TargetPrefix: inputs.targetPrefix,
    ...(inputs.targetGrants ? { TargetGrants: inputs.targetGrants.map(grantToAws) } : {}),
    ...(inputs.targetObjectKeyFormat
      ? { TargetObjectKeyFormat: formatToAws(inputs.targetObjectKeyFormat) }
      : {}),
  };
  await context.retry(
    () => s3.putBucketLogging({ Bucket: inputs.bucket, BucketLoggingStatus: { LoggingEnabled } }),
    // The target bucket's policy, that admits logging.s3.amazonaws.com, may have been made just before.
    (error) => isError(error, [NO_BUCKET, 'OperationAborted', 'InvalidTargetBucketForLogging']),
    30_000,
  );
}

function grantToAws({ grantee, permission }: Grant): TargetGrant {
  return {
    Permission: permission as 'READ',
    Grantee: {
      Type: grantee.type as Grantee['Type'],
      ID: grantee.id,
      EmailAddress: grantee.emailAddress,
      URI: grantee.uri,
    },
  };
}

function grantFromAws({ Grantee: grantee, Permission }: TargetGrant): Grant {
  return {
    permission: Permission ?? '',
    grantee: {
      type: grantee?.Type ?? '',
      id: grantee?.ID,
      emailAddress: grantee?.EmailAddress,
      uri: grantee?.URI,
    },
  };
}

function formatToAws({ partitionedPrefix }: Format): NonNullable<LoggingEnabled['TargetObjectKeyFormat']> {
  return partitionedPrefix
    ? { PartitionedPrefix: { PartitionDateSource: partitionedPrefix.partitionDateSource as 'EventTime' } }
    : { SimplePrefix: {} };
}

function formatFromAws({ TargetObjectKeyFormat }: LoggingEnabled): Format | undefined {
  const source = TargetObjectKeyFormat?.PartitionedPrefix?.PartitionDateSource;
  if (source) return { partitionedPrefix: { partitionDateSource: source } };
  return TargetObjectKeyFormat?.SimplePrefix ? { simplePrefix: {} } : undefined;
}
