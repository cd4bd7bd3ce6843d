import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { sandboxConfig } from '../../test/sandbox-config.ts';
import { RanToItsEnd, runInChild, ToBeContinued } from './child.ts';

it('says of a process that could not be started why', async () => {
  const config = sandboxConfig(join(import.meta.dirname, 'no-such-folder'));
  const never = new AbortController().signal;
  const exit = await runInChild('a job', config, Fastify().log, { stop: never, kill: never });
  expect(exit).not.toBe(RanToItsEnd);
  expect(exit).toMatch(/^no process: spawn .* ENOENT$/);
});

it('ends a process that has said how it ends, whatever it has open', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'trailguard-child-'));
  try {
    const program = pathToFileURL(join(folder, 'program.mjs'));
    await writeFile(program, "process.send({ exitCode: 75 }); process.on('message', () => {});");
    const never = new AbortController().signal;
    const config = sandboxConfig(folder);
    const exit = await runInChild('a job', config, Fastify().log, { stop: never, kill: never }, program);
    expect(exit).toBe(ToBeContinued);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
