import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { AccessLogBucket } from './access-log-bucket.ts';
import { logBucketPolicy } from './bucket-policy.ts';
import { ClosedBucket } from './closed-bucket.ts';
import { logLifecycle, retentionFaults } from './retention.ts';

/** Who can lift a lock before its time. */
export const ObjectLockMode = {
  /** The break-glass role can, with `s3:BypassGovernanceRetention`. */ Governance: 'GOVERNANCE',
  /** Nobody can, not even the account's root user or AWS support: mistakes cost until the end. */
  Compliance: 'COMPLIANCE',
} as const;
export type ObjectLockMode = (typeof ObjectLockMode)[keyof typeof ObjectLockMode];

/** Arguments of {@link LogArchive}. Names are plain strings: a policy that knows them is known on a preview. */
export interface LogArchiveArgs {
  /** Name of the log bucket. */
  bucketName: string;
  /** Name of the bucket that takes the log bucket's access logs. */
  accessLogBucketName: string;
  /** Region of both buckets and the key. */
  region: string;
  /** Account that the buckets are made in, 12 digits. */
  accountId: string;
  /** Account that owns the organization trail, 12 digits. */
  managementAccountId: string;
  /** Id of the organization, `o-…`. */
  organizationId: string;
  /** ARN of the one trail that may write. */
  trailArn: string;
  /** Customer-managed key of the log files. There is no unencrypted mode. */
  kmsKeyArn: pulumi.Input<string>;
  /** ARN of the one role that may delete log files. It need not exist yet. */
  breakGlassRoleArn: string;
  /**
   * ARNs of further roles that may change retention (lifecycle, lock, versioning) once the bucket's policy is
   * in place, such as a deployment role. Default: none, so such a change needs the break-glass role.
   */
  retentionAdministratorArns?: string[];
  /** Who can lift a lock. Default: GOVERNANCE. */
  objectLockMode?: ObjectLockMode;
  /** Days for which each new file is locked. Default: 365. Fewer lets evidence go sooner. */
  objectLockDays?: number;
  /** Days after which files are removed; more than `objectLockDays`. Default: 2555, seven years. */
  logRetentionDays?: number;
  /** Days after which files move to S3 Glacier Flexible Retrieval. Default: 365. */
  archiveAfterDays?: number;
  /** Days for which access logs are kept. Default: 365. */
  accessLogRetentionDays?: number;
}

/**
 * The bucket of the organization's log files, in an account of its own: locked, versioned, encrypted,
 * writable by one trail and deletable by one role.
 *
 * The bucket's policy comes last, because it refuses changes of retention to the deploying role as well:
 * the first `up` sets retention, later ones leave it, and a change is made as an approved role.
 * @throws when the periods do not fit together.
 */
export class LogArchive extends pulumi.ComponentResource {
  /** Name of the log bucket, once CloudTrail may write into it. */
  readonly bucketName: pulumi.Output<string>;
  /** Name of the bucket with its access logs. */
  readonly accessLogBucketName: pulumi.Output<string>;

  constructor(name: string, args: LogArchiveArgs, opts?: pulumi.ComponentResourceOptions) {
    const retention = {
      logRetentionDays: args.logRetentionDays ?? 2555,
      objectLockDays: args.objectLockDays ?? 365,
      archiveAfterDays: args.archiveAfterDays ?? 365,
    };
    const faults = retentionFaults(retention);
    if (faults.length > 0) throw new Error(`LogArchive "${name}": ${faults.join('; ')}`);

    super('trailguard:index:LogArchive', name, args, opts);
    const { region } = args;
    const closed = new ClosedBucket(
      name,
      { bucketName: args.bucketName, region, objectLockEnabled: true, kmsKeyArn: args.kmsKeyArn },
      { parent: this },
    );
    const lock = new aws.s3.BucketObjectLockConfiguration(
      name,
      {
        region,
        bucket: closed.bucketName,
        objectLockEnabled: 'Enabled',
        rule: {
          defaultRetention: {
            mode: args.objectLockMode ?? ObjectLockMode.Governance,
            days: retention.objectLockDays,
          },
        },
      },
      { parent: this, dependsOn: closed.versioning },
    );
    const lifecycle = new aws.s3.BucketLifecycleConfiguration(
      name,
      { region, bucket: closed.bucketName, rules: logLifecycle(retention) },
      { parent: this, dependsOn: closed.versioning },
    );
    const accessLogs = new AccessLogBucket(
      `${name}-access`,
      {
        bucketName: args.accessLogBucketName,
        sourceBucketName: args.bucketName,
        region,
        accountId: args.accountId,
        breakGlassRoleArn: args.breakGlassRoleArn,
        retentionDays: args.accessLogRetentionDays ?? 365,
        ...(args.retentionAdministratorArns
          ? { retentionAdministratorArns: args.retentionAdministratorArns }
          : {}),
      },
      { parent: this },
    );
    const logging = new aws.s3.BucketLogging(
      name,
      {
        region,
        bucket: closed.bucketName,
        targetBucket: accessLogs.bucketName,
        targetPrefix: `${args.bucketName}/`,
      },
      { parent: this },
    );
    const policy = new aws.s3.BucketPolicy(
      name,
      {
        region,
        bucket: closed.bucketName,
        policy: logBucketPolicy({
          ...args,
          retentionAdministratorArns: args.retentionAdministratorArns ?? [],
        }),
      },
      { parent: this, dependsOn: [closed, lock, lifecycle, logging] },
    );

    this.bucketName = policy.bucket;
    this.accessLogBucketName = accessLogs.bucketName;
    this.registerOutputs({ bucketName: this.bucketName, accessLogBucketName: this.accessLogBucketName });
  }
}
