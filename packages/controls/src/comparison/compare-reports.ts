import { isDeepStrictEqual } from 'node:util';
import type { Severity } from '../model/control.ts';
import type { Evidence, Status } from '../model/verdict.ts';
import type { Finding, GroupScore, RunReport, Score } from '../report/index.ts';
import { counted } from '../report/markdown-text.ts';
import { type ChangeKind, changeKinds, kindOf, stateOf } from './change.ts';
import { ReportedThings } from './reported-things.ts';

/** What one of the two reports says of a thing. */
export interface Side {
  readonly status: Status;
  readonly reason: string;
  readonly cause?: string;
  readonly evidence: readonly Evidence[];
}

/** One finding that differs, or that fails in both reports. */
export interface Change {
  readonly kind: ChangeKind;
  readonly controlId: string;
  readonly title: string;
  readonly severity: Severity;
  readonly subject: Finding['subject'];
  /** Left out where the older report has no such finding. */
  readonly before?: Side;
  /** Left out where the newer one has none. */
  readonly after?: Side;
}

/** A score, before and after; `null` where nothing applied. */
export interface ScoreChange {
  readonly id: string;
  readonly name: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** How two reports of the same lens differ. Plain JSON by the schema `comparison.schema.json`. */
export interface Comparison {
  readonly schema: 'trailguard.comparison/1';
  readonly before: ComparedReport;
  readonly after: ComparedReport;
  /** Findings of each kind; each finding of either report counts once, with its counterpart. */
  readonly counts: Readonly<Record<ChangeKind, number>>;
  /** All but what is unchanged: by kind, the gravest first. */
  readonly changes: readonly Change[];
  /** Groups whose score differs. */
  readonly scores: {
    readonly byFamily: readonly ScoreChange[];
    readonly byFramework: readonly ScoreChange[];
    readonly byAccount: readonly ScoreChange[];
  };
  /** What the reader must know of the two, such as that they are given the wrong way round. */
  readonly warnings: readonly string[];
}

/** A report in a comparison. */
export interface ComparedReport {
  readonly at: string;
  readonly sources: readonly string[];
  readonly score: Score;
}

/** Two reports that cannot be compared. */
export class IncomparableReportsError extends Error {
  override readonly name = 'IncomparableReportsError';
}

/**
 * Compares two reports. Things are the same by control, kind, id, account and Region. That something is fixed because
 * it is gone is said only where the newer report proves that it is: with something unknown of the same control in the
 * account it is `to-unknown`, and `no-longer-audited` where nobody looked.
 *
 * @throws IncomparableReportsError when they are of different lenses.
 */
export function compareReports(before: RunReport, after: RunReport): Comparison {
  if (before.lens !== after.lens)
    throw new IncomparableReportsError(
      `a report of the lens ${before.lens} cannot be compared with one of the lens ${after.lens}: compare two of one kind`,
    );
  const compared = changesBetween(before, after);
  const counts = Object.fromEntries(changeKinds.map((kind) => [kind, 0])) as Record<ChangeKind, number>;
  for (const { kind } of compared) counts[kind] += 1;
  const scores = [before.scores, after.scores] as const;
  return {
    schema: 'trailguard.comparison/1',
    before: { at: before.at, sources: before.sources, score: scores[0].all },
    after: { at: after.at, sources: after.sources, score: scores[1].all },
    counts,
    changes: compared.filter(({ kind }) => kind !== 'unchanged').sort(byKindAndSeverity),
    scores: {
      byFamily: scoreChanges(scores[0].byFamily, scores[1].byFamily),
      byFramework: scoreChanges(scores[0].byFramework, scores[1].byFramework),
      byAccount: scoreChanges(scores[0].byAccount, scores[1].byAccount),
    },
    warnings: warningsOf(before, after),
  };
}

function changesBetween(before: RunReport, after: RunReport): Change[] {
  const [old, now] = [new ReportedThings(before), new ReportedThings(after)];
  const titles = new Map([...before.controls, ...after.controls].map(({ id, title }) => [id, title]));
  const changes: Change[] = [];
  const compare = (was: Finding | undefined, is: Finding | undefined): void => {
    const either = is ?? was;
    if (either === undefined) return;
    const { controlId, severity, subject } = either;
    const states = [
      was === undefined ? old.stateWithout(either) : stateOf(was.status),
      is === undefined ? now.stateWithout(either) : stateOf(is.status),
    ] as const;
    changes.push({
      kind: kindOf(...states, was !== undefined && is !== undefined && isSame(was, is)),
      controlId,
      title: titles.get(controlId) ?? controlId,
      severity,
      subject,
      ...(was === undefined ? {} : { before: sideOf(was) }),
      ...(is === undefined ? {} : { after: sideOf(is) }),
    });
  };
  for (const [key, was] of old.findings) compare(was, now.findings.get(key));
  for (const [key, is] of now.findings) if (!old.findings.has(key)) compare(undefined, is);
  return changes;
}

function sideOf({ status, reason, cause, evidence }: Finding): Side {
  return { status, reason, ...(cause === undefined ? {} : { cause }), evidence };
}

/** When it was read does not matter. */
function isSame(before: Finding, after: Finding): boolean {
  const undated = ({ status, reason, cause, evidence }: Finding) => ({
    status,
    reason,
    cause,
    evidence: evidence.map(({ at: _, ...rest }) => rest),
  });
  return isDeepStrictEqual(undated(before), undated(after));
}

const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

function byKindAndSeverity(a: Change, b: Change): number {
  return (
    changeKinds.indexOf(a.kind) - changeKinds.indexOf(b.kind) ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    (a.controlId < b.controlId ? -1 : a.controlId > b.controlId ? 1 : 0)
  );
}

function scoreChanges(before: readonly GroupScore[], after: readonly GroupScore[]): readonly ScoreChange[] {
  const old = new Map(before.map((group) => [group.id, group]));
  const now = new Map(after.map((group) => [group.id, group]));
  return [...new Map([...old, ...now]).values()]
    .map(({ id, name }) => ({
      id,
      name,
      before: old.get(id)?.score ?? null,
      after: now.get(id)?.score ?? null,
    }))
    .filter((change) => change.before !== change.after);
}

function warningsOf(before: RunReport, after: RunReport): readonly string[] {
  return [
    ...(Date.parse(before.at) > Date.parse(after.at)
      ? [`the older report, of ${before.at}, is younger than the newer one, of ${after.at}`]
      : []),
    ...(after.warnings.length > 0
      ? [`not all is known of the newer report: it has ${counted(after.warnings.length, 'warning')}`]
      : []),
  ];
}
