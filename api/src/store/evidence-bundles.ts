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
}

const columns = `id, from_at AS "from", to_at AS "to", size::float8 AS size, sha256, manifest_sha256 AS "manifestSha256",
  created_at AS "createdAt"`;

function fromRow(row: Record<string, unknown>): EvidenceBundle {
  const time = (name: string) => (row[name] as Date).toISOString();
  return { ...row, from: time('from'), to: time('to'), createdAt: time('createdAt') } as EvidenceBundle;
}

/** Bytes of a part of a file. */
const PartBytes = 2 ** 20;

/** Keeps a bundle with its file, in place of one that an attempt before this has kept. */
export async function insertBundle(
  tx: Queryable,
  { id, from, to, sha256, manifestSha256 }: Omit<EvidenceBundle, 'size' | 'createdAt'>,
  file: Uint8Array,
): Promise<void> {
  await tx.query('DELETE FROM evidence_bundles WHERE id = $1', [id]);
  await tx.query(
    `INSERT INTO evidence_bundles (id, from_at, to_at, size, sha256, manifest_sha256) VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, from, to, file.length, sha256, manifestSha256],
  );
  for (let nth = 0; nth * PartBytes < file.length; nth += 1)
    await tx.query('INSERT INTO evidence_parts (bundle, nth, bytes) VALUES ($1, $2, $3)', [
      ...[id, nth],
      Buffer.from(file.subarray(nth * PartBytes, (nth + 1) * PartBytes)),
    ]);
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

/** The file of a bundle, part by part. */
export async function* fileOfBundle(db: Queryable, id: string): AsyncGenerator<Buffer> {
  for (let nth = 0; ; nth += 1) {
    const { rows } = await db.query('SELECT bytes FROM evidence_parts WHERE bundle = $1 AND nth = $2', [
      id,
      nth,
    ]);
    if (rows[0] === undefined) return;
    yield rows[0].bytes;
  }
}
