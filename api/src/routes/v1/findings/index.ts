import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { NotFound } from '../../../errors.ts';
import { answer } from '../../../schemas/answer.ts';
import { Finding, FindingFilters } from '../../../schemas/finding.ts';
import { Page, PageQuery, pageOf } from '../../../schemas/page.ts';
import { problems } from '../../../schemas/problem.ts';
import { needs } from '../../../schemas/security.ts';
import { isFinding, listFindings } from '../../../store/findings.ts';

const FindingQuery = Type.Object(
  { ...PageQuery.properties, ...FindingFilters },
  { additionalProperties: false },
);

const findings: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '',
    {
      schema: {
        operationId: 'listFindings',
        tags: ['evidence'],
        summary: 'List findings',
        description:
          'Of the last audit of each account that is not closed what did not pass, the gravest first. What concerns the whole organization is found by ' +
          'the audit of each account.',
        security: needs('read'),
        querystring: FindingQuery,
        response: { 200: answer('A page of findings', Page(Finding)), ...problems('NOT_FOUND') },
      },
    },
    async ({ query: { limit = 50, ...filter }, principal: { limits } }) => {
      if (filter.after !== undefined && !(await isFinding(app.db, filter.after, limits)))
        throw new NotFound('finding', filter.after);
      return pageOf(await listFindings(app.db, { limit: limit + 1, ...filter, limits }), limit);
    },
  );
};
export default findings;
