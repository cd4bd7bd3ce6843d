import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { NotFound } from '../../../errors.ts';
import { Id } from '../../../schemas/account.ts';
import { answer } from '../../../schemas/answer.ts';
import { problems } from '../../../schemas/problem.ts';
import { needs } from '../../../schemas/security.ts';
import { findJobReport } from '../../../store/job-reports.ts';

const report: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/:id/report',
    {
      schema: {
        operationId: 'readJobReport',
        tags: ['jobs'],
        summary: 'Read the report of a job',
        description:
          'Of a job that previews the organization: controls, findings and scores over all stacks, in the form `trailguard.run/1` ' +
          'that the command line writes as JSON.',
        security: needs('read'),
        params: Type.Object({ id: Id }),
        response: {
          200: answer('The report', Type.Record(Type.String(), Type.Unknown())),
          ...problems('NOT_FOUND'),
        },
      },
    },
    async ({ params, principal }) => {
      // It is of the whole organization.
      const found = principal.limits === null ? await findJobReport(app.db, params.id) : undefined;
      if (found === undefined) throw new NotFound('report of job', params.id);
      return found;
    },
  );
};
export default report;
