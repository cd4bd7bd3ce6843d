import { SNS } from '@aws-sdk/client-sns';
import type { TopicArgs, TopicState } from '@pulumi/aws/sns/topic.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';
import { tagChanges, tagList, tagMap } from '../../core/tags.ts';

const CREATE = 'https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html';

/** Input -> name of the attribute in SetTopicAttributes, for those that are plain text there. */
const TEXT = {
  applicationFailureFeedbackRoleArn: 'ApplicationFailureFeedbackRoleArn',
  applicationSuccessFeedbackRoleArn: 'ApplicationSuccessFeedbackRoleArn',
  archivePolicy: 'ArchivePolicy',
  deliveryPolicy: 'DeliveryPolicy',
  displayName: 'DisplayName',
  fifoThroughputScope: 'FifoThroughputScope',
  firehoseFailureFeedbackRoleArn: 'FirehoseFailureFeedbackRoleArn',
  firehoseSuccessFeedbackRoleArn: 'FirehoseSuccessFeedbackRoleArn',
  httpFailureFeedbackRoleArn: 'HTTPFailureFeedbackRoleArn',
  httpSuccessFeedbackRoleArn: 'HTTPSuccessFeedbackRoleArn',
  kmsMasterKeyId: 'KmsMasterKeyId',
  lambdaFailureFeedbackRoleArn: 'LambdaFailureFeedbackRoleArn',
  lambdaSuccessFeedbackRoleArn: 'LambdaSuccessFeedbackRoleArn',
  policy: 'Policy',
  sqsFailureFeedbackRoleArn: 'SQSFailureFeedbackRoleArn',
  sqsSuccessFeedbackRoleArn: 'SQSSuccessFeedbackRoleArn',
  tracingConfig: 'TracingConfig',
} as const;

/** The same for numbers and booleans. */
const OTHERS = {
  applicationSuccessFeedbackSampleRate: 'ApplicationSuccessFeedbackSampleRate',
  contentBasedDeduplication: 'ContentBasedDeduplication',
  firehoseSuccessFeedbackSampleRate: 'FirehoseSuccessFeedbackSampleRate',
  httpSuccessFeedbackSampleRate: 'HTTPSuccessFeedbackSampleRate',
  lambdaSuccessFeedbackSampleRate: 'LambdaSuccessFeedbackSampleRate',
  signatureVersion: 'SignatureVersion',
  sqsSuccessFeedbackSampleRate: 'SQSSuccessFeedbackSampleRate',
} as const;

const ATTRIBUTES = { ...TEXT, ...OTHERS };

/** A topic. Id and import id: its ARN. */
export const topic = defineResource<TopicArgs, TopicState>({
  token: 'aws:sns/topic:Topic',
  properties: {
    applicationFailureFeedbackRoleArn: {},
    applicationSuccessFeedbackRoleArn: {},
    applicationSuccessFeedbackSampleRate: {},
    archivePolicy: { json: 'document' },
    contentBasedDeduplication: { default: false },
    deliveryPolicy: { json: 'document' },
    displayName: {},
    fifoThroughputScope: { computed: true },
    fifoTopic: { default: false, replaces: CREATE },
    firehoseFailureFeedbackRoleArn: {},
    firehoseSuccessFeedbackRoleArn: {},
    firehoseSuccessFeedbackSampleRate: {},
    httpFailureFeedbackRoleArn: {},
    httpSuccessFeedbackRoleArn: {},
    httpSuccessFeedbackSampleRate: {},
    kmsMasterKeyId: {},
    lambdaFailureFeedbackRoleArn: {},
    lambdaSuccessFeedbackRoleArn: {},
    lambdaSuccessFeedbackSampleRate: {},
    name: { computed: true, replaces: CREATE, autoname: { maxLength: 256, prefixProperty: 'namePrefix' } },
    namePrefix: { replaces: CREATE, writeOnly: true },
    policy: { computed: true, json: 'policy' },
    region: { computed: true, replaces: CREATE },
    signatureVersion: { computed: true },
    sqsFailureFeedbackRoleArn: {},
    sqsSuccessFeedbackRoleArn: {},
    sqsSuccessFeedbackSampleRate: {},
    tags: {},
    tracingConfig: { computed: true },
  },
  computed: { arn: true, beginningArchiveTime: true, owner: true },
  async create(inputs, context) {
    const sns = context.client(SNS);
    const Attributes: { [name: string]: string } = inputs.fifoTopic ? { FifoTopic: 'true' } : {};
    const { TopicArn } = await sns.createTopic({
      Name: inputs.name as string,
      Attributes,
      Tags: tagList(inputs.tags),
    });
    context.created(TopicArn as string);
    for (const [property, attribute] of Object.entries(ATTRIBUTES)) {
      const value = inputs[property as keyof typeof ATTRIBUTES];
      if (value !== undefined && value !== false && value !== '')
        await setAttribute(TopicArn as string, attribute, String(value), context);
    }
    return TopicArn as string;
  },
  async read(id, context) {
    const sns = context.client(SNS);
    const attributes = (
      await orMissing(sns.getTopicAttributes({ TopicArn: id }), 'NotFound', 'NotFoundException')
    )?.Attributes;
    if (!attributes) return undefined;
    const { Tags } = await sns.listTagsForResource({ ResourceArn: id });
    const text = Object.entries(TEXT).flatMap(([property, attribute]) => {
      const value = attributes[attribute];
      return value ? [[property, value]] : [];
    });
    const numbers = Object.entries(OTHERS).flatMap(([property, attribute]) => {
      const value = attributes[attribute];
      return value && property !== 'contentBasedDeduplication' ? [[property, Number(value)]] : [];
    });
    return {
      ...(Object.fromEntries([...text, ...numbers]) as Partial<Inputs<TopicArgs>>),
      arn: id,
      beginningArchiveTime: attributes.BeginningArchiveTime,
      contentBasedDeduplication: attributes.ContentBasedDeduplication === 'true',
      fifoTopic: attributes.FifoTopic === 'true',
      name: id.split(':').at(-1),
      owner: attributes.Owner,
      tags: tagMap(Tags),
    };
  },
  async update(id, inputs, context) {
    for (const [property, attribute] of Object.entries(ATTRIBUTES)) {
      const name = property as keyof typeof ATTRIBUTES;
      if (context.changed(name)) await setAttribute(id, attribute, String(inputs[name] ?? ''), context);
    }
    if (!context.changed('tags')) return;
    const sns = context.client(SNS);
    const { set, removed } = tagChanges(context.old.tags, inputs.tags);
    if (Object.keys(set).length > 0) await sns.tagResource({ ResourceArn: id, Tags: tagList(set) });
    if (removed.length > 0) await sns.untagResource({ ResourceArn: id, TagKeys: removed });
  },
  async delete(id, context) {
    await orMissing(context.client(SNS).deleteTopic({ TopicArn: id }), 'NotFound', 'NotFoundException');
  },
});

/** A policy's principal or a feedback role that was made just now is not valid everywhere yet. */
async function setAttribute(
  TopicArn: string,
  AttributeName: string,
  AttributeValue: string,
  context: ResourceContext,
): Promise<void> {
  const sns = context.client(SNS);
  await context.retry(
    () => sns.setTopicAttributes({ TopicArn, AttributeName, AttributeValue }),
    (error) => isError(error, ['InvalidParameter', 'InvalidParameterException'], /principal|role/i),
    60_000,
  );
}
