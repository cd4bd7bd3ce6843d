import { comparisonFormats as writtenComparisons } from '@trailguard/controls/comparison';
import { reportFormats as writtenFormats } from '@trailguard/controls/report';
import { presets } from '@trailguard/policy-pack/state';
import { expect, it } from 'vitest';
import { comparisonFormats, presetNames, reportFormats } from './options.ts';

it('offers every form that a report can be written in', () => {
  expect(reportFormats).toEqual(writtenFormats);
});

it('offers every form that a comparison can be written in', () => {
  expect(comparisonFormats).toEqual(writtenComparisons);
});

it('offers every preset that there is', () => {
  expect(presetNames).toEqual(Object.keys(presets));
});
