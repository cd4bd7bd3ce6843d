import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext, Service } from '../service.ts';
import type { S3Parts } from './service.ts';

interface Lock {
  readonly ObjectLockConfiguration?: {
    readonly ObjectLockEnabled?: string;
    readonly Rule?: { readonly DefaultRetention?: { Mode?: string; Days?: number; Years?: number } };
  };
}

const day = 24 * 3_600_000;

/** Objects: the bucket's default retention, and keys that must be usable. */
export function objectOperations(parts: S3Parts): Service['operations'] {
  const write = async (call: Call, sandbox: SandboxContext) => {
    await requireUsableKey(parts, call);
    return parts.moto.forward(call, { headers: await retentionHeaders(parts, call, sandbox) });
  };
  const read = async (call: Call) => {
    const { Bucket: bucket, Key: key, VersionId: version } = call.input as Record<string, string | undefined>;
    const encryption = await parts.facts.objectEncryption(bucket ?? '', key ?? '', version);
    if (encryption) await requireEnabled(parts, encryption.kmsKey, call);
    return parts.moto.forward(call);
  };
  return {
    PutObject: write,
    CopyObject: write,
    CreateMultipartUpload: write,
    CompleteMultipartUpload: async (call) => {
      await requireUpload(parts, call);
      return parts.moto.forward(call);
    },
    GetObject: read,
    GetObjectRetention: (call) => getObjectRetention(parts, call),
  };
}

/** moto fails at an upload that it does not know, or that is complete. https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
async function requireUpload({ moto }: S3Parts, call: Call): Promise<void> {
  const { Bucket, UploadId } = call.input;
  const { Uploads: uploads = [] } = (await moto.call(
    call.caller.accountId,
    call.region,
    's3',
    'ListMultipartUploads',
    { Bucket },
  )) as { Uploads?: { UploadId?: string }[] };
  if (uploads.some((upload) => upload.UploadId === UploadId)) return;
  throw new AwsError(
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    404,
  );
}

/**
 * Headers of the bucket's default retention for an object that has none of its own.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
async function retentionHeaders(
  { moto }: S3Parts,
  call: Call,
  sandbox: SandboxContext,
): Promise<Record<string, string>> {
  if (call.request.headers['x-amz-object-lock-mode'] !== undefined) return {};
  let lock: Lock;
  try {
    lock = await moto.call(call.caller.accountId, call.region, 's3', 'GetObjectLockConfiguration', {
      Bucket: call.input.Bucket,
    });
  } catch (error) {
    if (error instanceof AwsError) return {};
    throw error;
  }
  const { Mode: mode, Days: days, Years: years } = lock.ObjectLockConfiguration?.Rule?.DefaultRetention ?? {};
  if (mode === undefined) return {};
  const until = sandbox.clock.now().getTime() + ((days || 0) + (years || 0) * 365) * day;
  return {
    'x-amz-object-lock-mode': mode,
    'x-amz-object-lock-retain-until-date': `${new Date(until).toISOString().slice(0, 19)}Z`,
  };
}

async function getObjectRetention({ moto }: S3Parts, call: Call): Promise<object> {
  const { Bucket, Key, VersionId } = call.input;
  const head = await moto.call(call.caller.accountId, call.region, 's3', 'HeadObject', {
    Bucket,
    Key,
    VersionId,
  });
  if (head.ObjectLockMode === undefined) {
    throw new AwsError(
      'NoSuchObjectLockConfiguration',
      'The specified object does not have a ObjectLock configuration',
      404,
    );
  }
  return { Retention: { Mode: head.ObjectLockMode, RetainUntilDate: head.ObjectLockRetainUntilDate } };
}

/** S3 asks KMS for each object that it encrypts: a key that is off stops the write. */
async function requireUsableKey(parts: S3Parts, call: Call): Promise<void> {
  const { ServerSideEncryption: algorithm, SSEKMSKeyId: asked } = call.input as Record<
    string,
    string | undefined
  >;
  if (algorithm === 'AES256') return;
  const bucket = await parts.facts.bucket(String(call.input.Bucket));
  const reference =
    asked ?? (algorithm === 'aws:kms' || bucket?.encryption ? bucket?.encryption?.kmsKey : undefined);
  if (reference) await requireEnabled(parts, reference, call);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#KMSErrorCodeList */
async function requireEnabled({ facts }: S3Parts, reference: string, call: Call): Promise<void> {
  if (/(^|:)alias\/aws\/s3$/.test(reference)) return;
  const bucket = await facts.bucket(String(call.input.Bucket));
  const key = await facts.key(
    reference,
    bucket?.accountId ?? call.caller.accountId,
    bucket?.region ?? call.region,
  );
  if (!key) throw new AwsError('KMS.NotFoundException', `Invalid keyId '${reference}'`);
  if (key.state === 'Disabled') throw new AwsError('KMS.DisabledException', `${key.arn} is disabled.`);
  if (key.state !== 'Enabled')
    throw new AwsError(
      'KMS.KMSInvalidStateException',
      `${key.arn} is ${key.state.replace('Pending', 'pending ').toLowerCase()}.`,
    );
}
