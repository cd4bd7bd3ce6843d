import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTrailguard } from '../../test/run-trailguard.ts';
import { writeNewControl } from './new-control.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-new-control-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('trailguard new-control', () => {
  it('writes a control and its test, named by the title', async () => {
    const files = await writeNewControl({ id: 'ACME-01', title: "Trails' owners are named", folder });
    expect(files).toEqual([
      join(folder, 'trails-owners-are-named.ts'),
      join(folder, 'trails-owners-are-named.test.ts'),
    ]);
    const control = await readFile(files[0] ?? '', 'utf8');
    expect(control).toContain("id: 'ACME-01'");
    expect(control).toContain("title: 'Trails\\' owners are named'");
  });

  it.each([
    ['letters with accents', 'Schlüssel für Spuren', 'schlussel-fur-spuren.ts'],
    ['a long title, cut at a word', `${'a'.repeat(59)} word`, `${'a'.repeat(59)}.ts`],
  ])('names the file by %s', async (_case, title, name) => {
    expect((await writeNewControl({ id: 'ACME-07', title, folder }))[0]).toBe(join(folder, name));
  });

  it('never overwrites a file', async () => {
    await writeNewControl({ id: 'ACME-02', title: 'Twice', folder });
    await expect(writeNewControl({ id: 'ACME-03', title: 'Twice', folder })).rejects.toThrow(
      'is there already',
    );
  });

  it.each([
    [
      'an id of the catalogue',
      'CT-06',
      'Signed',
      'CT-06 is taken by the catalogue (Log file validation enabled',
    ],
    ['a title without words', 'ACME-04', '…', 'has no letter or digit'],
  ])('refuses %s', async (_case, id, title, message) => {
    await expect(writeNewControl({ id, title, folder })).rejects.toThrow(message);
  });

  it.each(['acme-01', 'ACME', 'ACME-1', '../ACME-01'])('refuses the id %s', async (id) => {
    expect(await runTrailguard(['new-control', id, '--title', 'x'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('an id is a prefix in capitals'),
    });
  });

  it('refuses a folder in whose place a file is', async () => {
    const [file = ''] = await writeNewControl({ id: 'ACME-05', title: 'In the way', folder });
    expect(await runTrailguard(['new-control', 'ACME-06', '--title', 'x', '--folder', file])).toMatchObject({
      code: 2,
      stderr: `--folder ${file} cannot be made: a file is in its place\n`,
    });
  });
});
