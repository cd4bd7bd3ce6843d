import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { archiveBucket } from '../log-archive/archive-bucket.ts';
import { archiveKey } from '../log-archive/archive-key.ts';
import { lockFaults, ObjectLockMode } from '../log-archive/lock.ts';
import { recordBucketPolicy, recordKeyPolicy } from './record-policies.ts';

/** Arguments of {@link IncidentRecord}. Names are plain strings: a policy that knows them is known on a preview. */
export interface IncidentRecordArgs {
  /** Name of the bucket. */
  bucketName: string;
  /** Name of the bucket that takes its access logs. */
  accessLogBucketName: string;
  /** Alias of the key, `alias/…`. */
  keyAlias: string;
  /** Region of both buckets and the key: that of the responder. */
  region: string;
  /** Account that they are made in, 12 digits: the security account. */
  accountId: string;
  /** ARN of the role that alone adds entries. It need not exist yet. */
  responderRoleArn: string;
  /** ARNs of the roles that may approve actions, read and write notes; of any account. Default: none. */
  approverRoleArns?: string[];
  /** ARNs of further roles that may read and write notes. Default: none. */
  investigatorRoleArns?: string[];
  /** Log group of the responder, which the key encrypts, too. */
  logGroupName: string;
  /** ARN of the one role that may end the key. It need not exist yet. */
  breakGlassRoleArn: string;
  /**
   * ARNs of the roles that may change settings without MFA and the key's policy, and never delete: the one that
   * deploys must be among them. They need not exist yet.
   */
  deployRoleArns: string[];
  /** ARNs of further roles that may change the lock once the policy is in place. Default: none. */
  retentionAdministratorArns?: string[];
  /** Who can lift a lock. Default: GOVERNANCE. */
  objectLockMode?: ObjectLockMode;
  /** Days for which each entry is locked. Default: 2555, seven years. */
  objectLockDays?: number;
  /** The days of a lock that nobody can lift, once more. Needed with COMPLIANCE, which cannot be undone. */
  complianceLockConfirmedDays?: number;
  /** Days for which access logs are kept. Default: 365. */
  accessLogRetentionDays?: number;
}

/**
 * The record of incidents: a locked, versioned, encrypted and closed bucket of entries, each of which holds the hash of the one
 * before it. The responder alone adds entries, each place is written once, and nobody deletes. People write approvals and notes
 * beside the record; the responder adds them. Nothing expires: a record without its beginning proves nothing.
 *
 * `trailguard incidents verify` proves offline that nothing was changed or removed. Costs one KMS key a month and the storage of
 * the entries, which are few.
 * @throws when a lock that cannot be undone is not confirmed, or the responder is an approver.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
export class IncidentRecord extends pulumi.ComponentResource {
  /** Name of the bucket, once its policy is in place. */
  readonly bucketName: pulumi.Output<string>;
  /** ARN of the key, for the log group of the responder. */
  readonly keyArn: pulumi.Output<string>;

  constructor(name: string, args: IncidentRecordArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('IncidentRecord', name, args);
    const { region, bucketName, breakGlassRoleArn, deployRoleArns, responderRoleArn } = args;
    const approverRoleArns = args.approverRoleArns ?? [];
    const retentionAdministratorArns = args.retentionAdministratorArns ?? [];
    const mode = args.objectLockMode ?? ObjectLockMode.Governance;
    const days = args.objectLockDays ?? 2555;
    const faults = [
      ...(approverRoleArns.includes(responderRoleArn)
        ? [`${responderRoleArn} carries actions out and must not approve them; name roles of people`]
        : []),
      ...lockFaults({ ...args, objectLockMode: mode, objectLockDays: days }),
    ];
    if (faults.length > 0) throw new Error(`IncidentRecord "${name}": ${faults.join('; ')}`);

    super('trailguard:index:IncidentRecord', name, args, opts);
    const policies = {
      ...args,
      approverRoleArns,
      investigatorRoleArns: args.investigatorRoleArns ?? [],
      retentionAdministratorArns,
    };
    const { key, alias } = archiveKey(
      name,
      {
        region,
        description: 'Encrypts the record of incidents and the log of the responder',
        keyAlias: args.keyAlias,
        policy: recordKeyPolicy(policies),
      },
      this,
    );
    const bucket = archiveBucket(
      name,
      {
        bucketName,
        accessLogBucketName: args.accessLogBucketName,
        accessLogRetentionDays: args.accessLogRetentionDays ?? 365,
        region,
        accountId: args.accountId,
        kmsKeyArn: key.arn,
        lock: { objectLockMode: mode, objectLockDays: days },
        breakGlassRoleArn,
        deployRoleArns,
        retentionAdministratorArns,
      },
      this,
    );
    const policy = bucket.setPolicy(recordBucketPolicy(policies), [alias]);

    this.bucketName = policy.bucket;
    this.keyArn = key.arn;
    this.registerOutputs({ bucketName: this.bucketName, keyArn: this.keyArn });
  }
}
