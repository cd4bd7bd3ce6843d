import type { Pool } from 'pg';
import { nextRun } from '../schedule-times.ts';
import { listReadyAccounts } from '../store/accounts.ts';
import { type Queryable, transaction } from '../store/database.ts';
import { hasOpenJob, type Job, type NewJob } from '../store/jobs.ts';
import { type Schedule, type ScheduledAct, setNextRun, takeDueSchedules } from '../store/schedules.ts';
import { organizationStacks } from './organization-stacks.ts';
import type { Queue } from './queue.ts';

/** Schedules that one transaction begins at most; those left over come next. */
const AtOnce = 20;

/**
 * Queues the work of schedules whose time has come. What a service that was down has missed begins once, and what still runs
 * from the time before is not begun again beside it.
 * @returns the jobs.
 */
export async function enqueueDueSchedules(
  db: Pool,
  queue: Pick<Queue, 'enqueue' | 'enqueueAudit'>,
): Promise<Job[]> {
  return transaction(db, async (tx) => {
    const jobs: Job[] = [];
    for (const { now, ...schedule } of await takeDueSchedules(tx, AtOnce)) {
      for await (const wanted of jobsOf(tx, schedule)) {
        if (await hasOpenJob(tx, wanted)) continue;
        jobs.push(
          wanted.kind === 'audit-account' && wanted.account !== undefined
            ? (await queue.enqueueAudit(tx, wanted.account, schedule.createdBy)).job
            : await queue.enqueue(tx, wanted),
        );
      }
      await setNextRun(tx, schedule.id, nextRun(schedule.cron, schedule.timeZone, now));
    }
    return jobs;
  });
}

/** Acts that are one job over the whole organization. */
const ofOrganization: Partial<Record<ScheduledAct, Pick<NewJob, 'kind' | 'runKey'>>> = {
  'preview-organization': { kind: 'preview-organization', runKey: 'organization' },
  'verify-logs': { kind: 'verify-logs', runKey: 'logs' },
};

/** What a schedule asks for this time: accounts that were vended since it was made are among them. */
async function* jobsOf(tx: Queryable, { work, createdBy: requestedBy }: Schedule): AsyncGenerator<NewJob> {
  const { act, account: only, stack: onlyStack, reapply = false } = work;
  const whole = ofOrganization[act];
  if (whole !== undefined) {
    yield { ...whole, requestedBy };
    return;
  }
  const input = reapply ? { reapply, approval: true } : {};
  if (act === 'drift' && only === undefined)
    for (const stack of organizationStacks)
      if (onlyStack === undefined || onlyStack === stack)
        yield { kind: 'detect-drift', runKey: 'organization', input: { ...input, stack }, requestedBy };
  if (onlyStack !== undefined) return;
  for await (const { id } of listReadyAccounts(tx)) {
    if (only !== undefined && only !== id) continue;
    yield act === 'audit'
      ? { kind: 'audit-account', runKey: `audit:${id}`, account: id, requestedBy }
      : { kind: 'detect-drift', runKey: `account:${id}`, account: id, input, requestedBy };
  }
}
