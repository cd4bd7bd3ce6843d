import { paginateListEnabledProductsForImport, SecurityHubClient } from '@aws-sdk/client-securityhub';
import {
  type AdministratorDetector,
  type Collection,
  type Fact,
  isUnknown,
  type ProductSubscription,
} from '@trailguard/controls';
import { callsIn } from './collected-call.ts';
import { allPages } from './pages.ts';
import type { Reader } from './reader.ts';

/** Calls of this collector. */
export const calls = callsIn('administrator of GuardDuty', 'securityhub:ListEnabledProductsForImport');

/** The products that Security Hub takes findings of where GuardDuty is run from; none where Security Hub is off. */
export async function readProductSubscriptions(
  reader: Reader,
  { items, complete }: Collection<AdministratorDetector>,
): Promise<Collection<ProductSubscription>> {
  const places = items.flatMap(({ accountId, region, id }) =>
    typeof accountId === 'string' && typeof region === 'string' && id !== null ? [{ accountId, region }] : [],
  );
  const read = await Promise.all(places.map((place) => readPlace(reader, place)));
  const hidden = read.find(isUnknown);
  return {
    items: read.flatMap((fact) => (fact === null || isUnknown(fact) ? [] : fact)),
    complete: complete === true ? (hidden ?? true) : complete,
  };
}

function readPlace(
  reader: Reader,
  { accountId, region }: { readonly accountId: string; readonly region: string },
): Promise<Fact<readonly ProductSubscription[]>> {
  const client = reader.client(SecurityHubClient, accountId, region);
  const call = 'securityhub:ListEnabledProductsForImport';
  return reader.ask(
    `${call} in ${accountId}/${region}`,
    async (options) => {
      const pages = await allPages(paginateListEnabledProductsForImport({ client }, {}, options));
      return pages.flatMap(({ ProductSubscriptions }) =>
        (ProductSubscriptions ?? []).map((arn) => ({
          accountId,
          region,
          arn,
          observation: { arn, calls: { arn: call }, at: reader.clock.latest ?? '' },
        })),
      );
    },
    // Security Hub is not enabled there.
    ['InvalidAccessException'],
  );
}
