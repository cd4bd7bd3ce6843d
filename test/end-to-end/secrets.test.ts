import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killPart, partOf, processesOf } from '../faults/processes.ts';
import { eventOf, isResource, isStep, until, vend } from '../faults/vending.ts';
import { environmentOf, filesOf, leaksOf, type Places, tablesOf } from './leaks.ts';
import { accountsAlone, type RunningService, startService, temporaryFolder } from './service.ts';

const passphrase = 'passphrase-of-this-very-test';
const wrongPassphrase = 'another-passphrase-of-this-very-test';

let folder: string;
let running: RunningService;
let databaseUrl: string;
/** Everything that nobody may read, by name. */
const secrets: Record<string, string> = { passphrase, wrongPassphrase };
/** Everything that the service said of itself. */
const said: Places = {};

beforeAll(async () => {
  folder = await temporaryFolder();
  running = await start(passphrase);
});
afterAll(async () => {
  await running?.service.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** A service that logs all it can. */
async function start(withPassphrase: string): Promise<RunningService> {
  const started = await startService({
    folder,
    environment: {
      ...accountsAlone,
      PULUMI_CONFIG_PASSPHRASE: withPassphrase,
      TRAILGUARD_LOG_LEVEL: 'trace',
    },
  });
  const [server] = await partOf(folder, 'service');
  const environment = await environmentOf(server?.pid ?? 0);
  databaseUrl = environment.DATABASE_URL ?? '';
  secrets[`API key ${Object.keys(secrets).length}`] = started.service.apiKey;
  secrets['password of the database'] = new URL(databaseUrl).password;
  secrets['secret key of the service'] = environment.AWS_SECRET_ACCESS_KEY ?? '';
  return started;
}

/** Keeps what a job told, and how it ended. */
async function listenTo(jobId: string): Promise<void> {
  said[`job ${jobId}`] = JSON.stringify(await running.job(jobId));
  said[`events of job ${jobId}`] = JSON.stringify(await running.events(jobId));
}

async function ask(name: string, path: string, options: RequestInit = {}): Promise<number> {
  const response = await fetch(running.service.url + path, options);
  said[name] = JSON.stringify([...response.headers]) + (await response.text());
  return response.status;
}

/** Keys and tokens of every session that was opened: the sandbox is AWS, and knows them. */
async function sessionSecrets(): Promise<Record<string, string>> {
  const state = JSON.parse(await readFile(join(folder, 'sandbox/sandbox.json'), 'utf8')) as {
    services: { sts: { sessions: Record<string, { secretAccessKey: string; sessionToken: string }> } };
  };
  return Object.fromEntries(
    Object.entries(state.services.sts.sessions).flatMap(([id, { secretAccessKey, sessionToken }]) => [
      [`secret key of session ${id}`, secretAccessKey],
      [`token of session ${id}`, sessionToken],
    ]),
  );
}

describe('a secret', () => {
  it('is given to the processes of a job by no command line', async () => {
    const { job } = await vend(running, 'secretive');
    await eventOf(running, job.id, isStep('apply account'));
    const processes = await processesOf(folder);
    expect(processes.length).toBeGreaterThan(3);
    said['command lines'] = processes.map(({ command }) => command).join('\n');
    await listenTo(job.id);
    expect(leaksOf(secrets, said)).toEqual([]);
  });

  it('is not in what a failed job tells', async () => {
    const { job } = await running.post<{ job: { id: string } }>('/v1/accounts', {
      name: 'nameless',
      // Of the management account, so it is refused.
      email: 'management@example.com',
      organizationalUnitId: running.service.workloadsUnitId,
    });
    await listenTo(job.id);
    expect(JSON.parse(said[`job ${job.id}`] ?? '')).toMatchObject({ state: 'failed' });
    expect(leaksOf(secrets, said)).toEqual([]);
  });

  it('is not in answers to requests, valid or not', async () => {
    const key = running.service.apiKey;
    const authorization = `Bearer ${key}`;
    const json = { authorization, 'content-type': 'application/json' };
    expect(await ask('OpenAPI', '/openapi.json')).toBe(200);
    expect(await ask('keys of others', '/v1/jobs', { headers: { authorization: `Basic ${key}` } })).toBe(401);
    expect(await ask('no such route', `/v1/nothing?key=${key}`, { headers: { authorization } })).toBe(404);
    expect(await ask('bad query', `/v1/jobs?limit=${key}`, { headers: { authorization } })).toBe(400);
    const body = JSON.stringify({ name: key, email: passphrase });
    expect(await ask('bad body', '/v1/accounts', { method: 'POST', headers: json, body })).toBe(400);
    const broken = `{"name": ${key}`;
    expect(await ask('no JSON', '/v1/accounts', { method: 'POST', headers: json, body: broken })).toBe(400);
    expect(await ask('path', `/v1/jobs/${key}/cancel`, { method: 'POST', headers: { authorization } })).toBe(
      400,
    );
    const twice = { ...json, 'idempotency-key': key };
    expect(await ask('header', '/v1/accounts', { method: 'POST', headers: twice, body })).toBe(400);
    expect(leaksOf(secrets, said)).toEqual([]);
  });

  it('is in no row of the database, the API key but as a hash', async () => {
    const json = {
      ...bearer(),
      'content-type': 'application/json',
      'idempotency-key': running.service.apiKey,
    };
    const made = await fetch(`${running.service.url}/v1/api-keys`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ name: 'made-here', roles: ['read'], days: 1 }),
    });
    expect(made.status).toBe(201);
    secrets['API key that was made over HTTP'] = ((await made.json()) as { key: string }).key;
    const places = await tablesOf(databaseUrl);
    for (const table of ['job_events', 'acts', 'idempotency_keys'])
      expect(Object.keys(places)).toContain(`table public.${table}`);
    expect(leaksOf({ ...secrets, ...(await sessionSecrets()) }, places)).toEqual([]);
  });

  it('is in no state, and in no file that a job leaves', async () => {
    const states = await filesOf(join(folder, 'pulumi'));
    expect(Object.values(states).some((text) => text.includes('aws:organizations/account:Account'))).toBe(
      true,
    );
    const places = { ...states, ...(await filesOf(join(folder, 'work'))) };
    expect(leaksOf({ ...secrets, ...(await sessionSecrets()) }, places)).toEqual([]);
  });

  it('is not told by a service whose passphrase is wrong', async () => {
    const begun = await vend(running, 'begun');
    await eventOf(running, begun.job.id, isResource('organizations/account'));
    await running.post(`/v1/jobs/${begun.job.id}/cancel`);
    await listenTo(begun.job.id);
    said['log before'] = running.log.join('\n');
    await running.service.stop();
    running = await start(wrongPassphrase);
    const { job } = await vend(running, 'begun');
    expect(job.id).not.toBe(begun.job.id);
    await listenTo(job.id);
    expect(JSON.parse(said[`job ${job.id}`] ?? '')).toMatchObject({
      state: 'failed',
      error: { code: 'STATE_UNREADABLE', message: expect.stringContaining('incorrect passphrase') },
    });
  });

  it('is in no log, not even when the database has died', async () => {
    await killPart(folder, 'database');
    await until(
      'a request fails',
      async () => (await ask('no database', '/v1/jobs', { headers: bearer() })) >= 500,
    );
    await until('the fault is logged', async () => running.log.some((line) => line.includes('ECONNREFUSED')));
    said['log after'] = running.log.join('\n');
    expect(said['log before']).toContain('/v1/nothing');
    expect(leaksOf({ ...secrets, ...(await sessionSecrets()) }, said)).toEqual([]);
  });
});

const bearer = () => ({ authorization: `Bearer ${running.service.apiKey}` });
