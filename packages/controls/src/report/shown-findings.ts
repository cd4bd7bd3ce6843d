import type { Severity } from '../model/control.ts';
import { type Finding, isNews, type StreamedReport } from './run-report.ts';

/** Some of many things, the gravest first, and how many there are. */
export interface Shown<T> {
  readonly items: readonly T[];
  readonly count: number;
}

/** What a reader is shown of a report, however many findings it has. */
export interface ShownFindings {
  readonly failed: Shown<Finding>;
  readonly waived: Shown<Finding>;
  /** Lines, each once. */
  readonly notEvaluated: Shown<string>;
  /** Lines, each once, without what no program shows. */
  readonly unknown: Shown<string>;
  /** Findings about what no program shows. */
  readonly unseen: number;
}

/**
 * Picks what a reader is shown, in one pass and in bounded memory.
 *
 * @param most findings of each kind that are shown, at least 1
 */
export function shownFindings({ findings }: StreamedReport, most: number): ShownFindings {
  const failed = new Gravest<Finding>(most);
  const waived = new Gravest<Finding>(most);
  const notEvaluated = new Gravest<string>(most);
  const unknown = new Gravest<string>(most);
  let unseen = 0;
  for (const finding of findings) {
    const { status, severity, cause } = finding;
    if (cause === 'open-world') unseen += 1;
    if (status === 'fail') failed.add(severity, finding);
    else if (status === 'waived') waived.add(severity, finding);
    else if (status === 'not_evaluated') notEvaluated.add(severity, lineOf(finding));
    else if (status === 'unknown' && isNews(finding)) unknown.add(severity, lineOf(finding));
  }
  return {
    failed: failed.shown(),
    waived: waived.shown(),
    notEvaluated: notEvaluated.shown(),
    unknown: unknown.shown(),
    unseen,
  };
}

function lineOf({ controlId, subject, reason }: Finding): string {
  return `${controlId} ${subject.id}: ${reason}`;
}

const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

/** Keeps the gravest of many things, each once, those of one severity as they came. */
class Gravest<T> {
  readonly #most: number;
  readonly #kept = new Map<Severity, Set<T>>(severities.map((severity) => [severity, new Set()]));
  #count = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(severity: Severity, item: T): void {
    const kept = this.#kept.get(severity);
    if (kept === undefined || kept.has(item)) return;
    this.#count += 1;
    if (kept.size < this.#most) kept.add(item);
  }

  shown(): Shown<T> {
    const items = [...this.#kept.values()].flatMap((kept) => [...kept]);
    return { items: items.slice(0, this.#most), count: this.#count };
  }
}
