import { setTimeout as sleep } from 'node:timers/promises';
import fp from 'fastify-plugin';
import { deliverDue } from '../webhooks/deliver.ts';

/** How often to look for messages that are due, milliseconds. */
const LookMilliseconds = 2_000;

/** Sends what webhooks are to be told, as long as the service is up; a process that runs no jobs leaves it to others. */
export default fp(
  async (app) => {
    if (app.config.concurrency === 0) return;
    const stopping = new AbortController();
    async function deliver(): Promise<void> {
      while (!stopping.signal.aborted) {
        const sent = await deliverDue(app.db).catch((err: unknown) => {
          app.log.warn({ err }, 'cannot send to webhooks');
          return 0;
        });
        if (sent === 0) await sleep(LookMilliseconds, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
    const delivering = deliver();
    app.addHook('onClose', async () => {
      stopping.abort();
      await delivering;
    });
  },
  { name: 'webhooks', dependencies: ['database'] },
);
