import { paginateListEnabledProductsForImport, SecurityHub } from '@aws-sdk/client-securityhub';
import type {
  ProductSubscriptionArgs,
  ProductSubscriptionState,
} from '@pulumi/aws/securityhub/productSubscription.js';
import { defineResource, type ResourceContext } from '../../core/resource.ts';
import { isGone, unlessGone } from './errors.ts';

const ENABLE =
  'https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_EnableImportFindingsForProduct.html';

/** A product whose findings Security Hub CSPM takes. Id and import id: `product ARN,subscription ARN`. */
export const productSubscription = defineResource<ProductSubscriptionArgs, ProductSubscriptionState>({
  token: 'aws:securityhub/productSubscription:ProductSubscription',
  properties: {
    productArn: { required: true, replaces: ENABLE },
    region: { computed: true, replaces: ENABLE },
  },
  computed: { arn: true },
  async create(inputs, context) {
    const { ProductSubscriptionArn } = await context
      .client(SecurityHub)
      .enableImportFindingsForProduct({ ProductArn: inputs.productArn });
    return `${inputs.productArn},${ProductSubscriptionArn}`;
  },
  async read(id, context) {
    const [productArn, arn] = parts(id);
    return (await isEnabled(arn, context)) ? { arn, productArn } : undefined;
  },
  async delete(id, context) {
    const [, ProductSubscriptionArn] = parts(id);
    try {
      await context.client(SecurityHub).disableImportFindingsForProduct({ ProductSubscriptionArn });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  },
});

function parts(id: string): [productArn: string, arn: string] {
  const [productArn, arn, ...rest] = id.split(',');
  if (!productArn || !arn || rest.length > 0)
    throw new Error(`"${id}" is not of the form <product ARN>,<subscription ARN>`);
  return [productArn, arn];
}

async function isEnabled(arn: string, context: ResourceContext): Promise<boolean> {
  const found = await unlessGone(
    (async () => {
      const pages = paginateListEnabledProductsForImport({ client: context.client(SecurityHub) }, {});
      for await (const { ProductSubscriptions = [] } of pages)
        if (ProductSubscriptions.includes(arn)) return true;
      return false;
    })(),
  );
  return found ?? false;
}
