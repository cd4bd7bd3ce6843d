import type { EvidenceRecord } from '../model/records.ts';

/** What a review of trail settings looks at. */
export const trailReviewCovers: readonly string[] = [
  'trails',
  'selectors',
  'bucket',
  'key',
  'exceptions',
  'break-glass',
];

/** What a search for attacks looks for. */
export const threatHuntCovers: readonly string[] = ['enumeration', 'privilege-escalation', 'model-abuse'];

/** Why a record that is well-formed is no evidence of its kind; `undefined` when it is. */
export function recordObjection(record: EvidenceRecord): string | undefined {
  if (record.kind === 'trail-review') {
    return record.signedOffBy === null
      ? `nobody has signed the record ${record.id}`
      : lacking(record, trailReviewCovers);
  }
  return record.kind === 'findings-review' ? withoutDecision(record) : undefined;
}

function lacking({ id, covers }: EvidenceRecord, wanted: readonly string[]): string | undefined {
  const missing = wanted.filter((one) => !covers.includes(one));
  return missing.length === 0 ? undefined : `the record ${id} does not cover ${missing.join(', ')}`;
}

function withoutDecision({ id, counts, actions }: EvidenceRecord): string | undefined {
  const numbers = Object.values(counts);
  if (numbers.length === 0) return `the record ${id} has no counts by severity`;
  return numbers.some((count) => count > 0) && actions.length === 0
    ? `the record ${id} does not say what was decided`
    : undefined;
}
