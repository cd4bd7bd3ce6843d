import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder } from './make-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-folder-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a folder that is named', () => {
  it('is made with those above it, and may be there already', async () => {
    const deep = join(folder, 'some/where/deep');
    await makeFolder(deep);
    await makeFolder(deep);
    expect((await stat(deep)).isDirectory()).toBe(true);
  });

  it('is made once by those who ask at the same time', async () => {
    const deep = join(folder, 'a/b/c');
    await Promise.all([makeFolder(deep), makeFolder(deep), makeFolder(deep)]);
    expect((await stat(deep)).isDirectory()).toBe(true);
  });

  it('is refused where a file is in its place, or above it', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(makeFolder(file)).rejects.toThrow(`--folder ${file} cannot be made: a file is in its place`);
    const below = join(file, 'a/b');
    await expect(makeFolder(below)).rejects.toThrow(
      `--folder ${below} cannot be made: a file is in its place`,
    );
  });

  it.runIf(process.platform === 'linux')('is refused where the system makes none', async () => {
    await expect(makeFolder('/proc/trailguard/state')).rejects.toThrow(
      '--folder /proc/trailguard/state cannot be made: ENOENT',
    );
  });
});
