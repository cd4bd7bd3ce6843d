import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { NotFound } from '../../../errors.ts';
import type { Principal } from '../../../identity/principal.ts';
import { maySeeAccount } from '../../../identity/visible.ts';
import { Id } from '../../../schemas/account.ts';
import { answer, named } from '../../../schemas/answer.ts';
import { Approval } from '../../../schemas/approval.ts';
import { Page, PageQuery, pageOf } from '../../../schemas/page.ts';
import { problems } from '../../../schemas/problem.ts';
import { needs } from '../../../schemas/security.ts';
import { ApprovalStates, findApproval, listApprovals } from '../../../store/approvals.ts';
import { findJob } from '../../../store/jobs.ts';

const ApprovalQuery = Type.Object(
  {
    ...PageQuery.properties,
    state: Type.Optional(Type.Enum(ApprovalStates, { description: 'Approvals in this state alone' })),
  },
  { additionalProperties: false },
);

const approvals: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '',
    {
      schema: {
        operationId: 'listApprovals',
        tags: ['approvals'],
        summary: 'List approvals',
        description: 'Newest first; `state=pending` lists what people have to decide on.',
        security: needs('read'),
        querystring: ApprovalQuery,
        response: { 200: answer('A page of approvals', Page(named(Approval))), ...problems('NOT_FOUND') },
      },
    },
    async ({ query: { limit = 50, ...filter }, principal }) => {
      if (filter.after !== undefined) await visibleApproval(app, principal, filter.after);
      const page = { limit: limit + 1, ...filter, limits: principal.limits };
      return pageOf(await listApprovals(app.db, page), limit);
    },
  );

  app.get(
    '/:id',
    {
      schema: {
        operationId: 'readApproval',
        tags: ['approvals'],
        summary: 'Read an approval',
        description: 'The plan, what it is bound to, and what people have said to it.',
        security: needs('read'),
        params: Type.Object({ id: Id }),
        response: { 200: answer('The approval', named(Approval)), ...problems('NOT_FOUND') },
      },
    },
    async ({ params, principal }) => visibleApproval(app, principal, params.id),
  );
};
export default approvals;

/** An approval of a job that the caller may see. @throws NotFound as for one that is not there. */
async function visibleApproval({ db }: Pick<FastifyInstance, 'db'>, principal: Principal, id: string) {
  const approval = await findApproval(db, id);
  const job = approval === undefined ? undefined : await findJob(db, approval.job);
  if (approval === undefined || job === undefined || !(await maySeeAccount(db, principal, job.account)))
    throw new NotFound('approval', id);
  return approval;
}
