import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aBundle } from '@trailguard/evidence/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runTrailguard } from '../../test/run-trailguard.ts';

const { bytes, manifestSha256 } = aBundle();
let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-evidence-'));
  file = join(folder, 'bundle.zip');
  await writeFile(file, bytes);
});
afterAll(() => rm(folder, { recursive: true }));
const verify = (...args: string[]) => runTrailguard(['evidence', 'verify', ...args]);

it('proves a bundle whole, and that it is the one that was told of', async () => {
  const { code, stdout } = await verify(file, '--manifest', manifestSha256);
  expect(code).toBe(0);
  expect(stdout).toContain('WHOLE');
  expect(stdout).toContain('whose manifest hash was kept elsewhere');
});

it('names what is wrong, as JSON where that is asked for', async () => {
  const changed = join(folder, 'changed.zip');
  const content = Buffer.from(bytes);
  content.write('X', content.indexOf('vendAccount'));
  await writeFile(changed, content);
  const { code, stdout } = await verify(changed, '--json');
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    isWhole: false,
    faults: expect.arrayContaining([expect.stringContaining('acts.jsonl was changed')]),
  });
  expect((await verify(file, '--manifest', 'f'.repeat(64))).code).toBe(1);
});

it.each([
  ['no file', () => verify(join(folder, 'none.zip')), /none.zip cannot be read/],
  ['a hash that is none', () => verify(file, '--manifest', 'abc'), /64 hexadecimal digits/],
])('ends with 2 for %s', async (_what, run, message) => {
  expect(await run()).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
});
