import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLines } from '@trailguard/evidence';
import { endJob } from '../src/store/jobs.ts';
import { startTestService, type TestService } from './service.ts';

const run = promisify(execFile);

let service: TestService;
let authorization: string;
beforeAll(async () => {
  service = await startTestService({ TRAILGUARD_REQUESTS_PER_MINUTE: '100000' });
  authorization = `Bearer ${await service.key()}`;
});
afterAll(async () => service?.[Symbol.asyncDispose]());

interface Act {
  readonly sequence: number;
  readonly by: { name: string } | null;
  readonly act: string;
  readonly on: Record<string, string>;
  readonly outcome: string;
  readonly request: string | null;
}

let named = 0;
const request = (more: object = {}) => {
  named += 1;
  return {
    name: `act-${named}`,
    email: `act-${named}@example.com`,
    organizationalUnitId: 'ou-ab12-abcdefgh',
    ...more,
  };
};
const post = (url: string, payload: object, headers: Record<string, string> = { authorization }) =>
  service.app.inject({ method: 'POST', url, headers, payload });
const acts = async (query = ''): Promise<Act[]> =>
  (await service.app.inject({ url: `/v1/acts?${query}`, headers: { authorization } })).json().items;
const exported = async () =>
  (await service.app.inject({ url: '/v1/acts/export', headers: { authorization } })).body;

describe('the record of acts', () => {
  it('has who did what to which thing, under the request’s id', async () => {
    const answer = await post('/v1/accounts', request());
    const { account, job } = answer.json();
    const [act] = await acts('act=vendAccount&limit=1');
    expect(act).toMatchObject({
      by: { kind: 'api-key', subject: 'api-key:test', name: 'test' },
      act: 'vendAccount',
      on: { account: account.id, job: job.id },
      outcome: 'done',
    });
    expect(act?.request).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('has what was refused, with its reason', async () => {
    const reader = { authorization: `Bearer ${await service.key(['read'])}` };
    const { instance } = (await post('/v1/accounts', request(), reader)).json();
    expect((await acts('limit=1'))[0]).toMatchObject({
      act: 'vendAccount',
      outcome: 'FORBIDDEN',
      request: instance.replace('urn:uuid:', ''),
    });
    await post(`/v1/jobs/${randomUUID()}/cancel`, {});
    expect((await acts('limit=1'))[0]).toMatchObject({ act: 'cancelJob', outcome: 'NOT_FOUND' });
  });

  it('has nothing of what was only read', async () => {
    const [before] = await acts('limit=1');
    await service.app.inject({ url: '/v1/jobs', headers: { authorization } });
    expect((await acts('limit=1'))[0]?.sequence).toBe(before?.sequence);
  });

  it('has the end of a job, whoever ends it', async () => {
    const { job } = (await post('/v1/accounts', request())).json();
    await endJob(service.app.db, job.id, { state: 'failed', error: { code: 'APPLY_FAILED', message: 'x' } });
    expect((await acts('act=endJob&limit=1'))[0]).toMatchObject({
      by: null,
      on: { job: job.id },
      outcome: 'APPLY_FAILED',
    });
  });

  it('is not there for a change that was rolled back', async () => {
    const [before] = await acts('limit=1');
    const enqueue = service.app.queue.enqueue;
    service.app.queue.enqueue = () => Promise.reject(new Error('the queue is full'));
    const body = request();
    const answer = await post('/v1/accounts', body);
    service.app.queue.enqueue = enqueue;
    expect(answer.statusCode).toBe(500);
    const after = await acts(`limit=5`);
    const since = after.filter(({ sequence }) => sequence > (before?.sequence ?? 0));
    expect(since.map(({ outcome }) => outcome)).toEqual(['INTERNAL']);
  });

  it('is in one chain, however many act at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => post('/v1/accounts', request())));
    const { sequence, hash } = (
      await service.app.inject({ url: '/v1/acts/head', headers: { authorization } })
    ).json();
    expect(verifyLines((await exported()).trimEnd().split('\n'))).toEqual({ lines: sequence, head: hash });
  });

  it.each([
    ['changed', `UPDATE acts SET line = replace(line, 'done', 'gone')`],
    ['removed', 'DELETE FROM acts WHERE sequence = 1'],
    ['emptied', 'TRUNCATE acts'],
    ['told to have ended elsewhere', 'DELETE FROM acts_head'],
  ])('cannot be %s by the service', async (_what, sql) => {
    await expect(service.app.db.query(sql)).rejects.toThrow('only ever appended');
  });

  it('is exported from an act on, and told page by page', async () => {
    const whole = (await exported()).trimEnd().split('\n');
    const rest = await service.app.inject({ url: '/v1/acts/export?after=3', headers: { authorization } });
    expect(rest.headers['content-type']).toContain('application/jsonl');
    expect(rest.body.trimEnd().split('\n')).toEqual(whole.slice(3));
    const first = (await service.app.inject({ url: '/v1/acts?limit=2', headers: { authorization } })).json();
    const second = await acts(`limit=2&after=${first.next}`);
    expect(second[0]?.sequence).toBe(first.items[1].sequence - 1);
  });
});

describe('an exported record', () => {
  const changes: [string, (lines: string[]) => string[]][] = [
    [
      'a line is changed',
      (lines) => lines.map((line, at) => (at === 1 ? line.replace('"test"', '"tess"') : line)),
    ],
    ['a line is missing', (lines) => lines.filter((_line, at) => at !== 1)],
    ['two lines are swapped', ([one = '', two = '', ...rest]) => [two, one, ...rest]],
    ['a line is doubled', ([one = '', ...rest]) => [one, one, ...rest]],
    ['a line is no JSON', ([one = '', ...rest]) => [one, 'nothing', ...rest]],
  ];
  it.each(changes)('is not believed when %s', async (_what, change) => {
    const lines = (await exported()).trimEnd().split('\n');
    expect(() => verifyLines(change(lines))).toThrow(/record:\d+ /);
  });

  it('is not believed when its end was cut off, by whoever knows the end', async () => {
    const lines = (await exported()).trimEnd().split('\n');
    const { head } = verifyLines(lines);
    expect(() => verifyLines(lines.slice(0, -1), { knownHead: head ?? '' })).toThrow('does not hold');
    expect(verifyLines(lines, { knownHead: head ?? '' }).lines).toBe(lines.length);
  });

  it('is verified without the service', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'trailguard-acts-'));
    const file = join(folder, 'acts.jsonl');
    const command = [join(import.meta.dirname, '../../packages/evidence/src/verify-lines.ts'), file];
    try {
      const text = await exported();
      await writeFile(file, text);
      expect((await run(process.execPath, command)).stdout).toMatch(/^\d+ lines, none changed or missing/);
      await writeFile(file, text.replace('"done"', '"gone"'));
      await expect(run(process.execPath, command)).rejects.toMatchObject({ code: 1 });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
