import type { TopicArgs } from '@pulumi/aws/sns/topic.js';
import { checkArguments } from '../check-arguments.ts';
import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { oneOrMany } from '../log-archive/trails.ts';
import { denyInsecureTransport, policyDocument } from '../policy-document.ts';
import { subscribe } from './subscribe.ts';
import { LoggedProtocols, type Subscription, subscriptionFaults } from './subscriptions.ts';

/** Arguments of {@link NotificationTopic}. */
export interface NotificationTopicArgs {
  /** Name of the topic. */
  topicName: string;
  /** ARN of the topic; its policy names it. */
  topicArn: string;
  /** Region of the topic: the trail's home region. */
  region: string;
  /** ARN of the one trail that may publish. */
  trailArn: string;
  /** ARNs of further trails that may. Their key must let them publish too. Default: none. */
  furtherTrailArns?: string[];
  /** Customer-managed key that CloudTrail may use. */
  kmsKeyArn: pulumi.Input<string>;
  /** Who is told of each file: there are many, so programs rather than people. Default: nobody. */
  subscriptions?: Subscription[];
  /** Days that failed deliveries to programs are kept in CloudWatch Logs, a value that it knows. Default: 90. */
  failureRetentionDays?: number;
  /** Tags of the topic. Default: none but those of the provider. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/**
 * Topic that CloudTrail tells of each delivered log file. Only our trails can publish to it; encrypted, over TLS.
 * Failed deliveries to programs are logged, at what CloudWatch Logs charges.
 *
 * A subscriber by e-mail is told nothing before they confirm, within three days; https confirms by itself.
 * @throws when a subscription is none.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-permissions-for-sns-notifications.html
 */
export class NotificationTopic extends pulumi.ComponentResource {
  /** ARN of the topic. */
  readonly topicArn: pulumi.Output<string>;
  /** Name of the topic, once CloudTrail may publish to it. */
  readonly topicName: pulumi.Output<string>;
  /** Names of the subscriptions that nobody has confirmed yet, as of the latest update or refresh. */
  readonly unconfirmedSubscriptions: pulumi.Output<string[]>;

  constructor(name: string, args: NotificationTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('NotificationTopic', name, args);
    const subscriptions = args.subscriptions ?? [];
    const faults = subscriptionFaults(subscriptions);
    if (faults.length > 0) throw new Error(`NotificationTopic "${name}": ${faults.join('; ')}`);

    super('trailguard:index:NotificationTopic', name, args, opts);
    const { region } = args;
    const trailArns = [...new Set([args.trailArn, ...(args.furtherTrailArns ?? [])])];

    const topic = new aws.sns.Topic(
      name,
      {
        region,
        name: args.topicName,
        kmsMasterKeyId: args.kmsKeyArn,
        ...logFailures(this, name, args),
        ...(args.tags === undefined ? {} : { tags: args.tags }),
      },
      { parent: this },
    );
    const policy = new aws.sns.TopicPolicy(
      name,
      {
        region,
        arn: topic.arn,
        policy: policyDocument([
          {
            Sid: 'PublishByOurTrail',
            Effect: 'Allow',
            Principal: { Service: 'cloudtrail.amazonaws.com' },
            Action: 'sns:Publish',
            Resource: args.topicArn,
            Condition: {
              StringEquals: {
                'aws:SourceArn': oneOrMany(trailArns),
              },
            },
          },
          denyInsecureTransport('sns:Publish', [args.topicArn]),
        ]),
      },
      { parent: this },
    );

    this.topicArn = topic.arn;
    this.topicName = pulumi.all([topic.name, policy.id]).apply(([topicName]) => topicName);
    this.unconfirmedSubscriptions = subscribe(name, { region, topic, policy }, subscriptions, this);
    this.registerOutputs({
      topicArn: this.topicArn,
      topicName: this.topicName,
      unconfirmedSubscriptions: this.unconfirmedSubscriptions,
    });
  }
}

/**
 * The log group of failed deliveries, which SNS names, and the role with which SNS writes there, where a subscriber is
 * a program. The group is made beforehand: what SNS makes itself keeps its events for ever.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-topic-attributes.html
 */
function logFailures(
  parent: pulumi.Resource,
  name: string,
  args: NotificationTopicArgs,
): Pick<
  TopicArgs,
  'httpFailureFeedbackRoleArn' | 'lambdaFailureFeedbackRoleArn' | 'sqsFailureFeedbackRoleArn'
> {
  const used = new Set((args.subscriptions ?? []).map(({ protocol }) => protocol));
  if (!LoggedProtocols.some((protocol) => used.has(protocol))) return {};
  const [, partition, , region, accountId] = args.topicArn.split(':');
  const logGroupName = `sns/${region}/${accountId}/${args.topicName}/Failure`;
  const tags = args.tags === undefined ? {} : { tags: args.tags };

  const group = new aws.cloudwatch.LogGroup(
    `${name}-failures`,
    {
      region: args.region,
      name: logGroupName,
      retentionInDays: args.failureRetentionDays ?? 90,
      ...tags,
    },
    { parent },
  );
  const role = new aws.iam.Role(
    `${name}-failures`,
    {
      name: `${args.topicName}-failures`,
      description: 'Amazon SNS logs notices that it could not deliver',
      assumeRolePolicy: policyDocument([
        {
          Sid: 'AssumeBySns',
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sts:AssumeRole',
        },
      ]),
      ...tags,
    },
    { parent, dependsOn: group },
  );
  const policy = new aws.iam.RolePolicy(
    `${name}-failures`,
    {
      name: 'write-failures',
      role: role.name,
      policy: policyDocument([
        {
          Sid: 'WriteFailures',
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: `arn:${partition}:logs:${region}:${accountId}:log-group:${logGroupName}:log-stream:*`,
        },
      ]),
    },
    { parent },
  );
  const roleArn = pulumi.all([role.arn, policy.id]).apply(([arn]) => arn);
  return {
    ...(used.has('https') ? { httpFailureFeedbackRoleArn: roleArn } : {}),
    ...(used.has('lambda') ? { lambdaFailureFeedbackRoleArn: roleArn } : {}),
    ...(used.has('sqs') ? { sqsFailureFeedbackRoleArn: roleArn } : {}),
  };
}
