import type { TimestampFormat } from './model.ts';

/** A moment as a handler may give it: seconds since 1970, ISO text or a `Date`. */
function toDate(value: unknown): Date {
  const date =
    value instanceof Date
      ? value
      : typeof value === 'number'
        ? new Date(value * 1000)
        : new Date(String(value));
  if (Number.isNaN(date.getTime())) throw new TypeError(`'${String(value)}' is no moment in time`);
  return date;
}

/** Writes a moment as a protocol wants it. */
export function writeTimestamp(value: unknown, format: TimestampFormat): string | number {
  const date = toDate(value);
  if (format === 'unixTimestamp') return date.getTime() / 1000;
  if (format === 'rfc822') return date.toUTCString();
  return date.toISOString().replace('.000Z', 'Z');
}

/** Reads any of the three formats, which cannot be mistaken for one another. */
export function readTimestamp(value: string | number): Date {
  if (typeof value === 'number') return new Date(value * 1000);
  if (/^-?\d+(\.\d+)?(e\d+)?$/i.test(value)) return new Date(Number(value) * 1000);
  return new Date(value);
}
