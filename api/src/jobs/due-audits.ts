import type { Pool } from 'pg';
import { transaction } from '../store/database.ts';
import type { Job } from '../store/jobs.ts';
import { isAnyAuditPlanned, takeDueAudits } from '../store/planned-audits.ts';
import type { Queue } from './queue.ts';

/** Audits that one look begins at most; those left over come with the next look. */
const AtOnce = 100;

/** A planned audit that fails is tried again after this. */
const RetryMilliseconds = 3_600_000;

/**
 * Queues the audits that are due. When they are is a time of AWS's clock, which is asked at each look and not
 * reckoned from this machine's: so a clock that was moved is noticed.
 * @param awsTime asks AWS what time it is; called only when an audit is planned.
 * @returns the jobs.
 */
export async function enqueueDueAudits(
  db: Pool,
  queue: Pick<Queue, 'enqueueAudit'>,
  awsTime: () => Promise<Date>,
): Promise<Job[]> {
  if (!(await isAnyAuditPlanned(db))) return [];
  const now = await awsTime();
  return transaction(db, async (tx) => {
    const retryAt = new Date(now.getTime() + RetryMilliseconds);
    const jobs: Job[] = [];
    for (const account of await takeDueAudits(tx, { now, retryAt, limit: AtOnce }))
      jobs.push((await queue.enqueueAudit(tx, account, null)).job);
    return jobs;
  });
}
