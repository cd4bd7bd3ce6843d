import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json, text } from 'node:stream/consumers';
import { GetUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runTrailguard } from '../../test/run-trailguard.ts';

const start = (...args: string[]) =>
  spawn(process.execPath, [join(import.meta.dirname, '../main.ts'), 'sandbox', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });

interface Told {
  readonly endpoint: string;
  readonly accounts: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly now: string;
}

describe('trailguard sandbox', () => {
  let child: ChildProcess;
  let told: Told;
  let begun: number;
  const port = () => new URL(told.endpoint).port;
  const control = (...args: string[]) => runTrailguard(['sandbox', ...args, '--port', port()]);

  beforeAll(async () => {
    begun = Date.now();
    child = start('start', '--port', '0', '--clock', '1d', '--regions', 'eu-west-1', '--json');
    const [chunk] = await once(child.stdout as NonNullable<ChildProcess['stdout']>, 'data');
    told = JSON.parse(String(chunk)) as Told;
  });
  afterAll(() => child.kill('SIGKILL'));

  it('prints an environment by which clients reach it, and starts as late as asked for', async () => {
    for (const [name, value] of Object.entries(told.environment)) vi.stubEnv(name, value);
    const iam = new IAMClient();
    const { User } = await iam.send(new GetUserCommand({}));
    iam.destroy();
    vi.unstubAllEnvs();
    expect(User?.Arn).toContain(`:${told.accounts.management}:`);
    expect(told.environment.AWS_REGION).toBe('eu-west-1');
    expect(Date.parse(told.now) - begun).toBeGreaterThan(86_000_000);
  });

  it('tells its state in lines that a shell can read', async () => {
    const { code, stdout } = await control('status');
    expect(code).toBe(0);
    for (const [name, value] of Object.entries(told.environment))
      expect(stdout).toContain(`export ${name}=${value}`);
    expect(stdout).toContain(`${told.accounts.security} security`);
  });

  it('moves its clock on', async () => {
    const before = JSON.parse((await control('status', '--json')).stdout) as Told;
    const { stdout } = await control('clock', '2h');
    const [, now = ''] = /^Its clock is at (\S+)$/m.exec(stdout) ?? [];
    expect(Date.parse(now) - Date.parse(before.now)).toBeGreaterThanOrEqual(7_200_000);
  });

  it('says that a port is in use, and what to do', async () => {
    const second = start('--port', port());
    const [said, [code]] = await Promise.all([text(second.stderr), once(second, 'exit')]);
    expect([code, said]).toEqual([2, expect.stringContaining(`Port ${port()} is in use`)]);
  });

  it('ends on Ctrl-C', async () => {
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await control('status')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`No sandbox listens on port ${port()}`),
    });
  });
});

describe('the control of a sandbox', () => {
  it.each([
    ['stop', ['POST', '/_sandbox/stop', null]],
    ['reset', ['POST', '/_sandbox/reset', null]],
    ['clock', ['POST', '/_sandbox/clock', { advanceMilliseconds: 5_400_000 }]],
  ])('asks it to %s', async (name, expected) => {
    const asked: unknown[] = [];
    const server = createServer(async (request, response) => {
      const body = request.headers['content-length'] === '0' ? null : await json(request).catch(() => null);
      asked.push(request.method, request.url, body);
      response.setHeader('content-type', 'application/json').end('{"accounts": {}, "environment": {}}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const time = name === 'clock' ? ['90m'] : [];
    const { code } = await runTrailguard(['sandbox', name, ...time, '--port', String(port)]);
    server.close();
    expect([code, asked]).toEqual([0, expected]);
  });

  it.each([
    [['clock', 'soon'], 'a time is such as 90m'],
    [['clock'], "missing required argument 'time'"],
    [['start', '--port', '-1'], 'a port is a whole number'],
    [['begin'], "too many arguments for 'start'"],
  ])('ends with 2 for %j', async (args, message) => {
    expect(await runTrailguard(['sandbox', ...args])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(message),
    });
  });
});
