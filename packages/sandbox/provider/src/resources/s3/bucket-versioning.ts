import { S3 } from '@aws-sdk/client-s3';
import type { BucketVersioningArgs, BucketVersioningState } from '@pulumi/aws/s3/bucketVersioning.js';
import { type Inputs, defineResource, type ResourceContext } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';
import { afterBucket, NO_BUCKET } from './propagation.ts';

const PUT = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html';

/** Versioning of a bucket. Id and import id: the bucket's name. */
export const bucketVersioning = defineResource<BucketVersioningArgs, BucketVersioningState>({
  token: 'aws:s3/bucketVersioning:BucketVersioning',
  properties: {
    bucket: { required: true, replaces: PUT },
    expectedBucketOwner: { replaces: PUT, writeOnly: true },
    mfa: { writeOnly: true },
    region: { computed: true, replaces: PUT },
    versioningConfiguration: { required: true },
  },
  computed: {},
  async create(inputs, context) {
    await put(inputs, context);
    return inputs.bucket;
  },
  async read(id, context) {
    const answer = await orMissing(context.client(S3).getBucketVersioning({ Bucket: id }), NO_BUCKET);
    if (!answer) return undefined;
    const mfaDelete = answer.MFADelete === 'Enabled' ? { mfaDelete: answer.MFADelete } : {};
    return { bucket: id, versioningConfiguration: { status: answer.Status ?? 'Disabled', ...mfaDelete } };
  },
  update: (_id, inputs, context) => put(inputs, context),
  async delete(id, context) {
    // A bucket that was versioned can only be suspended: https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
    if (context.old.versioningConfiguration.status === 'Disabled') return;
    try {
      await context
        .client(S3)
        .putBucketVersioning({ Bucket: id, VersioningConfiguration: { Status: 'Suspended' } });
    } catch (error) {
      // With Object Lock versioning stays on for the bucket's life; the real provider leaves it so.
      if (!isError(error, [NO_BUCKET, 'InvalidBucketState'])) throw error;
    }
  },
});

async function put(inputs: Inputs<BucketVersioningArgs>, context: ResourceContext): Promise<void> {
  const { status, mfaDelete } = inputs.versioningConfiguration;
  // `Disabled` says that versioning was never turned on; the API has no such value.
  if (status === 'Disabled') return;
  const s3 = context.client(S3);
  await afterBucket(context, () =>
    s3.putBucketVersioning({
      Bucket: inputs.bucket,
      ExpectedBucketOwner: inputs.expectedBucketOwner,
      MFA: inputs.mfa,
      VersioningConfiguration: { Status: status as 'Enabled', MFADelete: mfaDelete as 'Enabled' | undefined },
    }),
  );
}
