import { describe, expect, it } from 'vitest';
import { anAccount, anEstate, aTrail, complete, denied, names } from '../../../test/builders.ts';
import { verdictsOf } from '../../../test/verdicts-of.ts';
import type { BasicSelector, FieldSelector, Selectors, Trail } from '../../model/estate.ts';
import control from './no-source-left-out.ts';

/** The verdict on the first of some trails of one account. */
function judged(...trails: readonly Partial<Trail>[]) {
  const arns = trails.map((_, index) => `${names.trailArn}-${index}`);
  const estate = anEstate({
    accounts: complete([anAccount({ id: names.management, visibleTrails: arns })]),
    trails: complete(trails.map((trail, index) => aTrail({ arn: arns[index] as string, ...trail }))),
  });
  return verdictsOf(control, estate)[0];
}

const basic = (differing: Partial<BasicSelector>): Selectors => ({
  basic: [
    {
      readWriteType: 'All',
      includeManagementEvents: true,
      excludedManagementSources: [],
      dataResources: [],
      ...differing,
    },
  ],
  advanced: null,
});
const advanced = (...fields: readonly FieldSelector[]): Selectors => ({
  basic: null,
  advanced: [{ name: null, fields: [{ field: 'eventCategory', equals: ['Management'] }, ...fields] }],
});
const withoutKms = basic({ excludedManagementSources: ['kms.amazonaws.com'] });

describe(control.id, () => {
  it.each<[string, Selectors]>([
    ['no selectors', { basic: null, advanced: null }],
    ['a basic selector without exclusions', basic({})],
    ['an advanced selector for management events', advanced()],
    ['reads of all sources', basic({ readWriteType: 'ReadOnly' })],
  ])('passes a trail with %s', (_case, selectors) => {
    expect(judged({ selectors })?.status).toBe('pass');
  });

  it.each<[string, Selectors, string]>([
    ['a basic exclusion', withoutKms, 'management events with eventSource kms.amazonaws.com'],
    [
      'an advanced one',
      advanced({ field: 'eventSource', notEquals: ['rdsdata.amazonaws.com'] }),
      'management events with eventSource rdsdata.amazonaws.com',
    ],
    [
      'an exclusion among reads',
      basic({ readWriteType: 'ReadOnly', excludedManagementSources: ['kms.amazonaws.com'] }),
      'management events (reads) with eventSource kms.amazonaws.com',
    ],
  ])('fails a trail with %s, and names what is left out', (_case, selectors, left) => {
    expect(judged({ selectors })).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining(`the trail leaves out ${left}`),
    });
  });

  it('passes when two selectors make up for each other', () => {
    const onlyKms = { field: 'eventSource', equals: ['kms.amazonaws.com'] };
    const rest = { field: 'eventSource', notEquals: ['kms.amazonaws.com'] };
    const both = [...(advanced(onlyKms).advanced ?? []), ...(advanced(rest).advanced ?? [])];
    expect(judged({ selectors: { basic: null, advanced: both } })?.status).toBe('pass');
  });

  it.each<[string, Partial<Trail>, string]>([
    ['a full one', {}, 'pass'],
    ['one that leaves out the same', { selectors: withoutKms }, 'fail'],
    ['one that is stopped', { isLogging: false }, 'fail'],
    ['one of a single Region', { isMultiRegion: false }, 'fail'],
    ['one that could not be read', { selectors: denied }, 'unknown'],
  ])('a trail with an exclusion beside %s', (_case, other, status) => {
    expect(judged({ selectors: withoutKms }, other)?.status).toBe(status);
  });

  it('lets a trail of one Region rely on another of the same Region alone', () => {
    const single = { selectors: withoutKms, isMultiRegion: false };
    expect(judged(single, { isMultiRegion: false })?.status).toBe('pass');
    expect(judged(single, { isMultiRegion: false, homeRegion: 'eu-west-1' })?.status).toBe('fail');
  });

  it.each<[string, Partial<Trail>]>([
    ['records data events alone', { selectors: basic({ includeManagementEvents: false }) }],
    ['does not record', { isLogging: false, selectors: withoutKms }],
  ])('is not about a trail that %s', (_case, trail) => {
    expect(judged(trail)?.status).toBe('not_applicable');
  });

  it.each<[string, Partial<Trail>]>([
    ['selectors', { selectors: denied }],
    ['state', { isLogging: denied }],
  ])('does not know while the %s could not be read', (_what, trail) => {
    expect(judged(trail)?.status).toBe('unknown');
  });
});
