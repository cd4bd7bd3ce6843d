import { CronExpressionParser } from 'cron-parser';
import { AwsError } from '../error.ts';

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * When a schedule begins next: `rate(5 minutes)` that long after, `cron(…)` at the next time of its fields, UTC.
 * @returns nothing when a cron expression has no further time.
 * @throws AwsError as EventBridge does of what it does not take.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function nextTime(expression: string, after: Date): Date | undefined {
  const rate = /^rate\(([1-9]\d*) (minute|hour|day)(s?)\)$/.exec(expression);
  if (rate !== null) {
    const [, count = '', unit = '', plural] = rate;
    // A value of 1 takes the singular, any other the plural.
    if ((count === '1') !== (plural === '')) throw invalid();
    return new Date(after.getTime() + Number(count) * (unitMs[unit] as number));
  }
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.split(' ') ?? [];
  const [minute, hour, dayOfMonth = '', month, dayOfWeek = '', year = ''] = fields;
  // One of the days is asked for, and the other is `?`.
  if (fields.length !== 6 || (dayOfMonth === '?') === (dayOfWeek === '?')) throw invalid();
  // Days of the week count from 1 for Sunday; a number after # or / is none.
  const days = dayOfWeek.replace(/(?<![#/\d])[1-7]/g, (day) => String(Number(day) - 1));
  const years = yearsOf(year);
  try {
    const times = CronExpressionParser.parse(
      [minute, hour, dayOfMonth.replace('?', '*'), month, days.replace('?', '*')].join(' '),
      { tz: 'UTC', currentDate: after },
    );
    for (;;) {
      const next = times.next().toDate();
      if (years === undefined || years.has(next.getUTCFullYear())) return next;
      if (next.getUTCFullYear() > Math.max(...years)) return undefined;
    }
  } catch {
    throw invalid();
  }
}

/** Years of the last field, 1970 to 2199; nothing for all. */
function yearsOf(field: string): ReadonlySet<number> | undefined {
  if (field === '*') return undefined;
  const years = field.split(',').flatMap((part) => {
    const [, first = '', last = first] = /^(\d{4})(?:-(\d{4}))?$/.exec(part) ?? [];
    const isValid = Number(first) >= 1970 && Number(last) <= 2199 && Number(first) <= Number(last);
    if (!isValid) throw invalid();
    return Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => Number(first) + index);
  });
  return new Set(years);
}

const invalid = () => new AwsError('ValidationException', 'Parameter ScheduleExpression is not valid.', 400);
