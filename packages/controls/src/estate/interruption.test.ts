import { describe, expect, it } from 'vitest';
import { type Interrupted, interruptionIn, interruptionMark } from './interruption.ts';

describe('the mark of an interruption', () => {
  it.each<Interrupted>(['creating', 'updating', 'deleting', 'reading', 'importing'])(
    'says that a resource was interrupted while %s',
    (interrupted) => {
      expect(interruptionIn(['it did not become ready', interruptionMark(interrupted)])).toBe(interrupted);
    },
  );

  it.each<[string, readonly string[] | undefined]>([
    ['no errors', undefined],
    ['an empty list', []],
    ['other errors', ['the wait was interrupted while creating: timeout']],
  ])('is not found in %s', (_case, initErrors) => {
    expect(interruptionIn(initErrors)).toBeUndefined();
  });
});
