import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { EvidenceRecord } from '@trailguard/controls';
import { parseRecords, RecordsError } from '@trailguard/controls/records';

const extensions = new Set(['.yaml', '.yml', '.json']);

/**
 * Reads records of reviews, tests and incidents from a file, such as `trailguard.records.yaml`, or from all YAML and
 * JSON files of a folder, such as `records/`.
 *
 * @param path file or folder
 * @throws RecordsError naming what cannot be read, or each fault with its file and line.
 */
export async function readRecords(path: string): Promise<readonly EvidenceRecord[]> {
  const files = await filesOf(path);
  const texts = await Promise.all(files.map(async (file) => ({ file, text: await readFile(file, 'utf8') })));
  return parseRecords(texts);
}

async function filesOf(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch((cause: Error) => {
    throw new RecordsError([
      `${path} cannot be read (${cause.message}); name a file of records or a folder of such files`,
    ]);
  });
  if (!found.isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => extensions.has(extname(name))).sort();
  return names.map((name) => join(path, name));
}
