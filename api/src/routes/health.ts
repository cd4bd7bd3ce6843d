import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';

/** `/healthz`: the process answers. `/readyz`: it can do its work now; load balancers ask this. */
const health: FastifyPluginAsyncTypebox = async (app) => {
  const Ok = Type.Object({ status: Type.Literal('ok') });
  app.get('/healthz', { schema: { tags: ['health'], response: { 200: Ok } } }, async () => ({
    status: 'ok' as const,
  }));

  const Readiness = Type.Object({
    status: Type.Union([Type.Literal('ok'), Type.Literal('unavailable')]),
    checks: Type.Object({ database: Type.Boolean(), queue: Type.Boolean() }),
  });
  app.get(
    '/readyz',
    { schema: { tags: ['health'], response: { 200: Readiness, 503: Readiness } } },
    async (_request, reply) => {
      const database = await app.db.query('SELECT 1').then(
        () => true,
        () => false,
      );
      const checks = { database, queue: app.queue.isRunning };
      const ready = checks.database && checks.queue;
      return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unavailable', checks });
    },
  );
};
export default health;
