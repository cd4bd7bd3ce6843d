import { ConfigService, type MaximumExecutionFrequency } from '@aws-sdk/client-config-service';
import type { DeliveryChannelArgs, DeliveryChannelState } from '@pulumi/aws/cfg/deliveryChannel.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';

const PUT = 'https://docs.aws.amazon.com/config/latest/APIReference/API_PutDeliveryChannel.html';
const GONE = 'NoSuchDeliveryChannelException';

/** Where AWS Config delivers in one account and region. Id and import id: the channel's name. */
export const deliveryChannel = defineResource<DeliveryChannelArgs, DeliveryChannelState>({
  token: 'aws:cfg/deliveryChannel:DeliveryChannel',
  properties: {
    name: { default: 'default', replaces: PUT },
    region: { computed: true, replaces: PUT },
    s3BucketName: { required: true },
    s3KeyPrefix: {},
    s3KmsKeyArn: {},
    snapshotDeliveryProperties: {},
    snsTopicArn: {},
  },
  computed: {},
  async create(inputs, context) {
    await put(inputs, context);
    return inputs.name ?? 'default';
  },
  async read(id, context) {
    const found = await orMissing(
      context.client(ConfigService).describeDeliveryChannels({ DeliveryChannelNames: [id] }),
      GONE,
    );
    const [one] = found?.DeliveryChannels ?? [];
    if (one === undefined) return undefined;
    const frequency = one.configSnapshotDeliveryProperties?.deliveryFrequency;
    return {
      name: id,
      s3BucketName: one.s3BucketName,
      s3KeyPrefix: one.s3KeyPrefix,
      s3KmsKeyArn: one.s3KmsKeyArn,
      snapshotDeliveryProperties: frequency ? { deliveryFrequency: frequency } : undefined,
      snsTopicArn: one.snsTopicARN,
    };
  },
  update: (_id, inputs, context) => put(inputs, context),
  async delete(id, context) {
    // The recorder may be about to stop, as the real provider waits for too.
    await context.retry(
      () => orMissing(context.client(ConfigService).deleteDeliveryChannel({ DeliveryChannelName: id }), GONE),
      (error) => isError(error, 'LastDeliveryChannelDeleteFailedException'),
      30_000,
    );
  },
});

async function put(inputs: Inputs<DeliveryChannelArgs>, context: ResourceContext): Promise<void> {
  const frequency = inputs.snapshotDeliveryProperties?.deliveryFrequency;
  await context.retry(
    () =>
      context.client(ConfigService).putDeliveryChannel({
        DeliveryChannel: {
          name: inputs.name ?? 'default',
          s3BucketName: inputs.s3BucketName,
          ...(inputs.s3KeyPrefix ? { s3KeyPrefix: inputs.s3KeyPrefix } : {}),
          ...(inputs.s3KmsKeyArn ? { s3KmsKeyArn: inputs.s3KmsKeyArn } : {}),
          ...(inputs.snsTopicArn ? { snsTopicARN: inputs.snsTopicArn } : {}),
          ...(frequency
            ? {
                configSnapshotDeliveryProperties: {
                  deliveryFrequency: frequency as MaximumExecutionFrequency,
                },
              }
            : {}),
        },
      }),
    // The bucket's policy may be fresh.
    (error) => isError(error, 'InsufficientDeliveryPolicyException'),
    10_000,
  );
}
