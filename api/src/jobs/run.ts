import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { flushCompileCache } from 'node:module';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import type { Config } from '../config.ts';
import { endProcess } from '../end-process.ts';
import { awaitApproval } from '../store/approvals.ts';
import { isConnectionFault, openDatabase } from '../store/database.ts';
import { startJob } from '../store/jobs.ts';
import { AwaitingApproval } from './awaiting-approval.ts';
import { ExitToBeContinued } from './child.ts';
import { jobContext } from './context.ts';
import { endForGood, endOfError, notRecorded, stopped } from './end.ts';
import { jobFolder } from './job-folder.ts';
import { loadWork } from './kinds.ts';
import { holdRunLock } from './run-lock.ts';
import { StopSignal } from './stop-signal.ts';
import { inSpan, stopTracing } from '../tracing/spans.ts';

async function main(jobId: string): Promise<number> {
  const stop = new StopSignal();
  const config = await givenConfig(stop.signal);
  if (config === undefined) return ExitToBeContinued;
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
    // Told before anything large is loaded, so that whoever follows the job sees at once that it has begun.
    await context.flush();
    await useTemporaryFolder(join(jobFolder(config, jobId), 'tmp'));
    const result = await inSpan(
      `process of ${job.kind}`,
      { traceParent: process.env.TRACEPARENT, attributes: { 'trailguard.job.id': jobId } },
      async () => (await loadWork(job.kind))(context),
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

/**
 * The configuration of the service that started this process; `undefined` when the process is to stop before it has come.
 * To read it anew from the environment would load the checker of its schema, which takes longer than all else until a job begins.
 */
async function givenConfig(stop: AbortSignal): Promise<Config | undefined> {
  try {
    const [config] = await once(process, 'message', { signal: stop });
    return config;
  } catch (error) {
    if (stop.aborted) return undefined;
    throw error;
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
if (jobId === undefined || process.send === undefined)
  throw new Error('usage: run.ts JOB-ID, forked by a process that sends the configuration');
main(jobId).then(
  async (code) => {
    await stopTracing();
    end(code);
  },
  (error: unknown) => {
    process.stderr.write(`${(error as Error).stack}\n`);
    end(1);
  },
);

/** Has this process ended by the one that started it: open handles (pool, Pulumi's own) must not keep it, nor its own end take time. */
function end(exitCode: number): void {
  // Otherwise written when a process exits by itself.
  flushCompileCache();
  // Where nobody is left to hear it, it ends by itself.
  process.send?.({ exitCode }, () => {});
  endProcess(exitCode);
}
