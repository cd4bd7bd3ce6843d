import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { requireUnlimited } from '../../../identity/principal.ts';
import { answer, location, named } from '../../../schemas/answer.ts';
import { Job } from '../../../schemas/job.ts';
import { OfBody, problems } from '../../../schemas/problem.ts';
import { needs } from '../../../schemas/security.ts';

/** What is done to all stacks of the organization, by one job each. */
const jobs = [
  {
    path: '/previews',
    kind: 'preview-organization',
    operationId: 'previewOrganization',
    summary: 'Preview all stacks of the organization',
    description:
      'With the policy pack, as one job with one report, which is at `/v1/jobs/{id}/report`. Nothing is changed in AWS.',
  },
  {
    path: '/deployments',
    kind: 'deploy-organization',
    operationId: 'deployOrganization',
    summary: 'Bring the organization to its baseline',
    description:
      'Log archive, organization trail and threat detection, in this order; each is previewed first.',
  },
] as const;

const organization: FastifyPluginAsyncTypebox = async (app) => {
  for (const { path, kind, ...told } of jobs)
    app.post(
      path,
      {
        schema: {
          ...told,
          tags: ['organization'],
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
        const { principal } = request;
        requireUnlimited(principal);
        return app.perform(request, reply, 202, async (tx) => {
          const job = await app.queue.enqueue(tx, {
            kind,
            runKey: 'organization',
            requestedBy: principal.name,
          });
          return { body: { job }, headers: { location: `/v1/jobs/${job.id}` }, on: { job: job.id } };
        });
      },
    );
};
export default organization;
