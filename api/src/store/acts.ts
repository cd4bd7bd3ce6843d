import type { QueryConfig } from 'pg';
import type { Queryable } from './database.ts';

/** Something that was done or refused, as it is given to be recorded. */
export interface NewAct {
  /** `null`: the service itself. */
  readonly by: { readonly kind: string; readonly subject: string; readonly name: string } | null;
  /** Operation of the OpenAPI document, such as `vendAccount`. */
  readonly act: string;
  /** Ids of what it was done to, by kind. */
  readonly on: Readonly<Record<string, string | null>>;
  /** `done`, or the code of the problem that was answered. */
  readonly outcome: string;
  /** Id of the request; the log has it. `null` of what the service does by itself. */
  readonly request: string | null;
  /** SHA-256 of method, path and body, hexadecimal; `null` of a request that was refused before it was read. */
  readonly body: string | null;
}

/** A line of the record, as it was written. */
export interface ActLine {
  readonly sequence: number;
  readonly line: string;
  readonly hash: string;
}

/** Appends to the record, within the transaction that does what is recorded: neither is there without the other. */
export async function appendAct(db: Queryable, act: NewAct): Promise<void> {
  await db.query('SELECT append_act($1)', [JSON.stringify(act)]);
}

/** Lines after a number, in order. */
export async function actLinesAfter(db: Queryable, sequence: number, limit: number): Promise<ActLine[]> {
  const { rows } = await db.query(
    'SELECT sequence::float8 AS sequence, line, hash FROM acts WHERE sequence > $1 ORDER BY sequence LIMIT $2',
    [sequence, limit],
  );
  return rows;
}

/** Which acts are wanted. */
export interface ActFilter {
  /** Name of the caller. */
  readonly by?: string;
  readonly act?: string;
  readonly outcome?: string;
  /** Not before this time. */
  readonly since?: string;
}

/** Which page of which acts is wanted. */
export type ActPage = ActFilter & { readonly limit: number; readonly after?: number };

/** The query of {@link listActs}: every filter is by a column that has an index. */
export function actsQuery({ limit, after, by, act, outcome, since }: ActPage): QueryConfig {
  const values: unknown[] = [];
  const where = (condition: string, value: unknown) =>
    value === undefined ? [] : [condition.replace('?', `$${values.push(value)}`)];
  const conditions = [
    ...where('sequence < ?::bigint', after),
    ...where('by_name = ?', by),
    ...where('act = ?', act),
    ...where('outcome = ?', outcome),
    ...where('at >= ?', since === undefined ? undefined : new Date(since).toISOString()),
  ];
  return {
    text: `SELECT sequence::float8 AS sequence, line, hash FROM acts
      ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
      ORDER BY acts.sequence DESC LIMIT $${values.push(limit)}`,
    values,
  };
}

/** Acts newest first, before the number of one. */
export async function listActs(db: Queryable, page: ActPage): Promise<ActLine[]> {
  const { rows } = await db.query(actsQuery(page));
  return rows;
}

/** Number and hash of the last line; no hash while there is none. */
export async function headOfActs(db: Queryable): Promise<{ sequence: number; hash: string | null }> {
  const { rows } = await db.query('SELECT sequence::float8 AS sequence, hash FROM acts_head');
  return rows[0];
}
