import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { visibleJob } from '../../../identity/visible.ts';
import { repeatJob } from '../../../jobs/repeat.ts';
import { Id } from '../../../schemas/account.ts';
import { answer, location, named } from '../../../schemas/answer.ts';
import { Job } from '../../../schemas/job.ts';
import { OfBody, problems } from '../../../schemas/problem.ts';
import { needs } from '../../../schemas/security.ts';

const repetition: FastifyPluginAsyncTypebox = async (app) => {
  app.post(
    '/:id/requeue',
    {
      schema: {
        operationId: 'requeueJob',
        tags: ['jobs'],
        summary: 'Begin a job that failed again',
        description:
          'Queues a new job that does the same; `repeats` names the one that failed. It first finds out what that one had done, then ' +
          'previews what is left, and waits for approval as any other. What destroys or closes is asked for anew at its own route.',
        security: needs('operate'),
        params: Type.Object({ id: Id }),
        response: {
          202: answer('The new job', named(Job), location('Where to read the new job')),
          ...problems('NOT_FOUND', 'JOB_NOT_REPEATABLE', 'ACCOUNT_NOT_READY', ...OfBody),
        },
      },
    },
    async (request, reply) => {
      const { principal, params } = request;
      await visibleJob(app.db, principal, params.id);
      return app.perform(request, reply, 202, async (tx) => {
        const job = await repeatJob(tx, app.queue, params.id, principal.name);
        return { body: job, headers: { location: `/v1/jobs/${job.id}` }, on: { repetition: job.id } };
      });
    },
  );
};
export default repetition;
