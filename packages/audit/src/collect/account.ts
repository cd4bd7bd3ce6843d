import { AccountClient, paginateListRegions } from '@aws-sdk/client-account';
import type { Fact } from '@trailguard/controls';
import { callsIn } from './collected-call.ts';
import type { CallOptions, Reader } from './reader.ts';

/** Calls of this collector. */
export const calls = callsIn('every account', 'account:ListRegions');

/** Regions that an account can use now: enabled, or enabled by default. */
export function readEnabledRegions(
  reader: Reader,
  accountId: string,
  region: string,
): Promise<Fact<readonly string[]>> {
  const client = reader.client(AccountClient, accountId, region);
  return reader.ask(`account:ListRegions in ${accountId}`, (options) => enabledRegions(client, options));
}

/** Regions that the client's account can use now, sorted. */
export async function enabledRegions(
  client: AccountClient,
  options: CallOptions = {},
): Promise<readonly string[]> {
  const regions: string[] = [];
  const asked = { RegionOptStatusContains: ['ENABLED' as const, 'ENABLED_BY_DEFAULT' as const] };
  for await (const page of paginateListRegions({ client }, asked, options)) {
    for (const { RegionName, RegionOptStatus } of page.Regions ?? []) {
      const isOn = RegionOptStatus === 'ENABLED' || RegionOptStatus === 'ENABLED_BY_DEFAULT';
      if (RegionName !== undefined && isOn) regions.push(RegionName);
    }
  }
  return regions.sort();
}
