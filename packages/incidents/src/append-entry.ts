import { type EntryContent, EntrySchemaName, entryText, type IncidentEntry } from './entry.ts';
import { entryKey } from './places.ts';
import type { RecordStore } from './record-store.ts';
import { type VerifiedIncident, verifyIncident } from './verify-incident.ts';

/** Others may write at the same time, each a few entries. */
const MostAttempts = 10;

/** Says why nothing can be added to a record. */
export class RecordError extends Error {
  override readonly name = 'RecordError';
}

/**
 * The entries of an incident, proven whole.
 * @returns no entries where there is no such incident.
 * @throws RecordError naming what is wrong: nothing is built on a record that was tampered with.
 */
export async function readIncident(store: RecordStore, incident: string): Promise<VerifiedIncident> {
  const verified = verifyIncident(incident, await store.read(incident));
  if (verified.faults.length > 0) {
    const [{ key, reason } = { key: '', reason: '' }] = verified.faults;
    throw new RecordError(
      `The record of incident ${incident} in ${store.name} is not whole: ${key}: ${reason}. Nothing is added to it; docs/runbooks/respond.md tells what to do`,
    );
  }
  return verified;
}

/**
 * Adds an entry to the end of an incident's record. S3 gives a place to one writer alone; who comes second reads what the
 * first one wrote and takes the next place.
 *
 * @param by who writes, an ARN.
 * @param decide what to write, told what is there; nothing where that makes it needless.
 * @returns the record with the new entry, or as it was.
 * @throws RecordError when the record is not whole or the incident is closed.
 */
export async function appendEntry(
  store: RecordStore,
  incident: string,
  by: string,
  decide: (entries: readonly IncidentEntry[], now: Date) => EntryContent | undefined,
): Promise<VerifiedIncident> {
  for (let attempt = 0; attempt < MostAttempts; attempt += 1) {
    const record = await readIncident(store, incident);
    const now = store.now();
    const content = decide(record.entries, now);
    if (content === undefined) return record;
    if (record.isClosed) throw new RecordError(`Incident ${incident} is closed; nothing is added to it`);
    const entry: IncidentEntry = {
      schema: EntrySchemaName,
      incident,
      sequence: record.entries.length + 1,
      previous: record.head,
      at: now.toISOString(),
      by,
      content,
    };
    const text = entryText(entry);
    const key = entryKey(incident, entry.sequence);
    if (await store.writeOnce(key, text)) return verifyIncident(incident, [...(await store.read(incident))]);
  }
  throw new RecordError(
    `Incident ${incident}: others took the next place ${MostAttempts} times; try again when they are done`,
  );
}
