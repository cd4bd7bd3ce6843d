import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileBackend, StackExistsError, StackNotFoundError } from './backend.ts';
import { CorruptCheckpointError, type DeploymentV3, newManifest } from './checkpoint.ts';
import type { HistoryEntry } from './history.ts';
import { StackLockedError } from './lock.ts';

const stack = { project: 'shop', stack: 'dev' };
let folder: string;
let backend: FileBackend;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backend-'));
  backend = new FileBackend(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const deploymentOf = (...names: string[]): DeploymentV3 => ({
  manifest: newManifest('v3.259.0'),
  resources: names.map((name) => ({ urn: `urn:pulumi:dev::shop::t::${name}`, type: 't', custom: true })),
});
const entry: HistoryEntry = {
  kind: 'update',
  startTime: 1,
  message: '',
  environment: {},
  config: {},
  result: 'succeeded',
  endTime: 2,
  version: 0,
};

describe('the file backend', () => {
  it("keeps stacks in Pulumi's own layout", async () => {
    await backend.createStack(stack);
    const read = (path: string) => readFile(join(folder, path), 'utf8');
    expect(JSON.parse(await read('.pulumi/stacks/shop/dev.json'))).toEqual({
      version: 3,
      checkpoint: { stack: 'organization/shop/dev' },
    });
    expect(await read('.pulumi/meta.yaml')).toBe('version: 1\n');
  });

  it('is where PULUMI_BACKEND_URL says, relative to the folder of the command', () => {
    const at = (url: string) => FileBackend.fromEnvironment({ PULUMI_BACKEND_URL: url }, '/work').url;
    expect(at('file:///state')).toBe('file:///state');
    expect(at('file://./state')).toBe('file:///work/state');
    expect(at('file:///a%20b?no_tmp_dir=true')).toBe('file:///a b');
    expect(() => at('s3://bucket')).toThrow("PULUMI_BACKEND_URL is 's3://bucket'");
    expect(() => FileBackend.fromEnvironment({}, '/work')).toThrow('PULUMI_BACKEND_URL is not set');
  });

  it('refuses to make a stack twice and to load one that is not there', async () => {
    await backend.createStack(stack);
    await expect(backend.createStack(stack)).rejects.toThrow(StackExistsError);
    await expect(backend.loadStack({ ...stack, stack: 'no' })).rejects.toThrow(StackNotFoundError);
  });

  it('gives back what was saved last, and keeps the one before', async () => {
    await backend.createStack(stack);
    await backend.saveDeployment(stack, deploymentOf('a'));
    await backend.saveDeployment(stack, deploymentOf('a', 'b'));
    expect((await backend.loadStack(stack))?.resources).toHaveLength(2);
    const backup = JSON.parse(await readFile(`${backend.checkpointFile(stack)}.bak`, 'utf8'));
    expect(backup.checkpoint.latest.resources).toHaveLength(1);
  });

  it('ends with the save that was given last when many are given at once', async () => {
    await backend.createStack(stack);
    const names: string[] = [];
    const saves = Array.from({ length: 30 }, (_, index) => {
      names.push(`r${index}`);
      return backend.saveDeployment(stack, deploymentOf(...names));
    });
    await Promise.all(saves);
    expect((await backend.loadStack(stack))?.resources).toHaveLength(30);
    expect((await readdir(join(folder, '.pulumi/stacks/shop'))).sort()).toEqual(['dev.json', 'dev.json.bak']);
  });

  it('names a corrupt file and leaves it as it is', async () => {
    await backend.createStack(stack);
    const file = backend.checkpointFile(stack);
    await writeFile(file, '{"version":3,"checkpoint":{"stack":"organization/shop/dev","lat');
    const before = await readFile(file);
    await expect(backend.loadStack(stack)).rejects.toThrow(CorruptCheckpointError);
    await expect(backend.loadStack(stack)).rejects.toThrow(file);
    expect(await readFile(file)).toEqual(before);
  });

  it('lists stacks by project', async () => {
    for (const name of ['b', 'a']) await backend.createStack({ project: 'shop', stack: name });
    await backend.createStack({ project: 'other', stack: 'x' });
    await backend.saveDeployment({ project: 'shop', stack: 'a' }, deploymentOf('r'));
    expect(await backend.listStacks('shop')).toEqual([
      { project: 'shop', stack: 'a' },
      { project: 'shop', stack: 'b' },
    ]);
    expect(await backend.listStacks()).toHaveLength(3);
  });

  it('removes a stack with everything that belongs to it', async () => {
    await backend.createStack(stack);
    await backend.saveDeployment(stack, deploymentOf('a'));
    await backend.saveTags(stack, { owner: 'me' });
    await backend.appendHistory(stack, entry);
    await backend.removeStack(stack);
    const left = await readdir(folder, { recursive: true, withFileTypes: true });
    expect(left.filter((item) => item.isFile()).map(({ name }) => name)).toEqual(['meta.yaml']);
  });

  it('lists updates with the latest first and keeps the state each left', async () => {
    await backend.createStack(stack);
    for (const startTime of [1, 2, 3]) await backend.appendHistory(stack, { ...entry, startTime });
    expect((await backend.history(stack)).map(({ startTime }) => startTime)).toEqual([3, 2, 1]);
    const files = await readdir(join(folder, '.pulumi/history/shop/dev'));
    expect(files.filter((name) => name.endsWith('.checkpoint.json'))).toHaveLength(3);
  });
});

describe('the lock of a stack', () => {
  it('is held by one at a time and names its owner', async () => {
    const release = await backend.lock(stack);
    const refusal = await backend.lock(stack).catch((error: Error) => error);
    expect(refusal).toBeInstanceOf(StackLockedError);
    expect((refusal as Error).message).toMatch(
      new RegExp(`^the stack is currently locked by 1 lock.*\\n.*\\(pid ${process.pid}\\) at 20`),
    );
    await release();
    await (await backend.lock(stack))();
  });

  it('is not that of another stack', async () => {
    const release = await backend.lock(stack);
    await expect(
      backend.lock({ ...stack, stack: 'prod' }).then((releaseOther) => releaseOther()),
    ).resolves.toBeUndefined();
    await release();
  });

  it('outlives a killed process, shows it to others, and ends with cancel', async () => {
    const script = join(folder, 'holder.mjs');
    const source = new URL('./backend.ts', import.meta.url).href;
    await writeFile(
      script,
      `import { FileBackend } from ${JSON.stringify(source)};
       await new FileBackend(${JSON.stringify(folder)}).lock(${JSON.stringify(stack)});
       process.send('locked'); setInterval(() => {}, 1000);`,
    );
    const holder = fork(script, { execArgv: [] });
    await once(holder, 'message');
    holder.kill('SIGKILL');
    await once(holder, 'exit');

    const refusal = (await backend.lock(stack).catch((error: Error) => error)) as StackLockedError;
    expect(refusal.owners.map(({ pid }) => pid)).toEqual([holder.pid]);
    expect(await backend.cancel(stack)).toBe(1);
    await (await backend.lock(stack))();
  });

  it('is held by whom nobody can name where its file cannot be read', async () => {
    await mkdir(join(folder, '.pulumi/locks/organization/shop/dev/unreadable.json'), { recursive: true });
    await expect(backend.lock(stack)).rejects.toThrow(/locked by 1 lock.*\n.*unknown@unknown/);
  });

  it('never goes to two that ask at the same time', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => backend.lock(stack)));
    expect(answers.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1);
  });
});
