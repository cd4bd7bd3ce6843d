/** Where things are in the bucket of the record. */
export const IncidentsPrefix = 'incidents/';
export const ApprovalsPrefix = 'approvals/';
export const NotesPrefix = 'notes/';

/** `incidents/ID/000001.json` */
export function entryKey(incident: string, sequence: number): string {
  return `${IncidentsPrefix}${incident}/${String(sequence).padStart(6, '0')}.json`;
}

/**
 * `approvals/ID/DIGEST/UUID.json`: a place for each approval, since nobody can take one away. A plan that is made anew has the digest
 * that it had, and an approval that was refused must not stand where the next one is to be written.
 */
export function approvalKey(incident: string, digest: string, id: string): string {
  return `${ApprovalsPrefix}${incident}/${digest}/${id}.json`;
}

/** What an approval's key names; nothing for another key. */
export function readApprovalKey(key: string): { incident: string; digest: string } | undefined {
  const [, incident, digest] =
    /^approvals\/([A-Za-z0-9][A-Za-z0-9-]{0,127})\/([0-9a-f]{64})\/[A-Za-z0-9-]{1,64}\.json$/.exec(key) ?? [];
  return incident === undefined || digest === undefined ? undefined : { incident, digest };
}

/** `notes/ID/UUID.json` */
export function noteKey(incident: string, id: string): string {
  return `${NotesPrefix}${incident}/${id}.json`;
}

/** The incident that a note's key names; nothing for another key. */
export function readNoteKey(key: string): string | undefined {
  return /^notes\/([A-Za-z0-9][A-Za-z0-9-]{0,127})\/[A-Za-z0-9-]{1,64}\.json$/.exec(key)?.[1];
}

/** What an entry's key names; nothing for another key. */
export function readEntryKey(key: string): { incident: string; sequence: number } | undefined {
  const [, incident, digits] = /^incidents\/([A-Za-z0-9][A-Za-z0-9-]{0,127})\/(\d{6})\.json$/.exec(key) ?? [];
  return incident === undefined ? undefined : { incident, sequence: Number(digits) };
}
