import { createHash, hash } from 'node:crypto';
import type { Queryable } from './database.ts';

/** How long an answer is kept, hours. A client that has not repeated a request by then does not know of it any more. */
const KeptHours = 24;

/** What a request was answered. */
export interface KeptAnswer {
  readonly fingerprint: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Whose key it is: keys of different callers have nothing to do with each other. */
export interface OwnKey {
  readonly subject: string;
  readonly key: string;
}

/** What a key is kept as: a client may send a secret in it by mistake. */
const kept = (key: string) => hash('sha256', key);

/** The answer that is kept under a key. */
export async function findAnswer(db: Queryable, { subject, key }: OwnKey): Promise<KeptAnswer | undefined> {
  const { rows } = await db.query(
    `SELECT fingerprint, status, headers, body FROM idempotency_keys
     WHERE subject = $1 AND key = $2 AND expires_at > now()`,
    [subject, kept(key)],
  );
  return rows[0];
}

/**
 * Takes a key until the transaction ends: by then its answer is kept, or nothing was done.
 * @returns false when another request has it at this moment.
 */
export async function holdKey(tx: Queryable, { subject, key }: OwnKey): Promise<boolean> {
  const digest = createHash('sha256')
    .update(JSON.stringify(['idempotency', subject, key]))
    .digest();
  const { rows } = await tx.query('SELECT pg_try_advisory_xact_lock($1) AS held', [digest.readBigInt64BE()]);
  return rows[0]?.held === true;
}

/** Keeps the answer to a request, and forgets some that are old. */
export async function keepAnswer(tx: Queryable, { subject, key }: OwnKey, answer: KeptAnswer): Promise<void> {
  await tx.query(
    `DELETE FROM idempotency_keys WHERE (subject, key) IN (
       SELECT subject, key FROM idempotency_keys WHERE expires_at <= now() LIMIT 100 FOR UPDATE SKIP LOCKED)`,
  );
  await tx.query(
    `INSERT INTO idempotency_keys (subject, key, fingerprint, status, headers, body, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(hours => $7))
     ON CONFLICT (subject, key) DO UPDATE SET fingerprint = excluded.fingerprint, status = excluded.status,
       headers = excluded.headers, body = excluded.body, expires_at = excluded.expires_at`,
    [
      subject,
      kept(key),
      answer.fingerprint,
      answer.status,
      JSON.stringify(answer.headers),
      JSON.stringify(answer.body),
      KeptHours,
    ],
  );
}
