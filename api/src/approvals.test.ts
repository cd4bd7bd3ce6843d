import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../test/service.ts';
import { type Role, Roles } from './identity/roles.ts';
import { createApiKey } from './store/api-keys.ts';
import { awaitApproval, latestApproval } from './store/approvals.ts';
import { insertJob, startJob } from './store/jobs.ts';

let service: TestService;
let proposer: string;
let approver: string;
beforeAll(async () => {
  service = await startTestService();
  [proposer, approver] = [await keyOf('proposer'), await keyOf('approver')];
});
afterAll(async () => service?.[Symbol.asyncDispose]());

const keyOf = (name: string, roles: readonly Role[] = Roles) =>
  createApiKey(service.app.db, { name, roles, days: 1 });
const post = (url: string, payload: object, key = approver) =>
  service.app.inject({ method: 'POST', url, headers: { authorization: `Bearer ${key}` }, payload });
const get = (url: string) =>
  service.app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${approver}` } });

/** A job that rests with its plan, and the approval that it waits for. */
async function resting(): Promise<{ job: string; approval: string }> {
  const { db } = service.app;
  const asked = { kind: 'deploy-organization', runKey: 'test', requestedBy: 'proposer' } as const;
  const { id: job } = await insertJob(db, asked);
  await startJob(db, job);
  await awaitApproval(db, job, {
    stack: 'security organization',
    reasons: ['blackout'],
    binding: { plan: 'a'.repeat(64) },
    plan: { changes: { delete: 1 }, blackouts: ['the trail ends'], advice: [] },
    needed: 1,
    hours: 24,
  });
  return { job, approval: (await latestApproval(db, job, 'security organization'))?.id ?? '' };
}

const queuedMessages = async (job: string) =>
  (await service.app.db.query(`SELECT FROM queue.job WHERE data ->> 'jobId' = $1`, [job])).rowCount;

describe('a job that waits for an approval', () => {
  it('is in the list of what people have to decide on, with what it would lose', async () => {
    const { job, approval } = await resting();
    const { items } = (await get('/v1/approvals?state=pending')).json();
    expect(items[0]).toMatchObject({ id: approval, job, reasons: ['blackout'], state: 'pending' });
    expect((await get(`/v1/approvals/${approval}`)).json()).toEqual(items[0]);
    expect((await get(`/v1/jobs/${job}`)).json()).toMatchObject({ state: 'awaiting-approval', approval });
  });

  it('goes to a worker once somebody else approves it', async () => {
    const { job, approval } = await resting();
    const answer = await post(`/v1/jobs/${job}/approve`, { approval, reason: 'agreed in CHG-1' });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      job: { id: job, state: 'queued', approval: null },
      approval: { state: 'approved', decisions: [{ by: 'approver', reason: 'agreed in CHG-1' }] },
    });
    expect(await queuedMessages(job)).toBe(1);
    expect((await post(`/v1/jobs/${job}/approve`, { approval, reason: 'agreed in CHG-1' })).statusCode).toBe(
      200,
    );
    expect(await queuedMessages(job)).toBe(1);
  });

  it('is not approved by the one who asked for it', async () => {
    const { job, approval } = await resting();
    const answer = await post(`/v1/jobs/${job}/approve`, { approval, reason: 'mine' }, proposer);
    expect(answer.statusCode).toBe(403);
    expect(answer.json().type).toBe('urn:trailguard:error:APPROVER_IS_PROPOSER');
    expect(await queuedMessages(job)).toBe(0);
  });

  it('is not approved by a key that only reads', async () => {
    const { job, approval } = await resting();
    const reader = await keyOf('reader', ['read', 'propose', 'operate']);
    expect((await post(`/v1/jobs/${job}/approve`, { approval, reason: 'x' }, reader)).statusCode).toBe(403);
  });

  it('ends with the reason of whoever rejects it, and is then decided', async () => {
    const { job, approval } = await resting();
    await post(`/v1/jobs/${job}/reject`, { approval, reason: 'not this week' });
    const ended = (await get(`/v1/jobs/${job}`)).json();
    expect(ended).toMatchObject({ state: 'refused', error: { code: 'APPROVAL_REJECTED' } });
    expect(ended.error.message).toContain('not this week');
    const late = await post(`/v1/jobs/${job}/approve`, { approval, reason: 'yes' }, await keyOf('late'));
    expect(late.statusCode).toBe(409);
    expect(late.json().type).toBe('urn:trailguard:error:NOT_AWAITING_APPROVAL');
  });

  it('is not decided by the approval of another, nor by one that nobody has read', async () => {
    const [one, other] = [await resting(), await resting()];
    for (const approval of [other.approval, randomUUID()]) {
      const answer = await post(`/v1/jobs/${one.job}/approve`, { approval, reason: 'x' });
      expect(answer.statusCode).toBe(404);
    }
    expect((await post(`/v1/jobs/${one.job}/approve`, { reason: 'x' })).statusCode).toBe(400);
  });

  it.each([
    ['none', ''],
    ['one with a line of its own', 'fine\n{"level":50,"msg":"forged"}'],
  ])('takes no reason that is %s', async (_what, reason) => {
    const { job, approval } = await resting();
    expect((await post(`/v1/jobs/${job}/approve`, { approval, reason })).statusCode).toBe(400);
  });
});
