import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { dnsSuffixOf, partitionOf } from '../partition.ts';
import { policyDocument } from '../policy-document.ts';

/** The bucket that log files are copied into, as `LogCopy` makes it. */
export interface LogCopyDestination {
  /** Name of the bucket. It needs versioning and Object Lock, as the log bucket has. */
  bucketName: string;
  /** Region of the bucket; not the log bucket's. */
  region: string;
  /** Account of the bucket, 12 digits; the log bucket's own or another. */
  accountId: string;
  /** Key of the copies, in that region. */
  kmsKeyArn: pulumi.Input<string>;
  /** Name of the role with which S3 copies, in the log bucket's account. */
  replicationRoleName: string;
  /**
   * Whether AWS promises copies within 15 minutes (S3 Replication Time Control) and tells of late ones. Billed
   * for each GB. Default: false, copies come when they can, mostly within minutes.
   */
  withinFifteenMinutes?: boolean;
}

/** Arguments of {@link LogReplication}. */
export interface LogReplicationArgs {
  /** Name of the log bucket, once it is versioned. */
  bucketName: pulumi.Input<string>;
  /** The same name as plain text; the role's policy names it. */
  sourceBucketName: string;
  /** Region of the log bucket. */
  region: string;
  /** Account of the log bucket, 12 digits. */
  accountId: string;
  /** Key of the log files. */
  kmsKeyArn: pulumi.Input<string>;
  /** Where the copies go. */
  destination: LogCopyDestination;
}

/**
 * Copies log files into a bucket of another region as they are delivered, with their locks, and never their
 * deletions: a delete marker stays where it was made. Files from before are not copied; S3 Batch Replication does
 * that once. Billed: storage of the copies, transfer between regions, one PUT a file, and replication metrics.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
 */
export class LogReplication extends pulumi.ComponentResource {
  /** ARN of the role with which S3 copies. */
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: LogReplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('LogReplication', name, args);
    super('trailguard:index:LogReplication', name, args, opts);
    const { region, accountId, destination } = args;
    const partition = partitionOf(region);
    const copyArn = `arn:${partition}:s3:::${destination.bucketName}`;
    const isOtherAccount = destination.accountId !== accountId;

    const role = new aws.iam.Role(
      name,
      {
        name: destination.replicationRoleName,
        description: 'With it S3 copies log files into another region',
        assumeRolePolicy: policyDocument([
          {
            Sid: 'AssumeByS3',
            Effect: 'Allow',
            Principal: { Service: 's3.amazonaws.com' },
            Action: 'sts:AssumeRole',
            Condition: {
              ArnEquals: { 'aws:SourceArn': `arn:${partition}:s3:::${args.sourceBucketName}` },
              StringEquals: { 'aws:SourceAccount': accountId },
            },
          },
        ]),
      },
      { parent: this },
    );
    const policy = new aws.iam.RolePolicy(
      name,
      {
        name: 'copy-logs',
        role: role.name,
        // The keys' ARNs are not known before the keys exist.
        policy: pulumi
          .all([args.kmsKeyArn, destination.kmsKeyArn])
          .apply(([sourceKeyArn, copyKeyArn]) =>
            replicationPolicy(args, copyArn, sourceKeyArn, copyKeyArn, isOtherAccount),
          ),
      },
      { parent: this },
    );

    const minutes = 15;
    const onTime = destination.withinFifteenMinutes ?? false;
    new aws.s3.BucketReplicationConfig(
      name,
      {
        region,
        bucket: args.bucketName,
        role: role.arn,
        rules: [
          {
            id: 'copy-logs',
            status: 'Enabled',
            priority: 1,
            filter: { prefix: '' },
            deleteMarkerReplication: { status: 'Disabled' },
            sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: 'Enabled' } },
            destination: {
              bucket: copyArn,
              encryptionConfiguration: { replicaKmsKeyId: destination.kmsKeyArn },
              // Without metrics S3 tells of no copy that failed.
              metrics: { status: 'Enabled', ...(onTime ? { eventThreshold: { minutes } } : {}) },
              ...(onTime ? { replicationTime: { status: 'Enabled', time: { minutes } } } : {}),
              ...(isOtherAccount
                ? { account: destination.accountId, accessControlTranslation: { owner: 'Destination' } }
                : {}),
            },
          },
        ],
      },
      // Deleted first of all that belongs to a copy: a forgotten setting stops here, with nothing gone.
      { parent: this, dependsOn: policy, protect: true },
    );

    this.roleArn = role.arn;
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

/**
 * What the role may: read versions of the one bucket, write replicas into the other. It has no `s3:ReplicateDelete`.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
 */
function replicationPolicy(
  { sourceBucketName, region, destination }: LogReplicationArgs,
  copyArn: string,
  sourceKeyArn: string,
  copyKeyArn: string,
  isOtherAccount: boolean,
): string {
  const sourceArn = `arn:${partitionOf(region)}:s3:::${sourceBucketName}`;
  const throughS3 = (inRegion: string, bucketArn: string) => ({
    StringEquals: { 'kms:ViaService': `s3.${inRegion}.${dnsSuffixOf(inRegion)}` },
    // The bucket's ARN with an S3 Bucket Key, the object's without.
    StringLike: { 'kms:EncryptionContext:aws:s3:arn': [bucketArn, `${bucketArn}/*`] },
  });
  return policyDocument([
    {
      Sid: 'FindLogs',
      Effect: 'Allow',
      Action: ['s3:GetReplicationConfiguration', 's3:ListBucket'],
      Resource: sourceArn,
    },
    {
      Sid: 'ReadLogs',
      Effect: 'Allow',
      Action: [
        's3:GetObjectLegalHold',
        's3:GetObjectRetention',
        's3:GetObjectVersionAcl',
        's3:GetObjectVersionForReplication',
        's3:GetObjectVersionTagging',
      ],
      Resource: `${sourceArn}/*`,
    },
    {
      Sid: 'WriteCopies',
      Effect: 'Allow',
      Action: [
        's3:ReplicateObject',
        's3:ReplicateTags',
        ...(isOtherAccount ? ['s3:ObjectOwnerOverrideToBucketOwner'] : []),
      ],
      Resource: `${copyArn}/*`,
    },
    {
      Sid: 'DecryptLogs',
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: sourceKeyArn,
      Condition: throughS3(region, sourceArn),
    },
    {
      Sid: 'EncryptCopies',
      Effect: 'Allow',
      Action: ['kms:Encrypt', 'kms:GenerateDataKey*'],
      Resource: copyKeyArn,
      Condition: throughS3(destination.region, copyArn),
    },
  ]);
}
