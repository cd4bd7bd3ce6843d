import { describe, expect, it } from 'vitest';
import { anEstate, aTrail, complete, denied } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Trail } from '../../model/estate.ts';
import control from './notices-are-delivered.ts';

const judged = (trail: Partial<Trail>) =>
  verdictOf(control, anEstate({ trails: complete([aTrail(trail)]) })).status;
const file = { latest: '2026-06-15T11:55:00.000Z', error: null };

describe(control.id, () => {
  it.each<[string, Partial<Trail>, string]>([
    ['of the latest file', {}, 'pass'],
    ['within the hour', { notification: { latest: '2026-06-15T10:55:00.000Z', error: null } }, 'pass'],
    ['too old', { notification: { latest: '2026-06-15T10:54:59.000Z', error: null } }, 'fail'],
    ['that never came', { notification: { latest: null, error: null } }, 'fail'],
    ['with an error', { notification: { ...file, error: 'AuthorizationError' } }, 'fail'],
    ['before any file', { delivery: { latest: null, error: null } }, 'unknown'],
    ['that could not be read', { notification: denied }, 'unknown'],
    ['of a delivery that could not be read', { delivery: denied }, 'unknown'],
    ['to a topic that could not be read', { topicArn: denied }, 'unknown'],
    ['to no topic', { topicArn: null }, 'not_applicable'],
  ])('a notice %s', (_what, trail, status) => {
    expect(judged(trail)).toBe(status);
  });

  it('is awaited before the first file', () => {
    const trail = aTrail({ delivery: { latest: null, error: null } });
    const verdict = verdictOf(control, anEstate({ trails: complete([trail]) }));
    expect(verdict).toMatchObject({ status: 'unknown', because: { unknown: 'pending' } });
  });

  it('is not known to a lens that does not look', () => {
    const { notification: _left, ...trail } = aTrail();
    expect(verdictOf(control, anEstate({ trails: complete([trail]) })).status).toBe('unknown');
  });
});
