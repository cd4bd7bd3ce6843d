import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRecords } from './read-records.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-records-'));
});
afterEach(() => rm(folder, { recursive: true }));

const record = (id: string) =>
  `records:\n  - {id: ${id}, kind: incident, at: 2026-06-15, by: [alice], outcome: passed, reference: CASE-1}\n`;
const write = (name: string, text: string) => writeFile(join(folder, name), text);

describe('readRecords', () => {
  it('reads one file', async () => {
    await write('trailguard.records.yaml', record('a'));
    const path = join(folder, 'trailguard.records.yaml');
    expect(await readRecords(path)).toMatchObject([{ id: 'a', observation: { position: `${path}:2` } }]);
  });

  it('reads all files of a folder in the order of their names, and nothing that is none of them', async () => {
    await Promise.all([
      write('2026-06.yml', record('b')),
      write('2026-05.yaml', record('a')),
      write('2026-07.json', '{"records": []}'),
      write('README.md', '# Records'),
    ]);
    expect((await readRecords(folder)).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('names the file and the line of a fault', async () => {
    await write('a.yaml', record('a').replace('incident', 'party'));
    await expect(readRecords(folder)).rejects.toThrow(
      `${join(folder, 'a.yaml')}:2: records.0.kind must be one of`,
    );
  });

  it('says what to name when there is nothing to read', async () => {
    await expect(readRecords(join(folder, 'none.yaml'))).rejects.toThrow(
      'name a file of records or a folder',
    );
  });
});
