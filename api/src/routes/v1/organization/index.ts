import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { requireUnlimited } from '../../../identity/principal.ts';
import { answer, location, named } from '../../../schemas/answer.ts';
import { Job } from '../../../schemas/job.ts';
import { OfBody, problems } from '../../../schemas/problem.ts';
import { needs } from '../../../schemas/security.ts';
import previews from './previews.ts';

const organization: FastifyPluginAsyncTypebox = async (app) => {
  await app.register(previews);
  app.post(
    '/deployments',
    {
      schema: {
        operationId: 'deployOrganization',
        tags: ['organization'],
        summary: 'Bring the organization to its baseline',
        description:
          'Log archive, organization trail and threat detection, in this order; each is previewed first.',
        security: needs('propose'),
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
      requireUnlimited(request.principal);
      return app.perform(request, reply, 202, async (tx) => {
        const job = await app.queue.enqueue(tx, {
          kind: 'deploy-organization',
          runKey: 'organization',
          requestedBy: request.principal.name,
        });
        return { body: { job }, headers: { location: `/v1/jobs/${job.id}` }, on: { job: job.id } };
      });
    },
  );
};
export default organization;
