import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidSchedule, nextRun } from './schedule-times.ts';

const next = (cron: string, timeZone: string, after: string) =>
  nextRun(cron, timeZone, new Date(after)).toISOString();

describe('a schedule begins', () => {
  it.each([
    ['in winter', '2026-01-10T12:00:00Z', '2026-01-11T05:30:00.000Z'],
    ['in summer', '2026-07-10T12:00:00Z', '2026-07-11T04:30:00.000Z'],
  ])('at the same hour of its place %s', (_when, after, expected) => {
    expect(next('30 6 * * *', 'Europe/Zurich', after)).toBe(expected);
  });

  it('once where the clocks go back, and at all where they go forward', () => {
    const backwards = next('30 2 * * *', 'Europe/Zurich', '2026-10-24T12:00:00Z');
    expect(next('30 2 * * *', 'Europe/Zurich', backwards)).toBe('2026-10-26T01:30:00.000Z');
    expect(next('30 2 * * *', 'Europe/Zurich', '2026-03-28T12:00:00Z')).toMatch(/^2026-03-29T0[01]:/);
  });

  it('always after the time that it is asked for, at a minute that its expression names', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Zurich', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia');
    const when = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 59 }), zones, when, (minute, zone, after) => {
        const run = nextRun(`${minute} * * * *`, zone, after);
        expect(run.getTime()).toBeGreaterThan(after.getTime());
        const shown = new Intl.DateTimeFormat('en', { timeZone: zone, minute: 'numeric' }).format(run);
        expect(Number(shown)).toBe(minute);
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});

it.each([
  ['cron', '* * * *', 'UTC'],
  ['cron', '* * * * * *', 'UTC'],
  ['cron', '61 * * * *', 'UTC'],
  ['cron', '@daily', 'UTC'],
  ['cron', '0 0 30 2 *', 'UTC'],
  ['timeZone', '* * * * *', 'Mars/Olympus'],
  ['timeZone', '* * * * *', '+02:00'],
])('names the %s that cannot be used: "%s" in %s', (field, cron, timeZone) => {
  const refused = () => nextRun(cron, timeZone, new Date('2026-01-01T00:00:00Z'));
  expect(refused).toThrow(InvalidSchedule);
  expect(refused).toThrow(expect.objectContaining({ field }));
});
