import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { managementSelectors } from './event-selectors.ts';
import { AllInsights, type Insight, insightSelectors } from './insight.ts';

/** Arguments of {@link OrganizationTrail}. */
export interface OrganizationTrailArgs {
  /** Name of the trail; bucket, key and topic policies must know its ARN. */
  trailName: string;
  /** The trail's home region. */
  region: string;
  /** Bucket of the log-archive account; its policy must already admit this trail. */
  bucketName: pulumi.Input<string>;
  /** ARN of the customer-managed key of the log files, in the bucket's region. There is no unencrypted mode. */
  kmsKeyArn: pulumi.Input<string>;
  /** ARN of the log group, ending in `:*`. */
  logGroupArn: pulumi.Input<string>;
  /** ARN of the role that writes to it. */
  logsRoleArn: pulumi.Input<string>;
  /** Name of the topic that is told of each file; same account and region. */
  topicName: pulumi.Input<string>;
  /**
   * Anomalies to look for. Default: call rate and error rate, $0.35 for 100,000 events analyzed by each in most
   * regions; the first 28 days of a baseline are free. An empty list turns them off, and nobody is told of a burst
   * of calls or refusals by CloudTrail.
   */
  insights?: Insight[];
  /** Tags of the trail, such as its owner and purpose. Default: none but those of the provider. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/**
 * The one trail of the organization: every account, every region, global services, reads and writes; signed,
 * encrypted, streamed and announced, with Insights on unusual rates of calls and errors. The first copy of
 * management events is free of charge; Insights, S3, KMS and CloudWatch Logs are billed.
 *
 * Trail and trusted access are protected: without either, the whole organization is no longer recorded.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html
 */
export class OrganizationTrail extends pulumi.ComponentResource {
  /** ARN of the trail. */
  readonly trailArn: pulumi.Output<string>;

  constructor(name: string, args: OrganizationTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('OrganizationTrail', name, args);
    super('trailguard:index:OrganizationTrail', name, args, opts);

    const trustedAccess = new aws.organizations.AwsServiceAccess(
      name,
      { servicePrincipal: 'cloudtrail.amazonaws.com' },
      { parent: this, protect: true },
    );
    const trail = new aws.cloudtrail.Trail(
      name,
      {
        region: args.region,
        name: args.trailName,
        s3BucketName: args.bucketName,
        kmsKeyId: args.kmsKeyArn,
        cloudWatchLogsGroupArn: args.logGroupArn,
        cloudWatchLogsRoleArn: args.logsRoleArn,
        snsTopicName: args.topicName,
        isOrganizationTrail: true,
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: true,
        enableLogFileValidation: true,
        enableLogging: true,
        advancedEventSelectors: managementSelectors(),
        insightSelectors: insightSelectors(args.insights ?? AllInsights),
        ...(args.tags === undefined ? {} : { tags: args.tags }),
      },
      { parent: this, protect: true, dependsOn: trustedAccess },
    );

    this.trailArn = trail.arn;
    this.registerOutputs({ trailArn: this.trailArn });
  }
}
