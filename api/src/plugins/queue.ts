import { mkdir } from 'node:fs/promises';
import fp from 'fastify-plugin';
import { Queue } from '../jobs/queue.ts';

declare module 'fastify' {
  interface FastifyInstance {
    queue: Queue;
    /**
     * Takes no more jobs, ends the streams of those who follow jobs, and waits for running jobs as long as they may take; requests
     * are answered meanwhile, and readiness says no.
     */
    drain(): Promise<void>;
  }
}

/** Runs queued jobs in processes of their own as long as the service is up. */
export default fp(
  async (app) => {
    // One that cannot be made is told when the service starts, not as the end of every job.
    await mkdir(app.config.workDir, { recursive: true });
    const { config, db, log, metrics } = app;
    const queue = new Queue({ config, db, log, onEnded: (job) => metrics.ended(job) });
    await queue.start();
    app.decorate('queue', queue);
    app.decorate('drain', async () => {
      app.endStreams();
      await queue.drain();
    });
    app.addHook('onClose', async () => queue.stop());
  },
  { name: 'queue', dependencies: ['database', 'metrics', 'news'] },
);
