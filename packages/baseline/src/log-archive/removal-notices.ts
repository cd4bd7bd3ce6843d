import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { partitionOf } from '../partition.ts';
import { denyInsecureTransport, policyDocument } from '../policy-document.ts';
import { administerKey } from './key-policy.ts';

/** Arguments of {@link RemovalNotices}. */
export interface RemovalNoticesArgs {
  /** Name of the topic, and of its key's alias. */
  topicName: string;
  /** Bucket whose removals are told. */
  bucketName: string;
  /** Region of the bucket and the topic, as S3 asks. */
  region: string;
  /** Account of the bucket and the topic, 12 digits. */
  accountId: string;
  /** ARN of the one role that may end the topic's key. */
  breakGlassRoleArn: string;
  /** ARNs of the roles that may change the key's policy. */
  deployRoleArns: string[];
  /** E-mail addresses that are told. Each is asked by AWS to confirm. Default: none. */
  emailAddresses?: string[];
  /** Accounts whose own programs may subscribe, 12 digits each. Default: none. */
  subscriberAccountIds?: string[];
}

/**
 * A topic that tells of each log file which is removed or covered by a delete marker: with the lock and the bucket's
 * policy in place that is the break-glass role's doing, or an attack. S3 alone publishes, for this bucket alone.
 * Costs what AWS charges for one KMS key a month; notices are rare.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html
 */
export class RemovalNotices extends pulumi.ComponentResource {
  /** ARN of the topic, once S3 may publish to it. */
  readonly topicArn: pulumi.Output<string>;

  constructor(name: string, args: RemovalNoticesArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('RemovalNotices', name, args);
    super('trailguard:index:RemovalNotices', name, args, opts);
    const { region, accountId, topicName } = args;
    const partition = partitionOf(region);
    const topicArn = `arn:${partition}:sns:${region}:${accountId}:${topicName}`;
    const byOurBucket = {
      ArnEquals: { 'aws:SourceArn': `arn:${partition}:s3:::${args.bucketName}` },
      StringEquals: { 'aws:SourceAccount': accountId },
    };

    const key = new aws.kms.Key(
      name,
      {
        region,
        description: 'Encrypts notices of removed log files',
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: policyDocument([
          ...administerKey(args),
          {
            // `alias/aws/sns` would not do: services cannot publish with it.
            // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
            Sid: 'PublishByOurBucket',
            Effect: 'Allow',
            Principal: { Service: 's3.amazonaws.com' },
            Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
            Resource: '*',
            Condition: byOurBucket,
          },
        ]),
      },
      { parent: this, protect: true },
    );
    new aws.kms.Alias(name, { region, name: `alias/${topicName}`, targetKeyId: key.keyId }, { parent: this });
    const topic = new aws.sns.Topic(
      name,
      { region, name: topicName, kmsMasterKeyId: key.arn },
      { parent: this },
    );
    const subscribers = args.subscriberAccountIds ?? [];
    const policy = new aws.sns.TopicPolicy(
      name,
      {
        region,
        arn: topic.arn,
        policy: policyDocument([
          {
            Sid: 'PublishByOurBucket',
            Effect: 'Allow',
            Principal: { Service: 's3.amazonaws.com' },
            Action: 'sns:Publish',
            Resource: topicArn,
            Condition: byOurBucket,
          },
          ...(subscribers.length === 0
            ? []
            : [
                {
                  Sid: 'SubscribeByOurAccounts',
                  Effect: 'Allow' as const,
                  Principal: { AWS: subscribers.map((id) => `arn:${partition}:iam::${id}:root`) },
                  Action: ['sns:GetTopicAttributes', 'sns:Subscribe'],
                  Resource: topicArn,
                },
              ]),
          denyInsecureTransport('sns:Publish', [topicArn]),
        ]),
      },
      { parent: this },
    );
    for (const emailAddress of args.emailAddresses ?? []) {
      new aws.sns.TopicSubscription(
        `${name}-${emailAddress}`,
        { region, topic: topic.arn, protocol: 'email', endpoint: emailAddress },
        { parent: this },
      );
    }

    this.topicArn = pulumi.all([topic.arn, policy.id]).apply(([arn]) => arn);
    this.registerOutputs({ topicArn: this.topicArn });
  }
}
