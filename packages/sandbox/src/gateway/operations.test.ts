import { expect, it } from 'vitest';
import { answersForAllRegions } from './operations.ts';

it.each([
  ['s3control', 'ListMultiRegionAccessPoints', true],
  ['s3control', 'GetMultiRegionAccessPoint', true],
  ['s3control', 'ListAccessPoints', false],
  ['s3', 'ListBuckets', false],
])('%s:%s answers in one region for all: %s', (service, operation, does) => {
  expect(answersForAllRegions(service, operation)).toBe(does);
});
