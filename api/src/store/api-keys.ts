import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Queryable } from './database.ts';

/** What a key may be used for. `read` sees, `audit` starts audits, `provision` changes the organization. */
export const Scopes = ['read', 'audit', 'provision'] as const;
export type Scope = (typeof Scopes)[number];

/** A key that was found valid. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
}

const hash = (secret: string) => createHash('sha256').update(secret).digest();

/**
 * Makes a key and returns its text, which is kept nowhere: only a hash is stored.
 * @param days how long it is valid, 1 to 365.
 */
export async function createApiKey(
  db: Queryable,
  key: { name: string; scopes: readonly Scope[]; days: number },
): Promise<string> {
  const id = randomBytes(6).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  await db.query(
    `INSERT INTO api_keys (id, name, secret_hash, scopes, expires_at)
     VALUES ($1, $2, $3, $4, now() + make_interval(days => $5))`,
    [id, key.name, hash(secret), [...key.scopes], key.days],
  );
  return `tg_${id}_${secret}`;
}

/** Revokes all keys of a name; they stop working at once. */
export async function revokeApiKeys(db: Queryable, name: string): Promise<void> {
  await db.query('UPDATE api_keys SET revoked_at = now() WHERE name = $1 AND revoked_at IS NULL', [name]);
}

/** Finds the key that `text` names, if it is valid now. */
export async function findApiKey(db: Queryable, text: string): Promise<ApiKey | undefined> {
  const parts = /^tg_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/.exec(text);
  if (parts === null) return undefined;
  const [, id, secret] = parts as unknown as [string, string, string];
  const { rows } = await db.query(
    'SELECT id, name, secret_hash, scopes FROM api_keys WHERE id = $1 AND revoked_at IS NULL AND expires_at > now()',
    [id],
  );
  const row = rows[0] as { id: string; name: string; secret_hash: Buffer; scopes: Scope[] } | undefined;
  if (row === undefined || !timingSafeEqual(row.secret_hash, hash(secret))) return undefined;
  return { id: row.id, name: row.name, scopes: row.scopes };
}
