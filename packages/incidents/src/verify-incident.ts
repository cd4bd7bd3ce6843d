import { hashOfText, type IncidentEntry, parseEntry } from './entry.ts';
import { entryKey, readEntryKey } from './places.ts';

/** An object of the record as it was found. */
export interface FoundEntry {
  /** `incidents/ID/000001.json` */
  readonly key: string;
  readonly text: string;
  /**
   * Versions of the object, the marker of a deletion included, where the store keeps them: an entry is written once, so more
   * than one tells that it was written over or deleted. Left out, nobody knows.
   */
  readonly versions?: number;
}

/** What is wrong with a record. */
export const IncidentFault = {
  /** It says something else than was written. */ Changed: 'changed',
  /** It is not there. */ Missing: 'missing',
  /** It is not where it was written. */ Moved: 'moved',
  /** The place has another one in its history, or an earlier look found another one. */ Forked: 'forked',
  /** It is no entry. */ Foreign: 'foreign',
} as const;
export type IncidentFault = (typeof IncidentFault)[keyof typeof IncidentFault];

/** One thing that is wrong. */
export interface FoundFault {
  readonly fault: IncidentFault;
  /** The place in the record. */
  readonly key: string;
  readonly reason: string;
}

/** The end of a record that somebody knows: what came to it before may not go again. */
export interface KnownEnd {
  readonly incident: string;
  readonly entries: number;
  /** SHA-256 of the last entry's file. */
  readonly head: string;
}

/** What the entries of an incident prove. */
export interface VerifiedIncident {
  readonly incident: string;
  readonly isWhole: boolean;
  /** Whether somebody closed it. Of an open one, entries at the end may be missing unseen unless its end is known. */
  readonly isClosed: boolean;
  readonly entries: readonly IncidentEntry[];
  /** SHA-256 of the last entry's file; `null` without any. */
  readonly head: string | null;
  readonly faults: readonly FoundFault[];
}

/**
 * Proves that the entries of one incident are those that were written, all of them and in their order: each holds the hash
 * of the one before it.
 *
 * @param known an end of this record that an earlier look found.
 */
export function verifyIncident(
  incident: string,
  found: readonly FoundEntry[],
  known?: KnownEnd,
): VerifiedIncident {
  const faults: FoundFault[] = [];
  const entries: IncidentEntry[] = [];
  const hashes: string[] = [];
  let expected = 1;
  for (const { key, text, versions } of found.toSorted((one, other) => (one.key < other.key ? -1 : 1))) {
    const at = (fault: IncidentFault, reason: string) => faults.push({ fault, key, reason });
    const place = readEntryKey(key);
    if (place?.incident !== incident) {
      at('foreign', 'it is not the name of an entry of this incident');
      continue;
    }
    for (; expected < place.sequence; expected += 1) {
      faults.push({ fault: 'missing', key: entryKey(incident, expected), reason: 'there is no such entry' });
      hashes.push('');
    }
    expected = place.sequence + 1;
    const before = hashes.at(-1) ?? null;
    hashes.push(hashOfText(text));
    if ((versions ?? 1) > 1) at('forked', `there are ${versions} versions of it; an entry is written once`);
    let entry: IncidentEntry;
    try {
      entry = parseEntry(text);
    } catch (error) {
      at('changed', (error as Error).message);
      continue;
    }
    if (entry.incident !== incident || entry.sequence !== place.sequence) {
      at('moved', `it is entry ${entry.sequence} of ${entry.incident}`);
    } else if (before !== '' && entry.previous !== before) {
      at('changed', 'it does not follow the entry before it: one of the two was changed');
    }
    if (entries.at(-1)?.content.kind === 'closure') at('changed', 'it follows the closure of the incident');
    entries.push(entry);
  }
  const opening = entries[0]?.content.kind;
  if (entries[0]?.sequence === 1 && opening !== 'finding') {
    faults.push({ fault: 'changed', key: entryKey(incident, 1), reason: `it begins with a ${opening}` });
  }
  faults.push(...faultsOfEnd(incident, hashes, known));
  return {
    incident,
    isWhole: faults.length === 0 && hashes.length > 0,
    isClosed: entries.at(-1)?.content.kind === 'closure',
    entries,
    head: hashes.at(-1) ?? null,
    faults,
  };
}

/** What an end that was known before tells of a record now. */
function faultsOfEnd(incident: string, hashes: readonly string[], known: KnownEnd | undefined): FoundFault[] {
  if (known === undefined) return [];
  const key = entryKey(incident, known.entries);
  const hash = hashes[known.entries - 1];
  if (hash === undefined) {
    return [
      {
        fault: 'missing',
        key,
        reason: `there were ${known.entries} entries, and there are ${hashes.length}`,
      },
    ];
  }
  if (hash !== '' && hash !== known.head) {
    return [{ fault: 'forked', key, reason: 'an earlier look found another entry here' }];
  }
  return [];
}
