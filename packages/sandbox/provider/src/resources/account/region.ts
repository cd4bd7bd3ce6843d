import { Account } from '@aws-sdk/client-account';
import type { RegionArgs, RegionState } from '@pulumi/aws/account/region.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { isError, poll } from '../../core/retry.ts';

const ENABLE = 'https://docs.aws.amazon.com/accounts/latest/reference/API_EnableRegion.html';

/** An opt-in region of an account. Id and import id: `[account,]region`. Deleting leaves it as it is. */
export const region = defineResource<RegionArgs, RegionState>({
  token: 'aws:account/region:Region',
  properties: {
    accountId: { replaces: ENABLE },
    enabled: { required: true },
    regionName: { required: true, replaces: ENABLE },
  },
  computed: { optStatus: true },
  changesOnUpdate: ['optStatus'],
  async create(inputs, context) {
    await put(inputs, context);
    return [inputs.accountId, inputs.regionName].filter(Boolean).join(',');
  },
  async read(id, context) {
    const place = parts(id);
    const status = await statusOf(place, context);
    return {
      ...(place.AccountId ? { accountId: place.AccountId } : {}),
      enabled: status === 'ENABLED' || status === 'ENABLED_BY_DEFAULT',
      optStatus: status,
      regionName: place.RegionName,
    };
  },
  update: (_id, inputs, context) => put(inputs, context),
  async delete() {
    // The real provider leaves the region as it is.
  },
});

interface Place {
  readonly AccountId?: string;
  readonly RegionName: string;
}

function parts(id: string): Place {
  const [RegionName = '', AccountId] = id.split(',').reverse();
  return { RegionName, ...(AccountId ? { AccountId } : {}) };
}

async function statusOf(place: Place, context: ResourceContext): Promise<string | undefined> {
  return (await context.client(Account).getRegionOptStatus(place)).RegionOptStatus;
}

async function put(inputs: Inputs<RegionArgs>, context: ResourceContext): Promise<void> {
  const account = context.client(Account);
  const place: Place = {
    RegionName: inputs.regionName,
    ...(inputs.accountId ? { AccountId: inputs.accountId } : {}),
  };
  const wanted = inputs.enabled ? /^ENABLED/ : /^DISABLED/;
  if (wanted.test((await statusOf(place, context)) ?? '')) return;
  await context.retry(
    () => (inputs.enabled ? account.enableRegion(place) : account.disableRegion(place)),
    // Another change of the region is under way.
    (error) => isError(error, 'ConflictException'),
    60_000,
  );
  const reached = await poll(
    async () => (wanted.test((await statusOf(place, context)) ?? '') ? true : undefined),
    { timeoutMilliseconds: context.timeoutMilliseconds(20 * 60_000), signal: context.signal },
  );
  if (!reached)
    throw new Error(`${inputs.regionName} did not become ${inputs.enabled ? 'enabled' : 'disabled'}`);
}
