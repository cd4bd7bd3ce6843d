import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'rolldown';
import { afterAll, beforeAll, expect, it } from 'vitest';
import config from '../rolldown.config.ts';
import { aBundle } from './test/a-bundle.ts';

const run = promisify(execFile);
let folder: string;
/** The verifier alone in a folder, as an auditor has it. */
let verifier: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-evidence-'));
  verifier = join(folder, 'verify-evidence.mjs');
  await build({ ...config, output: { ...config.output, file: verifier } });
});
afterAll(() => rm(folder, { recursive: true }));

async function verify(content: Uint8Array | null, ...args: string[]) {
  const file = join(folder, content === null ? 'none.zip' : 'bundle.zip');
  if (content !== null) await writeFile(file, content);
  return run(process.execPath, [verifier, file, ...args], { cwd: folder, env: {} }).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );
}

it('verifies a bundle with nothing but Node, and says what is not proven', async () => {
  const { bytes, manifestSha256 } = aBundle();
  const alone = await verify(bytes);
  expect(alone).toMatchObject({ code: 0, stdout: expect.stringContaining('bundle.zip: WHOLE') });
  expect(alone.stdout).toContain('NOT proven without --manifest');
  const anchored = await verify(bytes, '--manifest', manifestSha256);
  expect(anchored.code).toBe(0);
  expect(anchored.stdout).toContain('whose manifest hash was kept elsewhere');
  expect(anchored.stdout).not.toContain('without --manifest');
});

it('ends with 1 for one that is not whole, naming the fault', async () => {
  const { bytes } = aBundle();
  const changed = Buffer.from(bytes);
  changed.write('X', changed.indexOf('vendAccount'));
  expect(await verify(changed)).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('acts.jsonl was changed'),
  });
  const other = await verify(bytes, '--manifest', 'f'.repeat(64));
  expect(other).toMatchObject({ code: 1, stdout: expect.stringContaining('this is another bundle') });
});

it('ends with 2 where there is none', async () => {
  expect(await verify(null)).toMatchObject({ code: 2, stderr: expect.stringContaining('no such file') });
});
