import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { PoolClient } from 'pg';
import { type Static, Type } from 'typebox';
import { ApproverIsProposer, NotAwaitingApproval, NotFound } from '../../../errors.ts';
import { visibleJob } from '../../../identity/visible.ts';
import { Id } from '../../../schemas/account.ts';
import { answer, named } from '../../../schemas/answer.ts';
import { Approval, DecisionRequest } from '../../../schemas/approval.ts';
import { Job } from '../../../schemas/job.ts';
import { OfBody, problems } from '../../../schemas/problem.ts';
import { needs } from '../../../schemas/security.ts';
import { type Decision, decide, findApproval } from '../../../store/approvals.ts';

const Params = Type.Object({ id: Id });
const response = {
  200: answer('The job and its approval', Type.Object({ job: named(Job), approval: named(Approval) })),
  ...problems('NOT_FOUND', 'NOT_AWAITING_APPROVAL', 'APPROVER_IS_PROPOSER', ...OfBody),
};

/** What people say to the plan that a job waits with. */
const sayings = [
  {
    decision: 'approve',
    operationId: 'approveJob',
    summary: 'Approve the plan of a job',
    description:
      'The job goes on once as many people have approved as are needed. It applies just what was approved: when program, settings, ' +
      'state, exceptions, policy results or the plan itself are others by then, it ends as APPROVAL_STALE.',
  },
  {
    decision: 'reject',
    operationId: 'rejectJob',
    summary: 'Reject the plan of a job',
    description: 'The job ends as refused, with the reason. Whoever asked for it may do so, too.',
  },
] as const;

const decisions: FastifyPluginAsyncTypebox = async (app) => {
  for (const { decision, ...told } of sayings)
    app.post(
      `/:id/${decision}`,
      {
        schema: {
          ...told,
          tags: ['approvals'],
          security: needs('approve'),
          params: Params,
          body: DecisionRequest,
          response,
        },
      },
      async (request, reply) => {
        const { principal, body, params } = request;
        await visibleJob(app.db, principal, params.id);
        return app.perform(request, reply, 200, (tx) =>
          say(app, tx, params.id, { ...body, decision, by: principal.name }),
        );
      },
    );
};
export default decisions;

async function say(
  { queue }: Pick<FastifyInstance, 'queue'>,
  tx: PoolClient,
  jobId: string,
  { approval: id, ...said }: Static<typeof DecisionRequest> & Pick<Decision, 'decision' | 'by'>,
) {
  // Of another job is of none here.
  if ((await findApproval(tx, id))?.job !== jobId) throw new NotFound('approval', id);
  const outcome = await decide(tx, id, said, (_tx, job) => queue.resume(tx, job));
  switch (outcome.is) {
    case 'absent':
      throw new NotFound('approval', id);
    case 'own-job':
      throw new ApproverIsProposer(said.by, jobId);
    case 'not-pending':
      throw new NotAwaitingApproval(jobId, id, outcome.state);
    case 'decided':
      return { body: { job: outcome.job, approval: outcome.approval }, on: { approval: id } };
  }
}
