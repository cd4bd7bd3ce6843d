import { describe, expect, it } from 'vitest';
import { aDataTrail, anAccount, anEstate, aTrail, complete, denied, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Selectors, Trail } from '../../model/estate.ts';
import control from './events-are-recorded-once.ts';

function judged(trails: readonly Partial<Trail>[], parameters = {}, account = {}) {
  const arns = trails.map((_, index) => `${names.trailArn}-${index}`);
  const estate = anEstate({
    accounts: complete([anAccount({ visibleTrails: arns, ...account })]),
    trails: complete(
      trails.map((trail, index) => aTrail({ arn: arns[index] as string, name: `trail-${index}`, ...trail })),
    ),
  });
  return verdictOf(control, estate, parameters);
}

const only = (readWriteType: 'ReadOnly' | 'WriteOnly'): Selectors => ({
  basic: [{ readWriteType, includeManagementEvents: true, excludedManagementSources: [], dataResources: [] }],
  advanced: null,
});
const local = { isOrganization: false, ownerAccountId: names.member };
const single = (homeRegion: string) => ({ isMultiRegion: false, homeRegion });
const { selectors: dataEvents } = aDataTrail();

describe(control.id, () => {
  it.each<[string, readonly Partial<Trail>[]]>([
    ['a data trail', [{}, { selectors: dataEvents }]],
    ['a trail that is stopped', [{}, { isLogging: false }]],
    [
      'a trail for reads and one for writes',
      [{ selectors: only('ReadOnly') }, { selectors: only('WriteOnly') }],
    ],
    ['trails of different Regions', [single('us-east-1'), single('eu-west-1')]],
    ['a data trail, whatever else is hidden of it', [{}, { selectors: dataEvents, isMultiRegion: denied }]],
  ])('passes %s beside another', (_case, trails) => {
    expect(judged(trails).status).toBe('pass');
  });

  it.each<[string, readonly Partial<Trail>[]]>([
    ['an organization trail beside a local one', [{}, local]],
    ['a trail of one Region beside one of all', [{}, { ...local, ...single('eu-west-1') }]],
    ['two trails of one Region', [single('us-east-1'), single('us-east-1')]],
    ['all events beside reads', [{}, { selectors: only('ReadOnly') }]],
  ])('fails %s', (_case, trails) => {
    expect(judged(trails)).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining('record the same management events'),
    });
  });

  it('accepts a second trail that is approved, by name or ARN', () => {
    for (const reference of ['trail-1', `${names.trailArn}-1`])
      expect(judged([{}, local], { approvedTrails: [reference] }).status).toBe('pass');
    expect(judged([{}, local, local], { approvedTrails: ['trail-1'] }).status).toBe('fail');
  });

  it('names trails that are alike at once, and those beside them', () => {
    const found = judged([{}, single('eu-west-1'), local, local, { isLogging: false }]);
    expect(found).toMatchObject({
      status: 'fail',
      reason: [
        // Those of the account itself come first.
        `${names.trailArn}-2 and ${names.trailArn}-3 and ${names.trailArn}-0 record the same management events`,
        `${names.trailArn}-2 and ${names.trailArn}-1 record the same management events`,
      ].join('; '),
    });
  });

  it('counts trails beyond ten', () => {
    const found = judged(Array.from({ length: 12 }, () => ({})));
    expect(found).toMatchObject({ reason: expect.stringMatching(/-9 and 2 more record the same/) });
  });

  it('is not about one trail, nor about a closed account', () => {
    expect(judged([{}]).status).toBe('not_applicable');
    expect(judged([{}, local], {}, { status: 'SUSPENDED' }).status).toBe('not_applicable');
  });

  it.each<[string, Partial<Trail>]>([
    ['selectors', { selectors: denied }],
    ['state', { isLogging: denied }],
  ])('does not know while the %s of the second trail could not be read', (_what, trail) => {
    expect(judged([{}, trail]).status).toBe('unknown');
  });

  it('does not know while the trails of the account are hidden', () => {
    expect(judged([{}], {}, { visibleTrails: denied }).status).toBe('unknown');
  });
});
