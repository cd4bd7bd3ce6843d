import { describe, expect, it } from 'vitest';
import { aDataTrail, anAccount, anEstate, aTrail, complete, denied, names } from '../../../test/builders.ts';
import { verdictsOf } from '../../../test/verdicts-of.ts';
import type { InsightSelector, Selectors, Trail } from '../../model/estate.ts';
import control from './insights-are-on.ts';

const rate: InsightSelector = { type: 'ApiCallRateInsight', categories: ['Management'] };
const errors: InsightSelector = { type: 'ApiErrorRateInsight', categories: ['Management'] };

/** The verdict on the first of some trails of one account. */
function judged(...trails: readonly Partial<Trail>[]) {
  const arns = trails.map((_, index) => `${names.trailArn}-${index}`);
  const estate = anEstate({
    accounts: complete([anAccount({ id: names.management, visibleTrails: arns })]),
    trails: complete(trails.map((trail, index) => aTrail({ arn: arns[index] as string, ...trail }))),
  });
  return verdictsOf(control, estate)[0];
}

const only = (readWriteType: 'ReadOnly' | 'WriteOnly'): Selectors => ({
  basic: [{ readWriteType, includeManagementEvents: true, excludedManagementSources: [], dataResources: [] }],
  advanced: null,
});

describe(control.id, () => {
  it.each<[string, Partial<Trail>, string]>([
    ['both kinds', { insights: [rate, errors] }, 'pass'],
    ['both kinds, just switched on', { insights: [errors, rate], loggingSince: names.asOf }, 'pass'],
    ['both kinds on a trail of writes', { insights: [rate, errors], selectors: only('WriteOnly') }, 'pass'],
    ['the call rate alone', { insights: [rate] }, 'fail'],
    ['the error rate alone', { insights: [errors] }, 'fail'],
    ['none', { insights: [] }, 'fail'],
    ['no answer of AWS but that they are off', { insights: null }, 'fail'],
    ['the error rate of data events', { insights: [rate, { ...errors, categories: ['Data'] }] }, 'fail'],
    ['the call rate of a trail of reads', { insights: [rate, errors], selectors: only('ReadOnly') }, 'fail'],
  ])('%s -> %s', (_case, trail, status) => {
    expect(judged(trail)?.status).toBe(status);
  });

  it('names the kind that is missing', () => {
    expect(judged({ insights: [rate] })).toMatchObject({
      reason: expect.stringContaining('lacks ApiErrorRateInsight'),
    });
  });

  it.each<[string, Partial<Trail>, string]>([
    ['has both', {}, 'pass'],
    ['has both and is stopped', { isLogging: false }, 'fail'],
    ['could not be read', { insights: denied }, 'unknown'],
  ])('a trail without, beside one that %s', (_case, other, status) => {
    expect(judged({ insights: [] }, other)?.status).toBe(status);
  });

  it('is not about a trail of data events, nor one that is stopped', () => {
    expect(judged(aDataTrail())?.status).toBe('not_applicable');
    expect(judged({ isLogging: false, insights: [] })?.status).toBe('not_applicable');
  });

  it.each<[string, Partial<Trail>]>([
    ['Insights', { insights: denied }],
    ['selectors', { selectors: denied }],
    ['state', { isLogging: denied }],
  ])('does not know while the %s could not be read', (_what, trail) => {
    expect(judged(trail)?.status).toBe('unknown');
  });
});
