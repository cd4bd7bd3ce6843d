import type { ExceptedResult, ExceptionNotice } from '../exceptions/apply-exceptions.ts';
import { mappingsOf } from '../frameworks/index.ts';
import { arnsOf, blamedUrn } from '../judge/blame.ts';
import type { Control, Severity } from '../model/control.ts';
import type { UnknownCause } from '../model/fact.ts';
import type { Lens } from '../model/observation.ts';
import type { Evidence, Status } from '../model/verdict.ts';
import type { FindingTriage } from '../triage/triage-findings.ts';
import { type AccountNames, nameOfAccount } from './account-names.ts';
import { type Scores, scoresOf } from './score.ts';

/** A place in a program's source. */
export interface ReportedPosition {
  /** Relative to the project where it lies in it; else absolute. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** What one control says of one thing, with all that a reader needs to act. */
export interface Finding {
  readonly controlId: string;
  readonly status: Status;
  readonly severity: Severity;
  readonly subject: {
    /** Kind of thing that was judged, such as `trail`. */
    readonly kind: string;
    readonly id: string;
    readonly accountId?: string;
    readonly region?: string;
  };
  /** What is wrong, or why nothing can be said; empty for a pass. */
  readonly reason: string;
  /** Of an unknown finding: why a fact is missing. */
  readonly cause?: UnknownCause;
  /** Resource to change in the program. */
  readonly urn?: string;
  readonly arn?: string;
  readonly position?: ReportedPosition;
  readonly evidence: readonly Evidence[];
  /** Of a waived finding: who accepted it, until when. */
  readonly exception?: {
    readonly ticket: string;
    readonly owner: string;
    readonly approver: string;
    readonly reason: string;
    readonly until: string;
    readonly position: string;
  };
}

/** A control as a report explains it. */
export interface ReportedControl {
  readonly id: string;
  readonly title: string;
  readonly intent: string;
  readonly severity: Severity;
  readonly fix: string;
  readonly url: string;
  /** Such as `CIS AWS Foundations Benchmark 5.0 3.2`. */
  readonly frameworks: readonly string[];
}

/** A run over one or many stacks or accounts. Plain JSON by the schema `run-report.schema.json`. */
export interface RunReport {
  readonly schema: 'trailguard.run/1';
  readonly lens: Lens;
  /** When it was judged, ISO 8601. */
  readonly at: string;
  /** Files, stacks or accounts that were judged, as the user named them. */
  readonly sources: readonly string[];
  /** Account's id -> its name; of an audit, as far as names are known. */
  readonly accountNames?: AccountNames;
  /** Controls that were judged, by id. */
  readonly controls: readonly ReportedControl[];
  /** By control and subject. */
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<Status, number>>;
  /** What passed of what applies: in the whole, by family, framework and account. */
  readonly scores: Scores;
  /** What the keeper of the exceptions must know. */
  readonly notices: readonly ExceptionNotice[];
  /** What the user must know of the sources, such as an update that was interrupted. */
  readonly warnings: readonly string[];
  /** Digest of the exceptions that held; `null` without any file of them. */
  readonly exceptionsDigest: string | null;
  /** GuardDuty's findings by what there is to do about them; of an audit. */
  readonly triage?: FindingTriage;
}

/** A report whose findings come one by one, so that there may be more of them than memory holds. */
export interface StreamedReport extends Omit<RunReport, 'findings'> {
  readonly findings: Iterable<Finding>;
}

/** What a report is made from. */
export interface RunReportInput {
  readonly lens: Lens;
  readonly at: string;
  readonly sources: readonly string[];
  readonly accountNames?: AccountNames;
  readonly controls: readonly Control[];
  readonly results: readonly ExceptedResult[];
  readonly notices?: readonly ExceptionNotice[];
  readonly warnings?: readonly string[];
  readonly exceptionsDigest?: string | null;
  readonly triage?: FindingTriage;
  /** URN -> where the program declares it. */
  readonly positions?: ReadonlyMap<string, ReportedPosition>;
}

/** What a report is made from when its results come one by one; they are asked for more than once. */
export interface StreamedReportInput extends Omit<RunReportInput, 'results'> {
  readonly results: Iterable<ExceptedResult>;
}

/** As {@link runReport}, with findings that are made as they are asked for, each time anew. */
export function streamedReport({
  results,
  positions = new Map(),
  ...input
}: StreamedReportInput): StreamedReport {
  const severities = new Map(input.controls.map(({ id, severity }) => [id, severity]));
  const findings = {
    *[Symbol.iterator]() {
      for (const result of results) yield findingOf(result, severities, positions);
    },
  };
  return headed({ ...input, controls: input.controls.map(reportedControl) }, findings);
}

/** Makes the report of a run. What a preview cannot know yet is `not_evaluated`; it is never counted as passed. */
export function runReport({ results, positions = new Map(), ...input }: RunReportInput): RunReport {
  const severities = new Map(input.controls.map(({ id, severity }) => [id, severity]));
  return reportOf({
    ...input,
    controls: input.controls.map(reportedControl),
    findings: results.map((result) => findingOf(result, severities, positions)),
  });
}

/** What a report is made from when the findings are there. */
export interface ReportInput extends Omit<RunReportInput, 'results' | 'positions' | 'controls'> {
  readonly controls: readonly ReportedControl[];
  readonly findings: readonly Finding[];
}

/** As {@link runReport}, of findings that somebody else has made, in any order. */
export function reportOf({ findings, ...input }: ReportInput): RunReport {
  return headed(input, findings.toSorted(byControl));
}

function byControl(a: Finding, b: Finding): number {
  if (a.controlId === b.controlId) return 0;
  return a.controlId < b.controlId ? -1 : 1;
}

/** Findings with what they come to, and what they were made from. */
function headed<F extends Iterable<Finding>>(
  {
    lens,
    at,
    sources,
    accountNames,
    controls,
    notices = [],
    warnings = [],
    exceptionsDigest = null,
    triage,
  }: Omit<ReportInput, 'findings'>,
  findings: F,
): Omit<RunReport, 'findings'> & { readonly findings: F } {
  const summed = scoresOf(controls, findings);
  return {
    schema: 'trailguard.run/1',
    lens,
    at,
    sources,
    ...(accountNames === undefined ? {} : { accountNames }),
    controls,
    findings,
    counts: summed.counts,
    scores: summed.scores(accountNames),
    notices,
    warnings,
    exceptionsDigest,
    ...(triage === undefined ? {} : { triage }),
  };
}

/** A control without its functions, with the frameworks that ask for it. */
export function reportedControl({ id, title, intent, severity, fix, url }: Control): ReportedControl {
  const frameworks = mappingsOf(id).map(({ framework, ids }) =>
    [framework.name, framework.edition, ids.join(', ')].filter((part) => part !== '').join(' '),
  );
  return { id, title, intent, severity, fix, url, frameworks };
}

function findingOf(
  result: ExceptedResult,
  severities: ReadonlyMap<string, Severity>,
  positions: ReadonlyMap<string, ReportedPosition>,
): Finding {
  const { verdict } = result;
  const { kind, id, accountId, region } = result.subject;
  const urn = blamedUrn(result);
  const [arn] = arnsOf(result);
  const position = urn === undefined ? undefined : positions.get(urn);
  return {
    controlId: result.controlId,
    status: statusOf(verdict),
    severity: severities.get(result.controlId) ?? 'medium',
    subject: {
      kind,
      id,
      ...(accountId === undefined ? {} : { accountId }),
      ...(region === undefined ? {} : { region }),
    },
    reason: 'reason' in verdict ? verdict.reason : '',
    ...(verdict.status === 'unknown' ? { cause: verdict.because.unknown } : {}),
    ...(urn === undefined ? {} : { urn }),
    ...(arn === undefined ? {} : { arn }),
    ...(position === undefined ? {} : { position }),
    evidence: 'evidence' in verdict ? verdict.evidence : [],
    ...(verdict.status === 'waived' ? { exception: waiverOf(verdict.exception) } : {}),
  };
}

function statusOf(verdict: ExceptedResult['verdict']): Status {
  if (verdict.status !== 'unknown') return verdict.status;
  return verdict.because.unknown === 'unresolved' ? 'not_evaluated' : 'unknown';
}

function waiverOf({
  ticket,
  owner,
  approver,
  reason,
  until,
  position,
}: NonNullable<Finding['exception']>): NonNullable<Finding['exception']> {
  return { ticket, owner, approver, reason, until, position };
}

const order: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

/** Findings of a status, the gravest first, then as they were. */
export function findingsOf({ findings }: RunReport, ...statuses: readonly Status[]): readonly Finding[] {
  return findings
    .filter(({ status }) => statuses.includes(status))
    .toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

/**
 * Tells whether a finding says something that its reader can act on. That a program does not show the rest of the
 * world is no news: what no program declares, an audit judges.
 */
export function isNews({ status, cause }: Finding): boolean {
  return status !== 'pass' && status !== 'not_applicable' && cause !== 'open-world';
}

/** Tells whether a severity is at least another one. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return order.indexOf(severity) <= order.indexOf(least);
}

/**
 * Where a finding is, in one line: source, URN or ARN, else the subject's id.
 *
 * @param accountNames of its report, where the line is to tell the account's name; its id is mostly there.
 */
export function placeIn(finding: Finding, accountNames?: AccountNames): string {
  const { position, urn, subject } = finding;
  const resource = urn === undefined ? subject.id : shortUrn(urn);
  const name = nameOfAccount(accountNames, subject.accountId);
  const named = name === undefined ? resource : `${resource} (account ${name})`;
  return position === undefined ? named : `${position.file}:${position.line}:${position.column} ${named}`;
}

/** `logs (aws:s3/bucket:Bucket in project/stack)`. */
export function shortUrn(urn: string): string {
  const [head = '', project = '', types = '', ...name] = urn.split('::');
  return `${name.join('::')} (${types.split('$').at(-1)} in ${project}/${head.slice('urn:pulumi:'.length)})`;
}
