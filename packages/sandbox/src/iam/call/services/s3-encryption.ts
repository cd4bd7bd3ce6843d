import type { KmsEncryption } from '../lookups.ts';
import { type Draft, own, type Scope, text } from '../rules.ts';

/** Operations that have S3 make a data key. */
const writes: Readonly<Record<string, readonly string[]>> = {
  PutObject: ['kms:GenerateDataKey'],
  CopyObject: ['kms:GenerateDataKey'],
  CreateMultipartUpload: ['kms:GenerateDataKey', 'kms:Decrypt'],
};

/** Where a question about an object's key comes from. */
interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
  readonly arn: string;
  readonly bucketArn: string;
}

/**
 * What S3 asks KMS in the caller's name when it encrypts an object with SSE-KMS.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
export async function writeKeyQuestions(scope: Scope, place: ObjectPlace): Promise<readonly Draft[]> {
  const actions = own(writes, scope.call.operation);
  if (actions === undefined) return [];
  const encryption = await chosenEncryption(scope, place.bucket);
  if (encryption === undefined) return [];
  return Promise.all(actions.map((action) => keyQuestion(scope, action, place, encryption)));
}

/** Reading an object under SSE-KMS takes `kms:Decrypt`. */
export async function readKeyQuestions(
  scope: Scope,
  place: ObjectPlace,
  versionId: string | undefined,
): Promise<readonly Draft[]> {
  const encryption = await scope.lookups.objectEncryption(place.bucket, place.key, versionId);
  return encryption === undefined ? [] : [await keyQuestion(scope, 'kms:Decrypt', place, encryption)];
}

async function chosenEncryption(
  { call, lookups }: Scope,
  bucket: string,
): Promise<KmsEncryption | undefined> {
  const algorithm = text(call, 'ServerSideEncryption');
  if (algorithm !== undefined && !algorithm.startsWith('aws:kms')) return undefined;
  const byDefault = await lookups.bucketEncryption(bucket);
  if (algorithm === undefined) return byDefault;
  return {
    kmsKey: text(call, 'SSEKMSKeyId') ?? byDefault?.kmsKey ?? 'alias/aws/s3',
    bucketKey:
      typeof call.input.BucketKeyEnabled === 'boolean'
        ? call.input.BucketKeyEnabled
        : (byDefault?.bucketKey ?? false),
  };
}

async function keyQuestion(
  scope: Scope,
  action: string,
  place: ObjectPlace,
  encryption: KmsEncryption,
): Promise<Draft> {
  const { call, lookups, accountId, partition } = scope;
  const known = await lookups.keyArn(encryption.kmsKey, accountId, call.region);
  // A key that does not exist has no policy: the question is asked all the same and refused.
  const resource =
    known ??
    (encryption.kmsKey.startsWith('arn:')
      ? encryption.kmsKey
      : `arn:${partition}:kms:${call.region}:${accountId}:key/${encryption.kmsKey}`);
  const pairs: Record<string, string> = {
    'aws:s3:arn': encryption.bucketKey ? place.bucketArn : place.arn,
    ...givenContext(text(call, 'SSEKMSEncryptionContext')),
  };
  return {
    action,
    resource,
    context: {
      'aws:viaawsservice': ['true'],
      'kms:viaservice': [`s3.${call.region}.amazonaws.com`],
      ...(call.caller.kind !== 'service' && { 'kms:calleraccount': [accountId] }),
      'kms:encryptioncontextkeys': Object.keys(pairs),
      ...Object.fromEntries(
        Object.entries(pairs).map(([key, value]) => [`kms:encryptioncontext:${key.toLowerCase()}`, [value]]),
      ),
    },
  };
}

/** `x-amz-server-side-encryption-context`: Base64 of a JSON object of texts. */
function givenContext(header: string | undefined): Record<string, string> {
  if (header === undefined) return {};
  try {
    const pairs: unknown = JSON.parse(Buffer.from(header, 'base64').toString('utf8'));
    if (typeof pairs !== 'object' || pairs === null) return {};
    return Object.fromEntries(Object.entries(pairs).filter((pair) => typeof pair[1] === 'string'));
  } catch {
    return {}; // S3 itself refuses the header; nothing of it may count as context.
  }
}
