import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Limits, Principal } from '../identity/principal.ts';
import type { Role } from '../identity/roles.ts';
import type { Queryable } from './database.ts';

/** A key as those who keep keys see it; its secret is kept nowhere. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly roles: Role[];
  readonly limits: { readonly accounts: string[]; readonly organizationalUnits: string[] } | null;
  /** Who made it; `null` for one that was made beside the service. */
  readonly createdBy: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
}

/** A key that is to be made. */
export interface NewApiKey {
  /** Who uses it; keys of one name are one caller, so that a rotated key is the same one. */
  readonly name: string;
  readonly roles: readonly Role[];
  /** How long it is valid, days from 1 to 365. */
  readonly days: number;
  /** Default: not limited. */
  readonly limits?: Limits | null;
  readonly createdBy?: string | null;
}

const hash = (secret: string) => createHash('sha256').update(secret).digest();

const columns = `id, name, roles, account_limits, unit_limits, created_by AS "createdBy",
  created_at AS "createdAt", expires_at AS "expiresAt", revoked_at AS "revokedAt"`;

function fromRow({ account_limits, unit_limits, ...row }: Record<string, unknown>): ApiKey {
  return {
    ...row,
    limits: limitsOf(account_limits, unit_limits),
    createdAt: (row.createdAt as Date).toISOString(),
    expiresAt: (row.expiresAt as Date).toISOString(),
    revokedAt: (row.revokedAt as Date | null)?.toISOString() ?? null,
  } as ApiKey;
}

function limitsOf(accounts: unknown, organizationalUnits: unknown): ApiKey['limits'] {
  if (accounts === null) return null;
  return { accounts: accounts as string[], organizationalUnits: organizationalUnits as string[] };
}

/** Makes a key. Its text is given here alone: only a hash of it is stored. */
export async function makeApiKey(db: Queryable, key: NewApiKey): Promise<{ apiKey: ApiKey; text: string }> {
  const id = randomBytes(6).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  const { limits = null } = key;
  const { rows } = await db.query(
    `INSERT INTO api_keys (id, name, secret_hash, roles, account_limits, unit_limits, created_by, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(days => $8)) RETURNING ${columns}`,
    [
      id,
      key.name,
      hash(secret),
      [...key.roles],
      limits === null ? null : [...limits.accounts],
      limits === null ? null : [...limits.organizationalUnits],
      key.createdBy ?? null,
      key.days,
    ],
  );
  return { apiKey: fromRow(rows[0]), text: `tg_${id}_${secret}` };
}

/** As {@link makeApiKey}, for who wants the text alone. */
export async function createApiKey(db: Queryable, key: NewApiKey): Promise<string> {
  return (await makeApiKey(db, key)).text;
}

/** Revokes all keys of a name; they stop working at once. */
export async function revokeApiKeys(db: Queryable, name: string): Promise<void> {
  await db.query('UPDATE api_keys SET revoked_at = now() WHERE name = $1 AND revoked_at IS NULL', [name]);
}

/** Revokes one key; it stops working at once. One that was revoked stays as it is. */
export async function revokeApiKey(db: Queryable, id: string): Promise<ApiKey | undefined> {
  const { rows } = await db.query(
    `UPDATE api_keys SET revoked_at = COALESCE(revoked_at, now()) WHERE id = $1 RETURNING ${columns}`,
    [id],
  );
  return rows[0] === undefined ? undefined : fromRow(rows[0]);
}

/** Lets a key expire after some hours, unless it does so before. */
export async function expireApiKey(db: Queryable, id: string, hours: number): Promise<void> {
  await db.query(
    'UPDATE api_keys SET expires_at = LEAST(expires_at, now() + make_interval(hours => $2)) WHERE id = $1',
    [id, hours],
  );
}

/** A key that is valid or was; a lock keeps others from changing it until the transaction ends. */
export async function findApiKeyById(
  db: Queryable,
  id: string,
  lock: 'lock' | 'no lock' = 'no lock',
): Promise<ApiKey | undefined> {
  const { rows } = await db.query(
    `SELECT ${columns} FROM api_keys WHERE id = $1 ${lock === 'lock' ? 'FOR UPDATE' : ''}`,
    [id],
  );
  return rows[0] === undefined ? undefined : fromRow(rows[0]);
}

/** Keys that are valid and that were, newest first. */
export async function listApiKeys(
  db: Queryable,
  page: { limit: number; after?: string; name?: string },
): Promise<ApiKey[]> {
  const { rows } = await db.query(
    `SELECT ${columns} FROM api_keys
     WHERE ($2::text IS NULL OR (created_at, id) < (SELECT created_at, id FROM api_keys WHERE id = $2))
       AND ($3::text IS NULL OR name = $3)
     ORDER BY created_at DESC, id DESC LIMIT $1`,
    [page.limit, page.after ?? null, page.name ?? null],
  );
  return rows.map(fromRow);
}

/** Where everyone who listens is told that keys have changed. */
export const KeyChannel = 'trailguard_keys';

/** The caller whose key `text` is, if it is valid now, and for how long it will be unless it is revoked. */
export async function findApiKey(
  db: Queryable,
  text: string,
): Promise<{ principal: Principal; validMilliseconds: number } | undefined> {
  const parts = /^tg_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/.exec(text);
  if (parts === null) return undefined;
  const [, id, secret] = parts as unknown as [string, string, string];
  const { rows } = await db.query({
    name: 'find-api-key',
    text: `SELECT name, secret_hash, roles, account_limits, unit_limits,
        1000 * extract(epoch FROM expires_at - now())::float8 AS "validMilliseconds" FROM api_keys
      WHERE id = $1 AND revoked_at IS NULL AND expires_at > now()`,
    values: [id],
  });
  const row = rows[0] as {
    name: string;
    secret_hash: Buffer;
    roles: Role[];
    validMilliseconds: number;
  } & Record<string, unknown>;
  if (row === undefined || !timingSafeEqual(row.secret_hash, hash(secret))) return undefined;
  const principal: Principal = {
    kind: 'api-key',
    subject: `api-key:${row.name}`,
    name: row.name,
    roles: row.roles,
    limits: limitsOf(row.account_limits, row.unit_limits),
  };
  return { principal, validMilliseconds: row.validMilliseconds };
}
