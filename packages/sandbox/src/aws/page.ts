import type { AwsError } from './error.ts';

/** How a service pages its lists. */
export interface Paging {
  /** Largest and default page. */
  readonly most: number;
  /** The service's error for a page size or token that it did not give. */
  readonly invalid: () => AwsError;
}

/**
 * One page of a list, and the token of the next if there is one.
 *
 * @throws AwsError of `paging` for a size out of range or a token that no page before has given.
 */
export function page<T>(
  items: readonly T[],
  input: { readonly MaxResults?: number | undefined; readonly NextToken?: string | undefined },
  paging: Paging,
): { items: T[]; next: { NextToken?: string } } {
  const { MaxResults: size = paging.most, NextToken: token } = input;
  if (!Number.isInteger(size) || size < 1 || size > paging.most) throw paging.invalid();
  const from = token === undefined || token === '' ? 0 : positionOf(token, paging);
  const end = from + size;
  return { items: items.slice(from, end), next: end < items.length ? { NextToken: tokenOf(end) } : {} };
}

function tokenOf(position: number): string {
  return Buffer.from(`from:${position}`).toString('base64url');
}

function positionOf(token: string, paging: Paging): number {
  const found = /^from:(\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  if (!found) throw paging.invalid();
  return Number(found[1]);
}
