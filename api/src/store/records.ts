import type { EvidenceRecord, RecordKind } from '@trailguard/controls';
import { parseRecords, type RecordEntry } from '@trailguard/controls/records';
import type { Queryable } from './database.ts';

/** A line of the records, as it was written. */
export interface RecordLine {
  readonly sequence: number;
  readonly line: string;
  readonly hash: string;
}

/** What a line says. */
export interface WrittenRecord {
  readonly sequence: number;
  /** When it was written, by the clock of the database. */
  readonly at: string;
  /** Who signed; `null`: a job. */
  readonly by: { readonly kind: string; readonly subject: string; readonly name: string } | null;
  readonly job: string | null;
  readonly record: RecordEntry;
  readonly previous: string | null;
}

/** Appends a record, within the transaction of what it is about. */
export async function appendRecord(
  tx: Queryable,
  record: RecordEntry,
  { by = null, job = null }: { by?: WrittenRecord['by']; job?: string | null },
): Promise<RecordLine> {
  await tx.query('SELECT append_record($1, $2, $3)', [JSON.stringify(by), job, JSON.stringify(record)]);
  const { rows } = await tx.query(
    'SELECT sequence::float8 AS sequence, line, hash FROM records WHERE id = $1',
    [record.id],
  );
  return rows[0];
}

/** An id that no record has: the wanted one, or that with a number behind it. */
export async function freeRecordId(tx: Queryable, wanted: string): Promise<string> {
  // Nobody else appends until this transaction ends.
  await tx.query('SELECT FROM records_head FOR UPDATE');
  const { rows } = await tx.query('SELECT id FROM records WHERE id = $1 OR starts_with(id, $2)', [
    wanted,
    `${wanted}-`,
  ]);
  const taken = new Set(rows.map(({ id }) => String(id)));
  for (let nth = 1; ; nth += 1) {
    const id = nth === 1 ? wanted : `${wanted}-${nth}`;
    if (!taken.has(id)) return id;
  }
}

/** Lines newest first, of one kind or of all, before the number of one. */
export async function listRecords(
  db: Queryable,
  { limit, after, kind }: { limit: number; after?: number; kind?: RecordKind },
): Promise<RecordLine[]> {
  const { rows } = await db.query(
    `SELECT sequence::float8 AS sequence, line, hash FROM records
     WHERE ($2::bigint IS NULL OR sequence < $2) AND ($3::text IS NULL OR kind = $3)
     ORDER BY sequence DESC LIMIT $1`,
    [limit, after ?? null, kind ?? null],
  );
  return rows;
}

/** Lines after a number, in order. */
export async function recordLinesAfter(
  db: Queryable,
  sequence: number,
  limit: number,
): Promise<RecordLine[]> {
  const { rows } = await db.query(
    'SELECT sequence::float8 AS sequence, line, hash FROM records WHERE sequence > $1 ORDER BY sequence LIMIT $2',
    [sequence, limit],
  );
  return rows;
}

/**
 * The records that an audit of today may need, as it reads those of files. Those of verifications name each account and Region,
 * so only those of a month are read: none is evidence for longer than a week.
 */
export async function recordsForAudits(db: Queryable): Promise<readonly EvidenceRecord[]> {
  const { rows } = await db.query(
    `SELECT sequence, line FROM records
     WHERE done_at > now() - CASE kind WHEN 'log-validation' THEN interval '31 days' ELSE interval '800 days' END
     ORDER BY sequence`,
  );
  return parseRecords(
    rows.map(({ sequence, line }) => ({
      file: `record ${sequence} of the service`,
      text: JSON.stringify({ records: [(JSON.parse(line) as WrittenRecord).record] }),
    })),
  );
}
