import { join } from 'node:path';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { sandboxConfig } from '../../test/sandbox-config.ts';
import { RanToItsEnd, runInChild } from './child.ts';

it('says of a process that could not be started why', async () => {
  const config = sandboxConfig(join(import.meta.dirname, 'no-such-folder'));
  const never = new AbortController().signal;
  const exit = await runInChild('a job', config, Fastify().log, { stop: never, kill: never });
  expect(exit).not.toBe(RanToItsEnd);
  expect(exit).toMatch(/^no process: spawn .* ENOENT$/);
});
