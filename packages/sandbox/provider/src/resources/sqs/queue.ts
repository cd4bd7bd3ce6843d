import { SQS, type QueueAttributeName } from '@aws-sdk/client-sqs';
import type { QueueArgs, QueueState } from '@pulumi/aws/sqs/queue.js';
import { defineResource, type Inputs } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';
import { tagChanges } from '../../core/tags.ts';

const CREATE = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html';
/** What a queue that is gone answers, in the service's JSON and in its older protocol. */
export const MISSING = ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'];

/** Input -> attribute, by kind. */
const TEXT = {
  deduplicationScope: 'DeduplicationScope',
  fifoThroughputLimit: 'FifoThroughputLimit',
  kmsMasterKeyId: 'KmsMasterKeyId',
  policy: 'Policy',
  redriveAllowPolicy: 'RedriveAllowPolicy',
  redrivePolicy: 'RedrivePolicy',
} as const;
const NUMBERS = {
  delaySeconds: 'DelaySeconds',
  kmsDataKeyReusePeriodSeconds: 'KmsDataKeyReusePeriodSeconds',
  maxMessageSize: 'MaximumMessageSize',
  messageRetentionSeconds: 'MessageRetentionPeriod',
  receiveWaitTimeSeconds: 'ReceiveMessageWaitTimeSeconds',
  visibilityTimeoutSeconds: 'VisibilityTimeout',
} as const;
const FLAGS = {
  contentBasedDeduplication: 'ContentBasedDeduplication',
  sqsManagedSseEnabled: 'SqsManagedSseEnabled',
} as const;
const ATTRIBUTES = { ...TEXT, ...NUMBERS, ...FLAGS };

/** A queue. Id and import id: its URL. */
export const queue = defineResource<QueueArgs, QueueState>({
  token: 'aws:sqs/queue:Queue',
  properties: {
    contentBasedDeduplication: { default: false },
    deduplicationScope: { computed: true },
    delaySeconds: { default: 0 },
    fifoQueue: { default: false, replaces: CREATE },
    fifoThroughputLimit: { computed: true },
    kmsDataKeyReusePeriodSeconds: { computed: true },
    kmsMasterKeyId: {},
    maxMessageSize: { default: 262_144 },
    messageRetentionSeconds: { default: 345_600 },
    name: { computed: true, replaces: CREATE, autoname: { maxLength: 80, prefixProperty: 'namePrefix' } },
    namePrefix: { replaces: CREATE, writeOnly: true },
    policy: { computed: true, json: 'policy' },
    receiveWaitTimeSeconds: { default: 0 },
    redriveAllowPolicy: { computed: true, json: 'document' },
    redrivePolicy: { computed: true, json: 'document' },
    region: { computed: true, replaces: CREATE },
    sqsManagedSseEnabled: { computed: true },
    tags: {},
    visibilityTimeoutSeconds: { default: 30 },
  },
  computed: { arn: true, url: true },
  validate: ({ fifoQueue, name }) =>
    fifoQueue === true && name !== undefined && !name.endsWith('.fifo')
      ? { property: 'name', reason: 'of a FIFO queue ends with .fifo' }
      : undefined,
  async create(inputs, context) {
    const sqs = context.client(SQS);
    const { QueueUrl } = await context.retry(
      () =>
        sqs.createQueue({
          QueueName: inputs.name,
          Attributes: { ...(inputs.fifoQueue ? { FifoQueue: 'true' } : {}), ...attributes(inputs) },
          ...(Object.keys(inputs.tags ?? {}).length > 0 ? { tags: inputs.tags } : {}),
        }),
      // A name is free again a minute after its queue went; principals and keys may be fresh.
      (error) =>
        isError(error, ['QueueDeletedRecently', 'AWS.SimpleQueueService.QueueDeletedRecently']) ||
        isError(error, 'InvalidAttributeValue', /policy/i),
      70_000,
    );
    return QueueUrl as string;
  },
  async read(id, context) {
    const sqs = context.client(SQS);
    const answer = await orMissing(
      sqs.getQueueAttributes({ QueueUrl: id, AttributeNames: ['All'] }),
      ...MISSING,
    );
    const found = answer?.Attributes;
    if (!found) return undefined;
    const { Tags } = await sqs.listQueueTags({ QueueUrl: id });
    const pick = <T>(table: Record<string, string>, read: (value: string) => T) =>
      Object.entries(table).flatMap(([property, attribute]) => {
        const value = found[attribute as QueueAttributeName];
        return value === undefined || value === '' ? [] : [[property, read(value)] as const];
      });
    return {
      ...(Object.fromEntries([
        ...pick(TEXT, String),
        ...pick(NUMBERS, Number),
        ...pick(FLAGS, (value) => value === 'true'),
      ]) as Partial<Inputs<QueueArgs>>),
      arn: found.QueueArn,
      contentBasedDeduplication: found.ContentBasedDeduplication === 'true',
      fifoQueue: found.FifoQueue === 'true',
      name: id.split('/').at(-1),
      tags: Tags ?? {},
      url: id,
    };
  },
  async update(id, inputs, context) {
    const sqs = context.client(SQS);
    const changed = Object.entries(ATTRIBUTES).filter(([property]) =>
      context.changed(property as keyof typeof ATTRIBUTES),
    );
    if (changed.length > 0) {
      const Attributes = Object.fromEntries(
        changed.map(([property, attribute]) => [
          attribute,
          String(inputs[property as keyof typeof ATTRIBUTES] ?? ''),
        ]),
      );
      await context.retry(
        () => sqs.setQueueAttributes({ QueueUrl: id, Attributes }),
        (error) => isError(error, 'InvalidAttributeValue', /policy/i),
        60_000,
      );
    }
    if (!context.changed('tags')) return;
    const { set, removed } = tagChanges(context.old.tags, inputs.tags);
    if (Object.keys(set).length > 0) await sqs.tagQueue({ QueueUrl: id, Tags: set });
    if (removed.length > 0) await sqs.untagQueue({ QueueUrl: id, TagKeys: removed });
  },
  async delete(id, context) {
    await orMissing(context.client(SQS).deleteQueue({ QueueUrl: id }), ...MISSING);
  },
});

function attributes(inputs: Inputs<QueueArgs>): { [name: string]: string } {
  return Object.fromEntries(
    Object.entries(ATTRIBUTES).flatMap(([property, attribute]) => {
      const value = inputs[property as keyof typeof ATTRIBUTES];
      return value === undefined || value === '' || value === false ? [] : [[attribute, String(value)]];
    }),
  );
}
