/** Workers of the service on a database of their own, whose jobs do nothing: what is left is what queue and process cost. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startTestService, type TestService } from '@trailguard/api/test';
import { queueJobs, startTestWorkers } from '@trailguard/api/test/workers';
import { answerBench } from '../harness/processes.ts';

export interface JobQueueTask {
  readonly jobs: number;
}

export interface JobQueueFigures {
  /** From the commit of a job, with nothing else to do, to a worker that has it: each of some jobs. */
  readonly claims: readonly number[];
  /** From the commit of a job to the first event that its process wrote. */
  readonly firstEvents: readonly number[];
  /** Milliseconds a job, of all jobs queued before, by the number of workers. */
  readonly drains: Readonly<Record<1 | 2 | 4, number>>;
  /** Milliseconds of a bare process of Node.js that does nothing, one after the other. */
  readonly bareProcess: number;
}

const Claims = 40;
const FirstEvents = 5;
const BareProcesses = 20;

answerBench(
  async ({ jobs }: JobQueueTask): Promise<JobQueueFigures> => {
    await using service = await startTestService();
    return {
      claims: await claims(service),
      firstEvents: await firstEvents(service),
      drains: {
        1: await drain(service, 1, jobs),
        2: await drain(service, 2, jobs),
        4: await drain(service, 4, jobs),
      },
      bareProcess: await bareProcess(),
    };
  },
  () => process.exit(0),
);

/** By the clock of the database, which notes both. */
async function claims(service: TestService): Promise<number[]> {
  await using _workers = await startTestWorkers(service, 1, 'nothing');
  const found: number[] = [];
  for (let nth = 0; nth < Claims; nth++) {
    const [id] = await queueJobs(service, 1);
    const { started_on, created_on } = await worked(service, id ?? '');
    found.push(started_on.getTime() - created_on.getTime());
    // The worker waits again.
    await sleep(300);
  }
  return found;
}

async function worked({ app }: TestService, id: string): Promise<{ created_on: Date; started_on: Date }> {
  for (;;) {
    const { rows } = await app.db.query(
      `SELECT created_on, started_on FROM queue.job WHERE name = 'jobs' AND data ->> 'jobId' = $1 AND completed_on IS NOT NULL`,
      [id],
    );
    if (rows[0] !== undefined) return rows[0];
    await sleep(50);
  }
}

async function firstEvents(service: TestService): Promise<number[]> {
  // No AWS is asked: what is measured lies before.
  Object.assign(process.env, service.environment, {
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    AWS_REGION: 'us-east-1',
  });
  await using _workers = await startTestWorkers(service, 1);
  const found: number[] = [];
  for (let nth = 0; nth < FirstEvents; nth++) {
    const [id] = await queueJobs(service, 1);
    for (;;) {
      const { rows } = await service.app.db.query(
        'SELECT extract(epoch FROM at - created_at) * 1000 AS after FROM job_events JOIN jobs ON jobs.id = job WHERE job = $1 AND seq = 1',
        [id],
      );
      if (rows[0] !== undefined) {
        found.push(Number(rows[0].after));
        break;
      }
      await sleep(50);
    }
    await worked(service, id ?? '');
  }
  return found;
}

async function drain(service: TestService, workers: 1 | 2 | 4, jobs: number): Promise<number> {
  const ids = await queueJobs(service, jobs);
  const begun = performance.now();
  await using _workers = await startTestWorkers(service, workers, 'nothing');
  for (;;) {
    const { rows } = await service.app.db.query(
      `SELECT count(*)::int AS left FROM queue.job WHERE name = 'jobs' AND completed_on IS NULL`,
    );
    if (rows[0].left === 0) return (performance.now() - begun) / ids.length;
    await sleep(100);
  }
}

async function bareProcess(): Promise<number> {
  const program = fileURLToPath(
    import.meta.resolve('@trailguard/api/test/workers').replace('workers.ts', 'job-programs/nothing.ts'),
  );
  const begun = performance.now();
  for (let nth = 0; nth < BareProcesses; nth++)
    await once(spawn(process.execPath, [program], { stdio: 'ignore' }), 'exit');
  return (performance.now() - begun) / BareProcesses;
}
