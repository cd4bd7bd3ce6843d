import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../test/service.ts';
import {
  type Approval,
  awaitApproval,
  type ApprovalRequest,
  decide,
  expireApprovals,
  findApproval,
  latestApproval,
  takeApproval,
} from './approvals.ts';
import { transaction } from './database.ts';
import { endJob, eventsAfter, findJob, insertJob, type Job, startJob } from './jobs.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(async () => service?.[Symbol.asyncDispose]());

const request: ApprovalRequest = {
  stack: 'security organization',
  reasons: ['requested'],
  binding: { plan: 'a' },
  plan: { changes: { create: 1 } },
  needed: 1,
  hours: 1,
};

/** A job that waits for the approval of its plan. */
async function waiting(over: Partial<ApprovalRequest> = {}): Promise<{ job: Job; approval: Approval }> {
  const { db } = service.app;
  const job = await insertJob(db, { kind: 'deploy-organization', runKey: 'test', requestedBy: 'proposer' });
  await startJob(db, job.id);
  expect(await awaitApproval(db, job.id, { ...request, ...over })).toBe(true);
  const approval = await latestApproval(db, job.id, request.stack);
  if (approval === undefined) throw new Error('nothing waits');
  return { job, approval };
}

let resumed: string[] = [];
const resume = async (_tx: unknown, job: Job) => {
  resumed.push(job.id);
};
const say = (approval: Approval, decision: 'approve' | 'reject', by: string) =>
  transaction(service.app.db, (tx) =>
    decide(tx, approval.id, { decision, by, reason: 'as discussed' }, resume),
  );
const stateOf = async ({ id }: { id: string }) => (await findJob(service.app.db, id))?.state;
const outlive = (approval: Approval) =>
  service.app.db.query(`UPDATE approvals SET expires_at = now() - interval '1 second' WHERE id = $1`, [
    approval.id,
  ]);

describe('a job that waits for an approval', () => {
  it('names it, and goes on once it is approved', async () => {
    const { job, approval } = await waiting();
    expect(await findJob(service.app.db, job.id)).toMatchObject({
      state: 'awaiting-approval',
      approval: approval.id,
    });
    resumed = [];
    expect(await say(approval, 'approve', 'approver')).toMatchObject({
      is: 'decided',
      approval: { state: 'approved', decisions: [{ by: 'approver', reason: 'as discussed' }] },
      job: { state: 'queued', approval: null },
    });
    expect(resumed).toEqual([job.id]);
  });

  it('is refused with the words of whoever rejects it', async () => {
    const { job, approval } = await waiting();
    await say(approval, 'reject', 'approver');
    const ended = await findJob(service.app.db, job.id);
    expect(ended).toMatchObject({ state: 'refused', error: { code: 'APPROVAL_REJECTED' } });
    expect(ended?.error?.message).toContain('as discussed');
  });

  it('cannot be approved by the one who asked for it, who may take it back', async () => {
    const { job, approval } = await waiting();
    expect(await say(approval, 'approve', 'proposer')).toEqual({ is: 'own-job' });
    expect(await stateOf(job)).toBe('awaiting-approval');
    expect(await say(approval, 'reject', 'proposer')).toMatchObject({ is: 'decided' });
    expect(await stateOf(job)).toBe('refused');
  });

  it('waits for as many people as are needed, of whom each has one voice', async () => {
    const { job, approval } = await waiting({ needed: 2 });
    await say(approval, 'approve', 'first');
    await say(approval, 'approve', 'first');
    expect(await stateOf(job)).toBe('awaiting-approval');
    await say(approval, 'approve', 'second');
    expect(await stateOf(job)).toBe('queued');
  });

  it('ends when its time is over, and can be approved no more', async () => {
    const [looked, asked] = [await waiting(), await waiting()];
    await outlive(looked.approval);
    expect(await expireApprovals(service.app.db)).toBe(1);
    expect(await findJob(service.app.db, looked.job.id)).toMatchObject({
      state: 'refused',
      error: { code: 'APPROVAL_EXPIRED' },
    });
    await outlive(asked.approval);
    expect(await say(asked.approval, 'approve', 'approver')).toMatchObject({
      is: 'not-pending',
      state: 'expired',
    });
    await expireApprovals(service.app.db);
    expect(await stateOf(asked.job)).toBe('refused');
  });

  it('does not rest when it is to be canceled', async () => {
    const { db } = service.app;
    const job = await insertJob(db, { kind: 'deploy-organization', runKey: 'test', requestedBy: 'proposer' });
    await startJob(db, job.id);
    await service.app.queue.cancel(job.id);
    expect(await awaitApproval(db, job.id, request)).toBe(false);
    expect(await latestApproval(db, job.id, request.stack)).toBeUndefined();
  });

  it('takes its approval with it when it is canceled', async () => {
    const { job, approval } = await waiting();
    await service.app.queue.cancel(job.id);
    expect(await stateOf(job)).toBe('canceled');
    expect(await findApproval(service.app.db, approval.id)).toMatchObject({ state: 'withdrawn' });
    expect(await say(approval, 'approve', 'approver')).toMatchObject({
      is: 'not-pending',
      state: 'withdrawn',
    });
  });
});

describe('when several things come at the same moment', () => {
  it('two approvers queue the job once', async () => {
    for (let round = 0; round < 10; round++) {
      const { job, approval } = await waiting();
      resumed = [];
      await Promise.all(['a', 'b', 'c'].map((by) => say(approval, 'approve', by)));
      expect(resumed).toEqual([job.id]);
    }
  });

  it('one of approval, rejection, expiry and cancellation wins, and the job and its approval agree on it', async () => {
    const ends = new Set<string>();
    const agreeing: Record<string, string> = {
      queued: 'approved',
      canceled: 'withdrawn',
      'refused APPROVAL_REJECTED': 'rejected',
      'refused APPROVAL_EXPIRED': 'expired',
    };
    for (let round = 0; round < 24; round++) {
      const { job, approval } = await waiting();
      const acts = [
        () => say(approval, 'approve', 'a'),
        () => say(approval, 'reject', 'b'),
        () => service.app.queue.cancel(job.id),
        () => outlive(approval).then(() => expireApprovals(service.app.db)),
      ];
      // Each comes first in turn, two or three at a time.
      const chosen = [0, 1, 2].map((offset) => acts[(round + offset) % 4]).slice(0, 2 + (round % 2));
      await Promise.all(chosen.map(async (act) => act?.()));
      const ended = await findJob(service.app.db, job.id);
      const end = [ended?.state, ended?.error?.code].filter((part) => part !== undefined).join(' ');
      expect(agreeing).toHaveProperty([end]);
      expect(await findApproval(service.app.db, approval.id)).toMatchObject({ state: agreeing[end] });
      const events = await eventsAfter(service.app.db, job.id, 0);
      expect(events.filter(({ type }) => type === 'ended')).toHaveLength(end === 'queued' ? 0 : 1);
      ends.add(end);
    }
    expect(ends.size).toBeGreaterThan(1);
  });
});

describe('an approval', () => {
  it('is used while it holds, and once used goes on to be for an attempt that begins again', async () => {
    const { approval } = await waiting();
    expect(await takeApproval(service.app.db, approval.id)).toBe(false);
    await say(approval, 'approve', 'approver');
    expect(await takeApproval(service.app.db, approval.id)).toBe(true);
    await outlive(approval);
    expect(await takeApproval(service.app.db, approval.id)).toBe(true);
  });

  it('that is past its time is not used', async () => {
    const { approval } = await waiting();
    await say(approval, 'approve', 'approver');
    await outlive(approval);
    expect(await takeApproval(service.app.db, approval.id)).toBe(false);
  });

  it('of a job that ended before it went on is withdrawn', async () => {
    const { job, approval } = await waiting();
    await say(approval, 'approve', 'approver');
    await endJob(service.app.db, job.id, { state: 'canceled' });
    expect(await takeApproval(service.app.db, approval.id)).toBe(false);
  });
});
