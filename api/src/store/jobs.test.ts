import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../test/service.ts';
import { type Account, findAccount, requestAccount, updateAccount } from './accounts.ts';
import { findAuditOfJob, insertAudit, updateAudit } from './audits.ts';
import { endJob, endJobWithoutEvent, eventsAfter, findJob, insertJob, type Job } from './jobs.ts';

let service: TestService;
let account: Account;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(async () => service?.[Symbol.asyncDispose]());

let made = 0;
beforeEach(async () => {
  made += 1;
  const name = `account-${made}`;
  const request = { name, email: `${name}@example.com`, organizationalUnitId: 'ou-ab12-abcdefgh' };
  account = (await requestAccount(service.app.db, request)).account;
});

const queued = (kind: 'vend-account' | 'audit-account'): Promise<Job> =>
  insertJob(service.app.db, { kind, runKey: kind, account: account.id, requestedBy: 'test' });

describe.each([
  ['a job', endJob],
  ['a job whose events are refused', endJobWithoutEvent],
] as const)('%s that ends', (_what, end) => {
  it.each(['canceled', 'failed', 'refused'] as const)(
    'as %s before its audit has failed the audit',
    async (state) => {
      const job = await queued('audit-account');
      await insertAudit(service.app.db, { account: account.id, job: job.id });
      await end(service.app.db, job.id, { state });
      const audit = await findAuditOfJob(service.app.db, job.id);
      expect(audit).toMatchObject({ state: 'failed', endedAt: expect.any(String) });
    },
  );

  it('leaves an audit that is complete as it is', async () => {
    const job = await queued('audit-account');
    const audit = await insertAudit(service.app.db, { account: account.id, job: job.id });
    await updateAudit(service.app.db, audit.id, { state: 'complete', report: {} });
    await end(service.app.db, job.id, { state: 'succeeded', result: {} });
    expect(await findAuditOfJob(service.app.db, job.id)).toMatchObject({ state: 'complete' });
  });

  it('without having made its account says so at the account', async () => {
    await end(service.app.db, (await queued('vend-account')).id, { state: 'canceled' });
    expect(await findAccount(service.app.db, account.id)).toMatchObject({ state: 'failed' });
  });

  it.each(['ready', 'refused'] as const)('leaves an account that is %s as it is', async (state) => {
    await updateAccount(service.app.db, account.id, { state });
    await end(service.app.db, (await queued('vend-account')).id, { state: 'failed' });
    expect(await findAccount(service.app.db, account.id)).toMatchObject({ state });
  });

  it('stays as it ended first', async () => {
    const job = await queued('vend-account');
    await end(service.app.db, job.id, { state: 'succeeded', result: { accountId: '444444444444' } });
    await end(service.app.db, job.id, { state: 'failed', error: { code: 'INTERNAL', message: 'late' } });
    expect(await findJob(service.app.db, job.id)).toMatchObject({ state: 'succeeded', error: null });
  });
});

it('a job’s end is its last event', async () => {
  const job = await queued('vend-account');
  await endJob(service.app.db, job.id, { state: 'canceled' });
  const events = await eventsAfter(service.app.db, job.id, 0);
  expect(events).toMatchObject([{ seq: 1, type: 'ended', data: { state: 'canceled' } }]);
});
