import { SQS } from '@aws-sdk/client-sqs';
import type { QueuePolicyArgs, QueuePolicyState } from '@pulumi/aws/sqs/queuePolicy.js';
import { defineResource, type ResourceContext } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';
import { MISSING } from './queue.ts';

const SET =
  'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html';

/** The policy of a queue. Id and import id: the queue's URL. */
export const queuePolicy = defineResource<QueuePolicyArgs, QueuePolicyState>({
  token: 'aws:sqs/queuePolicy:QueuePolicy',
  properties: {
    policy: { required: true, json: 'policy' },
    queueUrl: { required: true, replaces: SET },
    region: { computed: true, replaces: SET },
  },
  computed: {},
  async create(inputs, context) {
    await put(inputs.queueUrl, inputs.policy, context);
    return inputs.queueUrl;
  },
  async read(id, context) {
    const answer = await orMissing(
      context.client(SQS).getQueueAttributes({ QueueUrl: id, AttributeNames: ['Policy'] }),
      ...MISSING,
    );
    const policy = answer?.Attributes?.Policy;
    return policy ? { policy, queueUrl: id } : undefined;
  },
  update: (id, inputs, context) => put(id, inputs.policy, context),
  async delete(id, context) {
    await orMissing(put(id, '', context), ...MISSING);
  },
});

async function put(QueueUrl: string, Policy: string, context: ResourceContext): Promise<void> {
  const sqs = context.client(SQS);
  await context.retry(
    () => sqs.setQueueAttributes({ QueueUrl, Attributes: { Policy } }),
    // A principal of the policy may be fresh.
    (error) => isError(error, 'InvalidAttributeValue', /policy/i),
    60_000,
  );
}
