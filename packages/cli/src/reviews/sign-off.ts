import { existsSync, readFileSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EvidenceRecord } from '@trailguard/controls';
import { parseRecords, type RecordEntry } from '@trailguard/controls/records';
import {
  objectionToSignOff,
  type ReviewKind,
  reviewKindOf,
  signOffEntry,
} from '@trailguard/controls/reviews';
import { lock } from 'proper-lockfile';
import { appendEntry } from './append-entry.ts';
import type { SignOffFlags } from './command.ts';
import { defaultRecords, knownRecords, nearestRecords } from './records-path.ts';

/**
 * Adds the record of a review. What is written is read again before it takes the place of the file: everything that was there has
 * to be as it was.
 *
 * @throws when the records have a fault, when the record would be no evidence, or when who did it signs it off.
 */
export async function signOff(name: string, flags: SignOffFlags): Promise<void> {
  const kind = reviewKindOf(name);
  const path = flags.records ?? nearestRecords() ?? defaultRecords();
  const { records } = existsSync(path) ? await knownRecords(path) : { records: [] };
  const entry = entryOf(kind, flags, records);
  const written = await write(path, entry);
  process.stdout.write(`${entry.id} is recorded in ${written}\n`);
}

function entryOf(kind: ReviewKind, flags: SignOffFlags, records: readonly EvidenceRecord[]): RecordEntry {
  const at = flags.at ?? new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const { count: counts, action: actions } = flags;
  const id = flags.id ?? freeId(`${kind.kind}-${at.slice(0, 10)}`, records);
  return signOffEntry(kind, id, { ...flags, at, counts, actions });
}

/** Several reviews of a kind may be of one day. */
function freeId(wanted: string, records: readonly EvidenceRecord[]): string {
  const taken = new Set(records.map(({ id }) => id));
  for (let nth = 1; ; nth += 1) {
    const id = nth === 1 ? wanted : `${wanted}-${nth}`;
    if (!taken.has(id)) return id;
  }
}

/** Writes the entry to the file, or to one of its own in a folder. @returns the file. */
async function write(path: string, entry: RecordEntry): Promise<string> {
  if (existsSync(path) && statSync(path).isDirectory()) {
    const file = join(path, `${entry.id}.yaml`);
    requireEvidence(appendEntry('', entry), entry, file);
    await writeFile(file, appendEntry('', entry), { flag: 'wx' });
    return file;
  }
  // Two people may sign off at once.
  const release = existsSync(path)
    ? await lock(path, { retries: { retries: 20, minTimeout: 50, maxTimeout: 200 } })
    : undefined;
  try {
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const before = text.trim() === '' ? [] : parseRecords([{ file: path, text }]);
    const after = appendEntry(text, entry);
    const records = requireEvidence(after, entry, path);
    const kept = before.every((record) => records.some((one) => isSame(one, record)));
    if (records.length !== before.length + 1 || !kept) {
      throw new Error(
        `${path} is written in a form that nothing can be added to without changing it; write its list of records with a "-" for each, at the end of the file`,
      );
    }
    await writeFile(path, after);
    return path;
  } finally {
    await release?.();
  }
}

/** Reads what would be written. @throws when it has a fault, or the new record would be no evidence. */
function requireEvidence(text: string, entry: RecordEntry, file: string): readonly EvidenceRecord[] {
  const records = parseRecords([{ file, text }]);
  const objection = objectionToSignOff(entry);
  if (objection !== undefined)
    throw new Error(
      `Nothing is recorded: ${objection}; see docs/records.md for what a record of this kind says`,
    );
  return records;
}

/** The same, wherever it stands. */
function isSame(one: EvidenceRecord, other: EvidenceRecord): boolean {
  return JSON.stringify({ ...one, observation: null }) === JSON.stringify({ ...other, observation: null });
}
