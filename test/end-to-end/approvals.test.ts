import {
  DeleteAccountPasswordPolicyCommand,
  GetAccountPasswordPolicyCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountsOf, vend } from '../faults/vending.ts';
import { type Colleague, colleagueOf, restingOf } from './approving.ts';
import { clientIn } from './clients.ts';
import { accountsAlone, type EndedJob, type RunningService, startService } from './service.ts';

let running: RunningService;
let colleague: Colleague;
let vended: EndedJob;
let account: string;
beforeAll(async () => {
  running = await startService({ environment: accountsAlone });
  colleague = await colleagueOf(running);
});
afterAll(async () => running?.[Symbol.asyncDispose]());

const onStack = async (body: object) => {
  const { job } = await running.post<{ job: EndedJob }>(`/v1/stacks/${account}/jobs`, body);
  return job;
};
const ended = async (body: object) => running.job((await onStack(body)).id);
const iam = () => clientIn(running.service.sandbox, IAMClient, { id: String(vended.result?.accountId) });

describe('an account that is asked for with approval', () => {
  it('is not made before somebody else has approved just this plan', async () => {
    const asked = await vend(running, 'approved', { approval: true });
    account = asked.account.id;
    const waiting = await restingOf(running, asked.job.id);
    expect(waiting).toMatchObject({ state: 'pending', reasons: ['requested'] });
    expect(waiting.plan.changes.create).toBeGreaterThan(0);
    expect(await accountsOf(running, 'approved')).toEqual([]);

    await expect(
      running.post(`/v1/jobs/${asked.job.id}/approve`, { approval: waiting.id, reason: 'my own' }),
    ).rejects.toThrow('APPROVER_IS_PROPOSER');
    vended = await colleague.approve(asked.job as EndedJob);
    expect(vended).toMatchObject({ state: 'succeeded', error: null });
    expect((await accountsOf(running, 'approved')).map(({ Id }) => Id)).toEqual([vended.result?.accountId]);
    expect(await running.get(`/v1/approvals/${waiting.id}`)).toMatchObject({ state: 'used' });
  });

  it('has a stack whose outputs and state can be read', async () => {
    const { outputs } = await running.get<{ outputs: object }>(`/v1/stacks/${account}/outputs`);
    expect(outputs).toMatchObject({ accountId: vended.result?.accountId });
    const { deployment } = await running.get<{ deployment: { resources: { type: string }[] } }>(
      `/v1/stacks/${account}/export`,
    );
    expect(deployment.resources.map(({ type }) => type)).toContain('aws:organizations/account:Account');
    expect(JSON.stringify(deployment)).not.toContain('secrets_providers');
  });
});

describe('what somebody changes beside the programs', () => {
  it('is found, and put back once that is approved', async () => {
    expect(await ended({ action: 'drift' })).toMatchObject({ state: 'succeeded', result: { drift: [] } });
    await (await iam()).send(new DeleteAccountPasswordPolicyCommand({}));
    const found = await ended({ action: 'drift' });
    expect(found.result?.drift).toMatchObject([
      { op: 'delete', type: 'aws:iam/accountPasswordPolicy:AccountPasswordPolicy' },
    ]);

    const job = await onStack({ action: 'drift', reapply: true });
    const waiting = await restingOf(running, job.id);
    expect(waiting.plan.changes).toMatchObject({ create: 1 });
    expect(await colleague.approve(job)).toMatchObject({
      state: 'succeeded',
      result: { changes: { create: 1 } },
    });
    const { PasswordPolicy } = await (await iam()).send(new GetAccountPasswordPolicyCommand({}));
    expect(PasswordPolicy?.MinimumPasswordLength).toBeGreaterThan(8);
    expect(await ended({ action: 'drift' })).toMatchObject({ result: { drift: [] } });
  });
});
