import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { LogFileBacklog } from './log-file-backlog.ts';

const namedBy = (named: number) => named;
/** Reads digests that name so many files. @returns whether that is over by now. */
function reading(backlog: LogFileBacklog, named: number, expected = 0) {
  const state = { isOver: false };
  void backlog
    .read(async () => named, expected, namedBy)
    .then(() => {
      state.isOver = true;
    });
  return state;
}

it('digests wait while many files are named that are not verified', async () => {
  const backlog = new LogFileBacklog();
  const first = reading(backlog, 25_000);
  await turn();
  const second = reading(backlog, 1);
  await turn();
  expect([first.isOver, second.isOver]).toEqual([true, false]);
  backlog.done(25_000);
  await turn();
  expect(second.isOver).toBe(true);
});

it('digests wait for those that are read and will name many files', async () => {
  const backlog = new LogFileBacklog();
  let answer: (named: number) => void = () => {};
  void backlog.read(() => new Promise<number>((resolve) => (answer = resolve)), 25_000, namedBy);
  const second = reading(backlog, 1);
  await turn();
  expect(second.isOver).toBe(false);
  // They name fewer than one thought.
  answer(10);
  await turn();
  expect(second.isOver).toBe(true);
});

it('digests do not wait for others of which nothing is known, nor for those that failed', async () => {
  const backlog = new LogFileBacklog();
  void backlog.read(() => new Promise<number>(() => {}), 0, namedBy);
  await expect(backlog.read(() => Promise.reject(new Error('none')), 25_000, namedBy)).rejects.toThrow(
    'none',
  );
  const other = reading(backlog, 1);
  await turn();
  expect(other.isOver).toBe(true);
});
