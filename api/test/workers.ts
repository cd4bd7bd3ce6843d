import { Queue } from '../src/jobs/queue.ts';
import { transaction } from '../src/store/database.ts';
import type { TestService } from './service.ts';

/** Workers beside a test's service, which has none itself. */
export interface TestWorkers extends AsyncDisposable {
  readonly queue: Queue;
}

/**
 * Starts workers that run jobs.
 * @param program of `job-programs`; default: that of the service, which finds no AWS.
 */
export async function startTestWorkers(
  { app }: TestService,
  workers: number,
  program?: string,
): Promise<TestWorkers> {
  const { config, db, log } = app;
  const queue = new Queue({
    config: { ...config, concurrency: workers },
    db,
    log,
    ...(program === undefined ? {} : { program: new URL(`job-programs/${program}.ts`, import.meta.url) }),
  });
  await queue.start();
  return { queue, [Symbol.asyncDispose]: () => queue.stop() };
}

/** Queues jobs of stacks that have nothing to do with each other. */
export async function queueJobs({ app }: TestService, count: number): Promise<string[]> {
  return transaction(app.db, async (tx) => {
    const ids: string[] = [];
    for (let nth = 0; nth < count; nth++) {
      const runKey = `of job ${crypto.randomUUID()}`;
      ids.push((await app.queue.enqueue(tx, { kind: 'update-stack', runKey, requestedBy: 'test' })).id);
    }
    return ids;
  });
}
