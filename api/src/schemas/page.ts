import { type TSchema, Type } from 'typebox';
import { Id } from './account.ts';

/** Query of a list: newest first, `after` is the `next` of the page before. */
export const PageQuery = Type.Object(
  {
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'Items on a page' }),
    ),
    after: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'the `next` of the page before' })),
  },
  { additionalProperties: false },
);

/** One page of a list. */
export function Page<T extends TSchema>(item: T) {
  return Type.Object({
    items: Type.Array(item),
    next: Type.Union([Id, Type.Null()], {
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
