import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertAudit } from '../../src/store/audits.ts';
import { updateAccount } from '../../src/store/accounts.ts';
import { startTestService, type TestService } from '../service.ts';

const own = 'ou-ab12-ownownown';
const foreign = 'ou-ab12-foreignone';

interface Made {
  readonly account: string;
  readonly job: string;
  readonly audit: string;
}

let service: TestService;
/** May do everything; is limited to one unit, and to one account in another. */
let limited: Record<string, string>;
let all: Record<string, string>;
let inOwnUnit: Made;
let byItsId: Made;
let hidden: Made;
beforeAll(async () => {
  service = await startTestService({ TRAILGUARD_REQUESTS_PER_MINUTE: '100000' });
  all = { authorization: `Bearer ${await service.key()}` };
  const limits = { accounts: ['444455556666'], organizationalUnits: [own] };
  limited = {
    authorization: `Bearer ${await service.key(['read', 'audit', 'propose', 'approve', 'operate', 'admin'], 1, limits)}`,
  };
  inOwnUnit = await make('in-own-unit', own, '444444444441');
  byItsId = await make('by-its-id', foreign, '444455556666');
  hidden = await make('hidden', foreign, '444444444443');
  await post('/v1/organization/deployments', all);
});
afterAll(async () => service?.[Symbol.asyncDispose]());

const post = (url: string, headers: Record<string, string>, payload?: object) =>
  service.app.inject({ method: 'POST', url, headers, ...(payload === undefined ? {} : { payload }) });
const get = (url: string, headers = limited) => service.app.inject({ url, headers });

async function make(name: string, organizationalUnitId: string, accountId: string): Promise<Made> {
  const request = { name, email: `${name}@example.com`, organizationalUnitId };
  const { account, job } = (await post('/v1/accounts', all, request)).json();
  await updateAccount(service.app.db, account.id, { state: 'ready', accountId });
  const audit = await insertAudit(service.app.db, { account: account.id, job: job.id });
  return { account: account.id, job: job.id, audit: audit.id };
}

describe('a caller that is limited to some accounts', () => {
  it.each(['accounts', 'jobs', 'audits'] as const)('lists only %s of these, page by page', async (kind) => {
    const ids: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page: { items: { id: string }[]; next: string | null } = (
        await get(`/v1/${kind}?limit=1${next === '' ? '' : `&after=${next}`}`)
      ).json();
      ids.push(...page.items.map(({ id }) => id));
      next = page.next;
    }
    const thing = kind.slice(0, -1) as keyof Made;
    expect(new Set(ids)).toEqual(new Set([inOwnUnit[thing], byItsId[thing]]));
  });

  const things = ['account', 'job', 'audit'] as const;
  it.each(things)('is told of another %s just what is told of one that is not there', async (thing) => {
    const nothing = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
    const told = async (id: string, url: string) => {
      const { instance, ...problem } = (await get(url)).json();
      expect(instance).toMatch(/^urn:uuid:/);
      return JSON.stringify(problem).replaceAll(id, 'ID');
    };
    for (const url of [`/v1/${thing}s/ID`, `/v1/${thing}s?after=ID`]) {
      const [of, ofNothing] = [hidden[thing], nothing].map((id) => told(id, url.replace('ID', id)));
      expect(await of).toBe(await ofNothing);
      expect(await of).toContain('NOT_FOUND');
    }
    expect((await get(`/v1/${thing}s/${inOwnUnit[thing]}`)).statusCode).toBe(200);
    expect((await get(`/v1/${thing}s/${byItsId[thing]}`)).statusCode).toBe(200);
  });

  it('can neither follow, cancel nor audit what it may not see', async () => {
    expect((await get(`/v1/jobs/${hidden.job}/events`)).statusCode).toBe(404);
    expect((await post(`/v1/jobs/${hidden.job}/cancel`, limited)).statusCode).toBe(404);
    expect((await post(`/v1/accounts/${hidden.account}/audits`, limited)).statusCode).toBe(404);
    expect((await get(`/v1/jobs/${hidden.job}`, all)).json().state).toBe('queued');
  });

  it('sees no job of the whole organization, and may ask for none', async () => {
    const ofAll = (await get('/v1/jobs?kind=deploy-organization', all)).json().items;
    expect(ofAll).toHaveLength(1);
    expect((await get(`/v1/jobs/${ofAll[0].id}`)).statusCode).toBe(404);
    expect((await post('/v1/organization/deployments', limited)).statusCode).toBe(403);
  });

  it('vends into its own units alone', async () => {
    const request = (unit: string) => ({ name: 'new', email: 'new@example.com', organizationalUnitId: unit });
    const refused = await post('/v1/accounts', limited, request(foreign));
    expect(refused.statusCode).toBe(403);
    expect(refused.json().detail).toContain(foreign);
    expect((await post('/v1/accounts', limited, request(own))).statusCode).toBe(202);
  });

  it('learns nothing of the account that has an address, nor takes it over', async () => {
    await updateAccount(service.app.db, hidden.account, { state: 'failed' });
    const request = { name: 'hidden', email: 'hidden@example.com', organizationalUnitId: own };
    const answer = await post('/v1/accounts', limited, request);
    expect(answer.json()).toMatchObject({ type: 'urn:trailguard:error:ACCOUNT_EXISTS' });
    expect(answer.body).not.toContain(foreign);
    expect(answer.body).not.toContain('failed');
    expect((await get(`/v1/accounts/${hidden.account}`, all)).json().organizationalUnitId).toBe(foreign);
  });

  it.each([
    ...['/v1/api-keys', '/v1/acts', '/v1/acts/export', '/v1/acts/head'],
    ...['/v1/evidence', '/v1/exceptions', '/v1/reviews', '/v1/reviews/records'],
  ])('may not ask for %s', async (url) => {
    expect((await get(url)).statusCode).toBe(403);
    expect((await get(url, all)).statusCode).toBe(200);
  });
});

describe('lists', () => {
  it.each([
    // The one that was vended above.
    ['accounts', 'state=requested', 1],
    ['accounts', `organizationalUnitId=${own}&state=ready`, 1],
    ['accounts', 'email=By-Its-Id@example.com', 1],
    ['accounts', 'since=2999-01-01T00:00:00Z', 0],
    ['jobs', 'kind=deploy-organization', 1],
    ['jobs', 'kind=vend-account&state=succeeded', 0],
    ['audits', 'state=queued', 3],
    ['audits', 'since=2999-01-01T00:00:00Z', 0],
  ])('of %s hold what %s asks for', async (kind, query, count) => {
    expect((await get(`/v1/${kind}?${query}`, all)).json().items).toHaveLength(count);
  });

  it('of the jobs and audits of one account hold no other', async () => {
    for (const [kind, id] of [
      ['jobs', inOwnUnit.job],
      ['audits', inOwnUnit.audit],
    ] as const)
      expect((await get(`/v1/${kind}?account=${inOwnUnit.account}`, all)).json().items).toMatchObject([
        { id },
      ]);
  });

  it.each(['state=none', 'kind=none', 'since=yesterday', 'account=none', 'color=red'])(
    'refuse %s',
    async (query) => {
      expect((await get(`/v1/jobs?${query}`, all)).json()).toMatchObject({ status: 400 });
    },
  );
});
