import { ListCreateAccountStatusCommand } from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountsAlone, type RunningService, startService } from '../end-to-end/service.ts';
import { partOf } from './processes.ts';
import { accountsOf, eventOf, isResource, isStep, killJob, organizations, until, vend } from './vending.ts';

let running: RunningService;
beforeAll(async () => {
  running = await startService({ environment: { ...accountsAlone, TRAILGUARD_CONCURRENCY: '3' } });
  // Long enough for a test to meet CreateAccount in progress.
  running.service.sandbox.setDelays({ accounts: 4_000 });
});
afterAll(async () => running?.[Symbol.asyncDispose]());

/** Resolves while AWS makes an account. */
async function creationInProgress(name: string): Promise<void> {
  const client = organizations(running);
  try {
    await until('CreateAccount in progress', async () => {
      const { CreateAccountStatuses = [] } = await client.send(
        new ListCreateAccountStatusCommand({ States: ['IN_PROGRESS'] }),
      );
      return CreateAccountStatuses.some(({ AccountName }) => AccountName === name);
    });
  } finally {
    client.destroy();
  }
}

/** When to kill: the moment's name, and what to wait for. */
const moments: [string, (name: string, jobId: string) => Promise<unknown>][] = [
  ['before-anything', (_name, job) => eventOf(running, job, isStep('preview account'))],
  ['at-the-apply', (_name, job) => eventOf(running, job, isStep('apply account'))],
  ['in-progress', (name) => creationInProgress(name)],
  ['account-made', (_name, job) => eventOf(running, job, isResource('organizations/account'))],
  ['in-the-baseline', (_name, job) => eventOf(running, job, isResource('iam/role:Role'))],
  ['at-the-audit', (_name, job) => eventOf(running, job, isStep('audit account'))],
];

/** How often a moment is tried to be met: a job on a fast machine may be over before it is killed. */
const tries = 3;

/** Vends an account whose job is killed at a moment. @returns how the job ended, and the account's name. */
async function vendKilled(name: string, moment: (typeof moments)[number][1]) {
  for (let count = 1; ; count += 1) {
    const tried = `${name}-${count}`;
    const { job } = await vend(running, tried);
    try {
      await moment(tried, job.id);
      await killJob(running, job.id);
    } catch (error) {
      if (count === tries) throw error;
    }
    const ended = await running.job(job.id);
    if (ended.attempt > 1 || count === tries) return { name: tried, ended };
  }
}

describe('a job whose process is killed while it vends an account', () => {
  it.concurrent.for(moments)(
    'succeeds at its next attempt and makes the account once: %s',
    { timeout: 300_000 },
    async ([moment, reach], { expect }) => {
      const { name, ended } = await vendKilled(moment, reach);
      expect(ended).toMatchObject({ state: 'succeeded', attempt: 2, error: null });
      const accounts = await accountsOf(running, name);
      expect(accounts.map(({ Id }) => Id)).toEqual([ended.result?.accountId]);
      const again = await vend(running, name);
      expect(again).toMatchObject({
        job: { id: ended.id, state: 'succeeded' },
        account: { state: 'ready', accountId: ended.result?.accountId },
      });
    },
  );
});

describe('what is left when all jobs have ended', () => {
  it('is no process of a job, a provider or a policy pack', async () => {
    const left = async () => {
      const parts = ['job', 'provider', 'policyPack'] as const;
      return (await Promise.all(parts.map((part) => partOf(running.folder, part)))).flat();
    };
    await expect.poll(left, { timeout: 5_000 }).toEqual([]);
  });
});
