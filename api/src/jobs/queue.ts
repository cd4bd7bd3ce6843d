import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Pool } from 'pg';
import { PgBoss } from 'pg-boss';
import type { Config } from '../config.ts';
import { type Audit, insertAudit } from '../store/audits.ts';
import { isConnectionFault, type Queryable } from '../store/database.ts';
import { requestCancel } from '../store/job-cancellation.ts';
import { findJob, insertJob, type Job, type NewJob, runKeyOf } from '../store/jobs.ts';
import { currentTraceParent } from '../tracing/spans.ts';
import { RanToItsEnd, runInChild, ToBeContinued } from './child.ts';
import { endForGood, stopped } from './end.ts';
import { lookEveryMinute, scheduleLooks } from './every-minute.ts';
import { JobFailure } from './failure.ts';
import { jobFolder } from './job-folder.ts';
import { inJobSpan } from './job-span.ts';
import { Overdue } from './overdue.ts';
import { priorityOf } from './priority.ts';
import { type Limit, Slots } from './slots.ts';
import { timeoutSeconds } from './timeout.ts';

/** One queue for all kinds: `runKey` orders the jobs of a stack, and everything else runs side by side. */
const QueueName = 'jobs';

/** Where the queue puts what it gave up: jobs whose every worker died without a word. */
const GivenUpQueueName = 'given-up-jobs';

/** How much longer than its time and that for a safe end the queue takes a job to be worked on, seconds. */
const SpareSeconds = 600;

/** Work that a crash interrupted is begun again this often; each time it first finds out what was done. */
const Retries = 3;

/** What of a job decides how it is queued. */
type QueuedJob = Pick<Job, 'id' | 'kind' | 'account' | 'timeoutSeconds'>;

interface QueueOptions {
  readonly config: Config;
  readonly db: Pool;
  readonly log: FastifyBaseLogger;
  /** What the process of a job runs. Default: {@link JobProgram}. */
  readonly program?: URL;
  /** Told of each job that has ended here. */
  readonly onEnded?: (job: Job) => void;
}

/** Jobs in PostgreSQL (pg-boss): many services on one database share them, and none is lost with a process. */
export class Queue {
  readonly #boss: PgBoss;
  readonly #options: QueueOptions;
  readonly #running = new Map<string, Promise<void>>();
  readonly #stopping = new AbortController();
  readonly #slots: Slots;
  #isRunning = false;

  constructor(options: QueueOptions) {
    this.#options = options;
    this.#slots = new Slots(options.config.databaseUrl);
    this.#boss = new PgBoss({
      connectionString: options.config.databaseUrl,
      schema: 'queue',
      application_name: 'trailguard-queue',
      useListenNotify: true,
      // The library takes no job whose run key it believes to be active, and all jobs behind one that it
      // wrongly believes free. What it believes is as old as these intervals together: its default of a
      // minute each would let a stack's next job wait for as long. A worker that died is noticed by them too.
      monitorIntervalSeconds: 2,
      superviseIntervalSeconds: 2,
      queueCacheIntervalSeconds: 1,
    });
    this.#boss.on('error', (err) => options.log.error({ err }, 'queue error'));
  }

  /** Whether jobs are being taken. */
  get isRunning(): boolean {
    return this.#isRunning;
  }

  async start(): Promise<void> {
    await this.#boss.start();
    // A job is ended whenever the database is back, however long that takes.
    await this.#boss.createQueue(GivenUpQueueName, {
      retryLimit: 1_000,
      retryDelay: 10,
      retryBackoff: true,
      retryDelayMax: 600,
    });
    await this.#boss.createQueue(QueueName, {
      policy: 'singleton',
      deadLetter: GivenUpQueueName,
      retryLimit: Retries,
      retryDelay: 1,
      heartbeatSeconds: 10,
      expireInSeconds: 6 * 3600,
      notify: true,
    });
    await scheduleLooks(this.#boss);
    if (this.#options.config.concurrency > 0) {
      await this.#work();
      await this.#endGivenUp();
      await lookEveryMinute(this.#boss, this, this.#options);
    }
    this.#isRunning = true;
  }

  async #work(): Promise<void> {
    await this.#boss.work<
      { jobId: string },
      void,
      {
        includeMetadata: true;
        localConcurrency: number;
        pollingIntervalSeconds: number;
        notifyPollingIntervalSeconds: number;
        burstWhenReadyExceeds: number;
        heartbeatRefreshSeconds: number;
        groupConcurrency: number;
      }
    >(
      QueueName,
      {
        includeMetadata: true,
        localConcurrency: this.#options.config.concurrency,
        pollingIntervalSeconds: 1,
        // New jobs are announced; one that waited for another, or for its next attempt, is not.
        notifyPollingIntervalSeconds: 2,
        // A worker that has done one job looks for the next at once while others wait.
        burstWhenReadyExceeds: 1,
        heartbeatRefreshSeconds: 3,
        // Workers that look at the same moment may each take one of an account; slots keep them from running at once.
        groupConcurrency: this.#options.config.accountConcurrency,
      },
      async ([message]) => {
        if (message === undefined) return;
        const { jobId } = message.data;
        const running = this.#run(jobId, message.signal, message.retryCount >= message.retryLimit);
        this.#running.set(jobId, running);
        await running.finally(() => this.#running.delete(jobId));
      },
    );
  }

  /** Ends jobs that the queue gave up, so that none is said to run for ever. */
  async #endGivenUp(): Promise<void> {
    await this.#boss.work<{ jobId: string }>(
      GivenUpQueueName,
      { pollingIntervalSeconds: 2 },
      async ([message]) => {
        if (message === undefined) return;
        const job = await findJob(this.#options.db, message.data.jobId);
        // One that came to rest before its worker died goes on when people have decided.
        if (job?.state === 'awaiting-approval') return;
        await this.#endDied(message.data.jobId, 'the service that ran it is gone');
      },
    );
  }

  async #endDied(jobId: string, how: string): Promise<void> {
    const error = new JobFailure('JOB_PROCESS_DIED', `${how}; what the job had done is in the state`);
    await endForGood(this.#options.db, jobId, { state: 'failed', error: error.toJobError() });
  }

  /** Takes no more jobs, and waits for those that run here as long as they may take while the service is told to stop. */
  async drain(): Promise<void> {
    this.#isRunning = false;
    await this.#boss.offWork(QueueName, { wait: false });
    const enough = AbortSignal.timeout(this.#options.config.drainSeconds * 1_000);
    const over = new Promise<void>((resolve) => enough.addEventListener('abort', () => resolve()));
    await Promise.race([over, Promise.allSettled(this.#running.values())]);
  }

  /** Stops taking jobs, asks those that run here to come to a safe end, and waits for them: other processes go on with them. */
  async stop(): Promise<void> {
    this.#isRunning = false;
    this.#stopping.abort();
    await this.#boss.stop({ graceful: true, timeout: 30_000 });
    await this.#slots.close();
  }

  /** Queues a job within a transaction of the caller: it exists if and only if that commits. */
  async enqueue(tx: Queryable, job: NewJob): Promise<Job> {
    const seconds = timeoutSeconds(job.kind, this.#options.config.jobMinutes);
    const queued = await insertJob(tx, {
      timeoutSeconds: seconds,
      traceParent: currentTraceParent(),
      ...job,
    });
    await this.#send(tx, queued, job.runKey);
    return queued;
  }

  /** Queues a job again that has rested, within a transaction of the caller. */
  async resume(tx: Queryable, job: QueuedJob): Promise<void> {
    await this.#send(tx, job, await runKeyOf(tx, job.id));
  }

  async #send(
    tx: Queryable,
    { id, kind, account, timeoutSeconds: seconds }: QueuedJob,
    runKey: string,
  ): Promise<void> {
    await this.#boss.send(
      QueueName,
      { jobId: id },
      {
        singletonKey: runKey,
        priority: priorityOf(kind),
        ...(account === null ? {} : { group: { id: account } }),
        // The worker ends the job itself when its time is over; this is for one that cannot.
        expireInSeconds: seconds + this.#options.config.stopSeconds + SpareSeconds,
        db: { executeSql: (text, values) => tx.query(text, values) },
      },
    );
  }

  /**
   * As {@link enqueue}, for the audit of an account that exists.
   * @param requestedBy name of the API key; `null` for an audit that became due by itself.
   * @param repeats id of the job that failed to make it.
   */
  async enqueueAudit(
    tx: Queryable,
    account: string,
    requestedBy: string | null,
    repeats?: string,
  ): Promise<{ job: Job; audit: Audit }> {
    const runKey = `audit:${account}`;
    const wanted = { kind: 'audit-account', runKey, account, requestedBy } as const;
    const job = await this.enqueue(tx, { ...wanted, ...(repeats === undefined ? {} : { repeats }) });
    return { job, audit: await insertAudit(tx, { account, job: job.id }) };
  }

  /** Asks a job to stop, wherever it runs. One that still waits ends at once. */
  async cancel(jobId: string): Promise<void> {
    await requestCancel(this.#options.db, jobId);
    const job = await findJob(this.#options.db, jobId);
    if (job?.state === 'queued' || job?.state === 'awaiting-approval')
      await endForGood(this.#options.db, jobId, { state: 'canceled' });
  }

  #limitsOf({ account }: Job): Limit[] {
    const { accountConcurrency, totalConcurrency } = this.#options.config;
    return [
      ...(account === null ? [] : [{ name: `account ${account}`, slots: accountConcurrency }]),
      ...(totalConcurrency === null ? [] : [{ name: 'all jobs', slots: totalConcurrency }]),
    ];
  }

  async #run(jobId: string, lost: AbortSignal, isLastAttempt: boolean): Promise<void> {
    const { config, db, log, program } = this.#options;
    const queued = await findJob(db, jobId);
    if (queued === undefined || queued.endedAt !== null) return;
    const stop = AbortSignal.any([lost, this.#stopping.signal]);
    using overdue = new Overdue(db, queued, config.stopSeconds);
    const exit = await this.#slots.hold(this.#limitsOf(queued), stop, () =>
      inJobSpan(db, queued, () => runInChild(jobId, config, log, { stop, kill: overdue.signal }, program)),
    );
    const job = await onceBack(() => findJob(db, jobId), stop);
    if (job?.state === 'running' || (job?.state === 'queued' && exit !== RanToItsEnd)) {
      if (overdue.reason !== null) await endForGood(db, jobId, stopped(overdue.reason, job, true));
      // Handed on as it is: service and database that are started anew again and again use up no attempt of their jobs.
      else if (!lost.aborted && (this.#stopping.signal.aborted || exit === ToBeContinued))
        return this.resume(db, job);
      // Thrown to the queue, which gives the job to a worker again.
      else if (!isLastAttempt) throw new Error(`the process of job ${jobId} ended early (${exit})`);
      else await this.#endDied(jobId, exit);
    }
    const ended = await findJob(db, jobId);
    if (ended !== undefined && ended.endedAt !== null) this.#options.onEnded?.(ended);
    // Nothing of a job's folder is needed once it has ended; before, its next attempt writes there again.
    await rm(jobFolder(config, jobId), { recursive: true, force: true });
  }
}

/** Asks until the database can be reached, unless the worker is to stop: a job that it ended with has not failed. */
async function onceBack<T>(ask: () => Promise<T>, stop: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (stop.aborted || !isConnectionFault(error)) throw error;
      await sleep(1_000);
    }
  }
}
