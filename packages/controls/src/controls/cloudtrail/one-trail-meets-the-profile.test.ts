import { describe, expect, it } from 'vitest';
import { aDataTrail, anAccount, anEstate, aTrail, complete, denied, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Selectors, Trail } from '../../model/estate.ts';
import control from './one-trail-meets-the-profile.ts';

function judged(trails: readonly Partial<Trail>[], account = {}) {
  const arns = trails.map((_, index) => `${names.trailArn}-${index}`);
  const estate = anEstate({
    accounts: complete([anAccount({ visibleTrails: arns, ...account })]),
    trails: complete(trails.map((trail, index) => aTrail({ arn: arns[index] as string, ...trail }))),
  });
  return verdictOf(control, estate);
}

const basic = (readWriteType: 'All' | 'ReadOnly', ...excludedManagementSources: string[]): Selectors => ({
  basic: [{ readWriteType, includeManagementEvents: true, excludedManagementSources, dataResources: [] }],
  advanced: null,
});

/** What falls short of the profile, by the control that says so. */
const shortcomings: readonly (readonly [string, Partial<Trail>])[] = [
  ['CT-02: a single Region', { isMultiRegion: false }],
  ['CT-02: it is stopped', { isLogging: false }],
  ['CT-05: no global services', { includesGlobalServices: false }],
  ['CT-06: log files are not signed', { validatesLogFiles: false }],
  ['CT-08: no key', { kmsKeyId: null }],
  ['CT-09: reads alone', { selectors: basic('ReadOnly') }],
  ['CT-10: KMS left out', { selectors: basic('All', 'kms.amazonaws.com') }],
];

describe(control.id, () => {
  it('passes a member by the organization’s trail', () => {
    expect(judged([{}]).status).toBe('pass');
  });

  it.each(shortcomings)('fails when the only trail falls short by %s', (_case, trail) => {
    expect(judged([trail])).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining(`${names.trailArn}-0 falls short`),
    });
  });

  it.each(shortcomings)('names the trail that falls short by %s', (_case, trail) => {
    const { evidence } = judged([trail]) as { evidence: readonly { resource?: string }[] };
    expect(new Set(evidence.map(({ resource }) => resource))).toEqual(new Set([`${names.trailArn}-0`]));
  });

  it.each(shortcomings)(
    'fails two trails when one falls short by %s and the other by its data events',
    (_case, trail) => {
      expect(judged([trail, { selectors: aDataTrail().selectors }]).status).toBe('fail');
    },
  );

  it.each(shortcomings)('passes one full trail beside one that falls short by %s', (_case, trail) => {
    expect(judged([trail, {}]).status).toBe('pass');
  });

  it('fails an account without a trail, and gives a new one its day', () => {
    expect(judged([]).status).toBe('fail');
    const joined = { visibleTrails: [], joinedAt: '2026-06-15T02:00:00.000Z' };
    expect(judged([{}], joined)).toMatchObject({ because: { unknown: 'pending' } });
    expect(judged([{ validatesLogFiles: false }], joined).status).toBe('fail');
  });

  it.each<[string, Partial<Trail>, string]>([
    ['one part is not known', { validatesLogFiles: denied }, 'unknown'],
    ['one part is not known and another one fails', { validatesLogFiles: denied, kmsKeyId: null }, 'fail'],
  ])('while %s -> %s', (_case, trail, status) => {
    expect(judged([trail]).status).toBe(status);
  });

  it('does not judge a closed account', () => {
    expect(judged([{}], { status: 'SUSPENDED' }).status).toBe('not_applicable');
  });
});
