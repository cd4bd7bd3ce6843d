import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Clock, type ClockState } from './clock.ts';

/** A clock that does not run by itself, and what it ran. */
function recording(state: ClockState = { offset: 0, tasks: [] }) {
  const ran: { task: string; at: number }[] = [];
  const clock: Clock = new Clock(state, ({ task }) => {
    ran.push({ task, at: clock.now().getTime() });
    return Promise.resolve();
  });
  return { clock, ran, state };
}

describe('the clock', () => {
  it('runs what falls due on the way, in order and at its time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 1e9 }), { maxLength: 20 }), async (delays) => {
        const { clock, ran } = recording();
        const start = clock.now().getTime();
        for (const delay of delays) clock.schedule(new Date(start + delay), String(delay), null);
        await clock.stop();
        await clock.advance(2e9);
        expect(ran.map(({ task }) => Number(task))).toEqual([...delays].sort((a, b) => a - b));
        for (const { task, at } of ran) {
          // Never early; late only by the machine's own time.
          expect(at).toBeGreaterThanOrEqual(start + Number(task));
          expect(at).toBeLessThan(start + Number(task) + 10_000);
        }
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('runs what a task schedules within the time it is moved over', async () => {
    const ran: number[] = [];
    const clock: Clock = new Clock({ offset: 0, tasks: [] }, ({ args }) => {
      const left = args as number;
      ran.push(left);
      if (left > 0) clock.schedule(new Date(clock.now().getTime() + 3_600_000), 'again', left - 1);
      return Promise.resolve();
    });
    clock.schedule(new Date(clock.now().getTime() + 3_600_000), 'again', 5);
    await clock.advance(3 * 3_600_000 + 60_000);
    expect(ran).toEqual([5, 4, 3]);
    await clock.stop();
  });

  it('goes on from its state, with the tasks that were waiting', async () => {
    const first = recording();
    first.clock.schedule(new Date(first.clock.now().getTime() + 1e9), 'kept', null);
    await first.clock.advance(5e8);
    await first.clock.stop();
    const second = recording(JSON.parse(JSON.stringify(first.state)) as ClockState);
    expect(second.clock.now().getTime()).toBeGreaterThanOrEqual(Date.now() + 5e8 - 1000);
    await second.clock.advance(6e8);
    expect(second.ran.map(({ task }) => task)).toEqual(['kept']);
    await second.clock.stop();
  });

  it('runs tasks by itself when their time comes', async () => {
    const { clock, ran } = recording();
    clock.start();
    clock.schedule(new Date(clock.now().getTime() + 20), 'soon', null);
    while (ran.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(ran[0]?.task).toBe('soon');
    await clock.stop();
  });
});
