import { invalidValue } from './errors.ts';

/** Largest and default page of GuardDuty's lists. */
const PageSize = 50;

/** One page of a list, and the token of the next if there is one. */
export function page<T>(
  items: readonly T[],
  input: { readonly MaxResults?: number | undefined; readonly NextToken?: string | undefined },
): { items: T[]; next: { NextToken?: string } } {
  const size = input.MaxResults ?? PageSize;
  if (size < 1 || size > PageSize) throw invalidValue();
  const token = input.NextToken;
  const from = token === undefined || token === '' ? 0 : Number(Buffer.from(token, 'base64url').toString());
  if (!Number.isInteger(from) || from < 0) throw invalidValue();
  const end = from + size;
  return {
    items: items.slice(from, end),
    next: end < items.length ? { NextToken: Buffer.from(String(end)).toString('base64url') } : {},
  };
}
