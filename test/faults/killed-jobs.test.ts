import { ListCreateAccountStatusCommand } from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningService, startService } from '../end-to-end/service.ts';
import { partOf } from './processes.ts';
import { accountsOf, eventOf, isResource, isStep, killJob, organizations, until, vend } from './vending.ts';

let running: RunningService;
beforeAll(async () => {
  running = await startService({ environment: { TRAILGUARD_CONCURRENCY: '3' } });
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

describe('a job whose process is killed while it vends an account', () => {
  it.concurrent.each(moments)(
    'succeeds at its next attempt and makes the account once: %s',
    async (name, moment) => {
      const { job } = await vend(running, name);
      await moment(name, job.id);
      await killJob(running, job.id);
      const ended = await running.job(job.id);
      expect(ended).toMatchObject({ state: 'succeeded', attempt: 2, error: null });
      const accounts = await accountsOf(running, name);
      expect(accounts.map(({ Id }) => Id)).toEqual([ended.result?.accountId]);
      const again = await vend(running, name);
      expect(again).toMatchObject({
        job: { id: job.id, state: 'succeeded' },
        account: { state: 'ready', accountId: ended.result?.accountId },
      });
    },
    180_000,
  );
});

describe('what is left when all jobs have ended', () => {
  it('is no process of a job, a provider or a policy pack', async () => {
    await until(
      'the last process has ended',
      async () => {
        const left = await Promise.all(
          (['job', 'provider', 'policyPack'] as const).map((part) => partOf(running.folder, part)),
        );
        return left.flat().length === 0;
      },
      5_000,
    );
  });
});
