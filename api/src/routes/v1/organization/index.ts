import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { answer, location, named } from '../../../schemas/answer.ts';
import { Job } from '../../../schemas/job.ts';
import { OfBody, problems } from '../../../schemas/problem.ts';
import { transaction } from '../../../store/database.ts';

const organization: FastifyPluginAsyncTypebox = async (app) => {
  app.post(
    '/deployments',
    {
      onRequest: app.requires('provision'),
      schema: {
        operationId: 'deployOrganization',
        tags: ['organization'],
        summary: 'Bring the organization to its baseline',
        description:
          'Log archive, organization trail and threat detection, in this order; each is previewed first.',
        security: [{ apiKey: ['provision'] }],
        response: {
          202: answer(
            'The job that does it',
            Type.Object({ job: named(Job) }),
            location('Where to read the job'),
          ),
          ...problems(...OfBody),
        },
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
