import { randomUUID } from 'node:crypto';
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

const columns = 'id, account, job, state, report, created_at AS "createdAt", ended_at AS "endedAt"';

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
