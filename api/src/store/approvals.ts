import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Limits } from '../identity/principal.ts';
import { type Queryable, transaction } from './database.ts';
import { appendEvent, endJob, findJob, type Job } from './jobs.ts';

/** `used`: its apply has begun. `withdrawn`: the job ended otherwise. */
export const ApprovalStates = ['pending', 'approved', 'rejected', 'expired', 'withdrawn', 'used'] as const;
export type ApprovalState = (typeof ApprovalStates)[number];

/**
 * Why a plan waits for people: the request or a setting asked for it, it takes logging or detection away, or it ends what
 * cannot be brought back.
 */
export const ApprovalReasons = ['requested', 'every-change', 'blackout', 'irreversible'] as const;
export type ApprovalReason = (typeof ApprovalReasons)[number];

/** What somebody said to a plan. */
export interface Decision {
  readonly decision: 'approve' | 'reject';
  readonly by: string;
  readonly reason: string;
  readonly at: string;
}

/** A plan that waits, or waited, for people. */
export interface Approval {
  readonly id: string;
  readonly job: string;
  /** Folder and name of the stack. */
  readonly stack: string;
  readonly state: ApprovalState;
  readonly reasons: ApprovalReason[];
  /** What is approved, as digests by part. */
  readonly binding: Record<string, string>;
  /** What the preview showed, for those who decide. */
  readonly plan: Record<string, unknown>;
  /** How many people must approve, none of them the one who asked for the job. */
  readonly needed: number;
  readonly decisions: Decision[];
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** What a job asks people for. */
export type ApprovalRequest = Pick<Approval, 'stack' | 'binding' | 'plan' | 'needed'> & {
  readonly reasons: readonly ApprovalReason[];
  /** How long it may wait, hours. */
  readonly hours: number;
};

const columns = `id, job, stack, state, reasons, binding, plan, needed,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('decision', decision, 'by', by, 'reason', reason, 'at', at) ORDER BY at), '[]')
   FROM approval_decisions WHERE approval = approvals.id) AS decisions,
  created_at AS "createdAt", expires_at AS "expiresAt"`;

function fromRow(row: Record<string, unknown>): Approval {
  const decisions = (row.decisions as Decision[]).map((one) => ({
    ...one,
    at: new Date(one.at).toISOString(),
  }));
  return {
    ...row,
    decisions,
    createdAt: (row.createdAt as Date).toISOString(),
    expiresAt: (row.expiresAt as Date).toISOString(),
  } as unknown as Approval;
}

export async function findApproval(db: Queryable, id: string): Promise<Approval | undefined> {
  const { rows } = await db.query(`SELECT ${columns} FROM approvals WHERE id = $1`, [id]);
  return rows[0] === undefined ? undefined : fromRow(rows[0]);
}

/** What was last asked for a stack of a job. */
export async function latestApproval(
  db: Queryable,
  job: string,
  stack: string,
): Promise<Approval | undefined> {
  const { rows } = await db.query(
    `SELECT ${columns} FROM approvals WHERE job = $1 AND stack = $2 ORDER BY created_at DESC LIMIT 1`,
    [job, stack],
  );
  return rows[0] === undefined ? undefined : fromRow(rows[0]);
}

/** Approvals, newest first; of one state, or of all; of accounts that a caller is limited to, or of all. */
export async function listApprovals(
  db: Queryable,
  page: { limit: number; after?: string; state?: ApprovalState; limits: Limits | null },
): Promise<Approval[]> {
  const { rows } = await db.query(
    `SELECT ${columns} FROM approvals
     WHERE ($2::uuid IS NULL OR (created_at, id) < (SELECT created_at, id FROM approvals WHERE id = $2))
       AND ($3::text IS NULL OR state = $3)
       AND ($4::text[] IS NULL OR job IN (
         SELECT jobs.id FROM jobs JOIN accounts ON accounts.id = jobs.account
         WHERE account_id = ANY ($4) OR organizational_unit_id = ANY ($5)))
     ORDER BY created_at DESC, id DESC LIMIT $1`,
    [
      page.limit,
      page.after ?? null,
      page.state ?? null,
      page.limits?.accounts ?? null,
      page.limits?.organizationalUnits ?? null,
    ],
  );
  return rows.map(fromRow);
}

/**
 * Puts a running job to rest until people have decided; its process may end.
 * @returns whether it rests: not when it is to be canceled, or has ended meanwhile.
 */
export async function awaitApproval(db: Pool, jobId: string, request: ApprovalRequest): Promise<boolean> {
  return transaction(db, async (tx) => {
    const { rowCount } = await tx.query(
      `UPDATE jobs SET state = 'awaiting-approval', step = $2
       WHERE id = $1 AND state = 'running' AND cancel_requested_at IS NULL`,
      [jobId, `await approval of ${request.stack}`],
    );
    if (rowCount === 0) return false;
    const { rows } = await tx.query(
      `INSERT INTO approvals (id, job, stack, state, reasons, binding, plan, needed, expires_at)
       VALUES ($1, $2, $3, 'pending', $4, $5, $6, $7, now() + make_interval(hours => $8)) RETURNING ${columns}`,
      [
        randomUUID(),
        jobId,
        request.stack,
        request.reasons,
        JSON.stringify(request.binding),
        JSON.stringify(request.plan),
        request.needed,
        request.hours,
      ],
    );
    const { id, stack, reasons, needed, expiresAt } = fromRow(rows[0]);
    await appendEvent(tx, jobId, 'awaiting-approval', { approval: id, stack, reasons, needed, expiresAt });
    return true;
  });
}

/** What became of a decision. */
export type Outcome =
  | { readonly is: 'decided'; readonly approval: Approval; readonly job: Job }
  | { readonly is: 'not-pending'; readonly state: ApprovalState; readonly job: Job }
  | { readonly is: 'own-job' }
  | { readonly is: 'absent' };

/**
 * Takes what somebody says to a plan. Decisions, expiry and cancellation of a job follow one another by the lock of its row:
 * exactly one of them ends the waiting.
 * @param tx a transaction, in which the caller queues the job again once enough people have approved.
 * @param resume queues it.
 */
export async function decide(
  tx: Queryable,
  id: string,
  { decision, by, reason }: Omit<Decision, 'at'>,
  resume: (tx: Queryable, job: Job) => Promise<void>,
): Promise<Outcome> {
  const found = await lockApproval(tx, id);
  if (found === undefined) return { is: 'absent' };
  const { approval, job } = found;
  // Said again by the same person, as after an answer that was lost.
  const said = approval.decisions.find((one) => one.by === by);
  if (said?.decision === decision) return { is: 'decided', approval, job };
  if (approval.state !== 'pending') return { is: 'not-pending', state: approval.state, job };
  if (await isPast(tx, id)) return { is: 'not-pending', state: 'expired', job };
  if (decision === 'approve' && job.requestedBy === by) return { is: 'own-job' };
  await tx.query(
    `INSERT INTO approval_decisions (approval, decision, by, reason) VALUES ($1, $2, $3, $4)
     ON CONFLICT (approval, by) DO UPDATE SET decision = $2, reason = $4, at = now()`,
    [id, decision, by, reason],
  );
  const type = decision === 'approve' ? 'approved' : 'rejected';
  await appendEvent(tx, job.id, type, { approval: id, by, reason });
  if (decision === 'reject') await reject(tx, approval, by, reason);
  else if ((await approvers(tx, id)) >= approval.needed) await approve(tx, approval, job, resume);
  const [now, after] = [await findApproval(tx, id), await findJob(tx, job.id)];
  return { is: 'decided', approval: now ?? approval, job: after ?? job };
}

/** Whether an approval is past its time, by the database's clock; the next look ends it. */
async function isPast(tx: Queryable, id: string): Promise<boolean> {
  const { rows } = await tx.query('SELECT expires_at <= now() AS past FROM approvals WHERE id = $1', [id]);
  return rows[0]?.past === true;
}

async function lockApproval(
  tx: Queryable,
  id: string,
): Promise<{ approval: Approval; job: Job } | undefined> {
  // The job first, as whatever else ends the waiting does.
  await tx.query('SELECT FROM jobs WHERE id = (SELECT job FROM approvals WHERE id = $1) FOR UPDATE', [id]);
  const approval = await findApproval(tx, id);
  const job = approval === undefined ? undefined : await findJob(tx, approval.job);
  return approval === undefined || job === undefined ? undefined : { approval, job };
}

async function approvers(tx: Queryable, id: string): Promise<number> {
  const { rows } = await tx.query(
    `SELECT count(*)::integer AS count FROM approval_decisions WHERE approval = $1 AND decision = 'approve'`,
    [id],
  );
  return rows[0].count;
}

async function approve(
  tx: Queryable,
  approval: Approval,
  job: Job,
  resume: (tx: Queryable, job: Job) => Promise<void>,
): Promise<void> {
  await setApprovalState(tx, approval.id, 'approved');
  await tx.query(`UPDATE jobs SET state = 'queued' WHERE id = $1`, [job.id]);
  await resume(tx, job);
}

async function reject(tx: Queryable, approval: Approval, by: string, reason: string): Promise<void> {
  await setApprovalState(tx, approval.id, 'rejected');
  const message = `${by} rejected the plan of ${approval.stack}; it was not applied: ${reason}`;
  await endJob(tx, approval.job, { state: 'refused', error: { code: 'APPROVAL_REJECTED', message } });
}

/** Ends the waiting of a job whose approval is past its time, by the database's clock. */
async function expire(tx: Queryable, approval: Approval): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE approvals SET state = 'expired' WHERE id = $1 AND state = 'pending' AND expires_at <= now()`,
    [approval.id],
  );
  if (rowCount === 0) return false;
  const message = `nobody decided on the plan of ${approval.stack} until ${approval.expiresAt}; it was not applied. Ask for it anew`;
  await endJob(tx, approval.job, { state: 'refused', error: { code: 'APPROVAL_EXPIRED', message } });
  return true;
}

/**
 * Ends all jobs that have waited for too long.
 * @returns how many there were.
 */
export async function expireApprovals(db: Pool): Promise<number> {
  const { rows } = await db.query(
    `SELECT id FROM approvals WHERE state = 'pending' AND expires_at <= now() ORDER BY expires_at LIMIT 100`,
  );
  let expired = 0;
  for (const { id } of rows) {
    const isExpired = await transaction(db, async (tx) => {
      const found = await lockApproval(tx, id);
      return found !== undefined && (await expire(tx, found.approval));
    });
    if (isExpired) expired += 1;
  }
  return expired;
}

async function setApprovalState(tx: Queryable, id: string, state: ApprovalState): Promise<void> {
  await tx.query('UPDATE approvals SET state = $2 WHERE id = $1', [id, state]);
}

/**
 * Uses an approval, before the first change that it allows.
 * @returns whether it may be used: it is approved, and not past its time.
 */
export async function takeApproval(db: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE approvals SET state = 'used' WHERE id = $1 AND state IN ('approved', 'used') AND (state = 'used' OR expires_at > now())`,
    [id],
  );
  return rowCount === 1;
}
