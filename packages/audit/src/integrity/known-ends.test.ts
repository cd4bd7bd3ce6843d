import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChainedLinesError } from './chained-lines.ts';
import { appendKnownEnds, readKnownEnds } from './known-ends.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-ends-'));
  file = join(folder, 'ends.jsonl');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const chain = '111111111111 eu-west-1 trail us-east-1';
const endAt = (end: string) => ({ chain, object: `logs/${end}`, end, sha256: 'ab'.repeat(32) });
const run = async (...ends: string[]) =>
  appendKnownEnds(file, await readKnownEnds(file), { at: new Date(0), ends: ends.map(endAt) });

describe('the ends of chains that earlier runs have seen', () => {
  it('are none without a file', async () => {
    expect(await readKnownEnds(file)).toEqual({ ends: [], head: null });
  });

  it('are the latest of each chain, under the hash of the last run', async () => {
    await run('2026-03-01T10:00:00Z');
    const head = await run('2026-03-01T11:00:00Z');
    expect(await readKnownEnds(file)).toEqual({ ends: [endAt('2026-03-01T11:00:00Z')], head });
  });

  it.each([
    ['changed', (text: string) => text.replace('10:00', '09:00'), ':1 was changed'],
    ['changed, the last one', (text: string) => text.replace('11:00', '12:00'), ':2 was changed'],
    ['made up', (text: string) => text.replace(/^..[0-9a-f]{64}/, `["${'0'.repeat(64)}`), ':1 was changed'],
    ['removed', (text: string) => text.slice(text.indexOf('\n') + 1), ':1 does not follow'],
    ['cut off', (text: string) => text.slice(0, -9), ':2 is cut off'],
    ['no JSON', (text: string) => `x${text}`, ':1 is no JSON'],
    ['something else', () => '{"at":"now"}\n', ':1: '],
    ['without a hash', () => '{"at":"now","previous":null,"ends":[]}\n', ':1 has no hash of its own'],
  ])('are not believed when a line was %s', async (_case, change, message) => {
    await run('2026-03-01T10:00:00Z');
    await run('2026-03-01T11:00:00Z');
    await writeFile(file, change(await readFile(file, 'utf8')));
    await expect(readKnownEnds(file)).rejects.toThrow(ChainedLinesError);
    await expect(readKnownEnds(file)).rejects.toThrow(message);
  });

  it('are not believed when the last line was removed, by the hash that it had', async () => {
    const first = await run('2026-03-01T10:00:00Z');
    const second = await run('2026-03-01T11:00:00Z');
    expect((await readKnownEnds(file, second)).head).toBe(second);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.slice(0, text.indexOf('\n') + 1));
    expect((await readKnownEnds(file)).head).toBe(first);
    await expect(readKnownEnds(file, second)).rejects.toThrow(`but with ${first}`);
    await rm(file);
    await expect(readKnownEnds(file, second)).rejects.toThrow('but with none');
  });
});
