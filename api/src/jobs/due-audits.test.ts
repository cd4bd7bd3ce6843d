import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../test/service.ts';
import { findAccount, requestAccount, updateAccount } from '../store/accounts.ts';
import { findAuditOfJob } from '../store/audits.ts';
import { endJob, type Job } from '../store/jobs.ts';
import { PlannedAuditsInARow, planNextAudit } from '../store/planned-audits.ts';
import { enqueueDueAudits } from './due-audits.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(async () => service?.[Symbol.asyncDispose]());
beforeEach(async () => {
  await service.app.db.query('UPDATE accounts SET next_audit_at = NULL');
});

const due = new Date('2026-06-15T12:00:00.000Z');
const minutesAfterDue = (minutes: number) => new Date(due.getTime() + minutes * 60_000);

let made = 0;

/** An account that AWS has made, with an audit planned. */
async function plannedAccount(): Promise<string> {
  made += 1;
  const { db } = service.app;
  const name = `planned-${made}`;
  const { account } = await requestAccount(db, {
    name,
    email: `${name}@example.com`,
    organizationalUnitId: 'ou-ab12-abcdefgh',
  });
  await updateAccount(db, account.id, { state: 'ready', accountId: String(made).padStart(12, '4') });
  await plan(account.id, due, true);
  return account.id;
}
const plan = (account: string, at: Date | null, wasRequested: boolean) =>
  planNextAudit(service.app.db, account, { at, wasRequested });
const look = (awsTime: Date): Promise<Job[]> =>
  enqueueDueAudits(service.app.db, service.app.queue, async () => awsTime);
const plannedTime = async (account: string) => (await findAccount(service.app.db, account))?.nextAuditAt;
const fail = (job: Job | undefined) =>
  endJob(service.app.db, job?.id ?? '', {
    state: 'failed',
    error: { code: 'AUDIT_FAILED', message: 'unreachable' },
  });

describe('an audit that is planned', () => {
  it('is left alone until AWS’s clock says that it is due', async () => {
    const account = await plannedAccount();
    expect(await look(minutesAfterDue(-1))).toEqual([]);
    expect(await plannedTime(account)).toBe(due.toISOString());
  });

  it('is queued once it is due, as a job that nobody requested, with its audit', async () => {
    const account = await plannedAccount();
    const [job, ...others] = await look(due);
    expect(others).toEqual([]);
    expect(job).toMatchObject({ kind: 'audit-account', account, requestedBy: null });
    expect(await findAuditOfJob(service.app.db, job?.id ?? '')).toMatchObject({ account, state: 'queued' });
    const { rows } = await service.app.db.query(
      `SELECT count(*) FROM queue.job WHERE name = 'jobs' AND data ->> 'jobId' = $1`,
      [job?.id],
    );
    expect(rows[0].count).toBe('1');
  });

  it('is shown by the service to a client that reads the account', async () => {
    const account = await plannedAccount();
    const authorization = `Bearer ${await service.key()}`;
    const answer = await service.app.inject({ url: `/v1/accounts/${account}`, headers: { authorization } });
    expect(answer.json()).toMatchObject({ id: account, nextAuditAt: due.toISOString() });
  });

  it('is begun once, however many processes look at the same moment', async () => {
    await plannedAccount();
    const looks = await Promise.all(Array.from({ length: 8 }, () => look(due)));
    expect(looks.flat()).toHaveLength(1);
  });

  it('waits for a job that works on the account, which ends with an audit of its own', async () => {
    const account = await plannedAccount();
    const [first] = await look(due);
    await plan(account, due, false);
    expect(await look(due)).toEqual([]);
    await fail(first);
    expect(await look(due)).toHaveLength(1);
  });

  it('is tried again an hour after it failed', async () => {
    await plannedAccount();
    const [first] = await look(due);
    await fail(first);
    expect(await look(minutesAfterDue(59))).toEqual([]);
    expect(await look(minutesAfterDue(60))).toHaveLength(1);
  });

  it('is replaced by what a newer audit plans', async () => {
    const account = await plannedAccount();
    await plan(account, minutesAfterDue(90), true);
    expect(await look(due)).toEqual([]);
    await plan(account, null, true);
    expect(await look(minutesAfterDue(90))).toEqual([]);
  });
});

describe('a result that stays pending', () => {
  /** Audits as planned and finds a result still pending, each time. @returns how often. */
  async function auditsByItself(account: string, ends: (job: Job) => Promise<unknown>): Promise<number> {
    for (let count = 0; count < 2 * PlannedAuditsInARow; count += 1) {
      const [job] = await look(minutesAfterDue(120 * (count + 1)));
      if (job === undefined) {
        expect(await plannedTime(account)).toBeNull();
        return count;
      }
      await ends(job);
    }
    throw new Error('it is audited for ever');
  }

  it.each<[string, (account: string) => (job: Job) => Promise<unknown>]>([
    [
      'is audited no more after several times in a row',
      (account) => async (job) => {
        await plan(account, due, false);
        await endJob(service.app.db, job.id, { state: 'succeeded', result: {} });
      },
    ],
    ['is tried no more after as many audits that failed', () => fail],
  ])('%s', async (_case, end) => {
    const account = await plannedAccount();
    expect(await auditsByItself(account, end(account))).toBe(PlannedAuditsInARow);
  });

  it('is audited by itself again after somebody asked for an audit', async () => {
    const account = await plannedAccount();
    await auditsByItself(account, fail);
    await plan(account, due, true);
    expect(await look(due)).toHaveLength(1);
  });
});

describe('looking for what is due', () => {
  it('asks AWS nothing while no audit is planned', async () => {
    const asked = () => Promise.reject(new Error('asked AWS'));
    expect(await enqueueDueAudits(service.app.db, service.app.queue, asked)).toEqual([]);
  });

  it('is scheduled in the database, so that any process of the service does it', async () => {
    const { rows } = await service.app.db.query(`SELECT cron FROM queue.schedule WHERE name = 'due-audits'`);
    expect(rows).toEqual([{ cron: '* * * * *' }]);
  });
});
