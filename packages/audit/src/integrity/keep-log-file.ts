import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Where a log file lies in a folder that keeps files of several buckets.
 *
 * @throws Error for a key that leads out of the folder: it may be anybody's.
 */
export function keptFile(folder: string, bucket: string, key: string): string {
  if (key.split('/').some((part) => part === '..' || part === '' || part === '.') || key.includes('\0'))
    throw new Error(`the key ${JSON.stringify(key)} names no file of a folder`);
  return join(folder, bucket, key);
}

/** Writes a log file as it lies in its bucket: what is read afterwards is what was verified. */
export function keepLogFile(folder: string, bucket: string, key: string, content: Buffer): void {
  const file = keptFile(folder, bucket, key);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
