import { describe, expect, it } from 'vitest';
import { anEstate, aTrail, complete, denied } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Trail } from '../../model/estate.ts';
import control from './log-files-are-delivered.ts';

function judged(trail: Partial<Trail>, parameters = {}) {
  return verdictOf(control, anEstate({ trails: complete([aTrail(trail)]) }), parameters);
}

describe(control.id, () => {
  it.each([
    ['minutes old', '2026-06-15T11:55:00.000Z', 'pass'],
    ['a day old', '2026-06-14T12:00:00.000Z', 'pass'],
    ['more than a day old', '2026-06-14T11:59:59.000Z', 'fail'],
    ['missing though the trail records for long', null, 'fail'],
  ] as const)('the latest file is %s -> %s', (_case, latest, status) => {
    expect(judged({ delivery: { latest, error: null } }).status).toBe(status);
  });

  it.each(['AccessDenied', 'NoSuchBucket', 'KMS.DisabledException'])('fails with AWS’s error %s', (error) => {
    const delivery = { latest: '2026-06-15T11:59:00.000Z', error };
    expect(judged({ delivery })).toMatchObject({ status: 'fail', reason: expect.stringContaining(error) });
  });

  it('fails an error in another Region, not silence there', () => {
    const silent = { 'eu-west-1': { latest: null, error: null } };
    expect(judged({ deliveryByRegion: silent }).status).toBe('pass');
    const faulty = { 'eu-west-1': { latest: null, error: 'AccessDenied' } };
    expect(judged({ deliveryByRegion: faulty })).toMatchObject({
      reason: expect.stringContaining('eu-west-1: AccessDenied'),
    });
  });

  it('waits an hour for the first file', () => {
    const young = { delivery: { latest: null, error: null }, loggingSince: '2026-06-15T11:30:00.000Z' };
    expect(judged(young)).toMatchObject({
      status: 'unknown',
      because: { unknown: 'pending', until: '2026-06-15T12:30:00.000Z' },
    });
  });

  it('waits for a trail that was started again after a long stop', () => {
    const again = {
      delivery: { latest: '2026-01-01T00:00:00.000Z', error: null },
      loggingSince: '2026-06-15T11:00:00.000Z',
    };
    expect(judged(again)).toMatchObject({
      because: { unknown: 'pending', until: '2026-06-16T11:00:00.000Z' },
    });
  });

  it('leaves the silence of a stopped trail to CT-04', () => {
    expect(judged({ isLogging: false, delivery: { latest: null, error: null } }).status).toBe(
      'not_applicable',
    );
  });

  it.each<[string, Partial<Trail>]>([
    ['delivery', { delivery: denied }],
    ['delivery elsewhere', { deliveryByRegion: denied }],
    ['start', { delivery: null, loggingSince: denied }],
  ])('does not know while the %s of the trail could not be read', (_what, trail) => {
    expect(judged(trail).status).toBe('unknown');
  });
});
