import type { Queryable } from './database.ts';

/**
 * How often in a row an account is audited by itself. A result that is pending after so many is not settled by
 * waiting, and somebody has to look.
 */
export const PlannedAuditsInARow = 8;

/**
 * After an audit: plans the next one, in place of the one that was planned before.
 * @param plan.at when, by AWS's clock; `null` when nothing is left to wait for.
 * @param plan.wasRequested whether somebody asked for the audit that has just ended: counting starts anew.
 */
export async function planNextAudit(
  db: Queryable,
  account: string,
  plan: { at: Date | null; wasRequested: boolean },
): Promise<void> {
  await db.query(
    `UPDATE accounts SET
       planned_audits = CASE WHEN $2::timestamptz IS NULL OR $3 THEN 0 ELSE planned_audits END,
       next_audit_at = CASE WHEN $3 OR planned_audits < $4 THEN $2::timestamptz END
     WHERE id = $1`,
    [account, plan.at, plan.wasRequested, PlannedAuditsInARow],
  );
}

/** Whether any audit is planned at all. */
export async function isAnyAuditPlanned(db: Queryable): Promise<boolean> {
  const { rows } = await db.query(
    'SELECT EXISTS (SELECT FROM accounts WHERE next_audit_at IS NOT NULL) AS planned',
  );
  return rows[0]?.planned === true;
}

/**
 * Takes the accounts whose audit is due, the longest due first. Left out are those that a job works on: it
 * ends with an audit, which plans anew.
 * @param due.now AWS's clock.
 * @param due.retryAt when to try again if the audit that is begun now tells nothing.
 * @param due.limit accounts that are taken at most.
 * @returns ids of accounts, each given to one caller only.
 */
export async function takeDueAudits(
  db: Queryable,
  due: { now: Date; retryAt: Date; limit: number },
): Promise<string[]> {
  const { rows } = await db.query(
    `UPDATE accounts SET
       planned_audits = planned_audits + 1,
       next_audit_at = CASE WHEN planned_audits + 1 < $4 THEN $2::timestamptz END
     WHERE id IN (
       SELECT id FROM accounts
       WHERE next_audit_at <= $1 AND NOT EXISTS (
         SELECT FROM jobs WHERE jobs.account = accounts.id AND jobs.state IN ('queued', 'running')
       )
       ORDER BY next_audit_at LIMIT $3 FOR UPDATE SKIP LOCKED
     )
     RETURNING id`,
    [due.now, due.retryAt, due.limit, PlannedAuditsInARow],
  );
  return rows.map((row) => String(row.id));
}
