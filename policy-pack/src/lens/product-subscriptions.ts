import type { Collection, Fact, ProductSubscription } from '@trailguard/controls';
import { isUnknown } from '@trailguard/controls';
import { accountOf, factOf, openWorld, type Program, regionOrPlaceholder, resourcesOf } from './program.ts';
import type { ProgramResource } from './program-resource.ts';
import { types } from './types.ts';

/**
 * The products whose findings Security Hub takes. With both services on, AWS subscribes to GuardDuty by itself: only a
 * program that does so in some Regions shows where it does not.
 */
export function productSubscriptionsOf(program: Program): Collection<ProductSubscription> {
  const items = resourcesOf(program, types.productSubscription).map((resource) => ({
    accountId: accountOf(resource),
    region: regionOrPlaceholder(resource),
    arn: subscribedOf(resource),
    observation: { urn: resource.urn },
  }));
  const takesFindings = items.some(({ arn }) => typeof arn === 'string' && /\/aws\/guardduty$/.test(arn));
  return { items, complete: program.isWhole && takesFindings ? true : openWorld };
}

/** A product `…:product/aws/guardduty` is subscribed to as `…:product-subscription/aws/guardduty`. */
function subscribedOf(resource: ProgramResource): Fact<string> {
  const product = factOf<string>(resource, 'productArn', null);
  if (product === null || isUnknown(product)) return product;
  return product.replace(/:product\//, ':product-subscription/');
}
