import { families, familyOf } from '../families.ts';
import { frameworks } from '../frameworks/index.ts';
import type { Status } from '../model/verdict.ts';
import type { Finding, StreamedReport } from './run-report.ts';

/** The worst last: a control has failed when one of the things that it judges has. */
const ranks: readonly Status[] = ['not_applicable', 'pass', 'waived', 'not_evaluated', 'unknown', 'fail'];

/**
 * How many of a group's controls pass. A control counts by the worst of its findings in the group: fail, then unknown,
 * not evaluated, waived, pass. Those that apply to nothing there do not count.
 */
export interface Score {
  readonly counts: Readonly<Record<Status, number>>;
  /**
   * 100 × passed ÷ (passed + failed + waived + unknown + not evaluated), rounded down; `null` where none passed, failed
   * or was waived. What is waived or unknown never counts as passed, so that a lost permission cannot better a score.
   */
  readonly score: number | null;
}

/** The score of one group. */
export interface GroupScore extends Score {
  /** `CT`, `cis-aws-5.0` or the 12 digits of an account. */
  readonly id: string;
  readonly name: string;
}

/** Scores of a report, as a whole and by what its readers answer for. */
export interface Scores {
  readonly all: Score;
  readonly byFamily: readonly GroupScore[];
  readonly byFramework: readonly GroupScore[];
  /** The lowest first. What belongs to no account, such as the organization's own settings, is in none of them. */
  readonly byAccount: readonly GroupScore[];
}

/** Scores controls by the statuses that they have come to, in the order in which findings are told of. */
export class ControlScores {
  readonly #worst = new Map<string, number>();

  /** Takes a finding into account. */
  add(controlId: string, status: Status): void {
    const rank = ranks.indexOf(status);
    if (rank > (this.#worst.get(controlId) ?? -1)) this.#worst.set(controlId, rank);
  }

  /** The score over these controls; one without a finding applies to nothing. */
  over(controlIds: Iterable<string>): Score {
    const counts = { pass: 0, fail: 0, waived: 0, unknown: 0, not_evaluated: 0, not_applicable: 0 };
    for (const id of controlIds) counts[ranks[this.#worst.get(id) ?? 0] ?? 'not_applicable'] += 1;
    const decided = counts.pass + counts.fail + counts.waived;
    const applicable = decided + counts.unknown + counts.not_evaluated;
    return { counts, score: decided === 0 ? null : Math.floor((100 * counts.pass) / applicable) };
  }
}

/** Scores a report, in one pass over its findings. */
export function scoresOf(report: StreamedReport): Scores {
  const ids = report.controls.map(({ id }) => id);
  const all = new ControlScores();
  const accounts = new Map<string, ControlScores>();
  for (const finding of report.findings) {
    all.add(finding.controlId, finding.status);
    accountOf(finding, accounts)?.add(finding.controlId, finding.status);
  }
  const grouped = (id: string, name: string, controlIds: readonly string[]): readonly GroupScore[] =>
    controlIds.length === 0 ? [] : [{ id, name, ...all.over(controlIds) }];
  return {
    all: all.over(ids),
    byFamily: Object.entries(families).flatMap(([family, name]) =>
      grouped(
        family,
        name,
        ids.filter((id) => familyOf(id) === family),
      ),
    ),
    byFramework: frameworks.flatMap((framework) =>
      grouped(
        framework.id,
        [framework.name, framework.edition].filter((part) => part !== '').join(' '),
        ids.filter((id) => Object.hasOwn(framework.mappings, id)),
      ),
    ),
    byAccount: [...accounts]
      .map(([id, scores]) => ({ id, name: id, ...scores.over(ids) }))
      .sort((a, b) => (a.score ?? 101) - (b.score ?? 101) || (a.id < b.id ? -1 : 1)),
  };
}

function accountOf(
  { subject: { accountId } }: Finding,
  accounts: Map<string, ControlScores>,
): ControlScores | undefined {
  if (accountId === undefined) return undefined;
  const known = accounts.get(accountId);
  if (known !== undefined) return known;
  const scores = new ControlScores();
  accounts.set(accountId, scores);
  return scores;
}
