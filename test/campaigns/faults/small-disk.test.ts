import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../end-to-end/service.ts';
import { moveTo, smallDisk } from './small-disk.ts';

it('has no space for a byte while it is full, and has it again afterwards', async ({ skip }) => {
  await using disk = await smallDisk();
  if (disk === undefined) return skip('mounting is not permitted');
  const file = join(disk.folder, 'state.json');
  await disk.fill();
  await expect(writeFile(file, '{}')).rejects.toMatchObject({ code: 'ENOSPC' });
  await disk.free();
  await writeFile(file, '{}');
  expect(await readFile(file, 'utf8')).toBe('{}');
});

it('takes a folder with what is in it, which is still found where it was', async ({ skip }) => {
  await using disk = await smallDisk();
  if (disk === undefined) return skip('mounting is not permitted');
  const parent = await temporaryFolder();
  onTestFinished(() => rm(parent, { recursive: true }));
  const folder = join(parent, 'pulumi');
  await mkdir(folder);
  await writeFile(join(folder, 'before'), 'kept');
  const moved = await moveTo(disk, folder);
  await writeFile(join(folder, 'after'), 'new');
  expect(await readFile(join(moved, 'before'), 'utf8')).toBe('kept');
  expect(await readFile(join(moved, 'after'), 'utf8')).toBe('new');
});
