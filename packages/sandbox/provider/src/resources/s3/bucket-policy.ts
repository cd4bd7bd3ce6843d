import { S3 } from '@aws-sdk/client-s3';
import type { BucketPolicyArgs, BucketPolicyState } from '@pulumi/aws/s3/bucketPolicy.js';
import { isError, orMissing } from '../../core/retry.ts';
import { defineResource, type ResourceContext } from '../../core/resource.ts';
import { NO_BUCKET } from './propagation.ts';

const PUT = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html';

/** The policy of a bucket. Id and import id: the bucket's name. */
export const bucketPolicy = defineResource<BucketPolicyArgs, BucketPolicyState>({
  token: 'aws:s3/bucketPolicy:BucketPolicy',
  properties: {
    bucket: { required: true, replaces: PUT },
    policy: { required: true, json: 'policy' },
    region: { computed: true, replaces: PUT },
  },
  computed: {},
  async create(inputs, context) {
    await putPolicy(inputs.bucket, inputs.policy, context);
    return inputs.bucket;
  },
  async read(id, context) {
    const answer = await orMissing(
      context.client(S3).getBucketPolicy({ Bucket: id }),
      'NoSuchBucketPolicy',
      NO_BUCKET,
    );
    return answer?.Policy ? { bucket: id, policy: answer.Policy } : undefined;
  },
  update: (id, inputs, context) => putPolicy(id, inputs.policy, context),
  async delete(id, context) {
    await orMissing(context.client(S3).deleteBucketPolicy({ Bucket: id }), 'NoSuchBucketPolicy', NO_BUCKET);
  },
});

async function putPolicy(Bucket: string, Policy: string, context: ResourceContext): Promise<void> {
  const s3 = context.client(S3);
  await context.retry(
    () => s3.putBucketPolicy({ Bucket, Policy }),
    // A principal that was made just now is not valid everywhere yet.
    (error) =>
      isError(error, [NO_BUCKET, 'OperationAborted']) || isError(error, 'MalformedPolicy', /principal/i),
    60_000,
  );
}
