import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { partOf } from '../../faults/processes.ts';
import { kill } from './kills.ts';
import type { Phase } from './phases.ts';

const applying = '00000000-0000-4000-8000-00000000000a';
const auditing = '00000000-0000-4000-8000-00000000000b';
const phasesNow = async () => new Map<string, Phase>().set(applying, 'apply').set(auditing, 'audit');

const programs = { job: 'api/src/jobs/run.ts', provider: 'packages/sandbox/provider/dist/main.js' };
let folder: string;
/** Processes that look like those of two jobs, of which one has a plugin. */
const started: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-kills-'));
  const wait = 'setInterval(() => {}, 1_000);';
  const withPlugin = `
    const plugin = require('node:child_process').spawn(process.execPath, ['${join(folder, programs.provider)}']);
    plugin.once('spawn', () => process.stdout.write('ready'));
    process.once('SIGTERM', () => { plugin.kill(); process.exit(); });`;
  for (const [path, text] of [
    [programs.provider, wait],
    [
      programs.job,
      `if (process.argv[3] === 'apply') {${withPlugin}} else process.stdout.write('ready'); ${wait}`,
    ],
  ] as const) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
});
afterEach(() => {
  for (const job of started.splice(0)) job.kill();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function startJobs(): Promise<{ applying: ChildProcess; auditing: ChildProcess }> {
  const start = async (id: string, phase: Phase) => {
    const job = spawn(process.execPath, [join(folder, programs.job), id, phase]);
    started.push(job);
    await once(job.stdout, 'data');
    return job;
  };
  return { applying: await start(applying, 'apply'), auditing: await start(auditing, 'audit') };
}

const killing = (target: 'job' | 'provider', phase: Phase) =>
  kill({ folder, replicas: [] }, phasesNow, { target, phase, intoMs: 0, which: 0.99 });

describe('a kill', () => {
  it('of a plugin finds it by the job that started it, which lives on', async () => {
    const jobs = await startJobs();
    expect(await partOf(folder, 'provider')).toHaveLength(1);
    expect(await killing('provider', 'apply')).toMatchObject({ target: 'provider', jobs: [applying] });
    await expect.poll(() => partOf(folder, 'provider'), { timeout: 30_000 }).toEqual([]);
    expect(jobs.applying.signalCode).toBeNull();
  });

  it('of a job takes the one that is in the phase', async () => {
    const jobs = await startJobs();
    const ended = once(jobs.auditing, 'exit');
    expect(await killing('job', 'audit')).toMatchObject({ target: 'job', jobs: [auditing] });
    expect(await ended).toEqual([null, 'SIGKILL']);
    expect(jobs.applying.signalCode).toBeNull();
  });
});
