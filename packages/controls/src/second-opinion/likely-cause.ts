import type { Finding } from '../report/run-report.ts';
import type { SecurityHubFinding } from './security-hub-finding.ts';

/** What is known of a disagreement. */
export interface DisagreementFacts {
  readonly status: 'pass' | 'fail';
  /** What the control says: of the account, or of the organization. */
  readonly findings: readonly Finding[];
  /** What Security Hub says of the account. */
  readonly heard: readonly SecurityHubFinding[];
  /** When the report was made, ISO 8601. */
  readonly at: string;
  readonly accountId: string;
}

/**
 * Longest time between two periodic checks of Security Hub, in milliseconds.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-standards-schedule.html
 */
const CheckPeriod = 24 * 60 * 60_000;

/** Why a control and Security Hub differ most likely, as a sentence. */
export function likelyCause({ status, findings, heard, at, accountId }: DisagreementFacts): string {
  const looked =
    heard
      .map(({ updatedAt }) => updatedAt)
      .sort()
      .at(-1) ?? at;
  if (Date.parse(at) - Date.parse(looked) > CheckPeriod)
    return `Security Hub looked last at ${looked}, more than a day before the audit: something may have changed since`;
  if (status === 'pass') {
    if (!findings.some(({ subject }) => subject.accountId === accountId))
      return `the control judges the organization, whose trails and administrators serve account ${accountId}; Security Hub looks at the account alone`;
    const failed = heard.filter((one) => one.status === 'FAILED');
    return (
      `Security Hub asks it of every resource of the account, the control of those that logging and detection rest on: ` +
      `${failed.length} failed there, such as ${failed[0]?.resource} in ${failed[0]?.region}`
    );
  }
  const reason = findings.find((finding) => finding.status === 'fail')?.reason;
  return `the control asks for more than Security Hub checks: ${reason}`;
}
