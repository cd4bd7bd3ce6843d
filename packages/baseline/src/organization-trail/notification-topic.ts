import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { denyInsecureTransport, policyDocument } from '../policy-document.ts';

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
  /** Customer-managed key that CloudTrail may use. */
  kmsKeyArn: pulumi.Input<string>;
}

/**
 * Topic that CloudTrail tells of each delivered log file. Only our trail can publish to it.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-permissions-for-sns-notifications.html
 */
export class NotificationTopic extends pulumi.ComponentResource {
  /** ARN of the topic. */
  readonly topicArn: pulumi.Output<string>;
  /** Name of the topic, once CloudTrail may publish to it. */
  readonly topicName: pulumi.Output<string>;

  constructor(name: string, args: NotificationTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super('trailguard:index:NotificationTopic', name, args, opts);

    const topic = new aws.sns.Topic(
      name,
      { region: args.region, name: args.topicName, kmsMasterKeyId: args.kmsKeyArn },
      { parent: this },
    );
    const policy = new aws.sns.TopicPolicy(
      name,
      {
        region: args.region,
        arn: topic.arn,
        policy: policyDocument([
          {
            Sid: 'PublishByOurTrail',
            Effect: 'Allow',
            Principal: { Service: 'cloudtrail.amazonaws.com' },
            Action: 'sns:Publish',
            Resource: args.topicArn,
            Condition: { StringEquals: { 'aws:SourceArn': args.trailArn } },
          },
          denyInsecureTransport('sns:Publish', [args.topicArn]),
        ]),
      },
      { parent: this },
    );

    this.topicArn = topic.arn;
    this.topicName = pulumi.all([topic.name, policy.id]).apply(([topicName]) => topicName);
    this.registerOutputs({ topicArn: this.topicArn, topicName: this.topicName });
  }
}
