import { randomUUID } from 'node:crypto';
import type { Limits } from '../identity/principal.ts';
import type { Queryable } from './database.ts';

/** `partial`: some facts could not be read; those controls are unknown. */
export const AuditStates = ['queued', 'running', 'complete', 'partial', 'failed'] as const;
export type AuditState = (typeof AuditStates)[number];

export interface Audit {
  readonly id: string;
  readonly account: string;
  readonly job: string;
  readonly state: AuditState;
  readonly report: Record<string, unknown> | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
}

const columnsOfList = 'id, account, job, state, created_at AS "createdAt", ended_at AS "endedAt"';
const columns = `${columnsOfList}, report`;

function fromRow(row: Record<string, unknown>): Audit {
  return {
    ...row,
    createdAt: (row.createdAt as Date).toISOString(),
    endedAt: (row.endedAt as Date | null)?.toISOString() ?? null,
  } as Audit;
}

export async function insertAudit(db: Queryable, audit: { account: string; job: string }): Promise<Audit> {
  const { rows } = await db.query(
    `INSERT INTO audits (id, account, job, state) VALUES ($1, $2, $3, 'queued') RETURNING ${columns}`,
    [randomUUID(), audit.account, audit.job],
  );
  return fromRow(rows[0]);
}

export async function findAudit(db: Queryable, id: string): Promise<Audit | undefined> {
  const { rows } = await db.query(`SELECT ${columns} FROM audits WHERE id = $1`, [id]);
  return rows[0] === undefined ? undefined : fromRow(rows[0]);
}

/** Which audits are wanted. */
export interface AuditFilter {
  readonly state?: AuditState;
  /** Id of an account. */
  readonly account?: string;
  /** Not asked for before this time. */
  readonly since?: string;
  /** What the caller is limited to; `null`: all. */
  readonly limits: Limits | null;
}

/** The audits without their reports, newest first, after `after` (an audit's id). */
export async function listAudits(
  db: Queryable,
  page: AuditFilter & { limit: number; after?: string },
): Promise<Omit<Audit, 'report'>[]> {
  const { rows } = await db.query(
    `SELECT ${columnsOfList} FROM audits
     WHERE ($2::uuid IS NULL OR (created_at, id) < (SELECT created_at, id FROM audits WHERE id = $2))
       AND ($3::text IS NULL OR state = $3)
       AND ($4::uuid IS NULL OR account = $4)
       AND ($5::timestamptz IS NULL OR created_at >= $5)
       AND ($6::text[] IS NULL OR account IN (
         SELECT id FROM accounts WHERE account_id = ANY ($6) OR organizational_unit_id = ANY ($7)))
     ORDER BY created_at DESC, id DESC LIMIT $1`,
    [
      page.limit,
      page.after ?? null,
      page.state ?? null,
      page.account ?? null,
      page.since === undefined ? null : new Date(page.since),
      page.limits?.accounts ?? null,
      page.limits?.organizationalUnits ?? null,
    ],
  );
  return rows.map(fromRow);
}

/** The audit that a job makes; a vending job makes one at its end. */
export async function findAuditOfJob(db: Queryable, job: string): Promise<Audit | undefined> {
  const { rows } = await db.query(`SELECT ${columns} FROM audits WHERE job = $1`, [job]);
  return rows[0] === undefined ? undefined : fromRow(rows[0]);
}

export async function updateAudit(
  db: Queryable,
  id: string,
  change: { state: AuditState; report?: unknown },
): Promise<void> {
  await db.query(
    `UPDATE audits SET state = $2, report = COALESCE($3, report),
       ended_at = CASE WHEN $2 IN ('complete', 'partial', 'failed') THEN now() ELSE ended_at END
     WHERE id = $1`,
    [id, change.state, change.report === undefined ? null : JSON.stringify(change.report)],
  );
}
