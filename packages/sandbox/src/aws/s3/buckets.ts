import { AwsError } from '../error.ts';
import type { Service } from '../service.ts';
import { publicAcl } from './acls.ts';
import type { S3Parts } from './service.ts';
import { s3State } from './state.ts';

const allBlocked = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

/** Buckets and their defaults. */
export function bucketOperations({ moto, facts }: S3Parts): Service['operations'] {
  return {
    /**
     * New buckets block public access and own their objects:
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html
     */
    CreateBucket: async (call) => {
      const {
        Bucket: bucket,
        ACL: acl,
        ObjectOwnership: asked,
      } = call.input as Record<string, string | undefined>;
      const ownership = asked ?? 'BucketOwnerEnforced';
      if (ownership === 'BucketOwnerEnforced' && acl !== undefined && acl !== 'private') {
        throw new AwsError(
          'InvalidBucketAclWithObjectOwnership',
          "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
        );
      }
      if (acl !== undefined && publicAcl(acl)) {
        throw new AwsError(
          'InvalidBucketAclWithBlockPublicAccessError',
          'Bucket cannot have public ACLs set with BlockPublicAccess enabled',
        );
      }
      const existed = (await facts.bucket(bucket ?? '')) !== null;
      const answer = await moto.forward(call);
      if (answer.response.status < 300 && !existed) {
        const own = (operation: string, input: object) =>
          moto.call(call.caller.accountId, call.region, 's3', operation, { Bucket: bucket, ...input });
        await own('PutPublicAccessBlock', { PublicAccessBlockConfiguration: allBlocked });
        await own('PutBucketOwnershipControls', {
          OwnershipControls: { Rules: [{ ObjectOwnership: ownership }] },
        });
      }
      return answer;
    },
    DeleteBucket: async (call, sandbox) => {
      const answer = await moto.forward(call);
      if (answer.response.status < 300) {
        const { Bucket: bucket } = call.input as { Bucket: string };
        delete s3State(sandbox).mfaDelete[bucket];
        delete s3State(sandbox).notifications[bucket];
        delete s3State(sandbox).replication?.[bucket];
      }
      return answer;
    },
    /** Every bucket encrypts: https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html */
    GetBucketEncryption: async (call) => {
      const answer = await moto.forward(call);
      const none = answer.response.body.includes('ServerSideEncryptionConfigurationNotFoundError');
      if (answer.response.status !== 404 || !none) return answer;
      const rule = {
        ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
        BucketKeyEnabled: false,
      };
      return { ServerSideEncryptionConfiguration: { Rules: [rule] } };
    },
    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html */
    PutBucketVersioning: async (call, sandbox) => {
      const {
        Bucket: bucket,
        VersioningConfiguration: versioning,
        MFA: mfa,
      } = call.input as {
        Bucket: string;
        VersioningConfiguration?: { Status?: string; MFADelete?: string };
        MFA?: string;
      };
      if (versioning?.Status === 'Suspended' && (await facts.bucket(bucket))?.objectLock) {
        throw new AwsError(
          'InvalidBucketState',
          'An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.',
          409,
        );
      }
      const { mfaDelete } = s3State(sandbox);
      const changes =
        versioning?.MFADelete !== undefined &&
        (versioning.MFADelete === 'Enabled') !== (mfaDelete[bucket] ?? false);
      if (changes && !mfa) {
        throw new AwsError('AccessDenied', 'Mfa Authentication must be used for this request', 403);
      }
      const answer = await moto.forward(call);
      if (answer.response.status < 300 && versioning?.MFADelete)
        mfaDelete[bucket] = versioning.MFADelete === 'Enabled';
      return answer;
    },
    GetBucketVersioning: async (call, sandbox) => {
      const { Bucket: bucket } = call.input as { Bucket: string };
      const { Status } = await moto.call(call.caller.accountId, call.region, 's3', 'GetBucketVersioning', {
        Bucket: bucket,
      });
      const enabled = s3State(sandbox).mfaDelete[bucket];
      // A bucket that never had versioning answers an empty element.
      return { Status, MFADelete: enabled === undefined ? undefined : enabled ? 'Enabled' : 'Disabled' };
    },
  };
}
