import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { partitionOf } from '../partition.ts';
import { policyDocument } from '../policy-document.ts';
import { ClosedBucket } from './closed-bucket.ts';
import { denyWritesByPeople, protectBucket } from './protection.ts';
import { accessLogLifecycle } from './retention.ts';

/** Arguments of {@link AccessLogBucket}. */
export interface AccessLogBucketArgs {
  /** Name of the bucket. */
  bucketName: string;
  /** Bucket whose access is logged; same account and region, as S3 asks. */
  sourceBucketName: string;
  /** Region of both buckets. */
  region: string;
  /** Account of both buckets, 12 digits. */
  accountId: string;
  /** The one role that may delete access logs. */
  breakGlassRoleArn: string;
  /** Roles that may change settings without MFA, and never delete. */
  deployRoleArns: string[];
  /** Roles that may change retention beside the break-glass role. Default: none. */
  retentionAdministratorArns?: string[];
  /** Days that access logs are kept. */
  retentionDays: number;
}

/**
 * Takes the server access logs of the log bucket. It has SSE-S3 and no Object Lock: S3 delivers access logs
 * neither with a KMS key of another kind nor under a default retention.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export class AccessLogBucket extends pulumi.ComponentResource {
  /** Name of the bucket, once log delivery is allowed into it. */
  readonly bucketName: pulumi.Output<string>;

  constructor(name: string, args: AccessLogBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super('trailguard:index:AccessLogBucket', name, args, opts);
    const { region } = args;
    const partition = partitionOf(region);
    const bucketArn = `arn:${partition}:s3:::${args.bucketName}`;

    const closed = new ClosedBucket(
      name,
      { bucketName: args.bucketName, region, objectLockEnabled: false },
      { parent: this },
    );
    const lifecycle = new aws.s3.BucketLifecycleConfiguration(
      name,
      { region, bucket: closed.bucketName, rules: accessLogLifecycle(args.retentionDays) },
      { parent: this, dependsOn: closed.versioning },
    );
    const policy = new aws.s3.BucketPolicy(
      name,
      {
        region,
        bucket: closed.bucketName,
        policy: policyDocument([
          {
            Sid: 'WriteAccessLogs',
            Effect: 'Allow',
            Principal: { Service: 'logging.s3.amazonaws.com' },
            Action: 's3:PutObject',
            Resource: `${bucketArn}/*`,
            Condition: {
              ArnLike: { 'aws:SourceArn': `arn:${partition}:s3:::${args.sourceBucketName}` },
              StringEquals: { 'aws:SourceAccount': args.accountId },
            },
          },
          denyWritesByPeople(bucketArn),
          ...protectBucket({
            ...args,
            bucketArn,
            retentionAdministratorArns: args.retentionAdministratorArns ?? [],
          }),
        ]),
      },
      // Last: it refuses later changes of retention.
      { parent: this, dependsOn: [closed, lifecycle] },
    );

    this.bucketName = policy.bucket;
    this.registerOutputs({ bucketName: this.bucketName });
  }
}
