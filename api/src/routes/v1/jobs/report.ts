import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type IntegrityReport, integrityHtml } from '@trailguard/audit/integrity/report';
import { Type } from 'typebox';
import { NotFound } from '../../../errors.ts';
import type { Principal } from '../../../identity/principal.ts';
import { Id } from '../../../schemas/account.ts';
import { answer } from '../../../schemas/answer.ts';
import { problems } from '../../../schemas/problem.ts';
import { needs } from '../../../schemas/security.ts';
import { findJobReport } from '../../../store/job-reports.ts';

const Params = Type.Object({ id: Id });

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
          'that the command line writes as JSON. Of one that verifies logs: every hour of every account and Region, in the form ' +
          '`trailguard.integrity/1`.',
        security: needs('read'),
        params: Params,
        response: {
          200: answer('The report', Type.Record(Type.String(), Type.Unknown())),
          ...problems('NOT_FOUND'),
        },
      },
    },
    async ({ params, principal }) => found(params.id, principal),
  );

  app.get(
    '/:id/report/page',
    {
      schema: {
        operationId: 'readJobReportPage',
        tags: ['jobs'],
        summary: 'Read the report of a job as a page',
        description:
          'Of a job that verifies logs: a page with a calendar of accounts by hours and all that is wrong. It needs nothing else, and ' +
          'is a file to be kept.',
        security: needs('read'),
        params: Params,
        response: {
          200: { description: 'The page', content: { 'text/html': { schema: Type.String() } } },
          ...problems('NOT_FOUND'),
        },
      },
    },
    async ({ params, principal }, reply) => {
      const read = await found(params.id, principal);
      if (read.schema !== 'trailguard.integrity/1')
        throw new NotFound('page of the report of job', params.id);
      reply.headers({
        'content-type': 'text/html; charset=utf-8',
        // Read beside the service it would have its origin.
        'content-disposition': `attachment; filename="trailguard-logs-${params.id}.html"`,
      });
      return integrityHtml(read as unknown as IntegrityReport);
    },
  );

  async function found(id: string, { limits }: Principal): Promise<Record<string, unknown>> {
    // It is of the whole organization.
    const read = limits === null ? await findJobReport(app.db, id) : undefined;
    if (read === undefined) throw new NotFound('report of job', id);
    return read;
  }
};
export default report;
