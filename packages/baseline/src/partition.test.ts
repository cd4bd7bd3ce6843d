import { expect, it } from 'vitest';
import { globalRegionOf } from './partition.ts';

it.each([
  ['eu-central-1', 'us-east-1'],
  ['us-gov-east-1', 'us-gov-west-1'],
  ['cn-north-1', 'cn-northwest-1'],
])('global services of the partition of %s are in %s', (region, globalRegion) => {
  expect(globalRegionOf(region)).toBe(globalRegion);
});
