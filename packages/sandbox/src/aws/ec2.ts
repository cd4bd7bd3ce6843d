import { optInRegion } from './account.ts';
import { AwsError } from './error.ts';
import type { Service } from './service.ts';

/** Regions of an account. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html */
export function ec2Service(byDefault: readonly string[]): Service {
  return {
    name: 'ec2',
    operations: {
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
