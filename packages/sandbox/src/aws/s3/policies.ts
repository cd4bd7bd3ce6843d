import { isPublicPolicy } from '../../iam/index.ts';
import { requirePolicy } from '../../policy/documents.ts';
import { AwsError } from '../error.ts';
import type { Service } from '../service.ts';
import type { S3Parts } from './service.ts';

/** Bucket policies: syntax, size and Block Public Access. */
export function policyOperations({ moto, facts }: S3Parts): Service['operations'] {
  return {
    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html and bucket-policies.html for the size */
    PutBucketPolicy: async (call) => {
      const { Bucket: name, Policy: policy = '' } = call.input as { Bucket: string; Policy?: string };
      const bucket = await facts.bucket(name);
      if (!bucket) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
      requirePolicy('resource', policy, { resourceArn: `arn:aws:s3:::${name}` });
      const account = await facts.accountPublicAccessBlock(bucket.accountId);
      const blocked = bucket.publicAccessBlock?.blockPublicPolicy || account?.blockPublicPolicy;
      if (blocked && isPublicPolicy(policy)) {
        throw new AwsError(
          'AccessDenied',
          `User: ${call.caller.arn} is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::${name}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
          403,
        );
      }
      return moto.forward(call);
    },
    GetBucketPolicyStatus: async (call) => {
      const { Bucket: name } = call.input as { Bucket: string };
      const bucket = await facts.bucket(name);
      if (!bucket) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
      if (bucket.policy === null) {
        throw new AwsError('NoSuchBucketPolicy', 'The bucket policy does not exist', 404);
      }
      return { PolicyStatus: { IsPublic: isPublicPolicy(bucket.policy) } };
    },
  };
}
