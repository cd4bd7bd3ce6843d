import { optInRegion } from './account.ts';
import type { Call } from './call.ts';
import { AwsError } from './error.ts';
import type { SandboxContext, Service } from './service.ts';

/** What is set for the disks of accounts. */
interface DiskState {
  /** Where new volumes are encrypted unless their maker says otherwise: `account/region`. */
  encrypted: string[];
}

/**
 * Regions of an account, and whether its new disks are encrypted. moto has the latter too, and to keep it would make networks
 * of every account and region.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EnableEbsEncryptionByDefault.html
 */
export function ec2Service(byDefault: readonly string[]): Service {
  return {
    name: 'ec2',
    admit: refuseDryRun,
    operations: {
      EnableEbsEncryptionByDefault: (call, sandbox) => encryptDisks(call, sandbox, true),
      DisableEbsEncryptionByDefault: (call, sandbox) => encryptDisks(call, sandbox, false),
      GetEbsEncryptionByDefault: (call, sandbox) => ({
        EbsEncryptionByDefault: disksOf(sandbox).encrypted.includes(placeOf(call)),
      }),
      DescribeRegions: (call, sandbox) => {
        const {
          RegionNames: names,
          AllRegions: all,
          Filters: filters = [],
        } = call.input as {
          RegionNames?: string[];
          AllRegions?: boolean;
          Filters?: { Name?: string; Values?: string[] }[];
        };
        const enabled = sandbox.regions(call.caller.accountId);
        const known = [...byDefault, optInRegion].map((region) => ({
          RegionName: region,
          Endpoint: `ec2.${region}.amazonaws.com`,
          OptInStatus: byDefault.includes(region)
            ? 'opt-in-not-required'
            : enabled.includes(region)
              ? 'opted-in'
              : 'not-opted-in',
        }));
        const unknown = names?.find((name) => !known.some((region) => region.RegionName === name));
        if (unknown) throw new AwsError('InvalidParameterValue', `Invalid region: '${unknown}'`);
        const wanted = known.filter(
          (region) =>
            (names?.includes(region.RegionName) ?? true) &&
            // A disabled region is told only when asked for by name or with all.
            (all || names !== undefined || enabled.includes(region.RegionName)) &&
            filters.every(({ Name: name, Values: values = [] }) => {
              if (name === 'opt-in-status') return values.includes(region.OptInStatus);
              if (name === 'region-name') return values.includes(region.RegionName);
              if (name === 'endpoint') return values.includes(region.Endpoint);
              throw new AwsError('InvalidParameterValue', `The filter '${name}' is invalid`);
            }),
        );
        return { Regions: wanted };
      },
    },
  };
}

/** A call that only asks whether it might be made. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/CommonParameters.html */
function refuseDryRun({ input }: Call): void {
  if (input.DryRun !== true) return;
  throw new AwsError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412);
}

function encryptDisks(call: Call, sandbox: SandboxContext, isOn: boolean): object {
  const state = disksOf(sandbox);
  const others = state.encrypted.filter((place) => place !== placeOf(call));
  state.encrypted = isOn ? [...others, placeOf(call)] : others;
  return { EbsEncryptionByDefault: isOn };
}

const disksOf = (sandbox: SandboxContext) => sandbox.state<DiskState>('ec2', () => ({ encrypted: [] }));

const placeOf = ({ caller, region }: Call) => `${caller.accountId}/${region}`;
