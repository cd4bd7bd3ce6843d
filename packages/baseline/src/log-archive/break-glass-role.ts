import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { partitionOf } from '../partition.ts';
import { type PolicyStatement, policyDocument } from '../policy-document.ts';
import { KeyEnding } from './key-policy.ts';

/** Arguments of {@link BreakGlassRole}. */
export interface BreakGlassRoleArgs {
  /** Name of the role. */
  roleName: string;
  /** Region of the log bucket; tells the partition. */
  region: string;
  /** Account that the role is made in, 12 digits. */
  accountId: string;
  /** Account whose administrators may take the role with MFA, 12 digits: the management account. */
  trustedAccountId: string;
  /** Buckets that the role may delete from. */
  bucketNames: string[];
  /** Aliases, `alias/…`, of the keys of this account that the role may disable, end and bring back. Default: none. */
  keyAliases?: string[];
}

/**
 * The one role that may delete log files, change their retention and end their keys; it never reads them.
 * Sessions need MFA and last an hour. It exists from the start so that nobody else can make a role of this name,
 * which buckets and keys trust. The buckets ask for MFA once more, so the session must be opened with the
 * device's serial number and code. Sessions of IAM Identity Center cannot: use an IAM user there.
 * `docs/runbooks/break-glass.md` shows how.
 */
export class BreakGlassRole extends pulumi.ComponentResource {
  /** ARN of the role. */
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: BreakGlassRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('BreakGlassRole', name, args);
    super('trailguard:index:BreakGlassRole', name, args, opts);
    const partition = partitionOf(args.region);
    const buckets = args.bucketNames.map((bucket) => `arn:${partition}:s3:::${bucket}`);

    const role = new aws.iam.Role(
      name,
      {
        name: args.roleName,
        description: 'Deletes log files and changes their retention; for emergencies, with MFA',
        maxSessionDuration: 3600,
        assumeRolePolicy: policyDocument([
          {
            Sid: 'AssumeWithMfa',
            Effect: 'Allow',
            Principal: { AWS: `arn:${partition}:iam::${args.trustedAccountId}:root` },
            Action: 'sts:AssumeRole',
            Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
          },
        ]),
      },
      { parent: this, protect: true },
    );
    new aws.iam.RolePolicy(
      name,
      {
        name: 'break-glass',
        role: role.name,
        policy: policyDocument([
          {
            Sid: 'ChangeRetention',
            Effect: 'Allow',
            Action: [
              's3:GetBucketObjectLockConfiguration',
              's3:GetBucketPolicy',
              's3:GetBucketVersioning',
              's3:GetLifecycleConfiguration',
              's3:ListBucket',
              's3:ListBucketVersions',
              's3:PutBucketObjectLockConfiguration',
              's3:PutBucketPolicy',
              's3:PutLifecycleConfiguration',
            ],
            Resource: buckets,
          },
          {
            Sid: 'DeleteObjects',
            Effect: 'Allow',
            Action: [
              's3:BypassGovernanceRetention',
              's3:DeleteObject',
              's3:DeleteObjectVersion',
              's3:GetObjectRetention',
              's3:PutObjectRetention',
            ],
            Resource: buckets.map((bucket) => `${bucket}/*`),
          },
          ...endKeys(args, partition),
        ]),
      },
      { parent: this },
    );

    this.roleArn = role.arn;
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

/**
 * What the keys' policies leave to this role, for keys found by their aliases: their ARNs are not known before they
 * exist. Whoever may move an alias could hand the role another key of the account, whose policy still decides.
 */
function endKeys({ accountId, keyAliases = [] }: BreakGlassRoleArgs, partition: string): PolicyStatement[] {
  if (keyAliases.length === 0) return [];
  return [
    {
      Sid: 'EndKeys',
      Effect: 'Allow',
      Action: [
        ...KeyEnding,
        'kms:CancelKeyDeletion',
        'kms:DescribeKey',
        'kms:EnableKey',
        'kms:EnableKeyRotation',
        'kms:GetKeyPolicy',
        'kms:PutKeyPolicy',
      ],
      Resource: `arn:${partition}:kms:*:${accountId}:key/*`,
      Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': keyAliases } },
    },
  ];
}
