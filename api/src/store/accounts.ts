import { randomUUID } from 'node:crypto';
import type { Limits } from '../identity/principal.ts';
import type { Queryable } from './database.ts';

/**
 * How far an account has come. `refused`: a mandatory control forbade it, nothing was created. `quarantined`: nobody in it may do
 * anything. `closed`: AWS has closed it, and deletes it 90 days later.
 */
export const AccountStates = ['requested', 'ready', 'refused', 'failed', 'quarantined', 'closed'] as const;
export type AccountState = (typeof AccountStates)[number];

/** An account that the service vends or has vended. */
export interface Account {
  readonly id: string;
  readonly name: string;
  /** Lower case. */
  readonly email: string;
  readonly organizationalUnitId: string;
  readonly state: AccountState;
  /** AWS's 12 digits; `null` until AWS has made it. */
  readonly accountId: string | null;
  /** Whether it was there before the service took it over. */
  readonly isAdopted: boolean;
  readonly createdAt: string;
  /** When it is audited again by itself, by AWS's clock; `null` when no result is pending. */
  readonly nextAuditAt: string | null;
}

const columns = `id, name, email, organizational_unit_id AS "organizationalUnitId", state,
  account_id AS "accountId", is_adopted AS "isAdopted", created_at AS "createdAt", next_audit_at AS "nextAuditAt"`;

function fromRow(row: Record<string, unknown>): Account {
  return {
    ...row,
    createdAt: (row.createdAt as Date).toISOString(),
    nextAuditAt: (row.nextAuditAt as Date | null)?.toISOString() ?? null,
  } as Account;
}

/** Which accounts are wanted. */
export interface AccountFilter {
  readonly state?: AccountState;
  readonly organizationalUnitId?: string;
  readonly email?: string;
  /** Not asked for before this time. */
  readonly since?: string;
  /** What the caller is limited to; `null`: all. */
  readonly limits: Limits | null;
}

/** The accounts, newest first, after `after` (an account's id). */
export async function listAccounts(
  db: Queryable,
  page: AccountFilter & { limit: number; after?: string },
): Promise<Account[]> {
  const { rows } = await db.query(
    `SELECT ${columns} FROM accounts
     WHERE ($2::uuid IS NULL OR (created_at, id) < (SELECT created_at, id FROM accounts WHERE id = $2))
       AND ($3::text IS NULL OR state = $3)
       AND ($4::text IS NULL OR organizational_unit_id = $4)
       AND ($5::text IS NULL OR email = lower($5))
       AND ($6::timestamptz IS NULL OR created_at >= $6)
       AND ($7::text[] IS NULL OR account_id = ANY ($7) OR organizational_unit_id = ANY ($8))
     ORDER BY created_at DESC, id DESC LIMIT $1`,
    [
      page.limit,
      page.after ?? null,
      page.state ?? null,
      page.organizationalUnitId ?? null,
      page.email ?? null,
      page.since === undefined ? null : new Date(page.since),
      page.limits?.accounts ?? null,
      page.limits?.organizationalUnits ?? null,
    ],
  );
  return rows.map(fromRow);
}

/** The accounts that have a stack to look at: those that are there and not closed, the oldest first. */
export async function* listReadyAccounts(db: Queryable): AsyncGenerator<Account> {
  const { rows } = await db.query(
    `SELECT id FROM accounts WHERE state IN ('ready', 'quarantined') ORDER BY created_at, id`,
  );
  for (const { id } of rows) {
    const account = await findAccount(db, id);
    if (account !== undefined) yield account;
  }
}

export async function findAccount(db: Queryable, id: string): Promise<Account | undefined> {
  const { rows } = await db.query(`SELECT ${columns} FROM accounts WHERE id = $1`, [id]);
  return rows[0] === undefined ? undefined : fromRow(rows[0]);
}

/** The account that holds an e-mail address, in whatever case it is written. */
export async function findAccountByAddress(db: Queryable, email: string): Promise<Account | undefined> {
  const { rows } = await db.query(`SELECT ${columns} FROM accounts WHERE email = $1`, [email.toLowerCase()]);
  return rows[0] === undefined ? undefined : fromRow(rows[0]);
}

/** Asks for an account anew, perhaps by another name or for another unit than the attempt before. */
export async function requestAgain(
  db: Queryable,
  id: string,
  particulars: { name: string; organizationalUnitId: string },
): Promise<Account> {
  const { rows } = await db.query(
    `UPDATE accounts SET state = 'requested', name = $2, organizational_unit_id = $3 WHERE id = $1
     RETURNING ${columns}`,
    [id, particulars.name, particulars.organizationalUnitId],
  );
  return fromRow(rows[0]);
}

/**
 * Takes the e-mail address for a new account.
 * @returns the account that holds the address, and whether that is a new one.
 */
export async function requestAccount(
  db: Queryable,
  request: { name: string; email: string; organizationalUnitId: string },
): Promise<{ account: Account; isNew: boolean }> {
  const email = request.email.toLowerCase();
  const inserted = await db.query(
    `INSERT INTO accounts (id, name, email, organizational_unit_id, state) VALUES ($1, $2, $3, $4, 'requested')
     ON CONFLICT (email) DO NOTHING RETURNING ${columns}`,
    [randomUUID(), request.name, email, request.organizationalUnitId],
  );
  if (inserted.rows[0] !== undefined) return { account: fromRow(inserted.rows[0]), isNew: true };
  const { rows } = await db.query(`SELECT ${columns} FROM accounts WHERE email = $1 FOR UPDATE`, [email]);
  return { account: fromRow(rows[0]), isNew: false };
}

/** Records what became of an account. What is left out stays as it was; one that is closed is audited no more. */
export async function updateAccount(
  db: Queryable,
  id: string,
  change: { state: AccountState; accountId?: string; organizationalUnitId?: string },
): Promise<void> {
  await db.query(
    `UPDATE accounts SET state = $2, account_id = COALESCE($3, account_id),
       organizational_unit_id = COALESCE($4, organizational_unit_id),
       next_audit_at = CASE WHEN $2 = 'closed' THEN NULL ELSE next_audit_at END
     WHERE id = $1`,
    [id, change.state, change.accountId ?? null, change.organizationalUnitId ?? null],
  );
}

/**
 * Takes down an account that is in AWS already and that the service is to take over.
 * @returns the account that has its address or its id, and whether that is a new one.
 */
export async function requestAdoption(
  db: Queryable,
  existing: { name: string; email: string; accountId: string; organizationalUnitId: string },
): Promise<{ account: Account; isNew: boolean }> {
  const email = existing.email.toLowerCase();
  const inserted = await db.query(
    `INSERT INTO accounts (id, name, email, organizational_unit_id, state, account_id, is_adopted)
     VALUES ($1, $2, $3, $4, 'requested', $5, true) ON CONFLICT DO NOTHING RETURNING ${columns}`,
    [randomUUID(), existing.name, email, existing.organizationalUnitId, existing.accountId],
  );
  if (inserted.rows[0] !== undefined) return { account: fromRow(inserted.rows[0]), isNew: true };
  const { rows } = await db.query(
    `SELECT ${columns} FROM accounts WHERE email = $1 OR account_id = $2 ORDER BY account_id = $2 DESC LIMIT 1 FOR UPDATE`,
    [email, existing.accountId],
  );
  return { account: fromRow(rows[0]), isNew: false };
}

/** Records that AWS has no account with the address yet, before the first request to make one. */
export async function recordAddressFree(db: Queryable, id: string): Promise<void> {
  await db.query('UPDATE accounts SET address_was_free = true WHERE id = $1', [id]);
}

/** Whether {@link recordAddressFree} was called for an account. */
export async function wasAddressFree(db: Queryable, id: string): Promise<boolean> {
  const { rows } = await db.query('SELECT address_was_free AS free FROM accounts WHERE id = $1', [id]);
  return rows[0]?.free === true;
}
