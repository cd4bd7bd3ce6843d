import { EventBridge } from '@aws-sdk/client-eventbridge';
import type { EventBusPolicyArgs, EventBusPolicyState } from '@pulumi/aws/cloudwatch/eventBusPolicy.js';
import { defineResource, type ResourceContext } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';

const PUT = 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html';
const MISSING = 'ResourceNotFoundException';

/** The whole policy of an event bus. Id and import id: the bus's name. Not beside an EventPermission of the same bus. */
export const eventBusPolicy = defineResource<EventBusPolicyArgs, EventBusPolicyState>({
  token: 'aws:cloudwatch/eventBusPolicy:EventBusPolicy',
  properties: {
    eventBusName: { default: 'default', replaces: PUT },
    policy: { required: true, json: 'policy' },
    region: { computed: true, replaces: PUT },
  },
  computed: {},
  async create(inputs, context) {
    const bus = inputs.eventBusName ?? 'default';
    await put(bus, inputs.policy, context);
    return bus;
  },
  async read(id, context) {
    const found = await orMissing(context.client(EventBridge).describeEventBus({ Name: id }), MISSING);
    return found?.Policy ? { eventBusName: id, policy: found.Policy } : undefined;
  },
  update: (id, inputs, context) => put(id, inputs.policy, context),
  async delete(id, context) {
    const events = context.client(EventBridge);
    await orMissing(events.removePermission({ EventBusName: id, RemoveAllPermissions: true }), MISSING);
  },
});

async function put(EventBusName: string, Policy: string, context: ResourceContext): Promise<void> {
  const events = context.client(EventBridge);
  await context.retry(
    () => events.putPermission({ EventBusName, Policy }),
    // A principal of the policy may be fresh.
    (error) => isError(error, 'ValidationException', /principal/i),
    60_000,
  );
}
