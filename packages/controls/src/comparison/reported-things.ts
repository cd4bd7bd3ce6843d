import type { Finding, RunReport } from '../report/index.ts';
import type { State } from './change.ts';

/** The findings of a report, to be looked up by what they are about. */
export class ReportedThings {
  /** In the order of the report. */
  readonly findings: ReadonlyMap<string, Finding>;
  readonly #controls: ReadonlySet<string>;
  readonly #accounts: ReadonlySet<string | undefined>;
  /** Controls and accounts of which something could not be told. */
  readonly #open: ReadonlySet<string>;

  constructor({ findings, controls }: RunReport) {
    const byKey = new Map<string, Finding>();
    const open = new Set<string>();
    for (const finding of findings) {
      const key = keyOf(finding);
      let copy = 0;
      while (byKey.has(copy === 0 ? key : `${key}#${copy}`)) copy += 1;
      byKey.set(copy === 0 ? key : `${key}#${copy}`, finding);
      if (finding.status === 'unknown' || finding.status === 'not_evaluated')
        open.add(placeOf(finding.controlId, finding.subject.accountId));
    }
    this.findings = byKey;
    this.#controls = new Set(controls.map(({ id }) => id));
    this.#accounts = new Set(findings.map(({ subject }) => subject.accountId));
    this.#open = open;
  }

  /**
   * What the report says of a thing that it has no finding about. Its absence is proven only where its control could
   * tell all, in its account and in the whole.
   */
  stateWithout({ controlId, subject: { accountId } }: Finding): State {
    if (!this.#controls.has(controlId)) return 'unaudited';
    if (accountId !== undefined && !this.#accounts.has(accountId)) return 'unaudited';
    const isOpen =
      this.#open.has(placeOf(controlId, accountId)) || this.#open.has(placeOf(controlId, undefined));
    return isOpen ? 'unknown' : 'absent';
  }
}

/** What a finding is about: the same in two reports of the same thing. */
function keyOf({ controlId, subject: { kind, id, accountId, region }, urn }: Finding): string {
  return JSON.stringify([controlId, kind, urn ?? id, accountId ?? '', region ?? '']);
}

function placeOf(controlId: string, accountId: string | undefined): string {
  return `${controlId} ${accountId ?? ''}`;
}
