import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountsAlone, type RunningService, startService, temporaryFolder } from '../end-to-end/service.ts';
import { superviseDatabase } from './database-server.ts';
import { killPart, partOf, processesOf } from './processes.ts';
import { accountsOf, eventOf, isResource, isStep, until, vend } from './vending.ts';

let folder: string;
let running: RunningService;
beforeAll(async () => {
  folder = await temporaryFolder();
  running = await startService({ folder, environment: accountsAlone });
});
afterAll(async () => {
  await running?.service.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const readiness = async () => (await fetch(`${running.service.url}/readyz`)).status;

describe('a database that is killed while an account is vended', () => {
  it('makes the service unready, and the job succeeds once it is back', async () => {
    using database = await superviseDatabase(folder);
    const { job } = await vend(running, 'database-died');
    await eventOf(running, job.id, isResource('pulumi:providers:aws'));
    await killPart(folder, 'database');
    await until('the service is unready', async () => (await readiness()) === 503, 15_000);
    database.start();
    await until('the service is ready again', async () => (await readiness()) === 200, 30_000);
    const ended = await running.job(job.id);
    expect(ended).toMatchObject({ state: 'succeeded', error: null });
    expect(ended.attempt).toBeGreaterThan(1);
    const accounts = await accountsOf(running, 'database-died');
    expect(accounts.map(({ Id }) => Id)).toEqual([ended.result?.accountId]);
  }, 180_000);
});

describe('a service that is killed while it vends an account', () => {
  it('leaves no process of the job behind, and the job ends by itself after the next start', async () => {
    const { job } = await vend(running, 'service-died');
    await eventOf(running, job.id, isStep('apply account'));
    await killPart(folder, 'service');
    await until('the job has stopped by itself', async () => {
      const left = await Promise.all(
        (['job', 'provider', 'policyPack'] as const).map((part) => partOf(folder, part)),
      );
      return left.flat().length === 0;
    });
    await running.service.stop();
    running = await startService({ folder, environment: accountsAlone });
    const ended = await running.job(job.id);
    expect(ended).toMatchObject({ state: 'succeeded', error: null });
    expect(ended.attempt).toBeGreaterThan(1);
    const accounts = await accountsOf(running, 'service-died');
    expect(accounts.map(({ Id }) => Id)).toEqual([ended.result?.accountId]);
  }, 180_000);

  it('and its job with it, at the same moment, leaves the same', async () => {
    const { job } = await vend(running, 'both-died');
    await eventOf(running, job.id, isResource('organizations/account'));
    await killPart(folder, 'service');
    await killPart(folder, 'job');
    await until('no plugin is left', async () => {
      const left = await Promise.all(
        (['provider', 'policyPack'] as const).map((part) => partOf(folder, part)),
      );
      return left.flat().length === 0;
    });
    await running.service.stop();
    running = await startService({ folder, environment: accountsAlone });
    const ended = await running.job(job.id);
    expect(ended).toMatchObject({ state: 'succeeded', error: null });
    const accounts = await accountsOf(running, 'both-died');
    expect(accounts.map(({ Id }) => Id)).toEqual([ended.result?.accountId]);
  }, 180_000);
});

describe('a service that is stopped', () => {
  it('takes every process of its folder with it', async () => {
    await running.service.stop();
    await expect.poll(() => processesOf(folder), { timeout: 15_000 }).toEqual([]);
  }, 90_000);
});
