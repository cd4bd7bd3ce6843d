import { S3 } from '@aws-sdk/client-s3';
import type { GetBucketArgs, GetBucketResult } from '@pulumi/aws/s3/getBucket.js';
import { defineFunction } from '../core/function.ts';
import { orMissing } from '../core/retry.ts';
import { hostedZoneOf } from '../resources/s3/hosted-zones.ts';

/** A bucket by name. */
export const getBucket = defineFunction<GetBucketArgs, GetBucketResult>({
  token: 'aws:s3/getBucket:getBucket',
  args: { bucket: true, region: true },
  async invoke({ bucket }, context) {
    const head = await orMissing(
      context.client(S3).headBucket({ Bucket: bucket }),
      'NotFound',
      'NoSuchBucket',
    ).catch((cause: unknown) => {
      throw refusal(bucket, cause) ?? cause;
    });
    if (!head)
      throw new Error(`there is no bucket ${bucket}, or account ${context.accountId} may not see it`);
    const bucketRegion = head.BucketRegion ?? context.region;
    return {
      arn: `arn:${context.partition}:s3:::${bucket}`,
      bucket,
      bucketDomainName: `${bucket}.s3.amazonaws.com`,
      bucketRegion,
      bucketRegionalDomainName: `${bucket}.s3.${bucketRegion}.amazonaws.com`,
      hostedZoneId: hostedZoneOf(bucketRegion) ?? '',
      id: bucket,
      region: context.region,
      // Buckets of the sandbox serve no websites.
      websiteDomain: '',
      websiteEndpoint: '',
    };
  },
});

/** The answer to a HEAD has no body, so that the SDK knows no more than its status. The provider says it in these words. */
function refusal(bucket: string, cause: unknown): Error | undefined {
  const { httpStatusCode } = (cause as { $metadata?: { httpStatusCode?: number } }).$metadata ?? {};
  if (httpStatusCode !== 403) return undefined;
  const detail =
    'operation error S3: HeadBucket, https response error StatusCode: 403, api error Forbidden: Forbidden';
  return new Error(`reading S3 Bucket (${bucket}): ${detail}`, { cause });
}
