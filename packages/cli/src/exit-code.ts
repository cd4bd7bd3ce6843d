import { type Finding, isAtLeast, isNews, type RunReport } from '@trailguard/controls/report';

/** What a command that judges ends with; documented in its help. */
export const ExitCode = { ok: 0, findings: 1, refused: 2, failed: 3, partial: 4 } as const;

/** What fails a command. */
export interface FailOn {
  /** Least severity of a finding that does. */
  readonly failOn: 'critical' | 'high' | 'medium' | 'low' | 'never';
  /** Whether something that cannot be told does. Default: no. */
  readonly failOnUnknown?: boolean;
}

/** What a command ends with, by what it found; the gravest decides. */
export class Outcome {
  readonly #failOn: FailOn;
  #code: number = ExitCode.ok;
  #isError = false;

  constructor(failOn: FailOn) {
    this.#failOn = failOn;
  }

  /** Takes a finding into account. */
  add(finding: Finding): void {
    const { status, severity, cause } = finding;
    const { failOn, failOnUnknown = false } = this.#failOn;
    if (cause === 'error') this.#isError = true;
    const hasFailed = failOn !== 'never' && status === 'fail' && isAtLeast(severity, failOn);
    const isOpen = failOnUnknown && status === 'unknown' && isNews(finding);
    if (hasFailed || isOpen) this.#code = ExitCode.findings;
  }

  /** The code, with what the keeper of the exceptions must know. */
  code({ notices }: Pick<RunReport, 'notices'>): number {
    if (this.#isError) return ExitCode.failed;
    return notices.some(({ level }) => level === 'error') ? ExitCode.refused : this.#code;
  }
}

/** What a command ends with for a report. */
export function exitCodeOf(report: RunReport, failOn: FailOn): number {
  const outcome = new Outcome(failOn);
  for (const finding of report.findings) outcome.add(finding);
  return outcome.code(report);
}
