import { parseRecords, type RecordEntry, recordObjection } from '../records/index.ts';
import type { ReviewKind } from './review-kinds.ts';

/** What somebody says of a review that was done. */
export interface SignOff {
  /** Who did it, at least one. */
  readonly by: readonly string[];
  /** Who accepted it, none of those who did it. Left out: nobody has. */
  readonly signedOffBy?: string | undefined;
  readonly outcome: 'passed' | 'failed';
  /** Where it is kept in full, such as a ticket. */
  readonly reference: string;
  /** What was looked at. Default: all that the kind asks for. */
  readonly covers?: readonly string[] | undefined;
  /** What it speaks of. Default: the whole organization. */
  readonly scope?: readonly string[] | undefined;
  readonly counts?: Readonly<Record<string, number>> | undefined;
  readonly actions?: readonly string[] | undefined;
  /** When it was finished: a day or an instant, UTC. */
  readonly at: string;
  /** When it must be done again. Default: by the control's own limit. */
  readonly nextDue?: string | undefined;
}

/** The record of a review. @param id unique among all records. */
export function signOffEntry({ kind, covers }: ReviewKind, id: string, said: SignOff): RecordEntry {
  const all = said.covers ?? covers;
  return {
    id,
    kind,
    at: said.at,
    by: [...said.by],
    ...(said.signedOffBy === undefined ? {} : { signedOffBy: said.signedOffBy.trim() }),
    outcome: said.outcome,
    ...(said.scope === undefined ? {} : { scope: [...said.scope] }),
    ...(all.length === 0 ? {} : { covers: [...all] }),
    ...(said.counts === undefined ? {} : { counts: { ...said.counts } }),
    ...(said.actions === undefined ? {} : { actions: [...said.actions] }),
    reference: said.reference,
    ...(said.nextDue === undefined ? {} : { nextDue: said.nextDue }),
  };
}

/**
 * Why a record is not to be written: who did it signs it off and sees what they expect to see, or no control would take it. A review
 * that failed may say so.
 *
 * @throws RecordsError when the entry has not the form of a record.
 */
export function objectionToSignOff(entry: RecordEntry): string | undefined {
  const signer = entry.signedOffBy?.toLowerCase();
  if (signer === '') return 'who signs it off has no name';
  if (entry.by.some((one) => one.trim().toLowerCase() === signer))
    return `${entry.signedOffBy} did the review and cannot sign it off`;
  const [record] = parseRecords([{ file: entry.id, text: JSON.stringify({ records: [entry] }) }]);
  return record === undefined || entry.outcome === 'failed' ? undefined : recordObjection(record);
}
