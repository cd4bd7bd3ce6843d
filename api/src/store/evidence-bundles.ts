import type { Queryable } from './database.ts';

/** A bundle without its file. */
export interface EvidenceBundle {
  /** That of the job that made it. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Bytes. */
  readonly size: number;
  /** Of the file. */
  readonly sha256: string;
  readonly manifestSha256: string;
  readonly createdAt: string;
  /** When its file is deleted. */
  readonly expiresAt: string;
}

const columns = `id, from_at AS "from", to_at AS "to", size::float8 AS size, sha256, manifest_sha256 AS "manifestSha256",
  created_at AS "createdAt", expires_at AS "expiresAt"`;

function fromRow(row: Record<string, unknown>): EvidenceBundle {
  const time = (name: string) => (row[name] as Date).toISOString();
  const times = {
    from: time('from'),
    to: time('to'),
    createdAt: time('createdAt'),
    expiresAt: time('expiresAt'),
  };
  return { ...row, ...times } as EvidenceBundle;
}

/** Bytes of a part of a file. */
const PartBytes = 2 ** 20;

/**
 * Keeps a bundle with its file, in place of one that an attempt before this has kept.
 * @param days for which the file is kept.
 * @returns when the file is deleted.
 */
export async function insertBundle(
  tx: Queryable,
  { id, from, to, sha256, manifestSha256 }: Omit<EvidenceBundle, 'size' | 'createdAt' | 'expiresAt'>,
  file: Uint8Array,
  days: number,
): Promise<string> {
  await tx.query('DELETE FROM evidence_bundles WHERE id = $1', [id]);
  const { rows } = await tx.query(
    `INSERT INTO evidence_bundles (id, from_at, to_at, size, sha256, manifest_sha256, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7)) RETURNING expires_at`,
    [id, from, to, file.length, sha256, manifestSha256, days],
  );
  for (let nth = 0; nth * PartBytes < file.length; nth += 1)
    await tx.query('INSERT INTO evidence_parts (bundle, nth, bytes) VALUES ($1, $2, $3)', [
      ...[id, nth],
      Buffer.from(file.subarray(nth * PartBytes, (nth + 1) * PartBytes)),
    ]);
  return rows[0].expires_at.toISOString();
}

export async function findBundle(db: Queryable, id: string): Promise<EvidenceBundle | undefined> {
  const { rows } = await db.query(`SELECT ${columns} FROM evidence_bundles WHERE id = $1`, [id]);
  return rows[0] === undefined ? undefined : fromRow(rows[0]);
}

/** Newest first, after the bundle with an id. */
export async function listBundles(
  db: Queryable,
  page: { limit: number; after?: string },
): Promise<EvidenceBundle[]> {
  const { rows } = await db.query(
    `SELECT ${columns} FROM evidence_bundles
     WHERE $2::uuid IS NULL OR (created_at, id) < (SELECT created_at, id FROM evidence_bundles WHERE id = $2)
     ORDER BY created_at DESC, id DESC LIMIT $1`,
    [page.limit, page.after ?? null],
  );
  return rows.map(fromRow);
}

/** Whether the file of a bundle can still be downloaded. */
export async function hasFile(db: Queryable, id: string): Promise<boolean> {
  const { rows } = await db.query(
    `SELECT FROM evidence_bundles WHERE id = $1 AND expires_at > now()
       AND EXISTS (SELECT FROM evidence_parts WHERE bundle = id)`,
    [id],
  );
  return rows.length > 0;
}

/**
 * The file of a bundle, part by part.
 * @throws Error when a part is gone: who downloads must not take half of it for the whole.
 */
export async function* fileOfBundle(
  db: Queryable,
  { id, size }: Pick<EvidenceBundle, 'id' | 'size'>,
): AsyncGenerator<Buffer> {
  for (let nth = 0; nth * PartBytes < size; nth += 1) {
    const { rows } = await db.query('SELECT bytes FROM evidence_parts WHERE bundle = $1 AND nth = $2', [
      id,
      nth,
    ]);
    if (rows[0] === undefined) throw new Error(`the file of bundle ${id} was deleted while it was read`);
    yield rows[0].bytes;
  }
}

/** Deletes files whose time is over, one bundle whole. @returns how many parts were deleted. */
export async function deleteExpiredFiles(db: Queryable, most: number): Promise<number> {
  const { rowCount } = await db.query(
    `DELETE FROM evidence_parts WHERE bundle IN (
       SELECT id FROM evidence_bundles
       WHERE expires_at <= now() AND EXISTS (SELECT FROM evidence_parts WHERE bundle = id)
       ORDER BY expires_at LIMIT $1)`,
    [most],
  );
  return rowCount ?? 0;
}
