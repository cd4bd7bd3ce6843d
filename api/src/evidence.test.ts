import { hash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpack, verifyBundle } from '@trailguard/evidence';
import { appendEntry } from '@trailguard/incidents';
import { MemoryRecord } from '@trailguard/incidents/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../test/service.ts';
import { collectEvidenceJob } from './jobs/collect-evidence.ts';
import type { JobContext } from './jobs/context.ts';
import { requestAccount, updateAccount } from './store/accounts.ts';
import { insertAudit, updateAudit } from './store/audits.ts';
import { saveJobReport } from './store/job-reports.ts';
import { fileOfBundle } from './store/evidence-bundles.ts';
import { forgetOld } from './store/forget-old.ts';
import { endJob, insertJob, type Job } from './store/jobs.ts';
import { saveStackState } from './store/stack-states.ts';

let service: TestService;
let folder: string;
let authorization: string;
/** What must never leave: the credential that calls, and the secret of a webhook. */
const canaries: string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-collect-'));
  await writeFile(join(folder, 'exceptions.yaml'), 'exceptions: []\n');
  service = await startTestService({
    TRAILGUARD_REQUESTS_PER_MINUTE: '100000',
    TRAILGUARD_EXCEPTIONS: join(folder, 'exceptions.yaml'),
  });
  const key = await service.key();
  authorization = `Bearer ${key}`;
  const webhook = await post('/v1/webhooks', { url: 'https://hooks.example.com/x', events: ['job.ended'] });
  canaries.push(key, String(webhook.secret), service.app.config.passphrase);
  await happen();
});
afterAll(async () => {
  await service?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const post = async (url: string, payload: object) =>
  (await service.app.inject({ method: 'POST', url, headers: { authorization }, payload })).json();
const get = (url: string, headers = { authorization }) => service.app.inject({ url, headers });

/** Something of each kind that evidence tells of. */
async function happen(): Promise<void> {
  const { db } = service.app;
  const asked = { name: 'one', email: 'one@example.com', organizationalUnitId: 'ou-ab12-abcdefgh' };
  const { account } = await requestAccount(db, asked);
  await updateAccount(db, account.id, { state: 'ready', accountId: '444444444444' });
  const job = await insertJob(db, {
    kind: 'audit-account',
    runKey: 'a',
    account: account.id,
    requestedBy: 'test',
  });
  const audit = await insertAudit(db, { account: account.id, job: job.id });
  const subject = { kind: 'account', id: '444444444444' };
  const results = [
    { controlId: 'CT-01', subject, verdict: { status: 'fail', reason: 'there is no trail' } },
    { controlId: 'CT-02', subject, verdict: { status: 'pass' } },
  ];
  const report = {
    score: 50,
    counts: { fail: 1 },
    controls: [{ id: 'CT-01', severity: 'critical' }],
    results,
  };
  await updateAudit(db, audit.id, { state: 'complete', report });
  await endJob(db, job.id, { state: 'succeeded', result: {} });
  const failed = await insertJob(db, { kind: 'vend-account', runKey: 'v', requestedBy: 'test' });
  await endJob(db, failed.id, { state: 'failed', error: { code: 'APPLY_FAILED', message: 'x' } });
  const verified = await insertJob(db, { kind: 'verify-logs', runKey: 'l', requestedBy: 'test' });
  const places = [{ hours: ['proven'], faultCount: 0 }];
  await saveJobReport(db, verified.id, { hours: { proven: 1 }, faultCount: 0, places });
  await endJob(db, verified.id, { state: 'succeeded', result: {} });
  await saveStackState(db, {
    ...{ stack: 'security', job: verified.id, digest: 'd'.repeat(64), resources: 3 },
    ...{ outputs: { secret: 'of-the-state' }, deployment: {} },
  });
  await post('/v1/reviews/sign-offs', {
    ...{ kind: 'findings-review', by: ['alice'], outcome: 'passed', reference: 'SEC-1', counts: { high: 0 } },
  });
}

const range = {
  from: new Date(Date.now() - 3_600_000).toISOString(),
  to: new Date(Date.now() + 3_600_000).toISOString(),
};

/** Asks for a bundle, runs its job as its process does, as often as it is begun, and downloads it. */
async function collect(
  asked: { from: string; to: string } = range,
  { attempts = 1, incidents = null as string | null } = {},
) {
  const { job } = (await post('/v1/evidence', asked)) as { job: Job };
  const { db } = service.app;
  const config = { ...service.app.config, evidence: { ...service.app.config.evidence, incidents } };
  const context: JobContext = {
    ...{ job: { ...job, input: asked }, db, config, signal: new AbortController().signal },
    step: async () => {},
    event: () => {},
    flush: async () => {},
  };
  let result = await collectEvidenceJob(context);
  for (let attempt = 1; attempt < attempts; attempt += 1) result = await collectEvidenceJob(context);
  await endJob(db, job.id, { state: 'succeeded', result });
  const file = (await get(`/v1/evidence/${job.id}/file`)).rawPayload;
  const files = new Map([...unpack(file)].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
  return { id: job.id, result, file, files };
}
const lines = (text = '') =>
  text
    .trimEnd()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

describe('a bundle of evidence', () => {
  it('is whole, and known by the hash that its job told and the record of acts has', async () => {
    const { id, result, file } = await collect();
    const verified = verifyBundle(file, { manifest: String(result.manifestSha256) });
    expect(verified.faults).toEqual([]);
    expect((await get(`/v1/evidence/${id}`)).json()).toMatchObject({
      ...{ sha256: hash('sha256', file), size: file.length, manifestSha256: result.manifestSha256 },
    });
    const [act] = (await get('/v1/acts?act=keepEvidence&limit=1')).json().items;
    expect(act).toMatchObject({ by: null, on: { job: id, manifest: result.manifestSha256 } });
  });

  it('has what was found, done and reviewed in its time', async () => {
    const { files, result } = await collect();
    expect(lines(files.get('findings.jsonl')).map(({ finding }) => finding.controlId)).toEqual(['CT-01']);
    expect(lines(files.get('audits.jsonl'))).toMatchObject([{ accountId: '444444444444', score: 50 }]);
    const ended = lines(files.get('jobs.jsonl')).map(({ kind, state }) => `${kind} ${state}`);
    expect(ended).toEqual(expect.arrayContaining(['vend-account failed', 'verify-logs succeeded']));
    expect(lines(files.get('acts.jsonl')).map(({ act }) => act)).toContain('signOffReview');
    expect(lines(files.get('records.jsonl'))).toMatchObject([{ record: { kind: 'findings-review' } }]);
    expect(lines(files.get('verifications.jsonl'))).toHaveLength(1);
    expect(lines(files.get('states.jsonl'))).toMatchObject([{ stack: 'security', digest: 'd'.repeat(64) }]);
    expect(result.missing).toEqual([
      { what: 'incidents', because: 'the service was told of no record of them' },
    ]);
  });

  it('has the incidents of its time with all that was written of them, and names what it leaves out', async () => {
    const store = new MemoryRecord(new Date().toISOString());
    const by = 'arn:aws:iam::333333333333:role/r';
    const finding = { id: '0a' };
    await appendEntry(store, 'i-1', by, () => ({ kind: 'finding', event: 'e1', finding }));
    await appendEntry(store, 'i-1', by, () => ({ kind: 'note', text: 'looked at' }));
    await mkdir(join(folder, 'incidents/i-1'), { recursive: true });
    for (const [key, text] of store.objects) await writeFile(join(folder, key), text);
    await writeFile(join(folder, 'incidents/i-1/.strange'), 'x');
    const { file, files, result } = await collect(range, { incidents: folder });
    expect(verifyBundle(file).faults).toEqual([]);
    expect([...files.keys()].filter((name) => name.startsWith('incidents/'))).toEqual([
      ...store.objects.keys(),
    ]);
    expect(result.missing).toEqual([
      { what: 'incidents/i-1/.strange', because: 'it is no entry of an incident' },
    ]);
    const unread = await collect(range, { incidents: join(folder, 'nowhere') });
    expect(unread.result.missing).toMatchObject([
      { what: 'incidents', because: expect.stringContaining('nowhere') },
    ]);
  });

  it('of another time has none of it, follows the acts before, and says what is missing', async () => {
    const later = { from: new Date(Date.now() + 1).toISOString(), to: range.to };
    const { file, files, result } = await collect(later);
    expect(verifyBundle(file).faults).toEqual([]);
    expect(lines(files.get('findings.jsonl'))).toEqual([]);
    expect(result.missing).toMatchObject([
      { what: 'audits' },
      { what: 'verifications of the log files' },
      {},
    ]);
    const { actsAfter } = JSON.parse(files.get('manifest.json') ?? '');
    expect(actsAfter.sequence).toBeGreaterThan(3);
  });

  it('of a time before the service is empty and whole', async () => {
    const { file } = await collect({ from: '2020-01-01T00:00:00.000Z', to: '2020-02-01T00:00:00.000Z' });
    expect(verifyBundle(file).faults).toEqual([]);
  });

  it('is found out when the database is changed behind the service', async () => {
    const { db } = service.app;
    await db.query(`UPDATE jobs SET state = 'succeeded', error = NULL WHERE kind = 'vend-account'`);
    const { file } = await collect();
    await db.query(
      `UPDATE jobs SET state = 'failed', error = '{"code":"APPLY_FAILED","message":"x"}' WHERE kind = 'vend-account'`,
    );
    expect(verifyBundle(file).faults).toEqual([
      expect.stringContaining('the record of acts has APPLY_FAILED'),
    ]);
  });

  it('is that of the last attempt, where the process before died after it was kept', async () => {
    const { file, result } = await collect(range, { attempts: 2 });
    expect(verifyBundle(file, { manifest: String(result.manifestSha256) }).faults).toEqual([]);
  });

  it('holds no secret', async () => {
    const { file } = await collect();
    expect(canaries.every((canary) => canary.length > 8)).toBe(true);
    for (const canary of [...canaries, 'of-the-state']) expect(file.includes(canary)).toBe(false);
  });

  it('is listed, and downloaded by those alone who may read the record of acts', async () => {
    const { id } = await collect();
    expect((await get('/v1/evidence?limit=1')).json().items).toMatchObject([{ id, ...range }]);
    const auditor = { authorization: `Bearer ${await service.key(['audit', 'read'])}` };
    expect((await get(`/v1/evidence/${id}`, auditor)).statusCode).toBe(200);
    expect((await get(`/v1/evidence/${id}/file`, auditor)).statusCode).toBe(403);
  });

  it('is kept for as long as it tells; its hashes stay where its file is gone', async () => {
    const { db, config } = service.app;
    const { id, result } = await collect();
    const read = async () => (await get(`/v1/evidence/${id}`)).json();
    const { expiresAt, ...known } = await read();
    expect(result.expiresAt).toBe(expiresAt);
    expect((Date.parse(expiresAt) - Date.parse(known.createdAt)) / 86_400_000).toBeCloseTo(90, 3);
    const parts = async () => (await db.query('SELECT FROM evidence_parts WHERE bundle = $1', [id])).rowCount;
    await forgetOld(db, config);
    expect(await parts()).toBe(1);
    await db.query(`UPDATE evidence_bundles SET expires_at = now() WHERE id = $1`, [id]);
    const late = await get(`/v1/evidence/${id}/file`);
    expect([late.statusCode, late.json().type]).toEqual([410, 'urn:trailguard:error:EVIDENCE_EXPIRED']);
    expect(late.json().detail).toContain(`from ${range.from} to ${range.to} anew`);
    await forgetOld(db, config);
    expect(await parts()).toBe(0);
    expect(await read()).toMatchObject(known);
    expect((await get('/v1/acts?act=keepEvidence&limit=1')).json().items).toMatchObject([
      { on: { job: id, manifest: known.manifestSha256 } },
    ]);
  });

  it('breaks off where it is deleted while it is downloaded', async () => {
    const { db } = service.app;
    const { id } = await collect();
    const read = async (size: number) => {
      for await (const _part of fileOfBundle(db, { id, size }));
    };
    await expect(read(2 ** 20)).resolves.toBeUndefined();
    await expect(read(2 ** 20 + 1)).rejects.toThrow('was deleted while it was read');
  });

  it('is refused of no time at all', async () => {
    expect(await post('/v1/evidence', { from: range.to, to: range.from })).toMatchObject({ status: 400 });
  });
});
