import {
  type Collection,
  type Control,
  controls,
  type Estate,
  type EvidenceRecord,
  judge,
  type Parameters,
  type Status,
  type Trail,
  type Unknown,
} from '@trailguard/controls';
import {
  applyExceptions,
  type ExceptedResult,
  type Exception,
  type ExceptionNotice,
} from '@trailguard/controls/exceptions';
import type { AuditedOrganization } from './collect/audited-organization.ts';
import { collect } from './collect/index.ts';
import { type CredentialsFor, Reader } from './collect/reader.ts';
import { withKnownParameters } from './known-parameters.ts';

export interface AuditOptions {
  readonly organization: AuditedOrganization;
  /** Accounts to judge, with what the organization holds for them. All accounts when left out. */
  readonly accounts?: readonly string[];
  /** Opens a read-only session in an account; the role's actions are {@link auditActions}. */
  readonly credentials: CredentialsFor;
  /** Parameters by control id, where they differ from the controls' defaults. */
  readonly parameters?: Readonly<Record<string, Parameters>>;
  /**
   * Reviews, tests and incidents, as `readRecords` reads them from files. Left out: what a record alone can show stays
   * unknown.
   */
  readonly records?: readonly EvidenceRecord[];
  /**
   * Trails as the stacks that manage them last applied them, as the lens of saved states reads them, or why these could
   * not be read: live ones are compared with these. Left out, nothing is compared.
   */
  readonly appliedTrails?: Collection<Trail>;
  /** Findings that somebody accepted for a time, as `parseExceptions` reads them. Default: none. */
  readonly exceptions?: readonly Exception[];
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
  /** Controls that were judged, by id. */
  readonly controls: readonly ReportedControl[];
  readonly results: readonly ExceptedResult[];
  /** What the keeper of the exceptions must know: which have ended, end soon or waive nothing. */
  readonly notices: readonly ExceptionNotice[];
  /** Controls by the worst of their results; `unknown` ones are never among the passed. */
  readonly counts: Readonly<Record<Status, number>>;
  /** Passed of all decided controls, waived ones among them, 0 to 100; `null` when nothing could be decided. */
  readonly score: number | null;
  /** Whether every fact could be read. What AWS settles later does not make an audit incomplete. */
  readonly complete: boolean;
  /** What could not be read, and why; empty when complete. */
  readonly unread: readonly Unknown[];
}

/** Reads live accounts and judges them by every control. */
export async function audit(options: AuditOptions): Promise<AuditReport> {
  const reader = new Reader(options.credentials, options.signal);
  try {
    const seen = await collect(reader, options.organization, options.accounts, options.appliedTrails);
    const estate = withRecords(seen, options.records);
    options.signal?.throwIfAborted();
    const parameters = withKnownParameters(options.organization, options.parameters);
    // Exceptions begin and end by AWS's clock; where it never answered, everything is unknown and nothing waived.
    const asOf = estate.asOf ?? new Date().toISOString();
    const isWhole = options.accounts === undefined;
    const judged = judge(estate, { parameters });
    const { results, notices } = applyExceptions(judged, options.exceptions ?? [], { asOf, isWhole });
    const counts = countControls(results);
    const decided = counts.pass + counts.fail + counts.waived;
    return {
      schema: 'trailguard.audit/1',
      asOf: estate.asOf,
      scope: options.accounts ?? 'all',
      controls: controls.map(({ id, title, intent, severity, fix, url }) => ({
        id,
        title,
        intent,
        severity,
        fix,
        url,
      })),
      results,
      notices,
      counts,
      score: decided === 0 ? null : Math.floor((100 * counts.pass) / decided),
      complete: reader.failures.length === 0,
      unread: reader.failures,
    };
  } finally {
    reader.close();
  }
}

function withRecords(estate: Estate, records: readonly EvidenceRecord[] | undefined): Estate {
  return records === undefined ? estate : { ...estate, records: { items: records, complete: true } };
}

/** Worst first: a control has failed when one of its subjects has. */
const order: readonly Status[] = ['fail', 'unknown', 'not_evaluated', 'waived', 'pass', 'not_applicable'];

function countControls(results: readonly ExceptedResult[]): Record<Status, number> {
  const counts: Record<Status, number> = {
    pass: 0,
    fail: 0,
    unknown: 0,
    not_applicable: 0,
    waived: 0,
    not_evaluated: 0,
  };
  const worst = new Map<string, Status>();
  for (const { controlId, verdict } of results) {
    const status: Status = verdict.status;
    const before = worst.get(controlId);
    if (before === undefined || order.indexOf(status) < order.indexOf(before)) worst.set(controlId, status);
  }
  for (const control of controls) counts[worst.get(control.id) ?? 'not_applicable'] += 1;
  return counts;
}
