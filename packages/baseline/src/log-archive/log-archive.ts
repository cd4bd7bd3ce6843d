import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { archiveBucket } from './archive-bucket.ts';
import { logBucketPolicy } from './bucket-policy.ts';
import { lockFaults, ObjectLockMode } from './lock.ts';
import { type LogCopyDestination, LogReplication } from './log-replication.ts';
import { readerFaults } from './readers.ts';
import { RemovalNotices } from './removal-notices.ts';
import { logLifecycle, retentionFaults } from './retention.ts';
import type { PrefixedTrail } from './trails.ts';

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
  /** Id of the organization, `o-…`, whose members' files come here. Default: none, for accounts without one. */
  organizationId?: string;
  /** ARN of the trail that may write. */
  trailArn: string;
  /**
   * ARNs of further trails that may write, such as one of data events, or other accounts' own: each below its
   * account's folder. Default: none.
   */
  furtherTrailArns?: string[];
  /** Trails that may write into folders of their own, such as one of data events; the key must admit them too. Default: none. */
  prefixedTrails?: PrefixedTrail[];
  /** Customer-managed key of the log files. There is no unencrypted mode. */
  kmsKeyArn: pulumi.Input<string>;
  /** ARN of the one role that may delete log files. It need not exist yet. */
  breakGlassRoleArn: string;
  /**
   * ARNs of the roles that may change settings of the buckets without MFA, and never delete from them: the one
   * that deploys. People need MFA for the same. They need not exist yet.
   */
  deployRoleArns: string[];
  /**
   * ARNs of roles that may list and read log files, of any account; a role of IAM Identity Center may end in `_*`.
   * None of them may administer the archive. The key must name them too. Default: none.
   */
  readerRoleArns?: string[];
  /**
   * ARNs of further roles that may change retention (lifecycle, lock, versioning) once the bucket's policy is
   * in place, such as a deployment role. Default: none, so such a change needs the break-glass role.
   */
  retentionAdministratorArns?: string[];
  /** Who can lift a lock. Default: GOVERNANCE. */
  objectLockMode?: ObjectLockMode;
  /** Days for which each new file is locked. Default: 365. Fewer lets evidence go sooner. */
  objectLockDays?: number;
  /** The days of a lock that nobody can lift, once more. Needed with COMPLIANCE, which cannot be undone. */
  complianceLockConfirmedDays?: number;
  /** Days after which files are removed; more than `objectLockDays`. Default: 2555, seven years. */
  logRetentionDays?: number;
  /** Days after which files move to S3 Glacier Flexible Retrieval. Default: 365. */
  archiveAfterDays?: number;
  /**
   * Whether the log bucket has no lifecycle rules, because MFA Delete is to be switched on by hand, which S3 does
   * not take beside them (`docs/runbooks/mfa-delete.md`). Default: false. With it nothing is archived or removed:
   * the storage grows until somebody removes files by hand.
   */
  manualRetention?: boolean;
  /** Days for which access logs are kept. Default: 365. */
  accessLogRetentionDays?: number;
  /** Name of the topic that tells of removed files. Default: the bucket's name and `-removals`. */
  removalTopicName?: string;
  /** E-mail addresses that are told of removed files. Default: none. */
  removalNoticeEmails?: string[];
  /** Accounts whose programs may subscribe to the topic, such as the security account. Default: none. */
  removalSubscriberAccountIds?: string[];
  /**
   * Whether files that the lifecycle removes are told as well. Default: false. After the retention that is every
   * file, day by day, and would bury the notice that matters; SNS bills each.
   */
  notifyOfExpirations?: boolean;
  /** The bucket in another region that every file is copied into. Default: none; a copy doubles the storage. */
  copy?: LogCopyDestination;
}

/**
 * The bucket of the organization's log files, in an account of its own: locked, versioned, encrypted,
 * writable by our trails, deletable by one role, and heard of when something is removed.
 *
 * The bucket's policy comes last, because it refuses changes of retention to the deploying role as well:
 * the first `up` sets retention, later ones leave it, and a change is made as an approved role.
 * @throws when the periods do not fit together, a lock that cannot be undone is not confirmed, a reader is no
 * single role, or the copy would be in the same region.
 */
export class LogArchive extends pulumi.ComponentResource {
  /** Name of the log bucket, once CloudTrail may write into it. */
  readonly bucketName: pulumi.Output<string>;
  /** Name of the bucket with its access logs. */
  readonly accessLogBucketName: pulumi.Output<string>;
  /** ARN of the topic that tells of removed files. */
  readonly removalTopicArn: pulumi.Output<string>;

  constructor(name: string, args: LogArchiveArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('LogArchive', name, args);
    const retention = {
      logRetentionDays: args.logRetentionDays ?? 2555,
      objectLockDays: args.objectLockDays ?? 365,
      archiveAfterDays: args.archiveAfterDays ?? 365,
    };
    const accessLogRetentionDays = args.accessLogRetentionDays ?? 365;
    const mode = args.objectLockMode ?? ObjectLockMode.Governance;
    const { deployRoleArns, readerRoleArns = [], copy } = args;
    const faults = [
      ...retentionFaults({ ...retention, accessLogRetentionDays }),
      ...lockFaults({ ...args, objectLockMode: mode, objectLockDays: retention.objectLockDays }),
      ...readerFaults(readerRoleArns, [args.breakGlassRoleArn, ...deployRoleArns]),
      ...(copy?.region === args.region ? [`copy is in ${args.region}, the archive's own region`] : []),
    ];
    if (faults.length > 0) throw new Error(`LogArchive "${name}": ${faults.join('; ')}`);

    super('trailguard:index:LogArchive', name, args, opts);
    const { region } = args;
    const bucket = archiveBucket(
      name,
      {
        bucketName: args.bucketName,
        accessLogBucketName: args.accessLogBucketName,
        accessLogRetentionDays,
        region,
        accountId: args.accountId,
        kmsKeyArn: args.kmsKeyArn,
        lock: { objectLockMode: mode, objectLockDays: retention.objectLockDays },
        ...(args.manualRetention ? {} : { lifecycle: logLifecycle(retention, prefixesOf(args)) }),
        breakGlassRoleArn: args.breakGlassRoleArn,
        deployRoleArns,
        ...(args.retentionAdministratorArns
          ? { retentionAdministratorArns: args.retentionAdministratorArns }
          : {}),
      },
      this,
    );
    const notices = new RemovalNotices(
      `${name}-removals`,
      {
        topicName: args.removalTopicName ?? `${args.bucketName}-removals`,
        bucketName: args.bucketName,
        region,
        accountId: args.accountId,
        breakGlassRoleArn: args.breakGlassRoleArn,
        deployRoleArns,
        ...(args.removalNoticeEmails ? { emailAddresses: args.removalNoticeEmails } : {}),
        ...(args.removalSubscriberAccountIds
          ? { subscriberAccountIds: args.removalSubscriberAccountIds }
          : {}),
      },
      { parent: this },
    );
    const notification = new aws.s3.BucketNotification(
      name,
      {
        region,
        bucket: bucket.closed.bucketName,
        topics: [{ id: 'removals', topicArn: notices.topicArn, events: eventsOf(args) }],
      },
      { parent: this },
    );
    const replication = copy
      ? [
          new LogReplication(
            name,
            {
              bucketName: bucket.closed.versioning.bucket,
              sourceBucketName: args.bucketName,
              region,
              accountId: args.accountId,
              kmsKeyArn: args.kmsKeyArn,
              destination: copy,
            },
            { parent: this },
          ),
        ]
      : [];
    const policy = bucket.setPolicy(
      logBucketPolicy({
        ...args,
        trailArns: [args.trailArn, ...(args.furtherTrailArns ?? [])],
        readerRoleArns,
        retentionAdministratorArns: args.retentionAdministratorArns ?? [],
      }),
      [notification, ...replication],
    );

    this.bucketName = policy.bucket;
    this.accessLogBucketName = bucket.accessLogBucketName;
    this.removalTopicArn = notices.topicArn;
    this.registerOutputs({
      bucketName: this.bucketName,
      accessLogBucketName: this.accessLogBucketName,
      removalTopicArn: this.removalTopicArn,
    });
  }
}

/** Where trails write. */
function prefixesOf({ prefixedTrails = [] }: LogArchiveArgs): string[] {
  const folders = new Set(prefixedTrails.map(({ keyPrefix }) => `${keyPrefix}/AWSLogs/`));
  return ['AWSLogs/', ...folders];
}

/** What S3 tells of: removals, delete markers, and copies that failed or are late. */
function eventsOf({ copy, notifyOfExpirations }: LogArchiveArgs): string[] {
  return [
    's3:ObjectRemoved:*',
    ...(notifyOfExpirations ? ['s3:LifecycleExpiration:*'] : []),
    ...(copy ? ['s3:Replication:OperationFailedReplication'] : []),
    ...(copy?.withinFifteenMinutes ? ['s3:Replication:OperationMissedThreshold'] : []),
  ];
}
