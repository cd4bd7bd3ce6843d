import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { time } from './log-options.ts';

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** A moment as a clock shows it that is so many minutes ahead of UTC. */
function shownAt(moment: Date, minutes: number): string {
  const shown = new Date(moment.getTime() + minutes * 60_000).toISOString().slice(0, 19);
  const ahead = Math.abs(minutes);
  return `${shown}${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(ahead / 60))}:${twoDigits(ahead % 60)}`;
}

describe.each(['UTC', 'America/New_York', 'Pacific/Kiritimati'])('a time on a machine in %s', (zone) => {
  afterEach(() => vi.unstubAllEnvs());

  it.each([
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T08:00Z', '2026-03-01T08:00:00.000Z'],
    ['2026-03-01T08:00+02:00', '2026-03-01T06:00:00.000Z'],
    ['2026-02-28T22:30:15-05:30', '2026-03-01T04:00:15.000Z'],
    ['2026-03-01T00:15+14:00', '2026-02-28T10:15:00.000Z'],
  ])('%s is %s', (text, moment) => {
    vi.stubEnv('TZ', zone);
    expect(time(text).toISOString()).toBe(moment);
  });

  it('is the same moment whichever zone it is written in', () => {
    vi.stubEnv('TZ', zone);
    const moment = fc.date({ min: new Date('2000-01-02'), max: new Date('2090-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, fc.integer({ min: -14 * 60, max: 14 * 60 }), (date, minutes) => {
        date.setUTCMilliseconds(0);
        expect(time(shownAt(date, minutes))).toEqual(date);
      }),
      { seed: 20260301 },
    );
  });
});
