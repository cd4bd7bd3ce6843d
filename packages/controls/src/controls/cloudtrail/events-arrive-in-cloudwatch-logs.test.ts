import { describe, expect, it } from 'vitest';
import { anEstate, aTrail, complete, denied } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Trail } from '../../model/estate.ts';
import control from './events-arrive-in-cloudwatch-logs.ts';

function judged(trail: Partial<Trail>, parameters = {}) {
  return verdictOf(control, anEstate({ trails: complete([aTrail(trail)]) }), parameters);
}

describe(control.id, () => {
  it.each([
    ['minutes old', '2026-06-15T11:58:00.000Z', 'pass'],
    ['a day old', '2026-06-14T12:00:00.000Z', 'pass'],
    ['more than a day old', '2026-06-14T11:59:59.000Z', 'fail'],
    ['missing', null, 'fail'],
  ] as const)('the latest delivery is %s -> %s', (_case, latest, status) => {
    expect(judged({ logGroupDelivery: { latest, error: null } }).status).toBe(status);
  });

  it('takes the limit from its parameter', () => {
    const trail = { logGroupDelivery: { latest: '2026-06-15T09:00:00.000Z', error: null } };
    expect(judged(trail, { cwlMaxAgeHours: 2 }).status).toBe('fail');
  });

  it('fails with AWS’s error, however recent the delivery', () => {
    const logGroupDelivery = { latest: '2026-06-15T11:59:00.000Z', error: 'AccessDenied' };
    expect(judged({ logGroupDelivery })).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining('AccessDenied'),
    });
  });

  it('waits an hour for the first delivery', () => {
    const young = {
      logGroupDelivery: { latest: null, error: null },
      loggingSince: '2026-06-15T11:30:00.000Z',
    };
    expect(judged(young)).toMatchObject({
      because: { unknown: 'pending', until: '2026-06-15T12:30:00.000Z' },
    });
  });

  it.each<[string, Partial<Trail>]>([
    ['sends nothing there', { logGroupArn: null }],
    ['is stopped', { isLogging: false, logGroupDelivery: null }],
  ])('is not about a trail that %s', (_case, trail) => {
    expect(judged(trail).status).toBe('not_applicable');
  });

  it.each<[string, Partial<Trail>]>([
    ['state of delivery', { logGroupDelivery: denied }],
    ['log group', { logGroupArn: denied }],
    ['start', { logGroupDelivery: null, loggingSince: denied }],
  ])('does not know while the %s could not be read', (_what, trail) => {
    expect(judged(trail).status).toBe('unknown');
  });
});
