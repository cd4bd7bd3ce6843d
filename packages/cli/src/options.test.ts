import { reportFormats as writtenFormats } from '@trailguard/controls/report';
import { presets } from '@trailguard/policy-pack/state';
import { expect, it } from 'vitest';
import { presetNames, reportFormats } from './options.ts';

it('offers every form that a report can be written in', () => {
  expect(reportFormats).toEqual(writtenFormats);
});

it('offers every preset that there is', () => {
  expect(presetNames).toEqual(Object.keys(presets));
});
