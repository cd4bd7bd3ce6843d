import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revokeApiKeys } from '../src/store/api-keys.ts';
import { appendEvent, insertJob } from '../src/store/jobs.ts';
import { startTestService, type TestService } from './service.ts';

let service: TestService;
let url: string;
beforeAll(async () => {
  service = await startTestService();
  url = await service.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => service?.[Symbol.asyncDispose]());

const aJob = () => insertJob(service.app.db, { kind: 'update-stack', runKey: 'follow', requestedBy: 'test' });

/** The whole text of a stream, once it has ended, and what was heard before `meanwhile` began. */
async function follow(path: string, key: string, meanwhile: () => Promise<unknown>): Promise<string> {
  const response = await fetch(url + path, { headers: { authorization: `Bearer ${key}` } });
  expect(response.status).toBe(200);
  const text = response.text();
  await meanwhile();
  return text;
}

describe('the stream of a job that has not ended', () => {
  it('ends when the key is revoked with which it was opened, and tells nothing that happens after', async () => {
    const { id } = await aJob();
    const key = await service.key(['read'], 1, undefined, 'follower');
    const text = await follow(`/v1/jobs/${id}/events`, key, async () => {
      await appendEvent(service.app.db, id, 'before', {});
      await sleep(200);
      await revokeApiKeys(service.app.db, 'follower');
      await sleep(1_200);
      await appendEvent(service.app.db, id, 'after', {});
    });
    expect(text).toContain('event: before');
    expect(text).not.toContain('event: after');
  });

  it('ends when the key expires', async () => {
    const { id } = await aJob();
    const key = await service.key(['read'], 1, undefined, 'expiring');
    const text = await follow(`/v1/jobs/${id}/events`, key, () =>
      service.app.db.query(`UPDATE api_keys SET expires_at = now() WHERE name = 'expiring'`),
    );
    expect(text).toBe(': following\n\n');
  });

  it('ends when the process is told to stop, and says when to come again; readiness says no meanwhile', async () => {
    await using other = await startTestService();
    const address = await other.app.listen({ host: '127.0.0.1', port: 0 });
    const { id } = await insertJob(other.app.db, { kind: 'update-stack', runKey: 'a', requestedBy: 'test' });
    const response = await fetch(`${address}/v1/jobs/${id}/events`, {
      headers: { authorization: `Bearer ${await other.key(['read'])}` },
    });
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    await other.app.drain();
    expect(await response.text()).toMatch(/\nretry: 1000\n\n$/);
    expect((await fetch(`${address}/readyz`)).status).toBe(503);
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
  });
});
