import { type Event, type FilterRule, type NotificationConfigurationFilter, S3 } from '@aws-sdk/client-s3';
import type { BucketNotificationArgs, BucketNotificationState } from '@pulumi/aws/s3/bucketNotification.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';
import { NO_BUCKET } from './propagation.ts';

const PUT = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html';

interface Receiver {
  events: string[];
  filterPrefix?: string | undefined;
  filterSuffix?: string | undefined;
  id?: string | undefined;
}

/** Where a bucket's events go. Id and import id: the bucket's name. */
export const bucketNotification = defineResource<BucketNotificationArgs, BucketNotificationState>({
  token: 'aws:s3/bucketNotification:BucketNotification',
  properties: {
    bucket: { required: true, replaces: PUT },
    eventbridge: { default: false },
    lambdaFunctions: {},
    queues: {},
    region: { computed: true, replaces: PUT },
    topics: {},
  },
  computed: {},
  async create(inputs, context) {
    await put(inputs, context);
    return inputs.bucket;
  },
  async read(id, context, known) {
    const answer = await orMissing(
      context.client(S3).getBucketNotificationConfiguration({ Bucket: id }),
      NO_BUCKET,
    );
    if (!answer) return undefined;
    const receivers = {
      eventbridge: answer.EventBridgeConfiguration !== undefined,
      topics: answer.TopicConfigurations?.map((item, index) => ({
        topicArn: item.TopicArn ?? '',
        ...receiver(item, known.topics?.[index]),
      })),
      queues: answer.QueueConfigurations?.map((item, index) => ({
        queueArn: item.QueueArn ?? '',
        ...receiver(item, known.queues?.[index]),
      })),
      lambdaFunctions: answer.LambdaFunctionConfigurations?.map((item, index) => ({
        lambdaFunctionArn: item.LambdaFunctionArn,
        ...receiver(item, known.lambdaFunctions?.[index]),
      })),
    };
    const isNone =
      !receivers.eventbridge &&
      !receivers.topics?.length &&
      !receivers.queues?.length &&
      !receivers.lambdaFunctions?.length;
    return isNone ? undefined : { bucket: id, ...receivers };
  },
  update: (_id, inputs, context) => put(inputs, context),
  async delete(id, context) {
    await orMissing(
      context.client(S3).putBucketNotificationConfiguration({ Bucket: id, NotificationConfiguration: {} }),
      NO_BUCKET,
    );
  },
});

async function put(inputs: Inputs<BucketNotificationArgs>, context: ResourceContext): Promise<void> {
  const s3 = context.client(S3);
  const NotificationConfiguration = {
    ...(inputs.eventbridge ? { EventBridgeConfiguration: {} } : {}),
    TopicConfigurations: inputs.topics?.map((item) => ({ TopicArn: item.topicArn, ...toAws(item) })),
    QueueConfigurations: inputs.queues?.map((item) => ({ QueueArn: item.queueArn, ...toAws(item) })),
    LambdaFunctionConfigurations: inputs.lambdaFunctions?.map((item) => ({
      LambdaFunctionArn: item.lambdaFunctionArn,
      ...toAws(item),
    })),
  };
  await context.retry(
    () => s3.putBucketNotificationConfiguration({ Bucket: inputs.bucket, NotificationConfiguration }),
    // S3 tries to write to the receiver, whose policy may be fresh.
    (error) =>
      isError(error, [NO_BUCKET, 'OperationAborted']) ||
      isError(error, 'InvalidArgument', /unable to validate/i),
    60_000,
  );
}

function toAws(item: Receiver) {
  const rules: FilterRule[] = [];
  if (item.filterPrefix) rules.push({ Name: 'prefix', Value: item.filterPrefix });
  if (item.filterSuffix) rules.push({ Name: 'suffix', Value: item.filterSuffix });
  return {
    Events: item.events as Event[],
    Id: item.id,
    ...(rules.length > 0 ? { Filter: { Key: { FilterRules: rules } } } : {}),
  };
}

/** `known` is the program's receiver at this place: S3 makes up ids, and an id that the program did not give is no change. */
function receiver(
  item: {
    Events: Event[] | undefined;
    Id?: string | undefined;
    Filter?: NotificationConfigurationFilter | undefined;
  },
  known: Receiver | undefined,
): Receiver {
  const value = (name: string) =>
    item.Filter?.Key?.FilterRules?.find((rule) => rule.Name?.toLowerCase() === name)?.Value;
  const events = [...(item.Events ?? [])];
  const isSame = known && [...known.events].sort().join() === [...events].sort().join();
  return {
    events: isSame ? known.events : events,
    ...(known && known.id === undefined ? {} : { id: item.Id }),
    filterPrefix: value('prefix'),
    filterSuffix: value('suffix'),
  };
}
