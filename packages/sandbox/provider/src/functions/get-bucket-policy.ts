import { S3 } from '@aws-sdk/client-s3';
import type { GetBucketPolicyArgs, GetBucketPolicyResult } from '@pulumi/aws/s3/getBucketPolicy.js';
import { defineFunction } from '../core/function.ts';

/** The policy of a bucket; fails where there is none. */
export const getBucketPolicy = defineFunction<GetBucketPolicyArgs, GetBucketPolicyResult>({
  token: 'aws:s3/getBucketPolicy:getBucketPolicy',
  args: { bucket: true, region: true },
  async invoke({ bucket }, context) {
    const { Policy: policy = '' } = await context.client(S3).getBucketPolicy({ Bucket: bucket });
    return { bucket, id: bucket, policy, region: context.region };
  },
});
