import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { dnsSuffixOf, partitionOf } from '../partition.ts';
import { type PolicyStatement, policyDocument } from '../policy-document.ts';
import { archiveBucket } from './archive-bucket.ts';
import { archiveKey } from './archive-key.ts';
import { administerKey } from './key-policy.ts';
import { lockFaults, ObjectLockMode } from './lock.ts';
import { denyWritesByPeople, protectBucket } from './protection.ts';
import { decryptForReaders, readByReaders, readerFaults } from './readers.ts';
import { logLifecycle, retentionFaults } from './retention.ts';

/** Arguments of {@link LogCopy}. Periods and lock are best those of the archive. */
export interface LogCopyArgs {
  /** Name of the bucket that takes the copies. */
  bucketName: string;
  /** Name of the bucket that takes its access logs. */
  accessLogBucketName: string;
  /** Alias of the copies' key, `alias/…`. */
  keyAlias: string;
  /** Region of the copy; not the archive's. */
  region: string;
  /** Account of the copy, 12 digits: the archive's own or, safer against its loss, another. */
  accountId: string;
  /** Account of the archive, 12 digits. */
  sourceAccountId: string;
  /** ARN of the role with which S3 copies, in the archive's account. It need not exist yet. */
  replicationRoleArn: string;
  /** ARN of the one role of this account that may delete copies and end the key. It need not exist yet. */
  breakGlassRoleArn: string;
  /** ARNs of the roles that may change settings without MFA, and never delete. */
  deployRoleArns: string[];
  /** ARNs of further roles that may change retention. Default: none. */
  retentionAdministratorArns?: string[];
  /** ARNs of roles that may read the copies. Default: none. */
  readerRoleArns?: string[];
  /** Who can lift a lock. Default: GOVERNANCE. */
  objectLockMode?: ObjectLockMode;
  /** Days for which a copy is locked that came without a lock of its own. Default: 365. */
  objectLockDays?: number;
  /** The days of a lock that nobody can lift, once more. Needed with COMPLIANCE. */
  complianceLockConfirmedDays?: number;
  /** Days after which copies are removed. Default: 2555, seven years. */
  logRetentionDays?: number;
  /** Days after which copies move to S3 Glacier Flexible Retrieval. Default: 365. */
  archiveAfterDays?: number;
  /** Days for which access logs are kept. Default: 365. */
  accessLogRetentionDays?: number;
}

/**
 * The bucket in another region that holds a copy of every log file, locked, versioned, encrypted with a key of its
 * own and closed as the archive is. S3 writes it with one role, and nobody else does. `LogArchive` copies into it
 * when its `copy` names it. Costs as much storage as the archive, one KMS key, and what LogReplication names.
 * @throws when the periods do not fit together, a lock that cannot be undone is not confirmed, or a reader is none.
 */
export class LogCopy extends pulumi.ComponentResource {
  /** Name of the bucket, once copies may be written into it. */
  readonly bucketName: pulumi.Output<string>;
  /** ARN of the copies' key, once copies may be written into the bucket. */
  readonly keyArn: pulumi.Output<string>;

  constructor(name: string, args: LogCopyArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('LogCopy', name, args);
    const { region, bucketName, breakGlassRoleArn, deployRoleArns } = args;
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
      ...readerFaults(args.readerRoleArns ?? [], [breakGlassRoleArn, ...deployRoleArns]),
    ];
    if (faults.length > 0) throw new Error(`LogCopy "${name}": ${faults.join('; ')}`);

    super('trailguard:index:LogCopy', name, args, opts);
    const { key } = archiveKey(
      name,
      {
        region,
        description: 'Encrypts the copies of the log files',
        keyAlias: args.keyAlias,
        policy: copyKeyPolicy(args),
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
        lifecycle: logLifecycle(retention, ['']),
        breakGlassRoleArn,
        deployRoleArns,
        ...(args.retentionAdministratorArns
          ? { retentionAdministratorArns: args.retentionAdministratorArns }
          : {}),
      },
      this,
    );
    const policy = bucket.setPolicy(copyBucketPolicy(args));

    this.bucketName = policy.bucket;
    this.keyArn = pulumi.all([key.arn, policy.id]).apply(([arn]) => arn);
    this.registerOutputs({ bucketName: this.bucketName, keyArn: this.keyArn });
  }
}

/** Policy of the bucket of copies: one role writes replicas, named roles read, nobody deletes. */
function copyBucketPolicy(args: LogCopyArgs): string {
  const { replicationRoleArn, readerRoleArns = [] } = args;
  const bucketArn = `arn:${partitionOf(args.region)}:s3:::${args.bucketName}`;
  return policyDocument([
    ...replicasFromOtherAccount(args, bucketArn),
    ...readByReaders(bucketArn, readerRoleArns),
    denyWritesByPeople(bucketArn, replicationRoleArn),
    ...protectBucket({
      ...args,
      bucketArn,
      retentionAdministratorArns: args.retentionAdministratorArns ?? [],
    }),
  ]);
}

/** In the archive's own account the role's policy is enough. */
function replicasFromOtherAccount(args: LogCopyArgs, bucketArn: string): PolicyStatement[] {
  if (args.sourceAccountId === args.accountId) return [];
  const allow = (sid: string, actions: readonly string[], resource: string): PolicyStatement => ({
    Sid: sid,
    Effect: 'Allow',
    Principal: { AWS: `arn:${partitionOf(args.region)}:iam::${args.sourceAccountId}:root` },
    Action: actions,
    Resource: resource,
    Condition: { StringEquals: { 'aws:PrincipalArn': args.replicationRoleArn } },
  });
  return [
    allow('FindByReplication', ['s3:GetBucketVersioning', 's3:ListBucket'], bucketArn),
    allow(
      'CopyByReplication',
      ['s3:ObjectOwnerOverrideToBucketOwner', 's3:ReplicateObject', 's3:ReplicateTags'],
      `${bucketArn}/*`,
    ),
  ];
}

/** Policy of the copies' key: S3 encrypts with one role, readers decrypt. */
function copyKeyPolicy(args: LogCopyArgs): string {
  const { region, readerRoleArns = [] } = args;
  const partition = partitionOf(region);
  const bucketArn = `arn:${partition}:s3:::${args.bucketName}`;
  return policyDocument([
    ...administerKey(args),
    {
      Sid: 'EncryptByReplication',
      Effect: 'Allow',
      Principal: { AWS: `arn:${partition}:iam::${args.sourceAccountId}:root` },
      Action: ['kms:Encrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
      Condition: {
        StringEquals: {
          'aws:PrincipalArn': args.replicationRoleArn,
          'kms:ViaService': `s3.${region}.${dnsSuffixOf(region)}`,
        },
        StringLike: { 'kms:EncryptionContext:aws:s3:arn': [bucketArn, `${bucketArn}/*`] },
      },
    },
    ...decryptForReaders(bucketArn, region, readerRoleArns),
  ]);
}
