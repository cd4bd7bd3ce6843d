import { AccountClient, paginateListRegions } from '@aws-sdk/client-account';
import type { Fact } from '@trailguard/controls';
import type { Reader } from './reader.ts';

/** IAM actions of this collector, in every account. */
export const actions = ['account:ListRegions'] as const;

/** Regions that an account can use now: enabled, or enabled by default. */
export function readEnabledRegions(
  reader: Reader,
  accountId: string,
  region: string,
): Promise<Fact<readonly string[]>> {
  const client = reader.client(AccountClient, accountId, region);
  return reader.ask(`account:ListRegions in ${accountId}`, async () => {
    const regions: string[] = [];
    const asked = { RegionOptStatusContains: ['ENABLED' as const, 'ENABLED_BY_DEFAULT' as const] };
    for await (const page of paginateListRegions({ client }, asked)) {
      for (const { RegionName, RegionOptStatus } of page.Regions ?? []) {
        const isOn = RegionOptStatus === 'ENABLED' || RegionOptStatus === 'ENABLED_BY_DEFAULT';
        if (RegionName !== undefined && isOn) regions.push(RegionName);
      }
    }
    return regions.sort();
  });
}
