import { isAtLeast, isNews, type RunReport } from '@trailguard/controls/report';

/** What a command that judges ends with; documented in its help. */
export const ExitCode = { ok: 0, findings: 1, refused: 2, failed: 3, partial: 4 } as const;

/** What fails a command. */
export interface FailOn {
  /** Least severity of a finding that does. */
  readonly failOn: 'critical' | 'high' | 'medium' | 'low' | 'never';
  /** Whether something that cannot be told does. Default: no. */
  readonly failOnUnknown?: boolean;
}

/** The gravest of what was found decides. */
export function exitCodeOf(report: RunReport, { failOn, failOnUnknown = false }: FailOn): number {
  const { findings, notices } = report;
  if (findings.some(({ cause }) => cause === 'error')) return ExitCode.failed;
  if (notices.some(({ level }) => level === 'error')) return ExitCode.refused;
  const hasFailed =
    failOn !== 'never' &&
    findings.some(({ status, severity }) => status === 'fail' && isAtLeast(severity, failOn));
  const isOpen = findings.some((finding) => finding.status === 'unknown' && isNews(finding));
  return hasFailed || (failOnUnknown && isOpen) ? ExitCode.findings : ExitCode.ok;
}
