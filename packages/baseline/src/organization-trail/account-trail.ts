import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { managementSelectors } from './event-selectors.ts';
import { AllInsights, type Insight, insightSelectors } from './insight.ts';

/** Arguments of {@link AccountTrail}. */
export interface AccountTrailArgs {
  /** Name of the trail; policies of the central bucket and key must know its ARN, which `trailArn` tells. */
  trailName: string;
  /** The trail's home region. */
  region: string;
  /** The central bucket, of whatever account; its policy must already admit this trail (`furtherTrailArns`). */
  bucketName: pulumi.Input<string>;
  /** ARN of the customer-managed key of the log files, in the bucket's region. There is no unencrypted mode. */
  kmsKeyArn: pulumi.Input<string>;
  /** Folder of the trail's files in the bucket. Default: none, as `furtherTrailArns` admits. */
  keyPrefix?: string;
  /** ARN of a log group of this account and region, ending in `:*`, for alarms. Goes with `logsRoleArn`. Default: none. */
  logGroupArn?: pulumi.Input<string>;
  /** ARN of the role that writes to it. Default: none. */
  logsRoleArn?: pulumi.Input<string>;
  /** Name of a topic that is told of each file; same account and region. Default: none. */
  topicName?: pulumi.Input<string>;
  /**
   * Anomalies to look for. Default: call rate and error rate, $0.35 for 100,000 events analyzed by each in most
   * regions. An empty list turns them off.
   */
  insights?: Insight[];
  /** Tags of the trail, such as its owner and purpose. Default: none but those of the provider. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/**
 * The trail of one account that no organization trail records, into the central bucket: every region, global
 * services, reads and writes; signed and encrypted. In an account that an organization trail records it would be a
 * second copy of the same events, which AWS bills.
 *
 * The trail is protected: without it the account is no longer recorded.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-receive-logs-from-multiple-accounts.html
 */
export class AccountTrail extends pulumi.ComponentResource {
  /** ARN of the trail. */
  readonly trailArn: pulumi.Output<string>;

  constructor(name: string, args: AccountTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('AccountTrail', name, args);
    if ((args.logGroupArn === undefined) !== (args.logsRoleArn === undefined))
      throw new Error(
        `AccountTrail "${name}": logGroupArn and logsRoleArn go together; give both or neither`,
      );

    super('trailguard:index:AccountTrail', name, args, opts);

    const trail = new aws.cloudtrail.Trail(
      name,
      {
        region: args.region,
        name: args.trailName,
        s3BucketName: args.bucketName,
        kmsKeyId: args.kmsKeyArn,
        ...(args.keyPrefix === undefined ? {} : { s3KeyPrefix: args.keyPrefix }),
        ...(args.logGroupArn === undefined ? {} : { cloudWatchLogsGroupArn: args.logGroupArn }),
        ...(args.logsRoleArn === undefined ? {} : { cloudWatchLogsRoleArn: args.logsRoleArn }),
        ...(args.topicName === undefined ? {} : { snsTopicName: args.topicName }),
        isOrganizationTrail: false,
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: true,
        enableLogFileValidation: true,
        enableLogging: true,
        advancedEventSelectors: managementSelectors(),
        insightSelectors: insightSelectors(args.insights ?? AllInsights),
        ...(args.tags === undefined ? {} : { tags: args.tags }),
      },
      // A component's own dependsOn does not reach its children.
      pulumi.mergeOptions(opts?.dependsOn ? { dependsOn: opts.dependsOn } : {}, {
        parent: this,
        protect: true,
      }),
    );

    this.trailArn = trail.arn;
    this.registerOutputs({ trailArn: this.trailArn });
  }
}
