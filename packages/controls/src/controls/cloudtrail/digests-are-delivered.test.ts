import { describe, expect, it } from 'vitest';
import { anEstate, aTrail, complete, denied } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Trail } from '../../model/estate.ts';
import control from './digests-are-delivered.ts';

function judged(trail: Partial<Trail>, parameters = {}) {
  return verdictOf(control, anEstate({ trails: complete([aTrail(trail)]) }), parameters);
}

describe(control.id, () => {
  it.each([
    ['an hour old', '2026-06-15T11:00:00.000Z', 'pass'],
    ['just within the limit', '2026-06-15T06:00:00.000Z', 'pass'],
    ['past the limit', '2026-06-15T05:59:59.000Z', 'fail'],
    ['missing', null, 'fail'],
  ] as const)('the latest digest is %s -> %s', (_case, latest, status) => {
    expect(judged({ digestDelivery: { latest, error: null } }).status).toBe(status);
  });

  it('fails with the error that AWS gives, however recent the last success', () => {
    const digestDelivery = { latest: '2026-06-15T11:59:00.000Z', error: 'AccessDenied' };
    expect(judged({ digestDelivery })).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining('AccessDenied'),
    });
  });

  it('waits while the trail records for less than the limit', () => {
    const young = { digestDelivery: null, loggingSince: '2026-06-15T11:30:00.000Z' };
    expect(judged(young)).toMatchObject({
      status: 'unknown',
      because: { unknown: 'pending', until: '2026-06-15T17:30:00.000Z' },
    });
    expect(judged(young, { digestMaxAgeHours: 1 })).toMatchObject({
      because: { until: '2026-06-15T12:30:00.000Z' },
    });
  });

  it.each<[string, Partial<Trail>]>([
    ['that signs nothing', { validatesLogFiles: false }],
    ['that is stopped', { isLogging: false, digestDelivery: null }],
  ])('is not about a trail %s', (_case, trail) => {
    expect(judged(trail).status).toBe('not_applicable');
  });

  it.each<[string, Partial<Trail>]>([
    ['signing', { validatesLogFiles: denied }],
    ['delivery', { digestDelivery: denied }],
    ['start', { digestDelivery: null, loggingSince: denied }],
    ['state', { digestDelivery: null, isLogging: denied }],
  ])('does not know while the %s of the trail could not be read', (_what, trail) => {
    expect(judged(trail).status).toBe('unknown');
  });
});
