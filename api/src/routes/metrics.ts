import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { requireUnlimited } from '../identity/principal.ts';
import { problems } from '../schemas/problem.ts';
import { needs } from '../schemas/security.ts';

/** What this process has counted, for who has a key; a port of its own may tell it without one. */
const metrics: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/metrics',
    {
      schema: {
        operationId: 'readMetrics',
        tags: ['health'],
        summary: 'Read the metrics of this process',
        description:
          'In the text format of Prometheus, which sends the key by `authorization.credentials` of its configuration. Requests, ' +
          'durations and streams are those of the process that answers; jobs, verdicts, exceptions and reviews are of all.',
        security: needs('read'),
        response: {
          200: {
            description: 'The metrics',
            content: { 'text/plain': { schema: Type.String() } },
          },
          ...problems(),
        },
      },
    },
    async ({ principal }, reply) => {
      requireUnlimited(principal);
      const { registry } = app.metrics;
      return reply.header('content-type', registry.contentType).send(await registry.metrics());
    },
  );
};
export default metrics;
