import { shortUrn } from '../report/run-report.ts';
import { type ChangeKind, changeKinds } from './change.ts';
import type { Change, Comparison } from './compare-reports.ts';

/** Kinds in words, as titles of what a reader sees. */
export const changeTitles: Readonly<Record<ChangeKind, string>> = {
  new: 'New',
  revealed: 'Revealed',
  'waiver-ended': 'Waiver ended',
  'to-unknown': 'Not known any more',
  'no-longer-audited': 'No longer audited',
  'changed-evidence': 'Changed evidence',
  'still-failing': 'Still failing',
  fixed: 'Fixed',
  waived: 'Waived',
  passing: 'Passing',
  'newly-audited': 'Newly audited',
  appeared: 'Appeared',
  gone: 'Gone',
  unchanged: 'Unchanged',
};

/** Kinds of which a reader wants each finding; the others are only counted in reports for people. */
const spelt: readonly ChangeKind[] = [
  'new',
  'revealed',
  'waiver-ended',
  'to-unknown',
  'no-longer-audited',
  'changed-evidence',
  'still-failing',
  'fixed',
  'waived',
];

/** What a report for people spells out, by kind: of changed evidence what fails. */
export function speltOut({ changes }: Comparison): readonly (readonly [ChangeKind, readonly Change[]])[] {
  return spelt.flatMap((kind) => {
    const found = changes.filter(
      (change) => change.kind === kind && (kind !== 'changed-evidence' || change.after?.status === 'fail'),
    );
    return found.length === 0 ? [] : [[kind, found] as const];
  });
}

/** One line that counts. */
export function summaryOfComparison({ counts, before, after }: Comparison): string {
  const parts = changeKinds
    .filter((kind) => counts[kind] > 0 || kind === 'new' || kind === 'fixed')
    .map((kind) => `${counts[kind]} ${changeTitles[kind].toLowerCase()}`);
  return `Score ${before.score.score ?? 'none'} -> ${after.score.score ?? 'none'}: ${parts.join(', ')}`;
}

/** Why a finding is as it is now; where it is gone, what it was. */
export function reasonOf({ kind, before, after }: Change): string {
  if (after === undefined && kind === 'to-unknown')
    return 'the newer report has no finding of it, and could not tell all that its control is about';
  if (after === undefined) return before?.reason ?? '';
  return after.reason === '' ? (before?.reason ?? '') : after.reason;
}

/** Where it is: account, Region and thing. */
export function placeOfChange({ subject: { id, accountId, region } }: Change): string {
  const thing = id.startsWith('urn:pulumi:') ? shortUrn(id) : id;
  const around = [accountId, region].filter((part) => part !== undefined && !thing.includes(part));
  return [...around, thing].join(' ');
}
