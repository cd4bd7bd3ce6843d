import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { readConfig } from '../config.ts';
import { openDatabase } from '../store/database.ts';
import { endJob, isCancelRequested, type JobKind, startJob } from '../store/jobs.ts';
import { auditAccountJob } from './audit-account.ts';
import { type JobContext, jobContext } from './context.ts';
import { deployOrganizationJob } from './deploy-organization.ts';
import { JobFailure } from './failure.ts';
import { vendAccountJob } from './vend-account.ts';

/** What each kind of job does; the answer becomes the job's result. */
const kinds: Record<JobKind, (context: JobContext) => Promise<Record<string, unknown>>> = {
  'deploy-organization': deployOrganizationJob,
  'vend-account': vendAccountJob,
  'audit-account': auditAccountJob,
};

/** Stops when the service asks (SIGTERM), when it is gone (the channel closes) or when a client cancels. */
function stopSignal(
  db: Pool,
  jobId: string,
): { signal: AbortSignal; canceled: () => boolean; end: () => void } {
  const controller = new AbortController();
  let canceled = false;
  const abort = () => controller.abort();
  process.once('SIGTERM', abort);
  process.once('disconnect', abort);
  const timer = setInterval(() => {
    isCancelRequested(db, jobId).then(
      (asked) => {
        if (!asked) return;
        canceled = true;
        abort();
      },
      () => {}, // The next look decides; a database that stays away fails the job itself.
    );
  }, 1_000);
  return { signal: controller.signal, canceled: () => canceled, end: () => clearInterval(timer) };
}

/**
 * Holds a lock of PostgreSQL for as long as this process lives, so a job that is begun again waits until
 * the process of the attempt before is gone, and may then take its Pulumi lock for stale.
 */
async function holdRunLock(db: Pool, jobId: string): Promise<void> {
  const client = await db.connect();
  const { rows } = await client.query('SELECT run_key FROM jobs WHERE id = $1', [jobId]);
  const key = createHash('sha256').update(String(rows[0]?.run_key)).digest().readBigInt64BE();
  await client.query('SELECT pg_advisory_lock($1)', [key]);
}

async function main(jobId: string): Promise<void> {
  const config = readConfig(process.env);
  const db = openDatabase(config.databaseUrl);
  await holdRunLock(db, jobId);
  const job = await startJob(db, jobId);
  if (job === undefined) return; // Ended meanwhile: canceled while it waited.
  const stop = stopSignal(db, jobId);
  const context = jobContext(job, config, db, stop.signal);
  context.event('started', { attempt: job.attempt, kind: job.kind });
  try {
    const result = await kinds[job.kind](context);
    await context.flush();
    await endJob(db, jobId, { state: 'succeeded', result });
  } catch (error) {
    await context.flush();
    if (stop.canceled()) {
      await endJob(db, jobId, { state: 'canceled' });
    } else if (stop.signal.aborted) {
      // The service goes down, not the job: leave it open, a worker takes it up again.
      process.exitCode = 75;
    } else if (error instanceof JobFailure) {
      const state = error.code === 'POLICY_VIOLATION' ? 'refused' : 'failed';
      await endJob(db, jobId, { state, error: error.toJobError() });
    } else {
      process.stderr.write(`${(error as Error).stack}\n`);
      const internal = new JobFailure('INTERNAL', (error as Error).message);
      await endJob(db, jobId, { state: 'failed', error: internal.toJobError() });
    }
  } finally {
    stop.end();
  }
}

const jobId = process.argv[2];
if (jobId === undefined) throw new Error('usage: run.ts JOB-ID');
main(jobId).then(
  // Open handles (pool, Pulumi's own) must not keep the process of an ended job.
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${(error as Error).stack}\n`);
    process.exit(1);
  },
);
