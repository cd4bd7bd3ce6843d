import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { policyDocument } from '../policy-document.ts';

/** Arguments of {@link LogStream}. */
export interface LogStreamArgs {
  /** Name of the log group. */
  logGroupName: string;
  /** ARN of the log group, without `:*`; the role's policy names it. */
  logGroupArn: string;
  /** Name of the role that CloudTrail writes with. */
  roleName: string;
  /** Region of the log group: the trail's home region. */
  region: string;
  /** Account that owns the trail and the log group, 12 digits. */
  accountId: string;
  /** Id of the organization, `o-…`. */
  organizationId: string;
  /** Customer-managed key of the log group. */
  kmsKeyArn: pulumi.Input<string>;
  /** Days that events stay in CloudWatch Logs, a value that it knows; the bucket keeps them longer. Default: 365. */
  retentionDays?: number;
  /** Tags of the log group and the role. Default: none but those of the provider. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/**
 * The log group that the trail streams to, and the role that may do so and nothing else. The group is protected
 * from deletion by AWS too. CloudWatch Logs bills each gigabyte taken in and kept.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
 */
export class LogStream extends pulumi.ComponentResource {
  /** ARN of the log group with the `:*` that CloudTrail wants. */
  readonly logGroupArn: pulumi.Output<string>;
  /** ARN of the role, once it may write. */
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: LogStreamArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('LogStream', name, args);
    super('trailguard:index:LogStream', name, args, opts);
    const tags = args.tags === undefined ? {} : { tags: args.tags };

    const group = new aws.cloudwatch.LogGroup(
      name,
      {
        region: args.region,
        name: args.logGroupName,
        retentionInDays: args.retentionDays ?? 365,
        kmsKeyId: args.kmsKeyArn,
        deletionProtectionEnabled: true,
        // No class is named: AWS's default, STANDARD, is the one that metric filters and subscriptions read, and naming
        // it would replace a group that was made without.
        ...tags,
      },
      { parent: this, protect: true },
    );
    const role = new aws.iam.Role(
      name,
      {
        name: args.roleName,
        description: 'CloudTrail streams the organization trail to CloudWatch Logs',
        // No condition: CloudTrail sends neither aws:SourceArn nor aws:SourceAccount when it takes this role, and
        // delivery stops when they are asked for (https://github.com/prowler-cloud/prowler/issues/4714). It checks
        // itself that the trail and the role share an account.
        assumeRolePolicy: policyDocument([
          {
            Sid: 'AssumeByCloudTrail',
            Effect: 'Allow',
            Principal: { Service: 'cloudtrail.amazonaws.com' },
            Action: 'sts:AssumeRole',
          },
        ]),
        ...tags,
      },
      { parent: this },
    );
    const policy = new aws.iam.RolePolicy(
      name,
      {
        name: 'write-log-streams',
        role: role.name,
        policy: policyDocument([
          {
            Sid: 'WriteStreamsOfTheTrail',
            Effect: 'Allow',
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            Resource: [
              `${args.logGroupArn}:log-stream:${args.accountId}_CloudTrail_${args.region}*`,
              `${args.logGroupArn}:log-stream:${args.organizationId}_*`,
            ],
          },
        ]),
      },
      { parent: this },
    );

    this.logGroupArn = pulumi.interpolate`${group.arn}:*`;
    this.roleArn = pulumi.all([role.arn, policy.id]).apply(([arn]) => arn);
    this.registerOutputs({ logGroupArn: this.logGroupArn, roleArn: this.roleArn });
  }
}
