import { CreateAccountCommand } from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountsAlone, type RunningService, startService } from '../end-to-end/service.ts';
import { killPart } from './processes.ts';
import { inDoubt, isInAws, readState, stackFiles } from './states.ts';
import {
  accountsOf,
  emailOf,
  eventOf,
  isResource,
  isStep,
  killJob,
  organizations,
  until,
  vend,
} from './vending.ts';

let running: RunningService;
beforeAll(async () => {
  running = await startService({ environment: accountsAlone });
});
afterAll(async () => running?.[Symbol.asyncDispose]());

/** Makes an account past the service, as somebody with access to AWS would. */
async function makeAccount(name: string, email: string): Promise<string> {
  const client = organizations(running);
  try {
    await client.send(new CreateAccountCommand({ AccountName: name, Email: email }));
  } finally {
    client.destroy();
  }
  const found = async () => (await accountsOf(running, email.split('@')[0] ?? ''))[0]?.Id;
  await until('the account is made', async () => (await found()) !== undefined);
  return (await found()) ?? '';
}

const stateOf = async (name: string) => {
  const found = Object.entries(await stackFiles(running.folder)).find(([stack]) =>
    stack.startsWith(`trailguard-account/${name}-`),
  );
  if (found === undefined) throw new Error(`there is no stack of ${name}`);
  return readState(found[1]);
};

describe('an address that belongs to an account which somebody else made', () => {
  it('is refused by the id of that account, before anything happens', async () => {
    const foreign = await makeAccount('by-hand', emailOf('foreign'));
    const { job, account } = await vend(running, 'foreign');
    const ended = await running.job(job.id);
    expect(ended).toMatchObject({ state: 'failed', error: { code: 'ACCOUNT_TAKEN' } });
    expect(ended.error?.message).toContain(foreign);
    const steps = (await running.events(job.id)).filter(({ type }) => type === 'step');
    expect(steps.map(({ data }) => data.step)).toEqual(['reconcile account']);
    expect((await stateOf('foreign')).resources.filter(isInAws)).toEqual([]);
    expect(await running.get(`/v1/accounts/${account.id}`)).toMatchObject({
      state: 'failed',
      accountId: null,
    });
  }, 60_000);
});

describe('a running job that is canceled', () => {
  it('finishes and records what it was creating, and the next request completes it', async () => {
    const { job } = await vend(running, 'canceled');
    await eventOf(running, job.id, isStep('apply account'));
    await eventOf(running, job.id, isResource('pulumi:providers:aws'));
    await running.post(`/v1/jobs/${job.id}/cancel`);
    const ended = await running.job(job.id);
    expect(ended).toMatchObject({ state: 'canceled', attempt: 1 });
    const state = await stateOf('canceled');
    expect(inDoubt(state)).toEqual([]);
    // In AWS and in the state alike: nothing was left halfway.
    const made = (await accountsOf(running, 'canceled')).map(({ Id }) => Id);
    const recorded = state.resources.filter(({ type }) => type.includes('organizations/account'));
    expect(recorded.map(({ id }) => id)).toEqual(made);

    const again = await vend(running, 'canceled');
    expect(again.job.id).not.toBe(job.id);
    const completed = await running.job(again.job.id);
    expect(completed).toMatchObject({ state: 'succeeded', error: null });
    const accounts = await accountsOf(running, 'canceled');
    expect(accounts.map(({ Id }) => Id)).toEqual([completed.result?.accountId]);
    if (made.length > 0) expect(completed.result?.accountId).toBe(made[0]);
  }, 180_000);
});

describe('a provider plugin that is killed while it creates an account', () => {
  it('fails the job with one clear message, and the next request takes up the account it had begun', async () => {
    running.service.sandbox.setDelays({ accounts: 4_000 });
    const { job } = await vend(running, 'plugin-died');
    await eventOf(running, job.id, isResource('pulumi:providers:aws'));
    await until('the account is asked for', async () => {
      const state = await stateOf('plugin-died');
      return (state.pending_operations ?? []).some(({ resource }) =>
        resource.type.includes('account:Account'),
      );
    });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await killPart(running.folder, 'provider');
    const ended = await running.job(job.id);
    expect(ended).toMatchObject({ state: 'failed', attempt: 1, error: { code: 'APPLY_FAILED' } });
    expect(ended.error?.message).toContain("provider plugin 'aws' was ended by SIGKILL");

    const again = await vend(running, 'plugin-died');
    const completed = await running.job(again.job.id);
    expect(completed).toMatchObject({ state: 'succeeded', error: null });
    const accounts = await accountsOf(running, 'plugin-died');
    expect(accounts.map(({ Id }) => Id)).toEqual([completed.result?.accountId]);
  }, 180_000);
});

describe('two requests for one address that race with a crash', () => {
  it('are one job, which makes one account', async () => {
    const [first, second] = await Promise.all([vend(running, 'raced'), vend(running, 'raced')]);
    expect(second.job.id).toBe(first.job.id);
    await eventOf(running, first.job.id, isResource('organizations/account'));
    const [third] = await Promise.all([vend(running, 'raced'), killJob(running, first.job.id)]);
    expect(third.job.id).toBe(first.job.id);
    const ended = await running.job(first.job.id);
    expect(ended).toMatchObject({ state: 'succeeded', attempt: 2 });
    const accounts = await accountsOf(running, 'raced');
    expect(accounts.map(({ Id }) => Id)).toEqual([ended.result?.accountId]);
  }, 180_000);
});
