import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { KeyAdministration } from '../log-archive/key-policy.ts';
import { subscribe } from '../organization-trail/subscribe.ts';
import { type Subscription, subscriptionFaults } from '../organization-trail/subscriptions.ts';
import { dnsSuffixOf, partitionOf } from '../partition.ts';
import { denyInsecureTransport, type PolicyStatement, policyDocument } from '../policy-document.ts';

/** Who publishes to an alert topic. */
export const AlertPublisher = {
  /** CloudWatch alarms of the topic's account. */ Alarms: 'alarms',
  /** EventBridge rules of the topic's account. */ EventRules: 'event-rules',
} as const;
export type AlertPublisher = (typeof AlertPublisher)[keyof typeof AlertPublisher];

/** Arguments of {@link AlertTopic}. */
export interface AlertTopicArgs {
  /** Name of the topic, and of its key's alias. */
  topicName: string;
  /** Region of the topic: that of its alarms or rules. */
  region: string;
  /** Account of the topic, 12 digits. */
  accountId: string;
  /** Who publishes. Each is admitted to topic and key, and nobody else. */
  publishers: AlertPublisher[];
  /** Start of the names of the alarms that may publish, followed by a hyphen. */
  alarmNamePrefix: string;
  /** Who is told. Default: nobody, and an alert that nobody hears is none. */
  subscriptions?: Subscription[];
  /** Tags of the topic and its key. Default: none but those of the provider. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/**
 * Topic of alerts, with a customer-managed key of its own: `alias/aws/sns` would not do, since services cannot publish
 * with it. Costs 1 USD a month for the key, and what SNS charges for a message.
 *
 * A subscriber by e-mail is told nothing before they confirm, within three days; https confirms by itself.
 * @throws when a subscription is none.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export class AlertTopic extends pulumi.ComponentResource {
  /** ARN of the topic, once alarms and rules may publish to it. */
  readonly topicArn: pulumi.Output<string>;
  /** Names of the subscriptions that nobody has confirmed yet, as of the latest update or refresh. */
  readonly unconfirmedSubscriptions: pulumi.Output<string[]>;

  constructor(name: string, args: AlertTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('AlertTopic', name, args);
    const subscriptions = args.subscriptions ?? [];
    const faults = subscriptionFaults(subscriptions);
    if (faults.length > 0) throw new Error(`AlertTopic "${name}": ${faults.join('; ')}`);

    super('trailguard:index:AlertTopic', name, args, opts);
    const { region, topicName } = args;
    const tags = args.tags === undefined ? {} : { tags: args.tags };
    const topicArn = `arn:${partitionOf(region)}:sns:${region}:${args.accountId}:${topicName}`;

    const key = new aws.kms.Key(
      name,
      {
        region,
        description: 'Encrypts alerts of the organization',
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: policyDocument([
          ...useByAccount(args),
          ...publish(args, ['kms:Decrypt', 'kms:GenerateDataKey*'], '*'),
        ]),
        ...tags,
      },
      { parent: this },
    );
    new aws.kms.Alias(name, { region, name: `alias/${topicName}`, targetKeyId: key.keyId }, { parent: this });
    const topic = new aws.sns.Topic(
      name,
      { region, name: topicName, kmsMasterKeyId: key.arn, ...tags },
      { parent: this },
    );
    const policy = new aws.sns.TopicPolicy(
      name,
      {
        region,
        arn: topic.arn,
        policy: policyDocument([
          ...publish(args, 'sns:Publish', topicArn),
          denyInsecureTransport('sns:Publish', [topicArn]),
        ]),
      },
      { parent: this },
    );

    this.topicArn = pulumi.all([topic.arn, policy.id]).apply(([arn]) => arn);
    this.unconfirmedSubscriptions = subscribe(name, { region, topic, policy }, subscriptions, this);
    this.registerOutputs({
      topicArn: this.topicArn,
      unconfirmedSubscriptions: this.unconfirmedSubscriptions,
    });
  }
}

/** The account looks after the key; its people and programs use it through SNS alone. */
function useByAccount({ region, accountId }: AlertTopicArgs): PolicyStatement[] {
  const account = { AWS: `arn:${partitionOf(region)}:iam::${accountId}:root` };
  return [
    {
      Sid: 'AdministerWithoutUse',
      Effect: 'Allow',
      Principal: account,
      // The key may end with its topic: nothing that stays is encrypted with it.
      Action: [...KeyAdministration, 'kms:DisableKey', 'kms:ScheduleKeyDeletion'],
      Resource: '*',
    },
    {
      Sid: 'UseThroughTopic',
      Effect: 'Allow',
      Principal: account,
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
      Condition: { StringEquals: { 'kms:ViaService': `sns.${region}.${dnsSuffixOf(region)}` } },
    },
  ];
}

/** What the publishers may do to the topic, or to its key. */
function publish(
  args: AlertTopicArgs,
  action: string | readonly string[],
  resource: string,
): PolicyStatement[] {
  const { region, accountId, publishers } = args;
  const events = { Service: 'events.amazonaws.com' };
  return [
    ...(publishers.includes(AlertPublisher.Alarms)
      ? [
          {
            Sid: 'PublishByOurAlarms',
            Effect: 'Allow' as const,
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Action: action,
            Resource: resource,
            Condition: {
              ArnLike: {
                'aws:SourceArn': `arn:${partitionOf(region)}:cloudwatch:${region}:${accountId}:alarm:${args.alarmNamePrefix}-*`,
              },
              StringEquals: { 'aws:SourceAccount': accountId },
            },
          },
        ]
      : []),
    ...(publishers.includes(AlertPublisher.EventRules)
      ? [
          {
            // No condition may admit EventBridge: it sends neither aws:SourceArn nor aws:SourceAccount along to an encrypted
            // topic, and every alert would be lost in silence.
            // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
            // https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/407
            Sid: 'PublishByEventRules',
            Effect: 'Allow' as const,
            Principal: events,
            Action: action,
            Resource: resource,
          },
          {
            // Where it does tell an account, it must be ours.
            Sid: 'DenyEventRulesOfOtherAccounts',
            Effect: 'Deny' as const,
            Principal: events,
            Action: action,
            Resource: resource,
            Condition: {
              StringNotEquals: { 'aws:SourceAccount': accountId },
              Null: { 'aws:SourceAccount': 'false' },
            },
          },
        ]
      : []),
  ];
}
