import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-start-'));
});
afterAll(async () => {
  // After a failed test one may still serve.
  for (const { child, ended } of started) {
    child.kill('SIGTERM');
    await ended;
  }
  await rm(folder, { recursive: true, force: true });
});

const started: { child: ChildProcess; ended: Promise<unknown> }[] = [];

/** A start as its user sees it: what it prints, and how it ends. */
function start(...args: string[]) {
  const command = [join(import.meta.dirname, '../main.ts'), 'start', '--folder', folder, ...args];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => {
    said.stdout += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    said.stderr += data.toString();
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const prints = async (text: string) => {
    while (!said.stdout.includes(text)) await Promise.race([once(child.stdout, 'data'), endedBefore(text)]);
  };
  const endedBefore = async (text: string) => {
    const code = await ended;
    throw new Error(`it ended with ${code} before it printed ${text}: ${said.stdout}${said.stderr}`);
  };
  started.push({ child, ended });
  return { child, said, ended, prints };
}

describe('trailguard start that is interrupted', () => {
  it('says where it serves, lets no second one into its folder, stops in order, and tells of no fault', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const first = start('--port', String(port));
    await first.prints('Organization baseline');
    expect(first.said.stdout).toContain(`as port ${port} is in use`);
    other.close();
    const second = start('--port', '0');
    expect([await second.ended, second.said.stderr]).toEqual([
      2,
      expect.stringContaining(`Another start uses ${folder}`),
    ]);

    first.child.kill('SIGINT');
    expect(await first.ended).toBe(130);
    expect(first.said.stderr).toBe('');
    expect(first.said.stdout).toContain('Organization baseline: interrupted');
    expect(first.said.stdout).toContain('Stopping…');
    expect(first.said.stdout).not.toMatch(/fail/i);
  });
});
