import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Accepted } from '../../../schemas/job.ts';
import { Problem } from '../../../schemas/problem.ts';
import { transaction } from '../../../store/database.ts';

const organization: FastifyPluginAsyncTypebox = async (app) => {
  app.post(
    '/deployments',
    {
      onRequest: app.requires('provision'),
      schema: {
        tags: ['organization'],
        summary: 'Bring the organization to its baseline',
        description:
          'Log archive, organization trail and threat detection, in this order; each is previewed first.',
        security: [{ apiKey: [] }],
        response: { 202: Accepted, 401: Problem, 403: Problem },
      },
    },
    async (request, reply) => {
      const job = await transaction(app.db, (tx) =>
        app.queue.enqueue(tx, {
          kind: 'deploy-organization',
          runKey: 'organization',
          requestedBy: request.apiKey?.name ?? 'unknown',
        }),
      );
      return reply.code(202).header('location', `/v1/jobs/${job.id}`).send({ job });
    },
  );
};
export default organization;
