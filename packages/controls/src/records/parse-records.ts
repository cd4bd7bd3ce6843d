import type { EvidenceRecord } from '../model/records.ts';
import { readCheckedYaml } from '../yaml/read-checked-yaml.ts';
import { type RecordEntry, RecordsFile } from './records-file.ts';

/** Characters of a file beyond which it is refused: records of years are far smaller. */
export const maximumRecordsLength = 8_000_000;

/** Records that cannot be read; the message names every fault with its line. */
export class RecordsError extends Error {
  override readonly name = 'RecordsError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The records cannot be used:\n- ${faults.join('\n- ')}`);
    this.faults = faults;
  }
}

/** A file of records: its name for messages, and its text. */
export interface RecordsText {
  readonly file: string;
  readonly text: string;
}

/**
 * Reads records from the texts of files, YAML or JSON by the schema `records.schema.json`. One fault refuses them
 * all: half of the evidence would be mistaken for the whole.
 *
 * @throws RecordsError naming each fault as `file:line`.
 */
export function parseRecords(files: readonly RecordsText[]): readonly EvidenceRecord[] {
  const faults: string[] = [];
  const records: EvidenceRecord[] = [];
  const places = new Map<string, string>();
  for (const file of files) {
    for (const { entry, position } of entriesOf(file, faults)) {
      const before = places.get(entry.id);
      if (before !== undefined) faults.push(`${position}: the id "${entry.id}" is taken by ${before}`);
      places.set(entry.id, position);
      faults.push(...dateFaults(entry).map((fault) => `${position}: ${fault}`));
      records.push(recordOf(entry, position));
    }
  }
  if (faults.length > 0) throw new RecordsError(faults);
  return records;
}

interface PlacedEntry {
  readonly entry: RecordEntry;
  /** `file:line`. */
  readonly position: string;
}

function entriesOf({ file, text }: RecordsText, faults: string[]): readonly PlacedEntry[] {
  const { content, lineOf, ...read } = readCheckedYaml(RecordsFile, {
    file,
    text,
    maximumLength: maximumRecordsLength,
  });
  faults.push(...read.faults);
  return (content?.records ?? []).map((entry, index) => ({
    entry,
    position: `${file}:${lineOf(['records', String(index)])}`,
  }));
}

/** A pattern lets 31 February pass. */
function dateFaults({ at, nextDue }: RecordEntry): readonly string[] {
  const isReal = (date: string) =>
    !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date.slice(0, 10));
  const faults = Object.entries({ at, nextDue }).flatMap(([field, date]) =>
    date === undefined || isReal(date) ? [] : [`${field} is ${date}, a date that does not exist`],
  );
  if (faults.length === 0 && nextDue !== undefined && endOf(nextDue) < Date.parse(at))
    return [`nextDue (${nextDue}) is before at (${at})`];
  return faults;
}

/** The last moment of a day, or the instant itself. */
function endOf(date: string): number {
  return Date.parse(date.includes('T') ? date : `${date}T23:59:59.999Z`);
}

function recordOf(entry: RecordEntry, position: string): EvidenceRecord {
  const instant = (milliseconds: number) =>
    Number.isNaN(milliseconds) ? '' : new Date(milliseconds).toISOString();
  return {
    id: entry.id,
    kind: entry.kind,
    at: instant(Date.parse(entry.at)),
    by: entry.by,
    signedOffBy: entry.signedOffBy ?? null,
    outcome: entry.outcome,
    scope: entry.scope ?? [],
    covers: entry.covers ?? [],
    counts: entry.counts ?? {},
    actions: entry.actions ?? [],
    reference: entry.reference,
    nextDue: entry.nextDue === undefined ? null : instant(endOf(entry.nextDue)),
    observation: { position },
  };
}
