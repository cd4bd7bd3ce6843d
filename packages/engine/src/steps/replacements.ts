import type { DiffResult } from '../plugins/provider-results.ts';
import type { Goal, ResourceState } from '../resource/state.ts';
import type { Differ } from './differ.ts';
import { type PlanReporter, PlanningStopped } from './plan-report.ts';
import { deleteReplacedStep, type Step } from './step.ts';

/** Plans replacements, in either order, and remembers what they delete before its own time. */
export class Replacements {
  readonly #differ: Differ;
  readonly #report: PlanReporter;
  readonly #deletes: Set<string>;
  readonly #deletedAhead = new Set<ResourceState>();
  readonly #keys = new Map<string, string[]>();

  /** @param deletes URNs of everything that is deleted: dependants that go first are added */
  constructor(differ: Differ, report: PlanReporter, deletes: Set<string>) {
    this.#differ = differ;
    this.#report = report;
    this.#deletes = deletes;
  }

  /** Whether a resource is already deleted because of the replacement of one that it depends on. */
  isDeletedAhead(state: ResourceState): boolean {
    return this.#deletedAhead.has(state);
  }

  /**
   * Steps that replace a resource whose inputs have been checked.
   * @param about what the steps' events tell of the difference
   */
  async steps(
    goal: Goal,
    state: ResourceState,
    old: ResourceState,
    difference: DiffResult,
    about: Pick<Step, 'keys' | 'diffs' | 'detailedDiff' | 'done'>,
  ): Promise<Step[]> {
    const { done, ...told } = about;
    const replacing = { urn: state.urn, old, new: state, ...told };
    const finish = done ? { done } : {};
    const deletesFirst = goal.deleteBeforeReplace ?? difference.deleteBeforeReplace;
    if (!deletesFirst && !old.pendingReplacement) {
      return [
        { op: 'create-replacement', logical: false, deletesOldLater: true, ...replacing, ...finish },
        { op: 'replace', logical: true, ...replacing },
      ];
    }
    return [
      ...(old.pendingReplacement ? [] : await this.#deletionsFirst(old)),
      { op: 'replace', logical: true, ...replacing },
      { op: 'create-replacement', logical: false, ...replacing, ...finish },
    ];
  }

  /** Steps that make a resource again that was deleted ahead. */
  recreate(state: ResourceState, old: ResourceState, done: Step['done']): Step[] {
    const { urn } = state;
    this.#deletes.delete(urn);
    const keys = this.#keys.get(urn) ?? [];
    return [
      { op: 'replace', urn, old, new: state, logical: true },
      { op: 'create-replacement', urn, old, new: state, logical: false, keys, ...(done && { done }) },
    ];
  }

  async #deletionsFirst(old: ResourceState): Promise<Step[]> {
    const dependants = await this.#differ.dependantsToReplace(old, this.#deletedAhead);
    const deletions = dependants.reverse().map(({ state, keys }) => this.#deleteAhead(state, keys));
    return [...deletions, deleteReplacedStep(old, true)];
  }

  #deleteAhead(state: ResourceState, keys: string[]): Step {
    if (state.protect) {
      this.#report.error(
        state.urn,
        `unable to replace resource "${state.urn}" as part of replacing a resource it depends on: it is currently marked for protection`,
      );
      throw new PlanningStopped(state.urn);
    }
    this.#keys.set(state.urn, keys);
    this.#deletes.add(state.urn);
    this.#deletedAhead.add(state);
    return deleteReplacedStep(state, true);
  }
}
