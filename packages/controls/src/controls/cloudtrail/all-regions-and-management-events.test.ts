import { describe, expect, it } from 'vitest';
import { aTrail, anAccount, anEstate, complete, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { BasicSelector, FieldSelector, Selectors, Trail } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './all-regions-and-management-events.ts';

const denied = unknownBecause('access-denied', 'AccessDenied for cloudtrail:GetEventSelectors');

function judged(...trails: readonly Partial<Trail>[]) {
  const arns = trails.map((_, index) => `${names.trailArn}-${index}`);
  return verdictOf(
    control,
    anEstate({
      accounts: complete([anAccount({ visibleTrails: arns })]),
      trails: complete(trails.map((trail, index) => aTrail({ arn: arns[index] as string, ...trail }))),
    }),
  );
}

function basic(readWriteType: BasicSelector['readWriteType'], includeManagementEvents = true): Selectors {
  return {
    basic: [{ readWriteType, includeManagementEvents, excludedManagementSources: [], dataResources: [] }],
    advanced: null,
  };
}

function advanced(...selectors: readonly (readonly FieldSelector[])[]): Selectors {
  return { basic: null, advanced: selectors.map((fields) => ({ name: null, fields })) };
}

const management: FieldSelector = { field: 'eventCategory', equals: ['Management'] };
const data: FieldSelector = { field: 'eventCategory', equals: ['Data'] };
const reads: FieldSelector = { field: 'readOnly', equals: ['true'] };
const writes: FieldSelector = { field: 'readOnly', equals: ['false'] };

describe(control.id, () => {
  it.each<[string, Selectors]>([
    ['no selectors', { basic: null, advanced: null }],
    ['a basic selector for all', basic('All')],
    ['an advanced selector for management events', advanced([management])],
    ['selectors for reads and for writes', advanced([management, reads], [management, writes])],
    [
      'a selector with both values of readOnly',
      advanced([management, { field: 'readOnly', equals: ['true', 'false'] }]),
    ],
    ['data events beside management events', advanced([management], [data])],
  ])('passes a multi-Region trail with %s', (_case, selectors) => {
    expect(judged({ selectors }).status).toBe('pass');
  });

  it.each<[string, Selectors, string]>([
    ['reads only', basic('ReadOnly'), 'leaves out management events that write'],
    ['writes only', basic('WriteOnly'), 'leaves out management events that read'],
    ['no management events', basic('All', false), 'selects no management events'],
    [
      'writes only, in advanced selectors',
      advanced([management, writes]),
      'leaves out management events that read',
    ],
    ['data events only', advanced([data]), 'selects no management events'],
  ])('fails a trail with %s', (_case, selectors, reason) => {
    expect(judged({ selectors })).toMatchObject({ status: 'fail', reason: expect.stringContaining(reason) });
  });

  it('fails when each Region has a trail of its own', () => {
    const single = names.regions.map((homeRegion) => ({ homeRegion, isMultiRegion: false }));
    expect(judged(...single)).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining('single Region'),
    });
  });

  it('fails an organization trail of a single Region', () => {
    expect(judged({ isOrganization: true, isMultiRegion: false }).status).toBe('fail');
  });

  it('fails a trail that is stopped', () => {
    expect(judged({ isLogging: false })).toMatchObject({
      reason: expect.stringContaining('does not record'),
    });
  });

  it('passes one trail for reads with one for writes', () => {
    expect(judged({ selectors: basic('ReadOnly') }, { selectors: basic('WriteOnly') }).status).toBe('pass');
  });

  it('does not count a single-Region trail towards the pair', () => {
    const pair = [{ selectors: basic('ReadOnly') }, { selectors: basic('WriteOnly'), isMultiRegion: false }];
    expect(judged(...pair).status).toBe('fail');
  });

  it('passes whatever a second trail hides', () => {
    expect(judged({}, { selectors: denied, isLogging: denied }).status).toBe('pass');
  });

  it.each<[string, Partial<Trail>]>([
    ['selectors', { selectors: denied }],
    ['Regions', { isMultiRegion: denied }],
    ['state', { isLogging: denied }],
  ])('does not know while the %s of the only trail could not be read', (_what, trail) => {
    expect(judged(trail)).toMatchObject({ status: 'unknown', because: { unknown: 'access-denied' } });
  });

  it('does not judge a suspended account', () => {
    const accounts = complete([anAccount({ status: 'SUSPENDED' })]);
    expect(verdictOf(control, anEstate({ accounts })).status).toBe('not_applicable');
  });

  describe('a new account', () => {
    const joinedAt = '2026-06-15T02:00:00.000Z';
    const pending = { status: 'unknown', because: { unknown: 'pending', until: '2026-06-16T02:00:00.000Z' } };
    const judgedNew = (visibleTrails: readonly string[], ...trails: readonly Trail[]) =>
      verdictOf(
        control,
        anEstate({ accounts: complete([anAccount({ visibleTrails, joinedAt })]), trails: complete(trails) }),
      );

    it('is given a day to see the organization trail', () => {
      expect(judgedNew([], aTrail())).toMatchObject(pending);
      const half = aTrail({ arn: `${names.trailArn}-reads`, selectors: basic('ReadOnly') });
      expect(
        judgedNew([`${names.trailArn}-reads`], half, aTrail({ selectors: basic('WriteOnly') })),
      ).toMatchObject(pending);
    });

    it.each<[string, Partial<Trail>]>([
      ['is stopped', { isLogging: false }],
      ['records a single Region', { isMultiRegion: false }],
      ['leaves out what writes', { selectors: basic('ReadOnly') }],
      ['is none', { isOrganization: false }],
    ])('is not given one for an organization trail that %s', (_case, trail) => {
      expect(judgedNew([], aTrail(trail)).status).toBe('fail');
    });

    it('is not given one when it sees its trail, which is stopped', () => {
      expect(judgedNew([names.trailArn], aTrail({ isLogging: false })).status).toBe('fail');
    });
  });
});
