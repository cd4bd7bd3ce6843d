import type { Framework } from '../frameworks/framework.ts';
import securityHub from '../frameworks/security-hub.ts';
import type { Status } from '../model/verdict.ts';
import type { Finding, RunReport } from '../report/run-report.ts';
import { likelyCause } from './likely-cause.ts';
import type { SecurityHubFinding } from './security-hub-finding.ts';

/** What Security Hub says of an account by one of its controls, all resources and Regions together. */
export type Opinion = 'pass' | 'fail' | 'unknown';

/** A control that says another thing of an account than Security Hub does. */
export interface Disagreement {
  readonly controlId: string;
  /** Such as `CloudTrail.1`. */
  readonly securityControlId: string;
  readonly accountId: string;
  readonly ours: Status;
  readonly theirs: Opinion;
  /** Why they differ most likely, as a sentence. */
  readonly cause: string;
}

/** A report held beside what Security Hub says. Plain JSON. */
export interface SecondOpinion {
  readonly schema: 'trailguard.second-opinion/1';
  /** When the report was made, ISO 8601. */
  readonly at: string;
  /** Pairs of a control and one of Security Hub's, in an account, of which both say something. */
  readonly compared: number;
  readonly agreeing: number;
  /** By control, control of Security Hub and account. */
  readonly disagreements: readonly Disagreement[];
  /** Controls of Security Hub that ours are mapped to and that say nothing: their standards are off, or nothing was checked yet. */
  readonly unheard: readonly string[];
  /** Whether all of Security Hub's findings were read. */
  readonly complete: boolean;
}

/** Security Hub's findings, as far as they were read. */
export interface HeardFindings {
  readonly findings: readonly SecurityHubFinding[];
  readonly complete: boolean;
}

const { mappings }: Framework = securityHub;

/** Ids of the controls of Security Hub that evaluate what ours judge, sorted. */
export function mappedSecurityControls(): readonly string[] {
  return [...new Set(Object.values(mappings).flat())].sort();
}

/**
 * Holds a report of live accounts beside Security Hub's findings: a difference is a finding of its own, as one of the two looks
 * at something else, looked at another time, or is wrong. Of what either cannot say, and of what somebody has accepted or suppressed,
 * nothing is compared.
 */
export function compareOpinions(
  report: Pick<RunReport, 'at' | 'controls' | 'findings'>,
  { findings, complete }: HeardFindings,
): SecondOpinion {
  const theirs = groupedBy(
    findings.filter(({ isSuppressed }) => !isSuppressed),
    ({ securityControlId }) => securityControlId,
  );
  const ours = groupedBy(report.findings, ({ controlId }) => controlId);
  const disagreements: Disagreement[] = [];
  const unheard = new Set<string>();
  let compared = 0;
  for (const { id: controlId } of report.controls) {
    for (const securityControlId of securityControlsOf(controlId)) {
      const heard = theirs.get(securityControlId);
      if (heard === undefined) unheard.add(securityControlId);
      for (const [accountId, some] of groupedBy(heard ?? [], (one) => one.accountId)) {
        const { status, own } = ourOpinion(ours.get(controlId) ?? [], accountId);
        const opinion = opinionOf(some);
        if (!isDecided(status) || opinion === 'unknown') continue;
        compared += 1;
        if (status === opinion) continue;
        const cause = likelyCause({ status, findings: own, heard: some, at: report.at, accountId });
        disagreements.push({ controlId, securityControlId, accountId, ours: status, theirs: opinion, cause });
      }
    }
  }
  return {
    schema: 'trailguard.second-opinion/1',
    at: report.at,
    compared,
    agreeing: compared - disagreements.length,
    disagreements: disagreements.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
    unheard: [...unheard].sort(),
    complete,
  };
}

function securityControlsOf(controlId: string): readonly string[] {
  return mappings[controlId] ?? [];
}

/** What a control says of an account; of one that it has nothing of its own about, what it says of the organization. */
function ourOpinion(findings: readonly Finding[], accountId: string) {
  const inAccount = findings.filter(({ subject }) => subject.accountId === accountId);
  const own = inAccount.length > 0 ? inAccount : findings;
  const worst = (['fail', 'unknown', 'waived', 'pass'] as const).find((status) =>
    own.some((finding) => finding.status === status),
  );
  return { status: worst ?? ('not_applicable' as const), own };
}

function isDecided(status: Status): status is 'pass' | 'fail' {
  return status === 'pass' || status === 'fail';
}

function opinionOf(findings: readonly SecurityHubFinding[]): Opinion {
  if (findings.some(({ status }) => status === 'FAILED')) return 'fail';
  return findings.every(({ status }) => status === 'PASSED') ? 'pass' : 'unknown';
}

function keyOf({ controlId, securityControlId, accountId }: Disagreement): string {
  return [controlId, securityControlId, accountId].join(' ');
}

function groupedBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  return Map.groupBy(items, key);
}
