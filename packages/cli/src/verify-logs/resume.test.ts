import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SavedRun } from '@trailguard/audit/integrity/files';
import { deliverChain, LogServer, MemoryStore, SigningKey } from '@trailguard/audit/integrity/test';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { runTrailguard } from '../../test/run-trailguard.ts';
import type { IntegrityReport } from '@trailguard/audit/integrity/report';

const accountId = '111111111111';
const regions = Array.from({ length: 8 }, (_, at) => `eu-west-${at + 1}`);
const bucket = 'logs';
const main = join(import.meta.dirname, '../main.ts');

let store: MemoryStore;
let server: LogServer;
/** Regions of which nothing is answered. */
let silent: ReadonlySet<string>;
let asked: Set<string>;
let folder: string;
let state: string;

beforeAll(async () => {
  store = new MemoryStore();
  const place = { bucket, prefix: null, organizationId: null };
  const start = Date.parse('2026-03-01T00:00:00Z');
  // One key for all is no less a signature, and quicker.
  const key = new SigningKey('eu-west-1');
  const periods = [{ files: [1, 0, 2], pause: 0 }];
  for (const region of regions)
    deliverChain(store, key, { accountId, region, place, trailName: 'trail', start, periods });
  // Something is wrong in one of them.
  const [file = ''] = [...store.objects.keys()].filter((id) => id.includes('/CloudTrail/eu-west-5/'));
  store.objects.delete(file);
  server = await LogServer.start({
    objects: store,
    publicKeys: [key.publicKey],
    async beforeObject(id) {
      const region = regionOf(id);
      asked.add(region);
      // The connection ends with the process that waits.
      if (silent.has(region)) await sleep(60_000, undefined, { ref: false });
    },
  });
  for (const [name, value] of Object.entries(server.environment)) vi.stubEnv(name, value);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server[Symbol.asyncDispose]();
});
beforeEach(() => {
  silent = new Set();
  asked = new Set();
  folder = mkdtempSync(join(tmpdir(), 'trailguard-resume-'));
  state = join(folder, 'state.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const regionOf = (id: string) => /eu-west-\d+/.exec(id)?.[0] ?? '';

const options = [
  ...['verify-logs', '--bucket', bucket, '--accounts', accountId, '--regions', regions.join(',')],
  ...['--from', '2026-03-01', '--to', '2026-03-01T03:00Z', '--format', 'json'],
];

async function verify(...args: string[]): Promise<{ code: number; report: Partial<IntegrityReport> }> {
  const { code, stdout } = await runTrailguard([...options, ...args]);
  // The rest is the same at any time.
  const { asOf: _, ...report } = JSON.parse(stdout) as IntegrityReport;
  return { code, report };
}

/** Runs the command until it waits for the silent Regions, and kills it. */
async function interrupt(): Promise<void> {
  const child = spawn(process.execPath, [main, ...options, '--resume', state], { stdio: 'ignore' });
  const exited = once(child, 'exit');
  const isWaiting = () => existsSync(state) && countPlaces() === regions.length - silent.size;
  while (!isWaiting() && child.exitCode === null) await sleep(20);
  child.kill('SIGKILL');
  const [code] = await exited;
  if (code !== null) throw new Error(`the command ended with ${code} before it was interrupted`);
}

const countPlaces = () => readFileSync(state, 'utf8').split('\n').length - 2;

describe('a run of verify-logs that was killed', () => {
  it('goes on where it was, and gives the report of one that was not', async () => {
    const whole = await verify();
    expect([whole.code, whole.report.faultCount]).toEqual([5, 1]);
    const [some = []] = fc.sample(fc.subarray(regions, { minLength: 2, maxLength: 6 }), {
      seed: 20260307,
      numRuns: 1,
    });
    silent = new Set(some);
    await interrupt();
    silent = new Set();
    asked = new Set();
    expect(await verify('--resume', state)).toEqual(whole);
    expect(asked).toEqual(new Set(some));
    expect(existsSync(state)).toBe(false);
  });

  it('is not gone on with by other options', async () => {
    {
      using saved = SavedRun.open(state, { trail: 'another' });
      const time = '2026-03-01T00:00:00.000Z';
      saved.begin({
        from: time,
        to: time,
        asOf: time,
        places: [],
        accounts: [],
        regions: [],
        endsHead: null,
      });
    }
    const { code, stderr } = await runTrailguard([...options, '--resume', state]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('is of a run with other options')]);
  });
});
