import type { BucketLogging } from '@pulumi/aws/s3/bucketLogging.js';
import type * as pulumi from '@pulumi/pulumi';
import { aws } from '../aws.ts';
import { AccessLogBucket, type AccessLogBucketArgs } from './access-log-bucket.ts';
import type { ClosedBucket } from './closed-bucket.ts';

/**
 * Logs who reads and writes a closed bucket, into a bucket of its own that is made with it: resources `NAME-access` and `NAME`.
 * @param name of the component that they are made in.
 * @returns the logging, for what has to wait for it, and the name of the bucket of access logs once it takes them.
 */
export function logAccess(
  name: string,
  closed: ClosedBucket,
  args: AccessLogBucketArgs,
  parent: pulumi.Resource,
): { logging: BucketLogging; accessLogBucketName: pulumi.Output<string> } {
  const accessLogs = new AccessLogBucket(`${name}-access`, args, { parent });
  const logging = new aws.s3.BucketLogging(
    name,
    {
      region: args.region,
      bucket: closed.bucketName,
      targetBucket: accessLogs.bucketName,
      targetPrefix: `${args.sourceBucketName}/`,
    },
    { parent },
  );
  return { logging, accessLogBucketName: accessLogs.bucketName };
}
