import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatabaseFile } from '../../test/job-programs/job.ts';
import { startTestService, type TestService } from '../../test/service.ts';
import type { Config } from '../config.ts';
import { requestAccount } from '../store/accounts.ts';
import { transaction } from '../store/database.ts';
import { findJob, insertJob, type Job, type NewJob } from '../store/jobs.ts';
import { Queue } from './queue.ts';
import { StopSignal } from './stop-signal.ts';
import { timeoutSeconds } from './timeout.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  const { workDir, databaseUrl } = service.app.config;
  await writeFile(join(workDir, DatabaseFile), databaseUrl);
});
afterAll(async () => service?.[Symbol.asyncDispose]());

const programs = (name: string) => new URL(`../../test/job-programs/${name}.ts`, import.meta.url);

/** A process of the service that runs jobs, by a program that knows no AWS. */
async function startQueue(program: string, settings: Partial<Config> = {}) {
  const { config, db, log } = service.app;
  const queue = new Queue({
    config: { ...config, concurrency: 1, stopSeconds: 1, drainSeconds: 60, ...settings },
    db,
    log,
    program: programs(program),
  });
  await queue.start();
  return Object.assign(queue, { [Symbol.asyncDispose]: () => queue.stop() });
}

let made = 0;
const enqueue = (job: Partial<NewJob> = {}, queue = service.app.queue): Promise<Job> => {
  made += 1;
  const wanted = { kind: 'update-stack', runKey: `of job ${made}`, requestedBy: 'test', ...job } as const;
  return transaction(service.app.db, (tx) => queue.enqueue(tx, wanted));
};

async function until(id: string, isSo: (job: Job) => boolean): Promise<Job> {
  for (;;) {
    const job = await findJob(service.app.db, id);
    if (job !== undefined && isSo(job)) return job;
    await sleep(50);
  }
}
const ended = (id: string) => until(id, ({ endedAt }) => endedAt !== null);
const isRunning = ({ state }: Job) => state === 'running';

describe('the time of a job', () => {
  it('is told in it, by its kind or as the service was told', async () => {
    expect((await enqueue({ kind: 'deploy-organization' })).timeoutSeconds).toBe(4 * 3600);
    expect((await enqueue({ kind: 'vend-account' })).timeoutSeconds).toBe(2 * 3600);
    expect(timeoutSeconds('vend-account', { 'vend-account': 30 })).toBe(1800);
    await service.app.db.query('UPDATE jobs SET ended_at = now() WHERE ended_at IS NULL');
  });

  it('being over stops its process gracefully first', async () => {
    const { id } = await insertJob(service.app.db, {
      kind: 'update-stack',
      runKey: 'stop',
      requestedBy: 'test',
    });
    const stop = new StopSignal();
    stop.watch(service.app.db, id, 0.05);
    await new Promise((resolve) => stop.signal.addEventListener('abort', resolve));
    expect(stop.reason).toBe('timeout');
  });

  it('being over, and its process deaf, has it killed and the job fail for good', async () => {
    await using _queue = await startQueue('deaf');
    const { id } = await enqueue({ timeoutSeconds: 1 });
    expect(await ended(id)).toMatchObject({ state: 'failed', attempt: 1, error: { code: 'TIMEOUT' } });
  });
});

describe('a job that is canceled', () => {
  it('is killed when its process does not come to a safe end in its time', async () => {
    await using queue = await startQueue('deaf');
    const { id } = await enqueue();
    await until(id, isRunning);
    await queue.cancel(id);
    expect(await ended(id)).toMatchObject({ state: 'canceled', attempt: 1, error: { code: 'KILLED' } });
  });
});

describe('jobs that run at once', () => {
  /** The most that ran at one moment, of all or of those of one account. */
  const mostAtOnce = async (ids: string[], account: string | null) => {
    const jobs = (await Promise.all(ids.map(ended))).filter(
      (job) => account === null || job.account === account,
    );
    const at = (time: string | null) => Date.parse(time ?? '');
    return Math.max(
      ...jobs.map(
        (one) =>
          jobs.filter((job) => at(job.startedAt) <= at(one.startedAt) && at(one.startedAt) < at(job.endedAt))
            .length,
      ),
    );
  };
  const anAccount = async (name: string) =>
    (
      await requestAccount(service.app.db, {
        name,
        email: `${name}@example.com`,
        organizationalUnitId: 'ou-ab12-abcdefgh',
      })
    ).account.id;

  it('are no more of one account than it may have', async () => {
    await using _queue = await startQueue('brief', { concurrency: 4, accountConcurrency: 1 });
    const [busy, other] = [await anAccount('busy'), await anAccount('other')];
    const ids = [];
    for (const account of [busy, busy, busy, other]) ids.push((await enqueue({ account })).id);
    expect(await mostAtOnce(ids, busy)).toBe(1);
    // Whether the other account's runs beside them is the machine's affair.
    expect(await mostAtOnce(ids, null)).toBeLessThanOrEqual(2);
  });

  it('are no more of all processes than the service may run', async () => {
    const settings = { concurrency: 2, totalConcurrency: 2 };
    await using _one = await startQueue('brief', settings);
    await using _other = await startQueue('brief', settings);
    const ids = [];
    for (let job = 0; job < 5; job++) ids.push((await enqueue()).id);
    expect(await mostAtOnce(ids, null)).toBeLessThanOrEqual(2);
  });
});

describe('a process that is told to stop', () => {
  it('lets its job end, and begins no other', async () => {
    const queue = await startQueue('brief');
    const { id } = await enqueue();
    await until(id, isRunning);
    const [next] = await Promise.all([enqueue(), queue.drain()]);
    expect(queue.isRunning).toBe(false);
    expect(await findJob(service.app.db, id)).toMatchObject({ state: 'succeeded', attempt: 1 });
    await queue.stop();
    expect(await findJob(service.app.db, next.id)).toMatchObject({ state: 'queued', attempt: 0 });
    await using _after = await startQueue('brief');
    expect(await ended(next.id)).toMatchObject({ state: 'succeeded', attempt: 1 });
  });

  it('hands on what takes longer, however often: that is none of the attempts after which a job is given up', async () => {
    const { id } = await enqueue();
    for (let restart = 1; restart <= 4; restart++) {
      const queue = await startQueue('brief', { drainSeconds: 0 });
      await until(id, (job) => isRunning(job) && job.attempt === restart);
      await queue.drain();
      await queue.stop();
    }
    await using _last = await startQueue('brief');
    expect(await ended(id)).toMatchObject({ state: 'succeeded', attempt: 5 });
  });
});

describe('a job whose process leaves it to another', () => {
  it('is begun again more often than one whose process dies: the database was away, and the job is none the worse', async () => {
    await using _queue = await startQueue('interrupted');
    const { id } = await enqueue();
    expect(await ended(id)).toMatchObject({ state: 'succeeded', attempt: 6 });
  });
});
