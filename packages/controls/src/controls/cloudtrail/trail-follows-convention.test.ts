import { describe, expect, it } from 'vitest';
import { anEstate, aTrail, complete, denied, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Trail } from '../../model/estate.ts';
import control from './trail-follows-convention.ts';

function judged(trail: Partial<Trail>, parameters: Record<string, unknown>) {
  return verdictOf(control, anEstate({ trails: complete([aTrail(trail)]) }), parameters);
}

const convention = {
  namePattern: 'org*',
  homeRegion: names.home,
  ownerAccountIds: [names.management],
};

describe(control.id, () => {
  it.each<[string, Partial<Trail>, string]>([
    ['name, Region and owner as agreed', {}, 'pass'],
    ['another name', { name: 'management-events' }, 'fail'],
    ['no name', { name: null }, 'fail'],
    ['another Region', { homeRegion: 'eu-west-1' }, 'fail'],
    ['another owner', { ownerAccountId: names.member }, 'fail'],
    [
      'an owner that the program does not tell',
      { ownerAccountId: '(account of the default provider)' },
      'unknown',
    ],
  ])('%s -> %s', (_case, trail, status) => {
    expect(judged(trail, convention).status).toBe(status);
  });

  it('asks for no more than is configured', () => {
    const elsewhere = { name: 'x', homeRegion: 'eu-west-1', ownerAccountId: names.member };
    expect(judged(elsewhere, { namePattern: '?' }).status).toBe('pass');
    expect(judged(elsewhere, { homeRegion: 'eu-west-1' }).status).toBe('pass');
    expect(judged(elsewhere, { ownerAccountIds: [names.member] }).status).toBe('pass');
  });

  it('leaves alone a trail that is older than the convention, by name or ARN', () => {
    for (const reference of ['legacy', names.trailArn])
      expect(judged({ name: 'legacy' }, { ...convention, legacyTrails: [reference] }).status).toBe(
        'not_applicable',
      );
    expect(judged({ name: 'other' }, { ...convention, legacyTrails: ['legacy'] }).status).toBe('fail');
  });

  it('is about nothing while no convention is configured', () => {
    expect(judged({}, {}).status).toBe('not_applicable');
  });

  it.each<[string, Partial<Trail>]>([
    ['name', { name: denied }],
    ['home Region', { homeRegion: denied }],
    ['owner', { ownerAccountId: denied }],
  ])('does not know while the %s could not be read', (_what, trail) => {
    expect(judged(trail, convention).status).toBe('unknown');
  });
});
