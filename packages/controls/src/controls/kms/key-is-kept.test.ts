import { describe, expect, it } from 'vitest';
import { aKey, anEstate, complete } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Key } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './key-is-kept.ts';

const hidden = unknownBecause('access-denied', 'AccessDenied');
const judged = (key: Partial<Key>, parameters = {}) =>
  verdictOf(control, anEstate({ keys: complete([aKey(key)]) }), parameters);
const isProtected = { isProtected: true, isRetained: false, isForced: false };

describe(control.id, () => {
  it.each<[string, Partial<Key>, string]>([
    ['stays', {}, 'pass'],
    ['is disabled after a cancelled deletion', { state: 'Disabled' }, 'pass'],
    ['will be deleted', { state: 'PendingDeletion', deletionDate: '2026-07-01T00:00:00.000Z' }, 'fail'],
    ['will be deleted with its replicas', { state: 'PendingReplicaDeletion' }, 'fail'],
    ['is protected in its program', { removal: isProtected, deletionWindowDays: 30 }, 'pass'],
    ['is not protected in its program', { removal: { ...isProtected, isProtected: false } }, 'fail'],
    ['would be gone in a week', { removal: isProtected, deletionWindowDays: 7 }, 'fail'],
    ['has a hidden state', { state: hidden }, 'unknown'],
    ['has a hidden window', { deletionWindowDays: hidden }, 'unknown'],
  ])('a key that %s -> %s', (_case, key, status) => {
    expect(judged(key).status).toBe(status);
  });

  it('takes the shortest window from the parameter, and leaves ephemeral stacks alone', () => {
    expect(judged({ deletionWindowDays: 7 }, { minWindow: 7 }).status).toBe('pass');
    const removal = { ...isProtected, isProtected: false };
    expect(judged({ removal }, { ephemeral: true }).status).toBe('pass');
  });
});
