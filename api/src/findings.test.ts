import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Severity } from '@trailguard/controls';
import { appendEntry, entryKey } from '@trailguard/incidents';
import { MemoryRecord } from '@trailguard/incidents/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../test/service.ts';
import { build } from './app.ts';
import { requestAccount, updateAccount } from './store/accounts.ts';
import { insertAudit, updateAudit } from './store/audits.ts';
import { insertJob } from './store/jobs.ts';

const day = 86_400_000;
const on = (days: number) => new Date(Date.now() + days * day).toISOString().slice(0, 10);
/** As a file has it; a report has its scope in another form. */
const written = {
  ...{
    control: 'CT-06',
    scope: { account: ['444444444441'] },
    reason: 'the old trail is retired with the account',
  },
  ...{
    owner: 'alice@example.com',
    ticket: 'SEC-7',
    from: on(-10),
    until: on(5),
    approver: 'bob@example.com',
  },
};

const accepted = { ...written, scope: { accounts: ['444444444441'] } };

let service: TestService;
let folder: string;
let all: Record<string, string>;
let first: string;
let second: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-findings-'));
  await writeFile(join(folder, 'exceptions.yaml'), JSON.stringify({ exceptions: [written] }));
  service = await startTestService({
    ...{ TRAILGUARD_REQUESTS_PER_MINUTE: '100000', TRAILGUARD_INCIDENTS: folder },
    TRAILGUARD_EXCEPTIONS: join(folder, 'exceptions.yaml'),
  });
  all = { authorization: `Bearer ${await service.key()}` };
  [first, second] = [await account('first', '444444444441'), await account('second', '444444444442')];
});
afterAll(async () => {
  await service?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

async function account(name: string, accountId: string): Promise<string> {
  const { db } = service.app;
  const asked = { name, email: `${name}@example.com`, organizationalUnitId: 'ou-ab12-abcdefgh' };
  const { account } = await requestAccount(db, asked);
  await updateAccount(db, account.id, { state: 'ready', accountId });
  return account.id;
}

type Status = 'pass' | 'fail' | 'unknown' | 'waived' | 'not_applicable';

/** An audit as its job writes it; answers with the function that ends it. */
async function audit(of: string, results: readonly (readonly [string, Severity, Status])[]) {
  const { db } = service.app;
  const asked = { kind: 'audit-account', runKey: of, account: of, requestedBy: null } as const;
  const job = await insertJob(db, asked);
  const { id } = await insertAudit(db, { account: of, job: job.id });
  const report = {
    controls: results.map(([control, severity]) => ({ id: control, severity })),
    results: results.map(([controlId, , status]) => ({
      controlId,
      subject: { kind: 'account', id: of },
      verdict: {
        ...{ status, reason: `it is ${status}` },
        ...(status === 'waived' ? { exception: { ...accepted, position: 'elsewhere:1' } } : {}),
      },
    })),
  };
  return () => updateAudit(db, id, { state: 'complete', report });
}
const get = async (url: string, headers = all) => (await service.app.inject({ url, headers })).json();
const told = async (query = '', headers = all) =>
  (await get(`/v1/findings?${query}`, headers)).items.map(
    ({ control, account: of, status }: Record<string, string>) =>
      `${control} ${of === first ? 1 : 2} ${status}`,
  );

describe('findings', () => {
  beforeEach(async () => {
    await (
      await audit(first, [
        ['GD-01', 'low', 'unknown'],
        ['CT-01', 'critical', 'fail'],
        ['CT-06', 'medium', 'waived'],
        ['CT-02', 'high', 'pass'],
      ])
    )();
    await (
      await audit(second, [
        ['CT-01', 'critical', 'fail'],
        ['CT-03', 'high', 'not_applicable'],
      ])
    )();
  });

  it('are what the last audits did not pass, the gravest first', async () => {
    const found: string[] = await told();
    expect(found.slice(0, 2).sort()).toEqual(['CT-01 1 fail', 'CT-01 2 fail']);
    expect(found.slice(2)).toEqual(['CT-06 1 waived', 'GD-01 1 unknown']);
  });

  it.each([
    [() => `control=CT-01&account=${first}`, ['CT-01 1 fail']],
    [() => 'severity=low', ['GD-01 1 unknown']],
    [() => 'status=waived', ['CT-06 1 waived']],
    [() => 'severity=low&status=fail', []],
  ])('are those alone that are asked for (%#)', async (query, expected) => {
    expect(await told(query())).toEqual(expected);
  });

  it('are none of an account that is closed, nor what an exception accepts there', async () => {
    await updateAccount(service.app.db, first, { state: 'closed' });
    expect(await told()).toEqual(['CT-01 2 fail']);
    expect((await get('/v1/exceptions')).items).toMatchObject([{ waives: [] }]);
    await updateAccount(service.app.db, first, { state: 'ready' });
    expect((await get('/v1/exceptions')).items).toMatchObject([{ waives: [first] }]);
  });

  it('are told page by page, none twice', async () => {
    const pages: string[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const page = await get(`/v1/findings?limit=1${after === '' ? '' : `&after=${after}`}`);
      pages.push(...page.items.map(({ id }: { id: string }) => id));
      after = page.next;
    }
    expect([pages.length, new Set(pages).size]).toEqual([4, 4]);
  });

  it('go with the next audit, and stay when an older one ends late', async () => {
    const late = await audit(first, [['CT-09', 'high', 'fail']]);
    await (await audit(first, [['CT-05', 'high', 'fail']]))();
    await late();
    expect(await told(`account=${first}`)).toEqual(['CT-05 1 fail']);
  });

  it('of other accounts are not there for a caller that is limited', async () => {
    const limits = { accounts: ['444444444442'], organizationalUnits: [] };
    const limited = { authorization: `Bearer ${await service.key(['read'], 1, limits)}` };
    expect(await told('', limited)).toEqual(['CT-01 2 fail']);
    const [hidden] = (await get(`/v1/findings?account=${first}`)).items;
    expect((await get(`/v1/findings?after=${hidden.id}`, limited)).status).toBe(404);
  });

  it('show what an exception accepts, with the days that are left', async () => {
    expect((await get('/v1/exceptions')).items).toMatchObject([
      { control: 'CT-06', ticket: 'SEC-7', state: 'ends-soon', daysLeft: 5, waives: [first] },
    ]);
    expect((await get('/v1/exceptions?state=ended')).items).toEqual([]);
  });

  it('are excepted by none where the file cannot be used, and the line is told', async () => {
    const file = join(folder, 'faulty.yaml');
    await writeFile(file, JSON.stringify({ exceptions: [{ ...written, until: on(-3), from: on(0) }] }));
    const { config, organization } = service.app;
    await using other = await build({ ...config, exceptionsFile: file }, organization);
    const answer = (await other.inject({ url: '/v1/exceptions', headers: all })).json();
    expect(answer).toMatchObject({ type: 'urn:trailguard:error:EXCEPTIONS_UNUSABLE' });
    expect(answer.detail).toContain('faulty.yaml:1');
  });
});

describe('incidents', () => {
  const incident = '444444444444-us-east-1-0a';
  beforeAll(async () => {
    const store = new MemoryRecord();
    const finding = { id: '0a', type: 'Policy:S3/BucketAnonymousAccessGranted' };
    const by = 'arn:aws:iam::333333333333:role/r';
    for (const id of [incident, '444444444444-us-east-1-0b']) {
      await appendEntry(store, id, by, () => ({ kind: 'finding', event: 'e1', finding }));
      await appendEntry(store, id, by, () => ({ kind: 'closure', summary: 'a drill', actions: [] }));
    }
    for (const [key, text] of store.objects) {
      await mkdir(dirname(join(folder, key)), { recursive: true });
      await writeFile(join(folder, key), text);
    }
  });

  it('are told page by page, each proven by its chain', async () => {
    const page = await get('/v1/incidents?limit=1');
    expect(page).toMatchObject({
      items: [{ id: incident, isWhole: true, isClosed: true, entries: 2 }],
      next: incident,
    });
    expect((await get(`/v1/incidents?limit=1&after=${incident}`)).next).toBeNull();
    expect((await get(`/v1/incidents/${incident}`)).entries[1].content).toMatchObject({ kind: 'closure' });
    expect((await get('/v1/incidents/none')).status).toBe(404);
  });

  it('say what of them is gone or changed', async () => {
    await rm(join(folder, entryKey(incident, 1)));
    expect(await get(`/v1/incidents/${incident}`)).toMatchObject({
      ...{ isWhole: false, findingType: null },
      faults: [{ fault: 'missing', key: entryKey(incident, 1) }],
    });
  });

  it.each([
    ['no record is known', null, 'NO_INCIDENT_RECORD'],
    ['it cannot be read', '/nowhere/at/all', 'INCIDENTS_UNREADABLE'],
  ])('are answered with the reason where %s', async (_case, incidents, code) => {
    const { config, organization } = service.app;
    const told = { ...config, evidence: { ...config.evidence, incidents } };
    await using other = await build(told, organization);
    const answer = (await other.inject({ url: '/v1/incidents', headers: all })).json();
    expect(answer.type).toBe(`urn:trailguard:error:${code}`);
  });
});
