import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import { regionState } from '../guardduty/state.ts';
import type { SandboxContext, Service } from '../service.ts';
import { requireHub } from './hubs.ts';
import { type Hub, invalidInput, listing } from './state.ts';

const guardduty = 'aws/guardduty';

/**
 * The products that Security Hub CSPM takes findings of. To GuardDuty it subscribes by itself once both are on.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-internal-providers.html
 */
export const productOperations: Service['operations'] = {
  EnableImportFindingsForProduct: async (call, sandbox) => {
    const hub = await requireHub(call, sandbox);
    const product = productIn(call.input.ProductArn, 'product');
    if (productsOf(hub, call, sandbox).includes(product))
      throw new AwsError('ResourceConflictException', 'The product is already enabled.', 409);
    hub.endedProducts = hub.endedProducts.filter((one) => one !== product);
    hub.products.push(product);
    return { ProductSubscriptionArn: arnOf(call, product) };
  },
  DisableImportFindingsForProduct: async (call, sandbox) => {
    const hub = await requireHub(call, sandbox);
    const product = productIn(call.input.ProductSubscriptionArn, 'product-subscription');
    if (!productsOf(hub, call, sandbox).includes(product))
      throw new AwsError('ResourceNotFoundException', 'The product is not enabled.', 404);
    hub.products = hub.products.filter((one) => one !== product);
    hub.endedProducts.push(product);
    return {};
  },
  ListEnabledProductsForImport: async (call, sandbox) => {
    const products = productsOf(await requireHub(call, sandbox), call, sandbox);
    const { ProductSubscriptions, ...next } = listing(
      'ProductSubscriptions',
      products.map((product) => ({ arn: arnOf(call, product) })),
      call,
    ) as { ProductSubscriptions: { arn: string }[] };
    return { ProductSubscriptions: ProductSubscriptions.map(({ arn }) => arn), ...next };
  },
};

function productsOf(hub: Hub, { caller, region }: Call, sandbox: SandboxContext): readonly string[] {
  const detector = regionState(sandbox, region).detectors[caller.accountId];
  const isAutomatic = detector?.status === 'ENABLED' && !hub.endedProducts.includes(guardduty);
  return [...new Set([...(isAutomatic ? [guardduty] : []), ...hub.products])].sort();
}

/** `aws/guardduty` of `arn:aws:securityhub:us-east-1::product/aws/guardduty`. */
function productIn(arn: unknown, kind: 'product' | 'product-subscription'): string {
  const found = new RegExp(`^arn:aws[a-z-]*:securityhub:[a-z0-9-]+:\\d*:${kind}/(.+/.+)$`).exec(
    String(arn),
  )?.[1];
  if (found === undefined) throw invalidInput(`Invalid ${kind} ARN.`);
  return found;
}

function arnOf({ caller, region }: Call, product: string): string {
  return `arn:aws:securityhub:${region}:${caller.accountId}:product-subscription/${product}`;
}
