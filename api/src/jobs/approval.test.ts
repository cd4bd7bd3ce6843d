import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../test/service.ts';
import { awaitApproval, decide, latestApproval } from '../store/approvals.ts';
import { transaction } from '../store/database.ts';
import { findJob, insertJob, type JobInput, startJob } from '../store/jobs.ts';
import { type Plan, reasonsToAsk, requireApproval } from './approval.ts';
import { AwaitingApproval } from './awaiting-approval.ts';
import type { PlanBinding } from './binding.ts';
import type { JobContext } from './context.ts';
import { JobFailure } from './failure.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(async () => service?.[Symbol.asyncDispose]());

const binding: PlanBinding = {
  program: '1',
  configuration: '1',
  state: '1',
  exceptions: '1',
  plan: '1',
  policies: '1',
  blackouts: '1',
};
const aPlan = (over: Partial<Plan> = {}): Plan => ({
  stack: 'security organization',
  binding,
  changes: { create: 1, same: 3 },
  blackouts: [],
  advice: [],
  ...over,
});

type Context = Pick<JobContext, 'config' | 'db' | 'job' | 'event'>;

async function running(input: JobInput = { approval: true }): Promise<Context> {
  const { db, config } = service.app;
  const asked = { kind: 'deploy-organization', runKey: 'test', requestedBy: 'proposer', input } as const;
  const { id } = await insertJob(db, asked);
  const job = await startJob(db, id);
  if (job === undefined) throw new Error('the job has ended');
  return { config, db, job, event: () => {} };
}

/** Lets the job rest with a plan, and somebody approve it. */
async function approved(context: Context, plan: Plan): Promise<void> {
  const { db, job } = context;
  const request = {
    stack: plan.stack,
    reasons: ['requested'],
    plan: {},
    needed: 1,
    hours: 1,
  } as const;
  await awaitApproval(db, job.id, { ...request, binding: { ...plan.binding } });
  const approval = await latestApproval(db, job.id, plan.stack);
  const said = { decision: 'approve', by: 'approver', reason: 'as discussed' } as const;
  await transaction(db, (tx) => decide(tx, approval?.id ?? '', said, async () => {}));
  await startJob(db, job.id);
}

const refusal = (work: Promise<void>) =>
  work.then(
    () => 'passed',
    (error: unknown) => (error instanceof JobFailure ? `${error.code} ${error.message}` : `${error}`),
  );

describe('people are asked', () => {
  const job = (input: JobInput) => ({ input }) as JobContext['job'];
  const config = (of: 'requested' | 'changes') =>
    ({ approvals: { of, approvers: 1, hours: 1 } }) as JobContext['config'];

  it.each([
    ['nothing', {}, 'requested', {}, []],
    ['a request that wants it', { approval: true }, 'requested', {}, ['requested']],
    ['a setting', {}, 'changes', {}, ['every-change']],
    ['a blackout', {}, 'requested', { blackouts: ['the trail ends'] }, ['blackout']],
    ['what cannot be undone', {}, 'requested', { isIrreversible: true }, ['irreversible']],
    ['no change', { approval: true }, 'changes', { changes: { same: 4, refresh: 1 } }, []],
  ] as const)('because of %s', (_why, input, of, plan, reasons) => {
    expect(reasonsToAsk({ config: config(of), job: job(input) }, aPlan(plan))).toEqual(reasons);
  });
});

describe('a plan that needs an approval', () => {
  it('waits until somebody has decided', async () => {
    await expect(requireApproval(await running(), aPlan())).rejects.toThrow(AwaitingApproval);
  });

  it('passes with the approval of just this plan, which is used', async () => {
    const context = await running();
    await approved(context, aPlan());
    await requireApproval(context, aPlan());
    const approval = await latestApproval(context.db, context.job.id, aPlan().stack);
    expect(approval?.state).toBe('used');
  });

  it.each(Object.keys(binding))('is refused when its %s has moved since it was approved', async (part) => {
    const context = await running();
    await approved(context, aPlan());
    const moved = aPlan({ binding: { ...binding, [part]: '2' } });
    const said = await refusal(requireApproval(context, moved));
    expect(said).toContain('APPROVAL_STALE');
    expect(said).toContain(`${part} of security organization moved`);
  });

  it('is asked for again when an attempt that died had applied a part of it', async () => {
    const context = await running();
    await approved(context, aPlan());
    await requireApproval(context, aPlan());
    const rest = aPlan({ binding: { ...binding, state: '2', plan: '2' } });
    await expect(requireApproval(context, rest)).rejects.toThrow(AwaitingApproval);
  });

  it('is not passed by the approval of another stack of the job', async () => {
    const context = await running();
    await approved(context, aPlan());
    const other = aPlan({ stack: 'log-archive organization' });
    await expect(requireApproval(context, other)).rejects.toThrow(AwaitingApproval);
  });

  it('is refused when its approval has ended', async () => {
    const context = await running();
    await approved(context, aPlan());
    await context.db.query(`UPDATE approvals SET expires_at = now() WHERE job = $1`, [context.job.id]);
    expect(await refusal(requireApproval(context, aPlan()))).toContain('APPROVAL_EXPIRED');
    expect((await findJob(context.db, context.job.id))?.state).toBe('running');
  });
});
