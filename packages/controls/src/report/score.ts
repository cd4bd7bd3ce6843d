import { families, familyOf } from '../families.ts';
import { frameworks } from '../frameworks/index.ts';
import type { UnknownCause } from '../model/fact.ts';
import type { Status } from '../model/verdict.ts';
import { type AccountNames, nameOfAccount } from './account-names.ts';
import type { Finding, ReportedControl } from './run-report.ts';

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

/** What a reader is told of a group. An account has its id beside its name: names need not be unique. */
export function nameOfGroup({ id, name }: Pick<GroupScore, 'id' | 'name'>): string {
  return /^\d{12}$/.test(id) && name !== id ? `${name} (${id})` : name;
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

  /** Takes a finding into account. What is unknown because no program shows it is not asked of one. */
  add(controlId: string, status: Status, cause?: UnknownCause): void {
    const rank = cause === 'open-world' ? 0 : ranks.indexOf(status);
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

/** Scores the findings of a report as they are told of, and counts them. */
export class ReportScores {
  readonly #controlIds: readonly string[];
  readonly #all = new ControlScores();
  readonly #accounts = new Map<string, ControlScores>();
  /** Findings by status. */
  readonly counts = { pass: 0, fail: 0, waived: 0, unknown: 0, not_evaluated: 0, not_applicable: 0 };

  constructor(controls: readonly Pick<ReportedControl, 'id'>[]) {
    this.#controlIds = controls.map(({ id }) => id);
  }

  /** Takes a finding into account. */
  add({ controlId, status, cause, subject: { accountId } }: Finding): void {
    this.counts[status] += 1;
    this.#all.add(controlId, status, cause);
    if (accountId === undefined) return;
    const scores = this.#accounts.get(accountId) ?? new ControlScores();
    this.#accounts.set(accountId, scores);
    scores.add(controlId, status, cause);
  }

  /** The scores of all findings so far. @param accountNames where an account has none, its id stands for it */
  scores(accountNames?: AccountNames): Scores {
    const ids = this.#controlIds;
    const group = (id: string, name: string, isOf: (controlId: string) => boolean): readonly GroupScore[] => {
      const some = ids.filter(isOf);
      return some.length === 0 ? [] : [{ id, name, ...this.#all.over(some) }];
    };
    return {
      all: this.#all.over(ids),
      byFamily: Object.entries(families).flatMap(([family, name]) =>
        group(family, name, (id) => familyOf(id) === family),
      ),
      byFramework: frameworks.flatMap(({ id, name, edition, mappings }) =>
        group(id, [name, edition].filter((part) => part !== '').join(' '), (one) =>
          Object.hasOwn(mappings, one),
        ),
      ),
      byAccount: [...this.#accounts]
        .map(([id, scores]) => ({ id, name: nameOfAccount(accountNames, id) ?? id, ...scores.over(ids) }))
        .sort((a, b) => (a.score ?? 101) - (b.score ?? 101) || (a.id < b.id ? -1 : 1)),
    };
  }
}

/** Scores and counts all findings, in one pass. */
export function scoresOf(
  controls: readonly Pick<ReportedControl, 'id'>[],
  findings: Iterable<Finding>,
): ReportScores {
  const scores = new ReportScores(controls);
  for (const finding of findings) scores.add(finding);
  return scores;
}
