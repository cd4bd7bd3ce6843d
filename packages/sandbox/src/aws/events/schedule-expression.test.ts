import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextTime } from './schedule-expression.ts';

/** A Sunday. */
const after = new Date('2026-11-22T10:30:20Z');

describe('a schedule', () => {
  it.each([
    ['rate(1 minute)', '2026-11-22T10:31:20.000Z'],
    ['rate(12 hours)', '2026-11-22T22:30:20.000Z'],
    ['rate(7 days)', '2026-11-29T10:30:20.000Z'],
    ['cron(0 8 ? * MON *)', '2026-11-23T08:00:00.000Z'],
    ['cron(0 8 ? * 2 *)', '2026-11-23T08:00:00.000Z'],
    ['cron(0 8 ? * 2-6 *)', '2026-11-23T08:00:00.000Z'],
    ['cron(0/15 * * * ? *)', '2026-11-22T10:45:00.000Z'],
    ['cron(0 8 ? * 6#3 *)', '2026-12-18T08:00:00.000Z'],
    ['cron(0 8 1,15 * ? *)', '2026-12-01T08:00:00.000Z'],
    ['cron(0 8 1 1,7 ? *)', '2027-01-01T08:00:00.000Z'],
    ['cron(0 8 L * ? *)', '2026-11-30T08:00:00.000Z'],
    ['cron(0 8 1 1 ? 2028-2029)', '2028-01-01T08:00:00.000Z'],
  ])('of %s begins next at %s', (expression, at) => {
    expect(nextTime(expression, after)?.toISOString()).toBe(at);
  });

  it('has no next time once its years are over', () => {
    expect(nextTime('cron(0 8 1 1 ? 2025)', after)).toBeUndefined();
  });

  it.each([
    'rate(0 minutes)',
    'rate(1 minutes)',
    'rate(5 minute)',
    'rate(5 weeks)',
    'cron(0 8 * * * *)',
    'cron(0 8 ? * ? *)',
    'cron(0 8 * * MON *)',
    'cron(0 8 ? * MON)',
    'cron(61 8 ? * MON *)',
    'cron(0 8 ? * MON 1969)',
    '0 8 * * *',
  ])('is refused: %s', (expression) => {
    expect(() => nextTime(expression, after)).toThrow('Parameter ScheduleExpression is not valid.');
  });

  it('by days of the week begins at that day and hour, within a week', () => {
    const instants = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 7 }), fc.nat({ max: 23 }), (from, day, hour) => {
        const next = nextTime(`cron(0 ${hour} ? * ${day} *)`, from) as Date;
        expect([next.getUTCDay() + 1, next.getUTCHours(), next.getUTCMinutes()]).toEqual([day, hour, 0]);
        const wait = next.getTime() - from.getTime();
        expect(wait > 0 && wait <= 7 * 86_400_000).toBe(true);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
