import type { EvidenceRecord } from '../model/records.ts';
import { recordObjection } from '../records/index.ts';
import type { ReviewKind } from './review-kinds.ts';

/** Where a review stands. */
export type ReviewState = 'done' | 'due-soon' | 'overdue' | 'failed' | 'never';

/** A kind of review with its last record. */
export interface DueReview extends ReviewKind {
  readonly state: ReviewState;
  /** The latest record; `null` when there is none. */
  readonly last: EvidenceRecord | null;
  /** When it has to be done again, ISO 8601; `null` when it never was. */
  readonly dueAt: string | null;
  /** Why the last record is no evidence; `null` when it is. */
  readonly because: string | null;
}

const day = 86_400_000;

/** The last fifth of the time is soon, and a fortnight at most. */
const soonOf = (days: number) => Math.min(14, days / 5) * day;

/** Tells of each kind where it stands at a time. The latest record counts, as for the controls. */
export function dueReviews(
  kinds: readonly ReviewKind[],
  records: readonly EvidenceRecord[],
  now: Date,
): readonly DueReview[] {
  return kinds.map((kind) => {
    const [last] = records
      .filter((record) => record.kind === kind.kind && Date.parse(record.at) <= now.getTime())
      .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
    if (last === undefined) return { ...kind, state: 'never', last: null, dueAt: null, because: null };
    const limits = [
      Date.parse(last.at) + kind.days * day,
      ...(last.nextDue ? [Date.parse(last.nextDue)] : []),
    ];
    const due = Math.min(...limits);
    const because =
      last.outcome === 'failed'
        ? `the record ${last.id} says that it failed`
        : (recordObjection(last) ?? null);
    return {
      ...kind,
      state: because === null ? stateOf(due, now.getTime(), kind.days) : 'failed',
      last,
      dueAt: new Date(due).toISOString(),
      because,
    };
  });
}

function stateOf(due: number, now: number, days: number): ReviewState {
  if (now > due) return 'overdue';
  return now > due - soonOf(days) ? 'due-soon' : 'done';
}

/** Whether somebody has to do it now. */
export const isOpen = ({ state }: DueReview) =>
  state === 'overdue' || state === 'failed' || state === 'never';
