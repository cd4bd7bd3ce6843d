import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { PgBoss } from 'pg-boss';
import { findAccount, updateAccount } from '../../src/store/accounts.ts';
import { findAuditOfJob, insertAudit, updateAudit } from '../../src/store/audits.ts';
import type { Queryable } from '../../src/store/database.ts';
import { appendEvent, endJob, type Job, setStep, startJob } from '../../src/store/jobs.ts';
import { startTestService } from '../service.ts';

/** The service on a socket, for a client that is not ours. */
export interface ListeningService extends AsyncDisposable {
  readonly url: string;
  /** With every role. */
  readonly apiKey: string;
}

/**
 * Starts the service with its real database and its real queue. Only the queue's consumer differs: it ends a
 * job at once, one as succeeded, the next as refused, the next as failed, so that a client meets every answer
 * without an account being made.
 */
export async function startListeningService(): Promise<ListeningService> {
  const service = await startTestService({ TRAILGUARD_REQUESTS_PER_MINUTE: '1000000' });
  const { app } = service;
  await app.listen({ host: '127.0.0.1', port: 0 });
  const boss = new PgBoss({
    connectionString: app.config.databaseUrl,
    schema: 'queue',
    migrate: false,
    useListenNotify: true,
  });
  boss.on('error', () => {});
  await boss.start();
  let ended = 0;
  await boss.work<{ jobId: string }>(
    'jobs',
    { pollingIntervalSeconds: 0.5, batchSize: 20 },
    async (messages) => {
      for (const { data } of messages) await conclude(app.db, data.jobId, ended++);
    },
  );
  const apiKey = await service.key();
  await keepKey(app.db, apiKey);
  return {
    url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    apiKey,
    async [Symbol.asyncDispose]() {
      await boss.stop({ graceful: true, timeout: 5_000 });
      app.server.closeAllConnections();
      await service[Symbol.asyncDispose]();
    },
  };
}

/** A client that finds its own key in a list, and revokes or rotates it, would be refused everything from then on. */
async function keepKey(db: Queryable, apiKey: string): Promise<void> {
  const [, id = ''] = apiKey.split('_');
  await db.query(`
    CREATE FUNCTION keep_key() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
    CREATE TRIGGER keep_key BEFORE UPDATE ON api_keys FOR EACH ROW WHEN (OLD.id = '${id}') EXECUTE FUNCTION keep_key()`);
}

/** Does to the database what a job of this kind does at its end. */
async function conclude(db: Queryable, jobId: string, turn: number): Promise<void> {
  const job = await startJob(db, jobId);
  if (job === undefined) return;
  await setStep(db, job.id, `preview of ${job.kind}`);
  await appendEvent(db, job.id, 'resource', { op: 'create', urn: 'urn:pulumi:a::b::c::d' });
  if (turn % 3 === 1) {
    const error = { code: 'POLICY_VIOLATION', message: 'CT-01 forbids it', controls: ['CT-01'] };
    await endAccount(db, job, 'refused');
    await endJob(db, job.id, { state: 'refused', error });
  } else if (turn % 3 === 2) {
    await endAccount(db, job, 'failed');
    await endJob(db, job.id, { state: 'failed', error: { code: 'JOB_PROCESS_DIED', message: 'killed' } });
  } else {
    await endAccount(db, job, 'ready');
    const audit = job.account === null ? undefined : await completeAudit(db, job, job.account);
    await endJob(db, job.id, { state: 'succeeded', result: audit === undefined ? {} : { audit } });
  }
}

async function endAccount(db: Queryable, job: Job, state: 'ready' | 'refused' | 'failed'): Promise<void> {
  if (job.kind !== 'vend-account' || job.account === null) return;
  const digits = BigInt(`0x${randomUUID().slice(0, 8)}`)
    .toString()
    .padStart(12, '4');
  await updateAccount(db, job.account, { state, ...(state === 'ready' ? { accountId: digits } : {}) });
}

async function completeAudit(db: Queryable, job: Job, account: string): Promise<string> {
  if ((await findAccount(db, account)) === undefined) throw new Error(`no account ${account}`);
  const audit = (await findAuditOfJob(db, job.id)) ?? (await insertAudit(db, { account, job: job.id }));
  await updateAudit(db, audit.id, { state: 'complete', report: { score: 100, results: [] } });
  return audit.id;
}
