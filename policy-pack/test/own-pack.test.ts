import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writePublishable } from '../scripts/publishable.ts';
import { PackProcess } from './pack-process.ts';
import { trail } from './program.ts';

const run = promisify(execFile);
const pack = join(import.meta.dirname, '..');
const workspace = join(pack, '..');
const require = createRequire(join(pack, 'package.json'));

let folder: string;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'trailguard-own-pack-')));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Links packages of others from the workspace: no test installs from the network. */
async function link(to: string, from: string, ...names: string[]): Promise<void> {
  for (const name of names) {
    const source = await realpath(join(from, 'node_modules', name));
    const target = join(to, 'node_modules', name);
    await mkdir(dirname(target), { recursive: true });
    await symlink(source, target);
  }
}

/** Links all that a package of the workspace depends on, but for other packages of it. */
async function linkDependencies(to: string, from: string): Promise<void> {
  const { dependencies } = JSON.parse(await readFile(join(from, 'package.json'), 'utf8'));
  const names = Object.keys(dependencies).filter((name) => dependencies[name] === 'catalog:');
  await link(to, from, ...names);
}

/** Unpacks what `pnpm pack` makes of a package where a project finds it. */
async function install(source: string, name: string): Promise<void> {
  const packed = join(folder, 'packed', name);
  await mkdir(packed, { recursive: true });
  await run('npx', ['-y', 'pnpm@12', 'pack', '--pack-destination', packed], { cwd: source });
  const [tarball = ''] = await readdir(packed);
  const target = join(folder, 'node_modules', name);
  await mkdir(target, { recursive: true });
  await run('tar', ['-xzf', join(packed, tarball), '--strip-components=1', '-C', target]);
}

const runner = require.resolve('@pulumi/pulumi/cmd/run-policy-pack');

describe('a pack of one’s own, in a project outside of the workspace', () => {
  beforeAll(async () => {
    await install(join(workspace, 'packages/controls'), '@trailguard/controls');
    await install(pack, '@trailguard/policy-pack');
    await linkDependencies(folder, join(workspace, 'packages/controls'));
    await linkDependencies(folder, pack);
    await link(folder, workspace, '@types/node');
    await run(
      process.execPath,
      [
        join(workspace, 'packages/cli/src/main.ts'),
        ...['new-control', 'ACME-01', '--title', 'Trails have an owner'],
      ],
      { cwd: folder },
    );
    await writeFile(
      join(folder, 'package.json'),
      JSON.stringify({ name: 'acme-pack', version: '2.0.0', type: 'module', main: 'index.js' }),
    );
    await writeFile(join(folder, 'PulumiPolicy.yaml'), 'runtime: nodejs\nversion: 2.0.0\n');
    await writeFile(
      join(folder, 'index.js'),
      `import { programControls, trailguardPack } from '@trailguard/policy-pack';
import acme01 from './controls/trails-have-an-owner.ts';

trailguardPack({
  name: 'acme',
  judges: [...programControls.filter(({ id }) => id === 'CT-06'), acme01],
  controls: { 'ACME-01': 'mandatory' },
  parameters: { 'ACME-01': { ownerTag: 'team' } },
});
`,
    );
  }, 300_000);

  it('has JavaScript and declarations, and neither source nor test', async () => {
    const files = await readdir(join(folder, 'node_modules/@trailguard/policy-pack'), { recursive: true });
    expect(files).toEqual(
      expect.arrayContaining(['dist/index.js', 'dist/library/index.js', 'dist/library/index.d.ts']),
    );
    expect(files.filter((file) => /\.test\.|(?<!\.d)\.ts$/.test(file))).toEqual([]);
  });

  it('judges by the control that the scaffold wrote, beside TrailGuard’s', async () => {
    await using own = await PackProcess.run([runner, '127.0.0.1:1', '.'], folder);
    const info = await own.info();
    expect(info).toMatchObject({ name: 'acme', version: '2.0.0' });
    const found = await own.analyze(trail({ enableLogFileValidation: false, tags: { owner: 'a' } }));
    expect(found.map(({ policy, level }) => [policy, level])).toEqual([
      ['ct-06-log-file-validation-enabled', 'mandatory'],
      ['acme-01-trails-have-an-owner', 'mandatory'],
    ]);
    expect(await own.analyze(trail({ tags: { team: 'a' } }))).toEqual([]);
  });

  it('has a control whose test passes as it was written', async () => {
    const { stdout } = await run(process.execPath, ['--test', 'controls/*.test.ts'], { cwd: folder });
    expect(stdout).toMatch(/pass 3\n/);
  });

  it('has types that a careful compiler takes', async () => {
    const compilerOptions = {
      ...{ target: 'es2024', lib: ['es2024', 'esnext'], module: 'nodenext', types: ['node'] },
      ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
      ...{ allowImportingTsExtensions: true, noEmit: true, skipLibCheck: true },
    };
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, include: ['controls'] }),
    );
    const compiler = join(workspace, 'node_modules/.bin/tsc');
    const { stdout } = await run(compiler, ['--project', '.'], { cwd: folder }).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toBe('');
  });
});

describe('the folder for `pulumi policy publish`', () => {
  it('has the built pack, its description, and a package.json that npm can install', async () => {
    await using _built = await PackProcess.start();
    const publishable = join(folder, 'publishable');
    await writePublishable(publishable);
    expect((await readdir(publishable)).sort()).toEqual(
      ['LICENSE', 'PulumiPolicy.yaml', 'README.md', 'dist', 'package.json'].sort(),
    );
    const { main, version, dependencies, devDependencies } = JSON.parse(
      await readFile(join(publishable, 'package.json'), 'utf8'),
    );
    expect([main, version, devDependencies]).toEqual(['dist/index.js', '0.1.0', undefined]);
    expect(Object.values(dependencies).every((wanted) => /^\d+\.\d+\.\d+$/.test(String(wanted)))).toBe(true);
    expect(await readFile(join(publishable, 'PulumiPolicy.yaml'), 'utf8')).toContain('runtime: nodejs');
  });

  it('starts where nothing of the workspace is but what it depends on', async () => {
    const publishable = join(folder, 'publishable');
    await linkDependencies(publishable, pack);
    await using started = await PackProcess.run([runner, '127.0.0.1:1', '.'], publishable);
    const found = await started.analyze(trail({ enableLogFileValidation: false }));
    expect(found.map(({ policy }) => policy)).toContain('ct-06-log-file-validation-enabled');
  });
});
