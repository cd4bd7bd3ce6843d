import { describe, expect, it } from 'vitest';
import type { Kill } from './kills.ts';
import { type JobLife, metBy, phaseOf } from './phases.ts';

const at = (second: number) => new Date(second * 1_000);
const aKill = (target: Kill['target'], second: number, jobs: string[] = []): Kill => ({
  target,
  at: at(second),
  jobs,
});
const step = (second: number, words: string) => ({ type: 'step' as const, step: words, at: at(second) });
const started = (second: number) => ({ type: 'started' as const, step: null, at: at(second) });
const aJob = (id: string, events: JobLife['events'], to: number | null = null): JobLife => ({
  id,
  kind: `kind of ${id}`,
  from: at(0),
  to: to === null ? null : at(to),
  events,
});
const phasesMet = (kills: Kill[], ...jobs: JobLife[]) =>
  metBy(kills, jobs).map(({ met }) => met.map(({ kind, phase }) => `${kind}: ${phase}`));

describe('the phase of a job', () => {
  it.each([
    [undefined, 'queued'],
    [{ type: 'started', step: null }, 'start'],
    [{ type: 'step', step: 'reconcile account' }, 'reconcile'],
    [{ type: 'step', step: 'preview account' }, 'preview'],
    [{ type: 'step', step: 'destroy account' }, 'apply'],
    [{ type: 'awaiting-approval', step: null }, 'approval'],
    [{ type: 'approved', step: null }, 'queued'],
    [{ type: 'step', step: 'audit account' }, 'audit'],
  ] as const)('after %o is %s', (last, phase) => {
    expect(phaseOf(last)).toBe(phase);
  });

  it('is not guessed of a step that nobody has named', () => {
    expect(() => phaseOf({ type: 'step', step: 'dance' })).toThrow('dance is a step');
  });
});

describe('a kill', () => {
  it('of a process meets the job that the process worked for, in its phase at that moment', () => {
    const job = aJob('a', [started(1), step(2, 'preview account'), step(5, 'apply account')]);
    const other = aJob('b', [started(1), step(2, 'audit account')]);
    expect(phasesMet([aKill('provider', 4, ['a']), aKill('job', 6, ['a'])], job, other)).toEqual([
      ['kind of a: preview'],
      ['kind of a: apply'],
    ]);
  });

  it('of a service or a database meets those too that rest, and not those that other processes work on', () => {
    const waiting = aJob('w', [started(1), { type: 'awaiting-approval', step: null, at: at(2) }]);
    const jobs = [aJob('q', []), waiting, aJob('o', [started(1)]), aJob('ended', [], 2)];
    const met = ['kind of q: queued', 'kind of w: approval'];
    expect(phasesMet([aKill('service', 3)], ...jobs)).toEqual([met]);
    expect(phasesMet([aKill('database', 3, ['o'])], ...jobs)).toEqual([[...met, 'kind of o: start']]);
    expect(phasesMet([aKill('job', 3)], ...jobs)).toEqual([[]]);
  });

  it('meets a job whose process has died before its next attempt', () => {
    const job = aJob('a', [started(1), step(2, 'apply account'), started(9)]);
    const kills = [
      aKill('job', 3, ['a']),
      aKill('service', 4),
      aKill('job', 8, ['a']),
      aKill('job', 9, ['a']),
    ];
    expect(phasesMet(kills, job)).toEqual([
      ['kind of a: apply'],
      ['kind of a: next attempt'],
      ['kind of a: start'],
      ['kind of a: start'],
    ]);
  });
});
