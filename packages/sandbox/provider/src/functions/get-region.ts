import type { GetRegionArgs, GetRegionResult } from '@pulumi/aws/getRegion.js';
import { defineFunction } from '../core/function.ts';
import { regionDescription } from './region-names.ts';

/** The provider's region, or the one that is asked for. */
export const getRegion = defineFunction<GetRegionArgs, GetRegionResult>({
  token: 'aws:index/getRegion:getRegion',
  args: { endpoint: false, id: true, name: true, region: true },
  invoke({ name, region: asked }, context) {
    const region = asked ?? name ?? context.region;
    return {
      description: regionDescription(region),
      endpoint: `ec2.${region}.amazonaws.com`,
      id: region,
      name: region,
      region,
    };
  },
});
