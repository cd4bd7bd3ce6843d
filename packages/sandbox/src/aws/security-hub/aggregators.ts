import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext, Service } from '../service.ts';
import { centralHome } from './central-configuration.ts';
import { requireHub } from './hubs.ts';
import { type Aggregator, invalidInput, listing, stateOf } from './state.ts';

const linkingModes = ['ALL_REGIONS', 'ALL_REGIONS_EXCEPT_SPECIFIED', 'SPECIFIED_REGIONS', 'NO_REGIONS'];

/**
 * The one aggregator of an account. While the organization is configured centrally it can change and not go, as its Regions
 * are those that are configured. https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_CreateFindingAggregator.html
 */
export const aggregatorOperations: Service['operations'] = {
  CreateFindingAggregator: async (call, sandbox) => {
    await requireHub(call, sandbox);
    const { aggregators } = stateOf(sandbox);
    const { accountId } = call.caller;
    if (aggregators[accountId] !== undefined) throw invalidInput('There is a finding aggregator already.');
    const made: Aggregator = {
      arn: `arn:aws:securityhub:${call.region}:${accountId}:finding-aggregator/${crypto.randomUUID()}`,
      region: call.region,
      ...linked(call),
    };
    aggregators[accountId] = made;
    return view(made);
  },
  UpdateFindingAggregator: (call, sandbox) => {
    const found = find(call, sandbox);
    Object.assign(found, linked(call));
    return view(found);
  },
  ListFindingAggregators: async (call, sandbox) => {
    await requireHub(call, sandbox);
    const own = stateOf(sandbox).aggregators[call.caller.accountId];
    return listing('FindingAggregators', own === undefined ? [] : [{ FindingAggregatorArn: own.arn }], call);
  },
  GetFindingAggregator: (call, sandbox) => view(find(call, sandbox)),
  DeleteFindingAggregator: (call, sandbox) => {
    find(call, sandbox);
    if (centralHome(sandbox)?.administrator === call.caller.accountId)
      throw invalidInput('Central configuration is on: switch to local configuration first.');
    delete stateOf(sandbox).aggregators[call.caller.accountId];
    return {};
  },
};

function linked({ input }: Call): { mode: string; regions: string[] } {
  const mode = String(input.RegionLinkingMode);
  const regions = (input.Regions as string[] | undefined) ?? [];
  if (!linkingModes.includes(mode)) throw invalidInput(`Invalid RegionLinkingMode: ${mode}`);
  if (mode.endsWith('SPECIFIED_REGIONS') !== regions.length > 0 && mode !== 'ALL_REGIONS_EXCEPT_SPECIFIED')
    throw invalidInput(`RegionLinkingMode ${mode} does not go with the Regions that are given.`);
  return { mode, regions };
}

/** An aggregator can be changed in its own Region alone. */
function find({ caller, region, input, operation }: Call, sandbox: SandboxContext): Aggregator {
  const found = stateOf(sandbox).aggregators[caller.accountId];
  const isRead = operation.startsWith('Get');
  if (found?.arn === input.FindingAggregatorArn && found !== undefined && (isRead || found.region === region))
    return found;
  throw new AwsError('ResourceNotFoundException', 'The finding aggregator does not exist.', 404);
}

function view({ arn, region, mode, regions }: Aggregator): object {
  return {
    FindingAggregatorArn: arn,
    FindingAggregationRegion: region,
    RegionLinkingMode: mode,
    ...(regions.length > 0 ? { Regions: regions } : {}),
  };
}
