import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningService, startService } from '../end-to-end/service.ts';
import { broken } from '../end-to-end/undecided.ts';
import { accountsOf, vend } from './vending.ts';

let running: RunningService;
beforeAll(async () => {
  running = await startService();
  // Much slower than by default: what was made is not seen, may not be used or is in progress for seconds.
  running.service.sandbox.setDelays({ iam: 4_000, trustedAccess: 4_000, members: 15_000, accounts: 10_000 });
});
afterAll(async () => running?.[Symbol.asyncDispose]());

describe('an AWS that is slow to agree with itself', () => {
  it('gets its organization, and an account that passes what can be judged by then', async () => {
    const { job } = await running.post<{ job: { id: string } }>('/v1/organization/deployments');
    expect(await running.job(job.id)).toMatchObject({ state: 'succeeded', attempt: 1, error: null });
    const vended = await vend(running, 'patient');
    const ended = await running.job(vended.job.id);
    expect(ended).toMatchObject({ state: 'succeeded', attempt: 1, error: null });
    expect((await accountsOf(running, 'patient')).map(({ Id }) => Id)).toEqual([ended.result?.accountId]);
    const report = await running.audit(vended.account.id);
    expect(broken(report)).toEqual([]);
    expect(report.unread).toEqual([]);
  }, 400_000);
});
