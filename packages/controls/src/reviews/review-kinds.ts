import { controls } from '../controls/index.ts';
import type { RecordKind } from '../model/records.ts';
import { threatHuntCovers, trailReviewCovers } from '../records/index.ts';
import { reviewNames } from './review-names.ts';

/** A kind of review. */
export interface ReviewKind {
  readonly kind: RecordKind;
  readonly title: string;
  /** Control that asks for it; none asks for those that are kept for other evidence. */
  readonly controlId: string | null;
  /** Days after which it has to be done again. */
  readonly days: number;
  /** How it is done. */
  readonly how: string;
  /** What a record says that it covers when nobody says it. */
  readonly covers: readonly string[];
}

/** The control that asks for a kind, and the parameter of it that says how often, in days or hours. */
const asking: Readonly<Partial<Record<RecordKind, readonly [string, string]>>> = {
  'trail-review': ['OPS-04', 'reviewDays'],
  'findings-review': ['OPS-06', 'findingReviewDays'],
  'feature-review': ['OPS-11', 'catalogueDays'],
  'log-validation': ['OPS-07', 'validateDays'],
  'drift-check': ['OPS-08', 'driftHours'],
  'log-query-test': ['OPS-05', 'queryTestDays'],
  'alert-test': ['OPS-13', 'testDays'],
  'threat-hunt': ['OPS-12', 'huntDays'],
};

/** Days of those that no control asks for. */
const ownDays: Readonly<Partial<Record<RecordKind, number>>> = {
  'suppression-review': 90,
  'access-review': 90,
  'restore-test': 365,
};

const report = (kind: string) => `trailguard reviews report ${kind} organization.yaml`;
const described: Readonly<Record<(typeof reviewNames)[number], readonly [string, string]>> = {
  'trail-review': ['Settings of trails and what keeps their files', report('trail-review')],
  'findings-review': ['Findings of GuardDuty', report('findings-review')],
  'suppression-review': ['Filters that archive findings', report('suppression-review')],
  'access-review': [
    'Who may read or change the logs',
    'trailguard audit organization.yaml --controls IAM-01,IAM-02,IAM-03,IAM-04,IAM-05,IAM-08,IAM-09',
  ],
  'feature-review': ['New features of the services', report('feature-review')],
  'log-validation': ['Log files against their digests', 'trailguard verify-logs'],
  'drift-check': [
    'Stacks against their programs',
    'pulumi preview --refresh --expect-no-changes in each stack',
  ],
  'log-query-test': [
    'A query over the logs of the last day',
    'a saved query of the workgroup, or trailguard investigate',
  ],
  'alert-test': ['A sample finding, followed to its receiver', 'aws guardduty create-sample-findings'],
  'restore-test': [
    'Archived log files, restored',
    'aws s3api restore-object, and trailguard verify-logs on what came back',
  ],
  'threat-hunt': ['Known patterns of attack, searched for in the logs', 'trailguard investigate'],
};

/** All kinds of reviews, in their order. */
export const reviewKinds: readonly ReviewKind[] = reviewNames.map((kind) => {
  const [title, how] = described[kind];
  return {
    kind,
    title,
    how,
    controlId: asking[kind]?.[0] ?? null,
    days: daysOf(kind),
    covers: coversOf(kind),
  };
});

function daysOf(kind: RecordKind): number {
  const [id, parameter = ''] = asking[kind] ?? [];
  if (id === undefined) return ownDays[kind] ?? 0;
  const control = controls.find((one) => one.id === id);
  const value = Number((control?.parameters as Record<string, unknown> | undefined)?.[parameter]);
  return parameter.endsWith('Hours') ? value / 24 : value;
}

function coversOf(kind: RecordKind): readonly string[] {
  if (kind === 'trail-review') return trailReviewCovers;
  return kind === 'threat-hunt' ? threatHuntCovers : [];
}

/** The kind of a name. @throws when there is none. */
export function reviewKindOf(name: string, among: readonly string[] = reviewNames): ReviewKind {
  const found = reviewKinds.find(({ kind }) => kind === name && among.includes(name));
  if (found === undefined)
    throw new Error(`${name} is no kind of review here; there are ${among.join(', ')}`);
  return found;
}
