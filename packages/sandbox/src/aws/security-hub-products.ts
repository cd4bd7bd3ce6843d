import type { MotoCalls } from '../gateway/moto-calls.ts';
import type { Call } from './call.ts';
import { AwsError } from './error.ts';
import { regionState } from './guardduty/state.ts';
import { page } from './page.ts';
import type { SandboxContext, Service } from './service.ts';

/** `ACCOUNT/REGION` -> products that were subscribed to, and those whose subscription was ended. */
type ProductState = Record<string, { subscribed: string[]; ended: string[] }>;

const guardduty = 'aws/guardduty';
const paging = {
  most: 100,
  invalid: () => new AwsError('InvalidInputException', 'Invalid page of products.', 400),
};

/**
 * The products that Security Hub CSPM takes findings of. To GuardDuty it subscribes by itself once both are on.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-internal-providers.html
 */
export function securityHubProducts(moto: MotoCalls): Service['operations'] {
  return {
    EnableImportFindingsForProduct: async (call, sandbox) => {
      await requireHub(call, moto);
      const product = productIn(call.input.ProductArn, 'product');
      const state = stateOf(call, sandbox);
      if (productsOf(call, sandbox).includes(product))
        throw new AwsError('ResourceConflictException', 'The product is already enabled.', 409);
      state.ended = state.ended.filter((one) => one !== product);
      state.subscribed.push(product);
      return { ProductSubscriptionArn: arnOf(call, product) };
    },
    DisableImportFindingsForProduct: async (call, sandbox) => {
      await requireHub(call, moto);
      const product = productIn(call.input.ProductSubscriptionArn, 'product-subscription');
      if (!productsOf(call, sandbox).includes(product))
        throw new AwsError('ResourceNotFoundException', 'The product is not enabled.', 404);
      const state = stateOf(call, sandbox);
      state.subscribed = state.subscribed.filter((one) => one !== product);
      state.ended.push(product);
      return {};
    },
    ListEnabledProductsForImport: async (call, sandbox) => {
      await requireHub(call, moto);
      const { items, next } = page(productsOf(call, sandbox), call.input, paging);
      return { ProductSubscriptions: items.map((product) => arnOf(call, product)), ...next };
    },
  };
}

/** What is not enabled answers so, whatever is asked of it. */
async function requireHub({ caller, region }: Call, moto: MotoCalls): Promise<void> {
  await moto.call(caller.accountId, region, 'securityhub', 'DescribeHub', {});
}

function stateOf({ caller, region }: Call, sandbox: SandboxContext) {
  const state = sandbox.state<ProductState>('security-hub-products', () => ({}));
  const place = `${caller.accountId}/${region}`;
  state[place] ??= { subscribed: [], ended: [] };
  return state[place];
}

function productsOf(call: Call, sandbox: SandboxContext): readonly string[] {
  const { subscribed, ended } = stateOf(call, sandbox);
  const detector = regionState(sandbox, call.region).detectors[call.caller.accountId];
  const automatic = detector?.status === 'ENABLED' && !ended.includes(guardduty) ? [guardduty] : [];
  return [...new Set([...automatic, ...subscribed])].sort();
}

/** `aws/guardduty` of `arn:aws:securityhub:us-east-1::product/aws/guardduty`. */
function productIn(arn: unknown, kind: 'product' | 'product-subscription'): string {
  const found = new RegExp(`^arn:aws[a-z-]*:securityhub:[a-z0-9-]+:\\d*:${kind}/(.+/.+)$`).exec(
    String(arn),
  )?.[1];
  if (found === undefined) throw new AwsError('InvalidInputException', `Invalid ${kind} ARN.`, 400);
  return found;
}

function arnOf({ caller, region }: Call, product: string): string {
  return `arn:aws:securityhub:${region}:${caller.accountId}:product-subscription/${product}`;
}
