import fp from 'fastify-plugin';
import { Queue } from '../jobs/queue.ts';

declare module 'fastify' {
  interface FastifyInstance {
    queue: Queue;
  }
}

/** Runs queued jobs in processes of their own as long as the service is up. */
export default fp(
  async (app) => {
    const queue = new Queue({ config: app.config, db: app.db, log: app.log });
    await queue.start();
    app.decorate('queue', queue);
    app.addHook('onClose', async () => queue.stop());
  },
  { name: 'queue', dependencies: ['database'] },
);
