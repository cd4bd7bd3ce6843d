import { spawn } from 'node:child_process';
import { readFile, rm, stat } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountsAlone, type RunningService, startService, temporaryFolder } from '../end-to-end/service.ts';
import { killPart, partOf, processesOf } from './processes.ts';
import { accountsOf, eventOf, isResource, isStep, until, vend } from './vending.ts';

let folder: string;
let running: RunningService;
let isOver = false;
beforeAll(async () => {
  folder = await temporaryFolder();
  running = await startService({ folder, environment: accountsAlone });
});
afterAll(async () => {
  isOver = true;
  await running?.service.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const readiness = async () => (await fetch(`${running.service.url}/readyz`)).status;

/**
 * Starts the database server again just as it was started before it was killed, as a supervisor does: again when it
 * ends at once. A server whose postmaster was killed refuses to start while backends of the former one still hold
 * its shared memory ("pre-existing shared memory block is still in use").
 */
async function databaseStarter(): Promise<() => void> {
  const [server] = await partOf(folder, 'database');
  if (server === undefined) throw new Error('there is no database server');
  const [command = '', ...args] = (await readFile(`/proc/${server.pid}/cmdline`, 'utf8'))
    .split('\0')
    .filter((part) => part !== '');
  const { uid, gid } = await stat(`/proc/${server.pid}`);
  const start = () => {
    const started = spawn(command, args, { uid, gid, stdio: 'ignore' });
    started.once('exit', (code) => {
      if (code === 1 && !isOver) setTimeout(start, 250);
    });
  };
  return start;
}

describe('a database that is killed while an account is vended', () => {
  it('makes the service unready, and the job succeeds once it is back', async () => {
    const startDatabase = await databaseStarter();
    const { job } = await vend(running, 'database-died');
    await eventOf(running, job.id, isResource('pulumi:providers:aws'));
    await killPart(folder, 'database');
    await until('the service is unready', async () => (await readiness()) === 503, 15_000);
    startDatabase();
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
    running = await startService({ folder, environment: accountsAlone });
  }, 90_000);
});
