import { execFile } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { deliverChain, MemoryStore, SigningKey } from '@trailguard/audit/integrity/test';
import { controls } from '@trailguard/controls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writePublishable } from '../scripts/publishable.ts';

const root = join(import.meta.dirname, '../../..');
let folder: string;

/** As `npx` installs it: in a folder of its own, with what its `package.json` names and nothing else. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-published-'));
  await writePublishable(join(folder, 'package'));
  for (const name of Object.keys((await manifest()).dependencies)) await link(name);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Manifest {
  readonly bin: Record<string, string>;
  readonly dependencies: Record<string, string>;
  readonly optionalDependencies: Record<string, string>;
}

async function manifest(): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, 'package/package.json'), 'utf8'));
}

/** Links a package from where the workspace has it. */
async function link(name: string): Promise<void> {
  const [found] = globSync(`{packages/*,policy-pack,stacks,api}/node_modules/${name}`, { cwd: root });
  if (found === undefined) throw new Error(`no package of the workspace has ${name}`);
  const target = join(folder, 'package/node_modules', name);
  await mkdir(dirname(target), { recursive: true });
  await symlink(join(root, found), target);
}

/** A copy as `aws s3 sync` makes it, with what `head-object` says of each digest beside it. */
async function writeCopy(store: MemoryStore, to: string): Promise<void> {
  for (const [id, { content, metadata }] of store.objects) {
    const file = join(to, id.slice('logs/'.length));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    if (file.includes('CloudTrail-Digest'))
      await writeFile(`${file}.metadata.json`, JSON.stringify({ Metadata: metadata }));
  }
}

/** A copy of two hours of logs, and the options that name it. */
async function copyOfLogs(): Promise<string[]> {
  const key = new SigningKey('us-east-1');
  const place = { bucket: 'logs', prefix: null, organizationId: 'o-abcdefghij' };
  const store = new MemoryStore();
  const [accountId, region] = ['111111111111', 'us-east-1'];
  deliverChain(store, key, {
    ...{ accountId, region, place, trailName: 'audit', start: Date.parse('2026-03-01T00:00:00Z') },
    periods: [{ files: [1, 1, 1, 1], pause: 0 }],
  });
  await writeCopy(store, join(folder, 'copy'));
  await writeFile(join(folder, 'keys.json'), JSON.stringify([key.publicKey]));
  return [
    ...['--copy', join(folder, 'copy'), '--bucket', 'logs', '--organization-id', 'o-abcdefghij'],
    ...['--accounts', accountId, '--regions', region, '--keys', join(folder, 'keys.json')],
    ...['--from', '2026-03-01T00:00Z', '--to', '2026-03-01T02:00Z'],
  ];
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function trailguard(...args: string[]): Promise<Ended> {
  const main = join(folder, 'package', (await manifest()).bin.trailguard ?? '');
  const environment = {
    PATH: dirname(process.execPath),
    HOME: folder,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
  };
  return promisify(execFile)(process.execPath, [main, ...args], { cwd: folder, env: environment }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: Ended) => ({ code, stdout, stderr }),
  );
}

describe('the published command', () => {
  it('needs neither our own packages nor those that its commands do not use', async () => {
    const { dependencies } = await manifest();
    expect(Object.keys(dependencies).filter((name) => /^@trailguard|^@pulumi\/aws$|^pg$/.test(name))).toEqual(
      [],
    );
    expect(existsSync(join(folder, 'package/node_modules/@trailguard'))).toBe(false);
  });

  it('lists the controls', async () => {
    const { stdout } = await trailguard('controls', '--json');
    expect(JSON.parse(stdout).controls).toHaveLength(controls.length);
  });

  it('judges a saved state', async () => {
    const deployment = { manifest: {}, resources: [] };
    await writeFile(join(folder, 'state.json'), JSON.stringify({ version: 3, deployment }));
    const { stdout } = await trailguard('check-state', 'state.json', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'trailguard.run/1', lens: 'state' });
  });

  it('reads an organization’s file, and looks whether the machine is ready', async () => {
    const settings = {
      organizationId: 'o-abcdefghij',
      managementAccountId: '111111111111',
      logArchiveAccountId: '222222222222',
      securityAccountId: '333333333333',
      homeRegion: 'us-east-1',
    };
    await writeFile(join(folder, 'organization.yaml'), JSON.stringify({ stack: 'production', settings }));
    const { code, stdout } = await trailguard('doctor', 'organization.yaml', '--offline');
    expect([code, stdout]).toEqual([0, expect.stringContaining('every feature of GuardDuty is known')]);
  });

  it('proves a copy of logs, in threads', async () => {
    const { stdout, stderr } = await trailguard('verify-logs', ...(await copyOfLogs()), '--format', 'json');
    expect(stderr).toBe('');
    expect(JSON.stringify(JSON.parse(stdout))).toContain('"proven":2');
  });

  it('says of investigate that it needs DuckDB, which may be missing, and takes it where it is', async () => {
    const { dependencies, optionalDependencies } = await manifest();
    expect([dependencies, Object.keys(optionalDependencies)]).toEqual([
      expect.not.objectContaining({ '@duckdb/node-api': expect.anything() }),
      ['@duckdb/node-api'],
    ]);
    const ask = async () => trailguard('investigate', 'root-use', ...(await copyOfLogs()));
    expect(await ask()).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^.*asks DuckDB, which is not installed.*\n$/),
    });
    await link('@duckdb/node-api');
    expect(await ask()).toMatchObject({ code: 0, stderr: '' });
  });

  it.each([['start'], ['sandbox'], ['preview-org', 'organization.yaml']])(
    'says of %s that it needs a checkout',
    async (...args) => {
      expect(await trailguard(...args)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('runs from a checkout alone'),
      });
    },
  );
});
