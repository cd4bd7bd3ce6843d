import { mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { type Config, readConfig } from '../config.ts';
import { awaitApproval } from '../store/approvals.ts';
import { isConnectionFault, openDatabase } from '../store/database.ts';
import { type JobKind, startJob } from '../store/jobs.ts';
import { AwaitingApproval } from './approval.ts';
import { auditAccountJob } from './audit-account.ts';
import { ExitToBeContinued } from './child.ts';
import { type JobContext, jobContext } from './context.ts';
import { collectEvidenceJob } from './collect-evidence.ts';
import { closeAccountJob } from './close-account.ts';
import { previewOrganizationJob } from './preview-organization.ts';
import { deployOrganizationJob } from './deploy-organization.ts';
import { endForGood, endOfError, notRecorded, stopped } from './end.ts';
import { jobFolder } from './job-folder.ts';
import { holdRunLock } from './run-lock.ts';
import { StopSignal } from './stop-signal.ts';
import { inSpan, stopTracing } from '../tracing/spans.ts';
import {
  destroyStackJob,
  detectDriftJob,
  previewStackJob,
  refreshStackJob,
  updateStackJob,
} from './stack-jobs.ts';
import { verifyLogsJob } from './verify-logs.ts';
import { moveAccountJob, provisionAccountJob, quarantineAccountJob } from './provision-account.ts';

/** What each kind of job does; the answer becomes the job's result. */
const kinds: Record<JobKind, (context: JobContext) => Promise<Record<string, unknown>>> = {
  'deploy-organization': deployOrganizationJob,
  'preview-organization': previewOrganizationJob,
  'vend-account': provisionAccountJob,
  'adopt-account': provisionAccountJob,
  'update-account': provisionAccountJob,
  'move-account': moveAccountJob,
  'quarantine-account': quarantineAccountJob,
  'close-account': closeAccountJob,
  'audit-account': auditAccountJob,
  'preview-stack': previewStackJob,
  'update-stack': updateStackJob,
  'refresh-stack': refreshStackJob,
  'detect-drift': detectDriftJob,
  'destroy-stack': destroyStackJob,
  'verify-logs': verifyLogsJob,
  'collect-evidence': collectEvidenceJob,
};

async function main(jobId: string): Promise<number> {
  const stop = new StopSignal();
  const config = readConfig(process.env);
  const db = openDatabase(config.databaseUrl);
  await holdRunLock(db, jobId, () => stop.interrupt());
  if (stop.signal.aborted) return ExitToBeContinued;
  const job = await startJob(db, jobId);
  if (job === undefined) return 0; // Ended meanwhile: canceled while it waited.
  stop.watch(db, jobId, job.timeoutSeconds);
  let fault: Error | undefined;
  const context = jobContext(job, config, db, stop.signal, (first) => {
    fault ??= first;
    stop.interrupt();
  });
  context.event('started', { attempt: job.attempt, kind: job.kind, host: hostname() });
  try {
    await useTemporaryFolder(join(jobFolder(config, jobId), 'tmp'));
    const result = await inSpan(
      `process of ${job.kind}`,
      { traceParent: process.env.TRACEPARENT, attributes: { 'trailguard.job.id': jobId } },
      () => kinds[job.kind](context),
    );
    await context.flush();
    await endForGood(db, jobId, { state: 'succeeded', result });
    return 0;
  } catch (error) {
    await context.flush().catch(() => {}); // The fault is known already.
    if (fault !== undefined && !isConnectionFault(fault)) {
      await endForGood(db, jobId, notRecorded(fault));
    } else if (stop.reason !== null && fault === undefined) {
      await endForGood(db, jobId, stopped(stop.reason, job, false));
    } else if (error instanceof AwaitingApproval && fault === undefined) {
      await rest(db, config, jobId, error);
    } else if (stop.signal.aborted || isConnectionFault(error)) {
      // The service goes down, or its database: not the job, which stays open.
      return ExitToBeContinued;
    } else {
      await endForGood(db, jobId, endOfError(error as Error));
    }
    return 0;
  }
}

/** Pulumi passes states through temporary files: in a folder of the job they go when it goes. */
async function useTemporaryFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  process.env.TMPDIR = folder;
}

/** Leaves a job to the people who decide on its plan; one that was canceled in the meantime ends. */
async function rest(db: Pool, config: Config, jobId: string, waiting: AwaitingApproval): Promise<void> {
  const { stack, binding, ...shown } = waiting.plan;
  const { approvers: needed, hours } = config.approvals;
  const request = { stack, reasons: waiting.reasons, binding: { ...binding }, plan: shown, needed, hours };
  if (await awaitApproval(db, jobId, request)) return;
  await endForGood(db, jobId, { state: 'canceled' });
}

const jobId = process.argv[2];
if (jobId === undefined) throw new Error('usage: run.ts JOB-ID');
main(jobId).then(
  // Open handles (pool, Pulumi's own) must not keep the process of an ended job.
  async (code) => {
    await stopTracing();
    process.exit(code);
  },
  (error: unknown) => {
    process.stderr.write(`${(error as Error).stack}\n`);
    process.exit(1);
  },
);
