import { aliasUrns } from '../resource/aliases.ts';
import type { Goal, ResourceState } from '../resource/state.ts';
import { type PlanReporter, PlanningStopped } from './plan-report.ts';

/** Resources as the last deployment left them, found by the URN or an alias of what is registered now. */
export class OldResources {
  /** Old URN to new URN, of resources found by an alias. */
  readonly renamed = new Map<string, string>();
  readonly #stack: { stack: string; project: string };
  readonly #report: PlanReporter;
  readonly #byUrn = new Map<string, ResourceState>();
  /** By today's URN: children of a renamed resource are looked for under its old names too. */
  readonly #aliases = new Map<string, string[]>();

  constructor(
    states: readonly ResourceState[],
    stack: { stack: string; project: string },
    report: PlanReporter,
  ) {
    this.#stack = stack;
    this.#report = report;
    for (const state of states) if (!state.delete) this.#byUrn.set(state.urn, state);
  }

  /** By its old URN. */
  get(urn: string): ResourceState | undefined {
    return this.#byUrn.get(urn);
  }

  values(): Iterable<ResourceState> {
    return this.#byUrn.values();
  }

  /**
   * What a registered resource was.
   * @throws PlanningStopped once it has been reported that another resource has the alias
   */
  find(goal: Goal, urn: string): ResourceState | undefined {
    for (const candidate of [urn, ...this.#aliasesOf(goal, urn)]) {
      const old = this.#byUrn.get(candidate);
      if (!old) continue;
      const other = this.renamed.get(candidate);
      if (other && other !== urn) {
        this.#report.error(
          urn,
          `resource '${urn}' wants to be known as '${candidate}', which already is '${other}'`,
        );
        throw new PlanningStopped(urn);
      }
      if (candidate !== urn) this.renamed.set(candidate, urn);
      return old;
    }
    return undefined;
  }

  #aliasesOf({ type, name, parent, aliases }: Goal, urn: string): string[] {
    const urns = aliasUrns({ ...this.#stack, type, name, parent }, aliases, this.#aliases.get(parent) ?? []);
    if (urns.length) this.#aliases.set(urn, urns);
    return urns;
  }
}
