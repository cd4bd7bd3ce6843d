import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { placeOf } from '@trailguard/audit/integrity/place';
import {
  type DeliveredDigest,
  deliverChain,
  MemoryStore,
  SigningKey,
} from '@trailguard/audit/integrity/test';
import { writeCopy } from '@trailguard/audit/integrity/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../test/service.ts';
import { build } from '../app.ts';
import { findJobReport } from '../store/job-reports.ts';
import { endJob, type Job, type JobInput } from '../store/jobs.ts';
import { knownChainEnds } from '../store/log-chain-ends.ts';
import { recordsForAudits } from '../store/records.ts';
import type { JobContext } from './context.ts';
import type { OrganizationLogs } from './organization-logs.ts';
import { verifyLogsJob } from './verify-logs.ts';

const accountId = '111111111111';
const region = 'eu-west-1';
const hour = 3_600_000;
/** Records are read for a month. */
const start = Math.floor(Date.now() / hour) * hour - 48 * hour;
const place = { ...placeOf('s3://logs'), prefix: null, bucket: 'logs', organizationId: 'o-example' };

let service: TestService;
let authorization: string;
beforeAll(async () => {
  service = await startTestService();
  authorization = `Bearer ${await service.key()}`;
});
afterAll(async () => service?.[Symbol.asyncDispose]());

let folder: string;
let store: MemoryStore;
let key: SigningKey;
let delivered: DeliveredDigest[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-job-logs-'));
  store = new MemoryStore();
  key = new SigningKey(region);
  const periods = [{ files: [1, 1, 1, 1], pause: 0 }];
  delivered = deliverChain(store, key, { accountId, region, place, trailName: 'trail', start, periods });
  await service.app.db.query('DELETE FROM log_chain_ends');
});
afterEach(() => rm(folder, { recursive: true }));

/** The logs as they lie in the store now, some hours after the beginning. */
function logs(hours: number): OrganizationLogs {
  writeCopy(store, 'logs', join(folder, String(hours)));
  return {
    trail: { accounts: [{ accountId }], regions: [region], asOf: new Date(start + hours * hour) },
    places: [place],
    store: { kind: 'folder', folders: { logs: join(folder, String(hours)) } },
    keys: async () => ({ kind: 'saved', keys: [key.publicKey] }),
  };
}

const ask = async (payload: JobInput = {}): Promise<Job> => {
  const request = {
    method: 'POST' as const,
    url: '/v1/log-verifications',
    headers: { authorization },
    payload,
  };
  return (await service.app.inject(request)).json().job;
};

/** Runs a job as its process does. */
async function verify(hours: number, input: JobInput = {}) {
  const job = { ...(await ask(input)), input };
  const { db, config } = service.app;
  const context: JobContext = {
    ...{ job, db, config, signal: new AbortController().signal },
    step: async () => {},
    event: () => {},
    flush: async () => {},
  };
  const result = await verifyLogsJob(context, async () => logs(hours));
  await endJob(db, job.id, { state: 'succeeded', result });
  return { job: job.id, result };
}
const range = { from: new Date(start).toISOString(), to: new Date(start + 4 * hour).toISOString() };

describe('a verification of the logs', () => {
  it('reports every hour, and leaves a record that audits read', async () => {
    const { job, result } = await verify(10, range);
    expect(result).toMatchObject({ gravest: null, hours: { proven: 4 }, faultCount: 0 });
    expect(await findJobReport(service.app.db, job)).toMatchObject({
      schema: 'trailguard.integrity/1',
      places: [{ accountId, region, hours: ['proven', 'proven', 'proven', 'proven'] }],
    });
    const records = (await recordsForAudits(service.app.db)).filter(({ by }) => by.includes(`job ${job}`));
    expect(records).toMatchObject([
      { kind: 'log-validation', outcome: 'passed', scope: [`${accountId}/${region}`] },
    ]);
  });

  it('has a page of its report, to be kept as a file', async () => {
    const { job } = await verify(10, range);
    const url = `/v1/jobs/${job}/report/page`;
    const { headers, body } = await service.app.inject({ url, headers: { authorization } });
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-disposition': expect.stringMatching(/^attachment; /),
    });
    expect(body).toContain('Nothing is missing or changed.');
    expect(body).toContain(`<title>${accountId} from ${range.from} to ${range.to}: proven</title>`);
  });

  it('is a record of failure, and told to webhooks, where a log file is gone', async () => {
    await service.app.inject({
      ...{ method: 'POST', url: '/v1/webhooks', headers: { authorization } },
      payload: { url: 'https://hooks.example.com/logs', events: ['logs.not-proven'] },
    });
    store.objects.delete(delivered[1]?.logFiles[0] ?? '');
    const { job, result } = await verify(10, range);
    expect(result).toMatchObject({ gravest: 'missing', hours: { missing: 1 } });
    const records = (await recordsForAudits(service.app.db)).filter(({ by }) => by.includes(`job ${job}`));
    expect(records).toMatchObject([{ outcome: 'failed' }]);
    const { rows } = await service.app.db.query(
      "SELECT data -> 'data' ->> 'job' AS job FROM webhook_messages",
    );
    expect(rows).toEqual([{ job }]);
  });

  it('finds by what it has seen before that the end of a chain was cut off, whoever ran before', async () => {
    await verify(5, range);
    const last = delivered.at(-1);
    for (const object of [last?.object, ...(last?.logFiles ?? [])]) store.objects.delete(object ?? '');
    const { result } = await verify(5.1, range);
    expect(result).toMatchObject({ gravest: 'missing' });
    // What was there stays known: it is found missing the next time, too.
    expect((await knownChainEnds(service.app.db)).map(({ object }) => object)).toEqual([last?.object]);
    expect((await verify(5.2, range)).result).toMatchObject({ gravest: 'missing' });
  });

  it('goes on where the one before ended, and that was asked for no time', async () => {
    await service.app.db.query("DELETE FROM jobs WHERE kind = 'verify-logs'");
    const first = (await verify(4)).result;
    expect(first).toMatchObject({ to: new Date(start + 4 * hour).toISOString() });
    expect(Date.parse(String(first.from))).toBe(start + 4 * hour - 7 * 24 * hour);
    await service.app.db.query(
      `UPDATE jobs SET result = jsonb_set(result, '{to}', to_jsonb($1::text)) WHERE kind = 'verify-logs'`,
      [new Date(start - 30 * 24 * hour).toISOString()],
    );
    await verify(5, range);
    expect((await verify(6)).result).toMatchObject({ from: new Date(start - 30 * 24 * hour).toISOString() });
  });
});

describe('asking for one', () => {
  it('is refused where the service may read no logs', async () => {
    const { config, organization } = service.app;
    const unable = { ...config, evidence: { ...config.evidence, logReaderRole: null } };
    await using other = await build(unable, organization);
    const post = (url: string, payload: object) =>
      other.inject({ method: 'POST', url, headers: { authorization }, payload });
    expect((await post('/v1/log-verifications', {})).json().type).toBe('urn:trailguard:error:NO_LOG_READER');
    const schedule = { name: 'logs', cron: '0 3 * * *', timeZone: 'UTC', work: { act: 'verify-logs' } };
    expect((await post('/v1/schedules', schedule)).json().type).toBe('urn:trailguard:error:NO_LOG_READER');
  });

  it('is refused where the end is before the beginning', async () => {
    expect((await ask({ from: range.to, to: range.from })) as unknown).toBeUndefined();
  });
});
