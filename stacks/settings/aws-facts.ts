/** What AWS documents and the baseline rests on, for commands that look at an organization before there are any stacks. */
export { documentedQuotas } from '@trailguard/baseline/documented-quotas';
export { globalRegionOf } from '@trailguard/baseline/partition';
