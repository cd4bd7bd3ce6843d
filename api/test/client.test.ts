import { createServiceClient, type ServiceClient } from '@trailguard/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ListeningService, startListeningService } from './openapi/service.ts';

let listening: ListeningService;
let service: ServiceClient;
beforeAll(async () => {
  listening = await startListeningService();
  service = createServiceClient({ url: listening.url, credential: listening.apiKey });
});
afterAll(async () => listening?.[Symbol.asyncDispose]());

const request = (name: string) => ({
  name,
  email: `${name}@example.com`,
  organizationalUnitId: 'ou-ab12-abcdefgh',
});

/** What a call gave. @throws Error with the problem's detail. */
async function given<T>(call: Promise<{ data?: T; error?: { detail: string } | undefined }>): Promise<T> {
  const { data, error } = await call;
  if (data === undefined) throw new Error(error?.detail ?? 'no answer');
  return data;
}

describe('the client that is made from the document', () => {
  it('vends an account, follows its job to the end and reads its audit', async () => {
    const header = { 'idempotency-key': crypto.randomUUID() };
    const ask = () => given(service.POST('/v1/accounts', { params: { header }, body: request('by-client') }));
    const { job, account } = await ask();
    expect((await ask()).job.id).toBe(job.id);
    const events = await given(
      service.GET('/v1/jobs/{id}/events', { params: { path: { id: job.id } }, parseAs: 'text' }),
    );
    expect(events).toContain('event: ended');
    const ended = await given(service.GET('/v1/jobs/{id}', { params: { path: { id: job.id } } }));
    expect(['succeeded', 'refused', 'failed']).toContain(ended.state);
    const listed = await given(service.GET('/v1/audits', { params: { query: { account: account.id } } }));
    expect(listed.items.length).toBe(ended.state === 'succeeded' ? 1 : 0);
  });

  it('goes through all pages of a list', async () => {
    for (const name of ['page-one', 'page-two', 'page-three'])
      await given(service.POST('/v1/accounts', { body: request(name) }));
    const names: string[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const query = { limit: 2, ...(after === undefined ? {} : { after }) };
      const page = await given(service.GET('/v1/accounts', { params: { query } }));
      names.push(...page.items.map(({ name }) => name));
      after = page.next;
    }
    expect(names).toEqual(expect.arrayContaining(['page-one', 'page-two', 'page-three']));
    expect(new Set(names).size).toBe(names.length);
  });

  it('makes a key, calls with it, replaces and revokes it', async () => {
    const body = { name: 'client', roles: ['read' as const], days: 1 };
    const made = await given(service.POST('/v1/api-keys', { body }));
    let credential = made.key ?? '';
    const other = createServiceClient({ url: listening.url, credential: () => credential });
    expect((await other.GET('/v1/jobs')).response.status).toBe(200);
    const path = { id: made.apiKey.id };
    const rotated = await given(
      service.POST('/v1/api-keys/{id}/rotate', { params: { path }, body: { days: 1, overlapHours: 0 } }),
    );
    expect((await other.GET('/v1/jobs')).error).toMatchObject({ type: 'urn:trailguard:error:UNAUTHORIZED' });
    credential = rotated.key ?? '';
    expect((await other.GET('/v1/jobs')).response.status).toBe(200);
    await given(service.DELETE('/v1/api-keys/{id}', { params: { path: { id: rotated.apiKey.id } } }));
    expect((await other.GET('/v1/jobs')).response.status).toBe(401);
  });

  it('gives the problem of a request that was refused', async () => {
    const { data, error, response } = await service.POST('/v1/accounts', {
      body: { ...request('refused'), email: 'nobody' },
    });
    expect(data).toBeUndefined();
    expect(response.status).toBe(400);
    expect(error?.errors?.map(({ field }) => field)).toEqual(['email']);
  });
});
