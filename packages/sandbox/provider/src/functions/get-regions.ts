import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { GetRegionsArgs, GetRegionsResult } from '@pulumi/aws/getRegions.js';
import { defineFunction } from '../core/function.ts';

/** Regions of the account: those that are enabled, or all with their state in `filters`. */
export const getRegions = defineFunction<GetRegionsArgs, GetRegionsResult>({
  token: 'aws:index/getRegions:getRegions',
  args: { allRegions: true, filters: true, id: true },
  async invoke({ allRegions, filters }, context) {
    const answer = await context.client(EC2Client).send(
      new DescribeRegionsCommand({
        AllRegions: allRegions,
        Filters: filters?.map(({ name, values }) => ({ Name: name, Values: values })),
      }),
    );
    const names = (answer.Regions ?? []).map(({ RegionName }) => RegionName ?? '').sort();
    return {
      id: context.partition,
      names,
      ...(allRegions === undefined ? {} : { allRegions }),
      ...(filters ? { filters } : {}),
    };
  },
});
