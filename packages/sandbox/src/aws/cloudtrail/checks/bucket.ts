import { AwsError } from '../../error.ts';
import type { SandboxContext } from '../../service.ts';
import { logFolder } from '../delivery/keys.ts';
import { cloudTrailCaller } from '../service-caller.ts';
import type { Trail } from '../state.ts';

/**
 * Region of a bucket, or the error that CreateTrail answers.
 *
 * @throws AwsError `S3BucketDoesNotExistException`
 */
export async function bucketRegion(sandbox: SandboxContext, trail: Trail): Promise<string> {
  try {
    const location = await sandbox.inspect(trail.accountId, trail.homeRegion, 's3', 'GetBucketLocation', {
      Bucket: trail.bucketName,
    });
    // S3 leaves the constraint empty for us-east-1 and says EU for old buckets of eu-west-1.
    const constraint = location.LocationConstraint;
    if (typeof constraint !== 'string' || constraint === '') return 'us-east-1';
    return constraint === 'EU' ? 'eu-west-1' : constraint;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'NoSuchBucket') {
      throw new AwsError('S3BucketDoesNotExistException', `S3 bucket ${trail.bucketName} does not exist!`);
    }
    throw error;
  }
}

/** Accounts and organizations whose folders the trail writes: both for an organization trail. */
function foldersOf(sandbox: SandboxContext, trail: Trail): string[] {
  const region = trail.homeRegion;
  const own = logFolder({ prefix: trail.keyPrefix, accountId: trail.accountId, region });
  if (!trail.isOrganization) return [own];
  const organizationId = sandbox.organization.id;
  return [own, logFolder({ prefix: trail.keyPrefix, organizationId, accountId: trail.accountId, region })];
}

/**
 * Encryption of what CloudTrail will write. A trail with a key and validation also uploads with AES256, so
 * a bucket that admits `aws:kms` alone cannot take it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html
 */
function encryptionsOf({ arn, kmsKeyArn, logFileValidation }: Trail): object[] {
  const plain = { ServerSideEncryption: 'AES256' };
  if (kmsKeyArn === undefined) return [plain];
  const context = Buffer.from(JSON.stringify({ 'aws:cloudtrail:arn': arn })).toString('base64');
  const keyed = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKeyArn, SSEKMSEncryptionContext: context };
  return logFileValidation ? [keyed, plain] : [keyed];
}

/**
 * Asks whether CloudTrail may read the bucket's ACL and write to each folder of the trail; organization
 * trails need the management account's own folder too.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 *
 * @throws AwsError `S3BucketDoesNotExistException`, `InsufficientS3BucketPolicyException`
 */
export async function assertBucketAdmits(sandbox: SandboxContext, trail: Trail): Promise<void> {
  const caller = cloudTrailCaller(trail);
  const region = await bucketRegion(sandbox, trail);
  const decisions = [
    await sandbox.authorize(caller, region, 's3', 'GetBucketAcl', { Bucket: trail.bucketName }),
  ];
  for (const folder of foldersOf(sandbox, trail)) {
    for (const encryption of encryptionsOf(trail)) {
      decisions.push(
        await sandbox.authorize(caller, region, 's3', 'PutObject', {
          Bucket: trail.bucketName,
          Key: `${folder}/CloudTrail.json.gz`,
          ACL: 'bucket-owner-full-control',
          ...encryption,
        }),
      );
    }
  }
  if (decisions.some((decision) => !decision.allowed)) {
    throw new AwsError(
      'InsufficientS3BucketPolicyException',
      `Incorrect S3 bucket policy is detected for bucket: ${trail.bucketName}`,
    );
  }
}
