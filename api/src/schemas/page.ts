import { type TSchema, type TString, Type } from 'typebox';
import { Id } from './account.ts';

/** How long a page of a list is. */
export const PageSize = Type.Optional(
  Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'Items on a page' }),
);

/** Query of a list: newest first, `after` is the `next` of the page before. */
export const PageQuery = Type.Object(
  {
    limit: PageSize,
    after: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'the `next` of the page before' })),
  },
  { additionalProperties: false },
);

/**
 * Filter of a list by a text; NUL is in none that is stored.
 * @param description what it is, and what is listed then.
 */
export function TextFilter(maxLength: number, description: string) {
  return Type.Optional(Type.String({ maxLength, pattern: '^[^\\u0000]*$', description }));
}

/** Filter of a list by the time at which its things were made. */
export const Since = Type.Optional(
  Type.String({
    format: 'date-time',
    description: 'a time such as 2026-01-31T09:00:00Z; nothing older is listed',
  }),
);

/** One page of a list, whose things have ids of a kind. */
export function Page<T extends TSchema>(item: T, id: TString = Id) {
  return Type.Object({
    items: Type.Array(item),
    next: Type.Union([id, Type.Null()], {
      description: 'Send as `after` for the next page; null on the last',
    }),
  });
}

/** Makes a page of `limit` items from a query that asked for one more. */
export function pageOf<T extends { id: string }>(
  rows: T[],
  limit: number,
): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
