import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { readinessOf } from '../readiness.ts';
import { answer } from '../schemas/answer.ts';
import { problemsOfOpenRoute } from '../schemas/problem.ts';
import { open } from '../schemas/security.ts';

const Healthy = Type.Object({ status: Type.Literal('ok') });
const Readiness = Type.Object({
  status: Type.Enum(['ok', 'unavailable']),
  checks: Type.Object({
    database: Type.Boolean({ description: 'It answers within two seconds' }),
    migrations: Type.Boolean({ description: 'The database has the schema of this release' }),
    queue: Type.Boolean({ description: 'Jobs are taken; not while the service is told to stop' }),
    disk: Type.Boolean({ description: 'The folder of jobs is there and has half a gibibyte free' }),
  }),
});

/** `/healthz`: the process answers. `/readyz`: it can do its work now; load balancers ask this. */
const health: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/healthz',
    {
      schema: {
        operationId: 'health',
        tags: ['health'],
        summary: 'Whether the process answers',
        description: 'For a supervisor, which starts it again when it does not.',
        security: open,
        response: { 200: answer('It does', Healthy), ...problemsOfOpenRoute() },
      },
    },
    async () => ({ status: 'ok' as const }),
  );

  app.get(
    '/readyz',
    {
      schema: {
        operationId: 'readiness',
        tags: ['health'],
        summary: 'Whether the service can do its work now',
        description: 'For a load balancer, which sends requests elsewhere while it cannot.',
        security: open,
        response: {
          200: answer('It can', Readiness),
          ...problemsOfOpenRoute(),
          503: answer('It cannot, and what it lacks', Readiness),
        },
      },
    },
    async (_request, reply) => {
      const checks = await readinessOf(app);
      const ready = Object.values(checks).every((has) => has);
      return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unavailable', checks });
    },
  );
};
export default health;
