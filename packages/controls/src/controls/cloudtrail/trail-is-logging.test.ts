import { describe, expect, it } from 'vitest';
import { aTrail, anEstate, complete } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Trail } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './trail-is-logging.ts';

const unresolved = unknownBecause('unresolved', 'known after the update');

function judged(trail: Partial<Trail>, parameters = {}) {
  return verdictOf(control, anEstate({ trails: complete([aTrail(trail)]) }), parameters);
}

describe(control.id, () => {
  it.each([
    ['records', true, 'pass'],
    ['is stopped', false, 'fail'],
    ['shows no state', null, 'fail'],
    ['is decided by the update', unresolved, 'unknown'],
  ] as const)('a trail that %s: %s -> %s', (_case, isLogging, status) => {
    expect(judged({ isLogging }).status).toBe(status);
  });

  it('says when a recording trail was stopped', () => {
    const stopped = { isLogging: false, loggingStoppedAt: '2026-06-15T10:00:00.000Z' };
    expect(judged(stopped)).toMatchObject({
      reason: expect.stringContaining('stopped at 2026-06-15T10:00:00.000Z'),
    });
  });

  const retired = { isLogging: false, tags: { 'trailguard:retired': 'CHG-7' } };

  it('does not judge a trail whose retirement is approved', () => {
    expect(judged(retired, { approvedRetirements: ['CHG-7'] }).status).toBe('not_applicable');
  });

  it('fails a trail whose retirement nobody approved', () => {
    expect(judged(retired).status).toBe('fail');
    expect(judged(retired, { approvedRetirements: ['CHG-8'] }).status).toBe('fail');
  });

  it('does not know whether a stopped trail is retired while its tags are hidden', () => {
    const hidden = { isLogging: false, tags: unknownBecause('access-denied', 'AccessDenied') };
    expect(judged(hidden, { approvedRetirements: ['CHG-7'] }).status).toBe('unknown');
  });
});
