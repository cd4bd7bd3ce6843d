import { CronExpressionParser } from 'cron-parser';

/** A cron expression or time zone that cannot be used. The message says why. */
export class InvalidSchedule extends Error {
  readonly field: 'cron' | 'timeZone';

  constructor(field: 'cron' | 'timeZone', message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'InvalidSchedule';
    this.field = field;
  }
}

/**
 * When a schedule's work begins next.
 *
 * Where clocks go forward, a time that a day does not have begins at the first that it has; where they go back, one that it
 * has twice begins once.
 * @param cron minute, hour, day of the month, month, day of the week, as crontab(5) has them.
 * @param timeZone a name of the IANA database, such as `Europe/Zurich`.
 * @param after the time after which.
 * @throws InvalidSchedule
 */
export function nextRun(cron: string, timeZone: string, after: Date): Date {
  if (!isTimeZone(timeZone))
    throw new InvalidSchedule(
      'timeZone',
      'is no time zone of the IANA database, such as Europe/Zurich or UTC',
    );
  // The library takes a sixth field, for seconds, and names such as @daily.
  if (cron.trim().split(/\s+/).length !== 5)
    throw new InvalidSchedule(
      'cron',
      'has not the five fields minute, hour, day of the month, month, day of the week',
    );
  try {
    return CronExpressionParser.parse(cron, { tz: timeZone, currentDate: after }).next().toDate();
  } catch (cause) {
    throw new InvalidSchedule('cron', `is not understood: ${(cause as Error).message}`, { cause });
  }
}

function isTimeZone(name: string): boolean {
  // An offset such as +02:00 is one to Intl, but knows no summer time.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
