import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Backend } from './backend.ts';
import { pythonEnvironment } from './environment.ts';

let folder: string;
let silent: Server;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backend-'));
  silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  silent.close();
  await rm(folder, { recursive: true, force: true });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const sns = (backend: Backend, parameters: Record<string, string>) => ask(backend, 'sns', parameters);

function ask(backend: Backend, service: string, parameters: Record<string, string>) {
  const scope = `AKIAEXAMPLE/20260101/us-east-1/${service}/aws4_request`;
  return backend.send({
    method: 'POST',
    url: '/',
    headers: {
      host: `${service}.us-east-1.amazonaws.com`,
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
    },
    body: Buffer.from(new URLSearchParams(parameters).toString()),
  });
}

describe('a backend that is stopped', () => {
  it('ends, and writes what it holds', async () => {
    const stateFile = join(folder, 'state');
    const backend = await Backend.start(await pythonEnvironment(), { stateFile });
    await sns(backend, { Action: 'CreateTopic', Name: 'kept' });
    await backend.stop();
    expect(isRunning(backend.pid)).toBe(false);
    await using again = await Backend.start(await pythonEnvironment(), { stateFile });
    const { body } = await sns(again, { Action: 'ListTopics' });
    expect(body.toString()).toContain(':kept</TopicArn>');
  });

  it('ends while a request is under way that never ends', async () => {
    const backend = await Backend.start(await pythonEnvironment(), {
      stateFile: join(folder, 'state'),
      graceMilliseconds: 500,
    });
    const half = connect(backend.port, '127.0.0.1');
    half.on('error', () => undefined);
    half.write('POST / HTTP/1.1\r\nhost: sns.us-east-1.amazonaws.com\r\ncontent-length: 9\r\n\r\nAction');
    // A second request is answered after it has been read.
    await sns(backend, { Action: 'CreateTopic', Name: 'lost' });
    const warned = vi.spyOn(process, 'emitWarning');
    await backend.stop();
    expect(isRunning(backend.pid)).toBe(false);
    // By itself, not by force.
    expect(warned).not.toHaveBeenCalled();
    half.destroy();
  });

  it.skipIf(process.platform === 'win32')('is killed when it is frozen', async () => {
    const backend = await Backend.start(await pythonEnvironment(), { graceMilliseconds: 200 });
    process.kill(backend.pid, 'SIGSTOP');
    await backend.stop();
    expect(isRunning(backend.pid)).toBe(false);
  });
});

describe('a message to a subscriber that never answers', () => {
  it('keeps nobody waiting', async () => {
    await using backend = await Backend.start(await pythonEnvironment());
    await sns(backend, { Action: 'CreateTopic', Name: 'loud' });
    const TopicArn = 'arn:aws:sns:us-east-1:123456789012:loud';
    const Endpoint = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
    const reached = new Promise((resolve) => silent.once('connection', resolve));
    await sns(backend, { Action: 'Subscribe', TopicArn, Protocol: 'http', Endpoint });
    const { status } = await sns(backend, { Action: 'Publish', TopicArn, Message: 'hello' });
    expect(status).toBe(200);
    await reached;
  });
});

describe('a backend that does not listen', () => {
  it('is ended after its time, and what it said is told', async () => {
    const python = join(folder, 'python');
    await writeFile(python, '#!/bin/sh\necho waiting for a lock >&2\nexec sleep 600\n', { mode: 0o755 });
    const environment = { ...(await pythonEnvironment()), python };
    await expect(Backend.start(environment, { startMilliseconds: 2000 })).rejects.toThrow(
      /did not start \(it took more than 2 seconds\): waiting for a lock/,
    );
  });
});

describe('a backend that is asked for much at a time', () => {
  it('makes all of it', async () => {
    await using backend = await Backend.start(await pythonEnvironment());
    const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [] });
    const create = (_: unknown, index: number) =>
      ask(backend, 'iam', { Action: 'CreateRole', RoleName: `role-${index}`, AssumeRolePolicyDocument });
    const answers = await Promise.all(Array.from({ length: 1500 }, create));
    expect(answers.filter(({ status }) => status !== 200).map(({ body }) => body.toString())).toEqual([]);
  });
});
