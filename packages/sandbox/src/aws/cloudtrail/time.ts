/** A timestamp of a request: a Date, an ISO text or seconds since 1970, whatever the protocol gave. */
export function inputDate(value: unknown): Date | undefined {
  if (value === undefined || value === null) return undefined;
  if (value instanceof Date) return value;
  if (typeof value === 'number') return new Date(value * 1000);
  return new Date(String(value));
}
