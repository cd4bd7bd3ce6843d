import type { Pool } from 'pg';
import { insertAudit } from '../store/audits.ts';
import { type Queryable, transaction } from '../store/database.ts';
import type { Job, JobKind } from '../store/jobs.ts';
import { isAnyAuditPlanned, takeDueAudits } from '../store/planned-audits.ts';

/** Audits that one look begins at most; those left over come with the next look. */
const AtOnce = 100;

/** A planned audit that fails is tried again after this. */
const RetryMilliseconds = 3_600_000;

/** Queues a job in the transaction of the caller. */
type Enqueue = (
  tx: Queryable,
  job: { kind: JobKind; runKey: string; account: string; requestedBy: string | null },
) => Promise<Job>;

/** Queues the audit of an account that exists; `requestedBy` is `null` when nobody asked for it. */
export async function enqueueAudit(
  tx: Queryable,
  enqueue: Enqueue,
  account: string,
  requestedBy: string | null,
) {
  const job = await enqueue(tx, {
    kind: 'audit-account',
    runKey: `audit:${account}`,
    account,
    requestedBy,
  });
  return { job, audit: await insertAudit(tx, { account, job: job.id }) };
}

/**
 * Queues the audits that are due. When they are is a time of AWS's clock, which is asked at each look and not
 * reckoned from this machine's: so a clock that was moved is noticed.
 * @param awsTime asks AWS what time it is; called only when an audit is planned.
 * @returns the jobs.
 */
export async function enqueueDueAudits(
  db: Pool,
  enqueue: Enqueue,
  awsTime: () => Promise<Date>,
): Promise<Job[]> {
  if (!(await isAnyAuditPlanned(db))) return [];
  const now = await awsTime();
  return transaction(db, async (tx) => {
    const retryAt = new Date(now.getTime() + RetryMilliseconds);
    const jobs: Job[] = [];
    for (const account of await takeDueAudits(tx, { now, retryAt, limit: AtOnce }))
      jobs.push((await enqueueAudit(tx, enqueue, account, null)).job);
    return jobs;
  });
}
