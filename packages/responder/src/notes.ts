import { appendEntry, type EntryContent, parseNote, readIncident } from '@trailguard/incidents';
import { type FromPerson, isAnsweredAlready, requireAuthor } from './from-person.ts';
import type { ResponderParts } from './responder.ts';

/**
 * Adds what a person says to the record, under the name that S3 knows them by; or keeps with the reason that it was not
 * accepted. People write beside the record and the responder alone into it, so that nobody can plan an action there.
 * @throws Error when there is no such incident.
 */
export async function respondToNote(
  { settings, store }: ResponderParts,
  incident: string,
  found: FromPerson,
): Promise<void> {
  const { entries: known } = await readIncident(store, incident);
  if (known.length === 0) throw new Error(`There is no incident ${incident}; ${found.key} is about nothing`);
  const { by, content } = entryOf(incident, found, settings.responderArn);
  await appendEntry(store, incident, by, (entries) =>
    isAnsweredAlready(entries, found) ? undefined : content,
  );
}

function entryOf(
  incident: string,
  { text, principalId, key, versionId }: FromPerson,
  responderArn: string,
): { by: string; content: EntryContent } {
  const object = { key, versionId };
  try {
    const note = parseNote(text);
    if (note.incident !== incident) throw new Error('it is about another incident than its name says');
    requireAuthor(note.author, principalId);
    return { by: note.author.arn, content: { ...note.content, object } };
  } catch (error) {
    return {
      by: responderArn,
      content: { kind: 'refusal', reason: (error as Error).message, object, principalId },
    };
  }
}
