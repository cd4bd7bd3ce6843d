import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { archiveBucket } from '../log-archive/archive-bucket.ts';
import { archiveKey } from '../log-archive/archive-key.ts';
import { lockFaults, ObjectLockMode } from '../log-archive/lock.ts';
import { readerFaults } from '../log-archive/readers.ts';
import { logLifecycle, retentionFaults } from '../log-archive/retention.ts';
import { partitionOf } from '../partition.ts';
import { findingsBucketPolicy, findingsKeyPolicy } from './findings-policies.ts';

/** Arguments of {@link FindingsArchive}. Names are plain strings: a policy that knows them is known on a preview. */
export interface FindingsArchiveArgs {
  /** Name of the bucket. */
  bucketName: string;
  /** Name of the bucket that takes its access logs. */
  accessLogBucketName: string;
  /** Alias of the key, `alias/…`. */
  keyAlias: string;
  /** Region of both buckets and the key, as GuardDuty asks. An opt-in region takes findings of its own alone. */
  region: string;
  /** Account that they are made in, 12 digits: the log archive. */
  accountId: string;
  /** Account whose detectors export, 12 digits: the delegated administrator, which exports for all members. */
  administratorAccountId: string;
  /** Regions whose findings come here; GuardDuty acts under a name of its own in each opt-in region. */
  detectorRegions: string[];
  /** ARN of the one role that may delete findings and end the key. It need not exist yet. */
  breakGlassRoleArn: string;
  /**
   * ARNs of the roles that may change settings without MFA and the key's policy, and never delete: the one that
   * deploys must be among them. They need not exist yet.
   */
  deployRoleArns: string[];
  /** ARNs of roles that may read findings, of any account. None may administer the archive. Default: none. */
  readerRoleArns?: string[];
  /** ARNs of further roles that may change retention once the policy is in place. Default: none. */
  retentionAdministratorArns?: string[];
  /** Who can lift a lock. Default: GOVERNANCE. */
  objectLockMode?: ObjectLockMode;
  /** Days for which each file of findings is locked. Default: 365. */
  objectLockDays?: number;
  /** The days of a lock that nobody can lift, once more. Needed with COMPLIANCE, which cannot be undone. */
  complianceLockConfirmedDays?: number;
  /** Days after which files are removed; more than `objectLockDays`. Default: 2555, seven years. */
  logRetentionDays?: number;
  /** Days after which files move to S3 Glacier Flexible Retrieval. Default: 365. */
  archiveAfterDays?: number;
  /** Days for which access logs are kept. Default: 365. */
  accessLogRetentionDays?: number;
}

/**
 * The bucket that keeps GuardDuty's findings longer than its own 90 days: locked, versioned, encrypted with a key of
 * its own and closed as the log bucket is. GuardDuty writes for the administrator's detectors, and nobody else does.
 * `FindingsExport` sends them. Costs one KMS key a month and the storage of the findings, which are few.
 *
 * The bucket's policy comes last, because it refuses changes of retention to the deploying role as well.
 * @throws when the periods do not fit together, a lock that cannot be undone is not confirmed, or a reader is none.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export class FindingsArchive extends pulumi.ComponentResource {
  /** Name of the bucket, once GuardDuty may write into it. */
  readonly bucketName: pulumi.Output<string>;
  /** ARN of the bucket, once GuardDuty may write into it. */
  readonly bucketArn: pulumi.Output<string>;
  /** ARN of the key. */
  readonly keyArn: pulumi.Output<string>;

  constructor(name: string, args: FindingsArchiveArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('FindingsArchive', name, args);
    const { region, bucketName, breakGlassRoleArn, deployRoleArns } = args;
    const readerRoleArns = args.readerRoleArns ?? [];
    const retentionAdministratorArns = args.retentionAdministratorArns ?? [];
    const retention = {
      logRetentionDays: args.logRetentionDays ?? 2555,
      objectLockDays: args.objectLockDays ?? 365,
      archiveAfterDays: args.archiveAfterDays ?? 365,
    };
    const accessLogRetentionDays = args.accessLogRetentionDays ?? 365;
    const mode = args.objectLockMode ?? ObjectLockMode.Governance;
    const faults = [
      ...retentionFaults({ ...retention, accessLogRetentionDays }),
      ...lockFaults({ ...args, objectLockMode: mode, objectLockDays: retention.objectLockDays }),
      ...readerFaults(readerRoleArns, [breakGlassRoleArn, ...deployRoleArns]),
    ];
    if (faults.length > 0) throw new Error(`FindingsArchive "${name}": ${faults.join('; ')}`);

    super('trailguard:index:FindingsArchive', name, args, opts);
    const policies = { ...args, readerRoleArns, retentionAdministratorArns };
    const { key, alias } = archiveKey(
      name,
      {
        region,
        description: 'Encrypts the exported findings of threat detection',
        keyAlias: args.keyAlias,
        policy: findingsKeyPolicy(policies),
      },
      this,
    );
    const bucket = archiveBucket(
      name,
      {
        bucketName,
        accessLogBucketName: args.accessLogBucketName,
        accessLogRetentionDays,
        region,
        accountId: args.accountId,
        kmsKeyArn: key.arn,
        lock: { objectLockMode: mode, objectLockDays: retention.objectLockDays },
        lifecycle: logLifecycle(retention),
        breakGlassRoleArn,
        deployRoleArns,
        retentionAdministratorArns,
      },
      this,
    );
    const policy = bucket.setPolicy(findingsBucketPolicy(policies), [alias]);

    this.bucketName = policy.bucket;
    this.bucketArn = pulumi.interpolate`arn:${partitionOf(region)}:s3:::${policy.bucket}`;
    this.keyArn = key.arn;
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn, keyArn: this.keyArn });
  }
}
