import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { pythonEnvironment } from '@trailguard/sandbox/python';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Environment } from '../../src/config.ts';

const run = promisify(execFile);
const deploy = join(import.meta.dirname, '../../deploy');
const read = (file: string) => readFile(join(deploy, file), 'utf8');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-deploy-'));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

describe('the container file', () => {
  let hadolint: string;
  beforeAll(async () => {
    const here = import.meta.dirname;
    const { python } = await pythonEnvironment(
      join(here, '.venv'),
      undefined,
      join(here, 'requirements.txt'),
    );
    hadolint = join(dirname(python), 'hadolint');
  });

  it('has no fault that its linter knows', async () => {
    expect((await run(hadolint, ['--no-color', join(deploy, 'Dockerfile')])).stdout).toBe('');
  });

  it('would be refused as root, and with a base that is not pinned', async () => {
    const file = join(folder, 'Dockerfile');
    const text = await read('Dockerfile');
    await writeFile(file, text.replace(/FROM node:\S+$/m, 'FROM node').replace(/^USER .*$/m, 'USER root'));
    const { stdout } = (await run(hadolint, ['--no-color', file]).catch((error) => error)) as {
      stdout: string;
    };
    expect(stdout).toContain('DL3002');
    expect(stdout).toContain('DL3006');
  });

  it('runs on the Node.js and with the package manager of the repository', async () => {
    const root = join(deploy, '../..');
    const [, node] =
      /^nodeVersion: (\S+)$/m.exec(await readFile(join(root, 'pnpm-workspace.yaml'), 'utf8')) ?? [];
    const bases = [...(await read('Dockerfile')).matchAll(/^FROM node:([\d.]+)/gm)].map(
      ([, version]) => version,
    );
    expect(bases).toEqual([node, node]);
  });
});

describe('the systemd unit', () => {
  // Where there is no systemd there is nobody to ask.
  const systemd = run('systemd-analyze', ['--version']).then(
    () => true,
    () => false,
  );

  it('is one, and would be told from one that protects less', async ({ skip }) => {
    if (!(await systemd)) skip();
    // The service's Node.js is not where the unit has it.
    const file = join(folder, 'trailguard.service');
    await writeFile(file, (await read('trailguard.service')).replace('/usr/bin/node', process.execPath));
    expect(await run('systemd-analyze', ['verify', file])).toEqual({ stdout: '', stderr: '' });
    // In hundredths of 10, which is a unit with no protection at all; more than the threshold is an exit code of 1.
    await expect(
      run('systemd-analyze', ['security', '--offline=true', '--threshold=15', file]),
    ).resolves.toBeDefined();
    const open = (await read('trailguard.service'))
      .replace('ProtectSystem=strict\n', '')
      .replace('DynamicUser=yes\n', '');
    await writeFile(file, open);
    await expect(
      run('systemd-analyze', ['security', '--offline=true', '--threshold=15', file]),
    ).rejects.toMatchObject({ code: 1 });
  });
});

it('both name variables that the service knows', async () => {
  const texts = `${await read('Dockerfile')}${await read('trailguard.service')}`;
  const named = new Set([...texts.matchAll(/\bTRAILGUARD_[A-Z_]+(?==)/g)].map(([name]) => name));
  expect(named.size).toBeGreaterThan(3);
  for (const name of named) expect(Object.keys(Environment.properties)).toContain(name);
});
