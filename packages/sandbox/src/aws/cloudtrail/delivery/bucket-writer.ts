import { createHash } from 'node:crypto';
import { AwsError } from '../../error.ts';
import type { SandboxContext } from '../../service.ts';
import { cloudTrailCaller } from '../service-caller.ts';
import type { Trail } from '../state.ts';

/** Writes objects of one trail; each write is decided by the bucket's and the key's policy. */
export interface BucketWriter {
  /** @returns nothing, or the S3 error code that GetTrailStatus shows. */
  put(key: string, content: Buffer, metadata?: Record<string, string>): Promise<string | undefined>;
}

/** What S3 answers when the key refuses, is disabled or is gone. */
function s3Code(error: AwsError): string {
  if (/AccessDenied/.test(error.code)) return 'AccessDenied';
  if (/Disabled|InvalidState|NotFoundException/.test(error.code)) return `KMS.${error.code}`;
  return error.code;
}

/**
 * A writer for one round of deliveries. CloudTrail asks the key for a data key per object; the sandbox
 * asks once a round, because the answer depends on trail and key alone.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/how-kms-works-with-cloudtrail.html
 */
export function bucketWriter(sandbox: SandboxContext, trail: Trail): BucketWriter {
  const caller = cloudTrailCaller(trail);
  const context = { 'aws:cloudtrail:arn': trail.arn };
  let keyAnswer: Promise<unknown> | undefined;

  const askKey = (keyArn: string) => {
    keyAnswer ??= sandbox.call(caller, keyArn.split(':')[3] ?? trail.homeRegion, 'kms', 'GenerateDataKey', {
      KeyId: keyArn,
      KeySpec: 'AES_256',
      EncryptionContext: context,
    });
    return keyAnswer;
  };

  return {
    async put(key, content, metadata) {
      try {
        if (trail.kmsKeyArn !== undefined) await askKey(trail.kmsKeyArn);
        await sandbox.call(caller, trail.homeRegion, 's3', 'PutObject', {
          Bucket: trail.bucketName,
          Key: key,
          Body: content,
          ACL: 'bucket-owner-full-control',
          ContentType: 'application/json',
          ContentEncoding: 'gzip',
          // Asked for where the bucket locks what is uploaded.
          // https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
          ContentMD5: createHash('md5').update(content).digest('base64'),
          ...(metadata && { Metadata: metadata }),
          ...(trail.kmsKeyArn === undefined
            ? { ServerSideEncryption: 'AES256' }
            : {
                ServerSideEncryption: 'aws:kms',
                SSEKMSKeyId: trail.kmsKeyArn,
                SSEKMSEncryptionContext: Buffer.from(JSON.stringify(context)).toString('base64'),
              }),
        });
        return undefined;
      } catch (error) {
        if (error instanceof AwsError) return s3Code(error);
        throw error;
      }
    },
  };
}
