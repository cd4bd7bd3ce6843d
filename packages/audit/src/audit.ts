import {
  type Collection,
  type Control,
  controls,
  type Estate,
  type EvidenceRecord,
  isUnknown,
  judgeEach,
  type Parameters,
  type Trail,
  type Unknown,
} from '@trailguard/controls';
import {
  AppliedExceptions,
  type ExceptedResult,
  type Exception,
  type ExceptionNotice,
} from '@trailguard/controls/exceptions';
import { type AccountNames, ControlScores, type Score } from '@trailguard/controls/report';
import { type FindingTriage, triageFindings, triageLimitsOf } from '@trailguard/controls/triage';
import { callsLeftOut } from './collect/audit-parts.ts';
import type { AuditedOrganization } from './collect/audited-organization.ts';
import { collect } from './collect/index.ts';
import { type CredentialsFor, Reader } from './collect/reader.ts';
import type { ReadingProgress, Resumed } from './collect/read-members.ts';
import { withKnownParameters } from './known-parameters.ts';
import type { SavedAudit } from './saved-audit.ts';

export interface AuditOptions {
  readonly organization: AuditedOrganization;
  /** Accounts to judge, with what the organization holds for them. All accounts when left out. */
  readonly accounts?: readonly string[];
  /** Controls to judge by, by id; what no other control needs is not read. Default: all. */
  readonly controls?: readonly string[];
  /** Opens a read-only session in an account; the role's actions are {@link auditActions}. */
  readonly credentials: CredentialsFor;
  /** Parameters by control id, where they differ from the controls' defaults. */
  readonly parameters?: Readonly<Record<string, Parameters>>;
  /**
   * Reviews, tests and incidents, as `readRecords` reads them from files. Left out: what a record alone can show stays
   * unknown.
   */
  readonly records?: readonly EvidenceRecord[];
  /** Whether there are no others: then what no record shows was not done, and is not unknown. Default: there are none. */
  readonly recordsAreAll?: boolean;
  /**
   * Trails as the stacks that manage them last applied them, as the lens of saved states reads them, or why these could
   * not be read: live ones are compared with these. Left out, nothing is compared.
   */
  readonly appliedTrails?: Collection<Trail>;
  /** Findings that somebody accepted for a time, as `parseExceptions` reads them. Default: none. */
  readonly exceptions?: readonly Exception[];
  /** Keeps what accounts tell, and has what they told before an interruption. Default: nothing is kept. */
  readonly saved?: SavedAudit;
  /** Told before the first account is read and after each. */
  readonly onProgress?: (progress: ReadingProgress) => void;
  /** Days without anything new after which an open finding of GuardDuty is stale, at least 1. Default: 30. */
  readonly staleDays?: number;
  /** Stops the reading. */
  readonly signal?: AbortSignal;
}

/** A control as a report explains it. */
export type ReportedControl = Pick<Control, 'id' | 'title' | 'intent' | 'severity' | 'fix' | 'url'>;

/** Verdicts on live accounts, with what they rest on. Plain JSON. */
export interface AuditReport {
  readonly schema: 'trailguard.audit/1';
  /** AWS's clock when the reading began, ISO 8601; `null` when AWS never answered. */
  readonly asOf: string | null;
  /** Accounts that were judged, or `all`. */
  readonly scope: readonly string[] | 'all';
  /** Account's id -> its name, of the accounts that were judged, as far as names are known. */
  readonly accountNames: AccountNames;
  /** Controls that were judged, by id. */
  readonly controls: readonly ReportedControl[];
  readonly results: readonly ExceptedResult[];
  /** What the keeper of the exceptions must know: which have ended, end soon or waive nothing. */
  readonly notices: readonly ExceptionNotice[];
  /** Controls by the worst of their results; `unknown` ones are never among the passed. */
  readonly counts: Score['counts'];
  /** Passed of all controls that apply, waived and unknown ones among them, 0 to 100; `null` when nothing could be decided. */
  readonly score: Score['score'];
  /** Whether every fact could be read. What AWS settles later does not make an audit incomplete. */
  readonly complete: boolean;
  /** Accounts that were read before an interruption, and when the first of them was, ISO 8601; left out without any. */
  readonly resumed?: Resumed;
  /** What could not be read, and why; empty when complete. */
  readonly unread: readonly Unknown[];
  /** GuardDuty's findings by what there is to do about them; `null` when AWS never answered, and without GD-23. */
  readonly triage: FindingTriage | null;
}

/** An audit whose results are judged one after the other as they are asked for, each time anew. */
export interface StreamedAudit extends Omit<AuditReport, 'results'> {
  /** By control and subject, as in an {@link AuditReport}. */
  readonly results: Iterable<ExceptedResult>;
}

/** Reads live accounts and judges them by every control. */
export async function audit(options: AuditOptions): Promise<AuditReport> {
  const { judged, ...reading } = await read(options);
  const results: ExceptedResult[] = [];
  return { ...reading, ...sumOf(reading.controls, judged(), (result) => results.push(result)), results };
}

/**
 * As {@link audit}, for an organization of which there are more results than memory should hold: what was read stays,
 * in a form in which 5,000 accounts fit in a few hundred MiB, and of the results one control's at a time.
 */
export async function streamedAudit(options: AuditOptions): Promise<StreamedAudit> {
  const { judged, ...reading } = await read(options);
  return {
    ...reading,
    ...sumOf(reading.controls, judged(), () => {}),
    results: { [Symbol.iterator]: () => judged().results },
  };
}

/** Results that an exception may have waived, and what its keeper must know when all of them were taken. */
interface Judged {
  readonly results: Iterator<ExceptedResult> & Iterable<ExceptedResult>;
  readonly exceptions: AppliedExceptions;
}

type Reading = Omit<AuditReport, 'results' | keyof Sum> & { readonly judged: () => Judged };

async function read(options: AuditOptions): Promise<Reading> {
  const limits = triageLimitsOf(options.parameters, options.staleDays);
  const chosen = chosenControls(options.controls);
  const leftOut = callsLeftOut(chosen);
  const reader = new Reader(options.credentials, { signal: options.signal, leftOut });
  try {
    const { accounts: scope, appliedTrails, saved: journal, onProgress } = options;
    const collected = { scope, appliedTrails, journal, onProgress };
    const { estate: seen, ...earlier } = await collect(reader, options.organization, collected);
    const estate = withRecords(seen, options);
    options.signal?.throwIfAborted();
    return {
      schema: 'trailguard.audit/1',
      asOf: estate.asOf,
      scope: options.accounts ?? 'all',
      accountNames: namesOf(estate),
      controls: chosen.map(({ id, title, intent, severity, fix, url }) => ({
        id,
        title,
        intent,
        severity,
        fix,
        url,
      })),
      complete: reader.failures.length === 0,
      unread: reader.failures,
      // Without the control of open findings these need not have been read.
      triage: chosen.some(({ id }) => id === 'GD-23') ? triageFindings(estate, limits) : null,
      ...earlier,
      judged: () => judgedBy(estate, chosen, options),
    };
  } finally {
    reader.close();
  }
}

function namesOf({ accounts }: Estate): AccountNames {
  return Object.fromEntries(
    accounts.items.flatMap(({ id, name }) => (name === null || isUnknown(name) ? [] : [[id, name]])),
  );
}

/** @throws Error naming an id that no control has. */
function chosenControls(ids: readonly string[] | undefined): readonly Control[] {
  if (ids === undefined) return controls;
  const strange = ids.filter((id) => !controls.some((control) => control.id === id));
  if (strange.length > 0) throw new Error(`${strange.join(', ')}: there is no such control`);
  return controls.filter(({ id }) => ids.includes(id));
}

function judgedBy(estate: Estate, chosen: readonly Control[], options: AuditOptions): Judged {
  const known = withKnownParameters(options.organization, options.parameters);
  const others = controls.filter((control) => !chosen.includes(control)).map(({ id }) => id);
  const parameters = Object.fromEntries(Object.entries(known).filter(([id]) => !others.includes(id)));
  // Exceptions begin and end by AWS's clock; where it never answered, everything is unknown and nothing waived.
  const asOf = estate.asOf ?? new Date().toISOString();
  const isWhole = options.accounts === undefined && options.controls === undefined;
  const exceptions = new AppliedExceptions(options.exceptions ?? [], { asOf, isWhole });
  const results = judgeEach(estate, { controls: chosen, parameters }).map((result) => exceptions.to(result));
  return { results, exceptions };
}

function withRecords(estate: Estate, { records, recordsAreAll = true }: AuditOptions): Estate {
  if (records === undefined) return estate;
  return { ...estate, records: { items: records, complete: recordsAreAll ? true : estate.records.complete } };
}

type Sum = Pick<AuditReport, 'notices' | 'counts' | 'score'>;

/** Takes all results and tells what they come to. */
function sumOf(
  chosen: readonly ReportedControl[],
  { results, exceptions }: Judged,
  take: (result: ExceptedResult) => unknown,
): Sum {
  const scores = new ControlScores();
  for (const result of results) {
    take(result);
    const { controlId, verdict } = result;
    scores.add(controlId, verdict.status, verdict.status === 'unknown' ? verdict.because.unknown : undefined);
  }
  return { notices: exceptions.notices, ...scores.over(chosen.map(({ id }) => id)) };
}
