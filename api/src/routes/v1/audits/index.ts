import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { visibleAudit } from '../../../identity/visible.ts';
import { Id } from '../../../schemas/account.ts';
import { answer, named } from '../../../schemas/answer.ts';
import { Audit, ListedAudit } from '../../../schemas/audit.ts';
import { Page, pageOf, PageQuery, Since } from '../../../schemas/page.ts';
import { problems } from '../../../schemas/problem.ts';
import { needs } from '../../../schemas/security.ts';
import { AuditStates, listAudits } from '../../../store/audits.ts';

const AuditQuery = Type.Object(
  {
    ...PageQuery.properties,
    state: Type.Optional(Type.Enum(AuditStates, { description: 'Audits in this state alone' })),
    account: Type.Optional(
      Type.Unsafe<string>({ ...Id, description: 'the id of the account that was audited' }),
    ),
    since: Since,
  },
  { additionalProperties: false },
);

const audits: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '',
    {
      schema: {
        operationId: 'listAudits',
        tags: ['audits'],
        summary: 'List audits',
        description: 'Newest first, without their reports, which each audit has.',
        security: needs('read'),
        querystring: AuditQuery,
        response: { 200: answer('A page of audits', Page(ListedAudit)), ...problems('NOT_FOUND') },
      },
    },
    async ({ query: { limit = 50, ...filter }, principal }) => {
      if (filter.after !== undefined) await visibleAudit(app.db, principal, filter.after);
      const { limits } = principal;
      return pageOf(await listAudits(app.db, { limit: limit + 1, ...filter, limits }), limit);
    },
  );

  app.get(
    '/:id',
    {
      schema: {
        operationId: 'readAudit',
        tags: ['audits'],
        summary: 'Read an audit',
        description:
          'Its report is there once it is complete, or partial: what could not be read is unknown.',
        security: needs('read'),
        params: Type.Object({ id: Id }),
        response: { 200: answer('The audit', named(Audit)), ...problems('NOT_FOUND') },
      },
    },
    async ({ params, principal }) => visibleAudit(app.db, principal, params.id),
  );
};
export default audits;
