import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from './atomic-file.ts';

/** One finished update, in the form of Pulumi's file backend. */
export interface HistoryEntry {
  kind: 'update' | 'refresh' | 'destroy' | 'import' | 'preview' | 'rename';
  /** Seconds since 1970. */
  startTime: number;
  message: string;
  environment: Record<string, string>;
  /** By full key (`project:name`); secrets stay encrypted. */
  config: Record<string, HistoryConfigValue>;
  result: 'succeeded' | 'failed' | 'in-progress';
  /** Seconds since 1970. */
  endTime: number;
  /** 0 in the file backend, which does not number updates. */
  version: number;
  /** How many resources had which operation. */
  resourceChanges?: Record<string, number>;
}

/** A plain string, or ciphertext; `object: true` marks JSON. */
export type HistoryConfigValue = string | { secure: string } | { [key: string]: unknown };

/** Adds an entry. @returns its file */
export async function writeHistory(folder: string, stack: string, entry: HistoryEntry): Promise<string> {
  // Nanoseconds, like the CLI's names; names sort by time, within a millisecond too.
  const microseconds = Math.round((performance.timeOrigin + performance.now()) * 1_000);
  const nanoseconds = BigInt(microseconds) * 1_000n;
  const file = join(folder, `${stack}-${nanoseconds}.history.json`);
  await writeFileAtomically(file, JSON.stringify(entry));
  return file;
}

/** Every entry, the latest first. */
export async function readHistory(folder: string): Promise<HistoryEntry[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files = names
    .filter((name) => name.endsWith('.history.json'))
    .sort()
    .reverse();
  return Promise.all(
    files.map(async (name) => {
      const file = join(folder, name);
      try {
        return JSON.parse(await readFile(file, 'utf8')) as HistoryEntry;
      } catch (cause) {
        throw new Error(`could not read the history file ${file}: ${(cause as Error).message}`, { cause });
      }
    }),
  );
}
