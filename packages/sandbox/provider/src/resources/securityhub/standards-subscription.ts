import { paginateGetEnabledStandards, SecurityHub } from '@aws-sdk/client-securityhub';
import type {
  StandardsSubscriptionArgs,
  StandardsSubscriptionState,
} from '@pulumi/aws/securityhub/standardsSubscription.js';
import { defineResource, type ResourceContext } from '../../core/resource.ts';
import { isError, poll } from '../../core/retry.ts';
import { isGone, unlessGone } from './errors.ts';

const ENABLE = 'https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchEnableStandards.html';

/** A standard that an account is checked by in a region. Id and import id: the subscription's ARN. */
export const standardsSubscription = defineResource<StandardsSubscriptionArgs, StandardsSubscriptionState>({
  token: 'aws:securityhub/standardsSubscription:StandardsSubscription',
  properties: {
    region: { computed: true, replaces: ENABLE },
    standardsArn: { required: true, replaces: ENABLE },
  },
  computed: { arn: true },
  async create(inputs, context) {
    const { StandardsSubscriptions } = await context.client(SecurityHub).batchEnableStandards({
      StandardsSubscriptionRequests: [{ StandardsArn: inputs.standardsArn }],
    });
    const id = StandardsSubscriptions?.[0]?.StandardsSubscriptionArn as string;
    context.created(id);
    const status = await poll(
      async () => {
        const { StandardsStatus } = (await find(id, context)) ?? {};
        return StandardsStatus === 'PENDING' ? undefined : (StandardsStatus ?? 'missing');
      },
      { timeoutMilliseconds: context.timeoutMilliseconds(3 * 60_000), signal: context.signal },
    );
    // Checks that are not enabled completely are AWS's to finish, as in the real provider.
    if (status !== 'READY' && status !== 'INCOMPLETE')
      throw new Error(
        `Security Hub in ${context.region} did not enable ${inputs.standardsArn}: ${status ?? 'it takes too long'}`,
      );
    return id;
  },
  async read(id, context) {
    const found = await find(id, context);
    return found && { arn: id, standardsArn: found.StandardsArn };
  },
  async delete(id, context) {
    try {
      await context.client(SecurityHub).batchDisableStandards({ StandardsSubscriptionArns: [id] });
    } catch (error) {
      if (!isGone(error) && !isError(error, 'InvalidInputException', /not subscribed/i)) throw error;
    }
  },
});

async function find(arn: string, context: ResourceContext) {
  return unlessGone(
    (async () => {
      const pages = paginateGetEnabledStandards({ client: context.client(SecurityHub) }, {});
      for await (const { StandardsSubscriptions = [] } of pages) {
        const found = StandardsSubscriptions.find((one) => one.StandardsSubscriptionArn === arn);
        if (found) return found.StandardsStatus === 'DELETING' ? undefined : found;
      }
      return undefined;
    })(),
  );
}
