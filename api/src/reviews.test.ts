import { hash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestService, type TestService } from '../test/service.ts';
import { verifyLines } from '@trailguard/evidence';
import { tellOverdueReviews } from './jobs/overdue-reviews.ts';
import { actLinesAfter } from './store/acts.ts';
import { recordLinesAfter, recordsForAudits } from './store/records.ts';

let service: TestService;
let authorization: string;
let reader: string;
beforeAll(async () => {
  service = await startTestService({ TRAILGUARD_REQUESTS_PER_MINUTE: '100000' });
  authorization = `Bearer ${await service.key(['approve', 'admin'], 1, undefined, 'bob@example.com')}`;
  reader = `Bearer ${await service.key(['read'], 1, undefined, 'reader')}`;
});
afterAll(async () => service?.[Symbol.asyncDispose]());

const said = {
  kind: 'findings-review',
  by: ['alice@example.com'],
  outcome: 'passed',
  reference: 'SEC-200',
  counts: { high: 1 },
  actions: ['the probe is wanted'],
};
const sign = (over: object = {}) =>
  service.app.inject({
    ...{ method: 'POST', url: '/v1/reviews/sign-offs', headers: { authorization } },
    payload: { ...said, ...over },
  });
const get = async (url: string) =>
  (await service.app.inject({ url, headers: { authorization: reader } })).json();
const calendar = async (kind: string) =>
  (await get('/v1/reviews')).items.find((review: { kind: string }) => review.kind === kind);

describe('the calendar of reviews', () => {
  it('shows a review as never done until somebody signs it off', async () => {
    expect(await calendar('threat-hunt')).toMatchObject({ state: 'never', last: null, controlId: 'OPS-12' });
    const { statusCode } = await sign({ kind: 'threat-hunt', counts: undefined, actions: undefined });
    expect(statusCode).toBe(201);
    expect(await calendar('threat-hunt')).toMatchObject({
      state: 'done',
      last: { by: ['alice@example.com'], signedOffBy: 'bob@example.com', reference: 'SEC-200' },
    });
  });
});

describe('what time it is', () => {
  afterEach(() => vi.restoreAllMocks());

  it('is told by the clock of AWS, in the calendar and in what is signed off', async () => {
    await sign({ kind: 'drift-check', counts: undefined });
    const later = new Date(Date.now() + 400 * 86_400_000);
    vi.spyOn(service.app.organization, 'time').mockResolvedValue(later);
    expect((await get('/v1/reviews')).asOf).toBe(later.toISOString());
    expect(await calendar('drift-check')).toMatchObject({ state: 'overdue' });
    expect((await sign({ kind: 'drift-check', counts: undefined })).json().record.at).toBe(
      later.toISOString(),
    );
    expect((await get('/v1/exceptions')).asOf).toBe(later.toISOString());
  });

  it('is not guessed: without AWS nothing is told to be done in time', async () => {
    vi.spyOn(service.app.organization, 'time').mockRejectedValue(new Error('connect ECONNREFUSED'));
    for (const answer of [await get('/v1/reviews'), await get('/v1/exceptions'), (await sign()).json()])
      expect(answer).toMatchObject({ status: 503, type: 'urn:trailguard:error:AWS_UNAVAILABLE' });
  });
});

describe('a sign-off', () => {
  it('is a record that audits read, by who did it and who accepted it', async () => {
    const record = (await sign()).json();
    expect(record).toMatchObject({
      by: { kind: 'api-key', name: 'bob@example.com' },
      record: { kind: 'findings-review', signedOffBy: 'bob@example.com', counts: { high: 1 } },
    });
    const found = (await recordsForAudits(service.app.db)).find(({ id }) => id === record.record.id);
    expect(found).toMatchObject({ by: ['alice@example.com'], actions: ['the probe is wanted'] });
    expect((await get('/v1/reviews/records?limit=1')).items).toEqual([record]);
  });

  it('has an id of its own, however many sign at once', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => sign()));
    const ids = answers.map((answer) => answer.json().record.id);
    expect(new Set(ids).size).toBe(5);
  });

  it.each([
    ['who did it', 'NO_EVIDENCE', { by: ['Bob@example.com'] }],
    ['nobody who counted', 'NO_EVIDENCE', { counts: undefined }],
    ['who leaves a part out', 'NO_EVIDENCE', { kind: 'trail-review', covers: ['trails'] }],
    ['somebody of the future', 'VALIDATION', { at: '2999-01-01T00:00:00Z' }],
    ['somebody who was due before', 'VALIDATION', { nextDue: '2001-01-01T00:00:00Z' }],
  ])('is refused of %s', async (_who, code, over) => {
    const before = (await recordLinesAfter(service.app.db, 0, 100)).length;
    expect((await sign(over)).json().type).toBe(`urn:trailguard:error:${code}`);
    expect(await recordLinesAfter(service.app.db, 0, 100)).toHaveLength(before);
  });

  it('follows the one before it, and none can be changed', async () => {
    await sign();
    const lines = await recordLinesAfter(service.app.db, 0, 100);
    for (const [at, { line, hash: own }] of lines.entries()) {
      expect(own).toBe(hash('sha256', line));
      expect(JSON.parse(line)).toMatchObject({ sequence: at + 1, previous: lines[at - 1]?.hash ?? null });
    }
    for (const sql of [
      `UPDATE records SET line = replace(line, 'alice', 'carol')`,
      'DELETE FROM records WHERE sequence = 1',
      'TRUNCATE records',
      'DELETE FROM records_head',
    ])
      await expect(service.app.db.query(sql)).rejects.toThrow('only ever appended');
  });
});

describe('a review that is overdue', () => {
  const inDays = (days: number) => async () => new Date(Date.now() + days * 86_400_000);
  const look = (days: number) => tellOverdueReviews(service.app.db, service.app.config, inDays(days));

  it('is told once to webhooks and the record of acts, whoever looks', async () => {
    await service.app.inject({
      ...{ method: 'POST', url: '/v1/webhooks', headers: { authorization } },
      payload: { url: 'https://hooks.example.com/reviews', events: ['review.overdue'] },
    });
    const told = (await Promise.all([look(8), look(8)])).flat().map(({ kind }) => kind);
    expect(told.sort()).toEqual(['drift-check', 'findings-review', 'log-validation', 'threat-hunt']);
    expect(await look(8)).toEqual([]);
    const { rows } = await service.app.db.query(
      `SELECT data -> 'data' ->> 'kind' AS kind FROM webhook_messages WHERE event = 'review.overdue' ORDER BY 1`,
    );
    expect(rows.map(({ kind }) => kind)).toEqual(told);
    const acts = (await actLinesAfter(service.app.db, 0, 1_000)).map(({ line }) => line);
    expect(verifyLines(acts).lines).toBe(acts.length);
    const overdue = acts.map((line) => JSON.parse(line)).filter(({ act }) => act === 'tellOverdueReview');
    expect(overdue.map(({ by, on }) => [by, on.review]).sort()).toEqual(told.map((kind) => [null, kind]));
  });

  it('is told again when it is due again', async () => {
    await sign({ at: new Date().toISOString() });
    expect((await look(7.5)).map(({ kind }) => kind)).toEqual(['findings-review']);
  });
});
