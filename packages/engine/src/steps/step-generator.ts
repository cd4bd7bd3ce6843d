import type { PolicyRunner } from '../plugins/policy.ts';
import type { DiffResult } from '../plugins/provider-results.ts';
import type { ProviderRegistry } from '../plugins/registry.ts';
import type { PropertyMap } from '../resource/properties.ts';
import type { Goal, ResourceState } from '../resource/state.ts';
import { makeUrn, parseProviderReference } from '../resource/urn.ts';
import { DependencyGraph } from './dependency-graph.ts';
import { Differ } from './differ.ts';
import { applyReplaceOnChanges } from './difference.ts';
import { importSteps, isImport } from './import-steps.ts';
import { checkedInputs, stateOfGoal } from './inputs.ts';
import { OldResources } from './old-resources.ts';
import { type PlanReporter, PlanningStopped } from './plan-report.ts';
import { type ReadRequest, readSteps, stateOfRead } from './read-steps.ts';
import { Replacements } from './replacements.ts';
import { copyState, deleteReplacedStep, deleteStep, sameStep, type Step } from './step.ts';
import { TargetScope } from './target-scope.ts';
import type { Targets } from './targets.ts';

/** What a plan is made of. */
export interface StepGeneratorOptions {
  project: string;
  stack: string;
  preview: boolean;
  /** As the last deployment left them, in dependency order. */
  olds: readonly ResourceState[];
  registry: ProviderRegistry;
  policies: PolicyRunner;
  report: PlanReporter;
  targets: Targets;
  /** Also change what depends on a target. */
  targetDependents: boolean;
  /** Also leave out what depends on an excluded resource. */
  excludeDependents: boolean;
  /** Resources to replace whatever their difference. */
  replace: Targets | undefined;
}

type Done = Step['done'];

/** Decides what happens to each resource a program registers, and what to delete at the end. */
export class StepGenerator {
  /** New state of every resource registered so far, by URN. */
  readonly states = new Map<string, ResourceState>();
  /** URNs of everything that is deleted. */
  readonly deletes = new Set<string>();
  readonly olds: OldResources;
  readonly graph: DependencyGraph;
  /** Something was reported that makes the run fail, though planning went on. */
  sawError = false;

  readonly #options: StepGeneratorOptions;
  readonly #differ: Differ;
  readonly #replacements: Replacements;
  readonly #scope: TargetScope;
  readonly #kept = new Set<string>();

  constructor(options: StepGeneratorOptions) {
    this.#options = options;
    const { olds, registry, replace, report } = options;
    this.graph = new DependencyGraph(olds);
    this.olds = new OldResources(olds, options, report);
    this.#differ = new Differ(registry, replace, this, (urn, message) => report.warn(urn, message));
    this.#replacements = new Replacements(this.#differ, report, this.deletes);
    this.#scope = new TargetScope({
      ...options,
      graph: this.graph,
      error: (urn, message) => report.error(urn, message),
    });
  }

  /** Plans one registration. */
  async register(goal: Goal, done: Done): Promise<Step[]> {
    const urn = this.#newUrn(goal);
    const old = this.olds.find(goal, urn);
    const state = stateOfGoal(goal, urn, old);
    this.states.set(urn, state);
    if (isImport(goal, old)) {
      this.#kept.add(urn);
      return importSteps(state, old, done);
    }
    const steps = await this.#plan(goal, state, old, done);
    if (this.#scope.reportMissingNeeds(steps)) this.#refuse(urn);
    return steps;
  }

  /** Plans what follows an import: the imported resource becomes what the program wants. */
  async afterImport(goal: Goal, imported: ResourceState, done: Done): Promise<Step[]> {
    const state = { ...stateOfGoal(goal, imported.urn, imported), importId: imported.importId };
    this.states.set(state.urn, state);
    const steps = await this.#plan(goal, state, imported, done);
    if (steps[0]?.op !== 'same') return steps;
    // Nothing to change: the import itself was the step; what remains is to save the program's own inputs.
    const { id, outputs, created, modified } = imported;
    Object.assign(imported, { ...state, id, outputs, created, modified });
    return [];
  }

  /** Plans the reading of a resource that is managed elsewhere. */
  read(request: ReadRequest, done: Done): Step[] {
    const urn = this.#newUrn(request);
    const state = stateOfRead(request, urn);
    this.states.set(urn, state);
    this.#kept.add(urn);
    return readSteps(state, this.olds.get(urn), done);
  }

  /** Plans the deletion of everything that was not registered, dependants first; with what targets keep left as it is. */
  async deletions(): Promise<{ keep: Step[]; groups: Step[][] }> {
    await this.#askDependantsOfTargets();
    const condemned = this.#condemned();
    const goes = (state: ResourceState) => !this.#kept.has(state.urn);
    const kept = condemned.filter(({ old }) => old && !this.#scope.mayDelete(old, goes));
    const steps = condemned.filter((step) => !kept.includes(step));
    if (this.#scope.reportUntargetedDeletions(steps)) this.#refuse('untargeted deletion');
    const byState = new Map(steps.flatMap((step) => (step.old ? [[step.old, step] as const] : [])));
    for (const state of byState.keys()) {
      this.deletes.add(state.urn);
      if (state.custom && state.provider && !state.external) await this.#options.registry.get(state.provider);
    }
    const groups = this.graph
      .deletionGroups([...byState.keys()])
      .map((group) => group.flatMap((state) => byState.get(state) ?? []));
    const keep = kept
      .reverse()
      .flatMap(({ old }) => (old && !old.delete ? [sameStep(old, { ...copyState(old), id: '' })] : []));
    return { keep, groups };
  }

  /** Marks as kept what no program registers, e.g. while another resource is imported. */
  keepAll(): Step[] {
    return [...this.olds.values()].map((old) => {
      this.#kept.add(old.urn);
      const state = { ...copyState(old), id: '' };
      this.states.set(old.urn, state);
      return sameStep(old, state);
    });
  }

  /** Says which named targets were not found. */
  reportMissingTargets(): boolean {
    const missing = [...this.#options.targets.literals, ...(this.#options.replace?.literals ?? [])].filter(
      (urn) => !this.olds.get(urn) && !this.states.has(urn),
    );
    for (const urn of missing) {
      this.#options.report.error(
        '',
        `Target '${urn}' could not be found in the stack. Did you forget to escape $ in your shell?`,
      );
    }
    return missing.length > 0;
  }

  /** Makes the run fail. A preview goes on, so that everything wrong is seen at once. */
  #refuse(what: string): void {
    this.sawError = true;
    if (!this.#options.preview) throw new PlanningStopped(what);
  }

  #newUrn({ parent, type, name }: { parent: string; type: string; name: string }): string {
    const { stack, project, report } = this.#options;
    const urn = makeUrn(stack, project, parent, type, name);
    if (this.states.has(urn)) {
      report.error(urn, `Duplicate resource URN '${urn}'; try giving it a unique name`);
      throw new PlanningStopped(urn);
    }
    return urn;
  }

  async #plan(goal: Goal, state: ResourceState, old: ResourceState | undefined, done: Done): Promise<Step[]> {
    const { urn } = state;
    const finish = done ? { done } : {};
    const targeted = this.#scope.mayChange(state);
    if (!targeted) {
      this.#kept.add(urn);
      if (old) return [sameStep(old, this.#untouched(state, old), done)];
      this.#scope.skip(urn);
      const skipped = { ...state, inputs: {} };
      this.states.set(urn, skipped);
      return [{ op: 'same', urn, old: skipped, new: skipped, logical: true, skipped: true, ...finish }];
    }
    const recreating = old !== undefined && this.#replacements.isDeletedAhead(old);
    const fresh = recreating || !old || old.external || this.#differ.mustReplace(urn);
    await this.#check(state, fresh ? undefined : old?.inputs, fresh ? goal.properties : state.inputs);
    await this.#applyPolicies(state, goal);
    this.#kept.add(urn);
    if (recreating) return this.#replacements.recreate(state, old, done);
    if (old?.external) {
      return [
        { op: 'create-replacement', urn, old, new: state, logical: false, deletesOldLater: true, ...finish },
        { op: 'replace', urn, old, new: state, logical: true },
      ];
    }
    if (!old) return [{ op: 'create', urn, old: undefined, new: state, logical: true, ...finish }];
    return this.#planChange(goal, state, old, done);
  }

  async #planChange(goal: Goal, state: ResourceState, old: ResourceState, done: Done): Promise<Step[]> {
    const { urn } = state;
    const finish = done ? { done } : {};
    const difference = applyReplaceOnChanges(await this.#differ.diff(state, old), goal.replaceOnChanges, old);
    const { keys, diffs, detailedDiff } = eventFields(difference);
    const replaces =
      old.pendingReplacement || (difference.changes === 'some' && difference.replaceKeys.length > 0);
    if (!replaces && difference.changes !== 'some' && !old.initErrors.length)
      return [sameStep(old, state, done)];
    if (!replaces) {
      return [
        {
          op: 'update',
          urn,
          old,
          new: state,
          logical: true,
          ...diffs,
          ...detailedDiff,
          ignoreChanges: goal.ignoreChanges,
          ...finish,
        },
      ];
    }
    this.#refuseReplacement(goal, state, old);
    if (!this.#differ.mustReplace(urn)) await this.#check(state, undefined, goal.properties);
    const about = { ...keys, ...diffs, ...detailedDiff, ...finish };
    return this.#replacements.steps(goal, state, old, difference, about);
  }

  #refuseReplacement(goal: Goal, state: ResourceState, old: ResourceState): void {
    const { preview, report } = this.#options;
    if (state.protect && old.protect) {
      report.error(
        state.urn,
        `unable to replace resource "${state.urn}"\nas it is currently marked for protection. To unprotect the resource, remove the \`protect\` flag from the resource in your Pulumi program and run \`pulumi up\``,
      );
      this.#refuse(state.urn);
    }
    if (goal.importId) {
      const message =
        'previously-imported resources that still specify an ID may not be replaced; please remove the `import` declaration from your program';
      if (!preview) throw new Error(message);
      report.warn(state.urn, message);
    }
  }

  async #check(state: ResourceState, olds: PropertyMap | undefined, news: PropertyMap): Promise<void> {
    const { registry, report } = this.#options;
    if (state.custom) state.inputs = await checkedInputs(state, olds, news, registry, report);
  }

  async #applyPolicies(state: ResourceState, goal: Goal): Promise<void> {
    const { policies } = this.#options;
    const provider = state.provider ? this.states.get(parseProviderReference(state.provider).urn) : undefined;
    const { inputs, violated } = await policies.checkResource(state, goal, provider);
    state.inputs = inputs;
    if (violated) this.#refuse(state.urn);
  }

  #condemned(): Step[] {
    const steps: Step[] = [];
    for (const old of this.#options.olds.toReversed()) {
      if (this.#replacements.isDeletedAhead(old) && this.#kept.has(this.olds.renamed.get(old.urn) ?? old.urn))
        continue;
      if (old.delete) steps.push(deleteReplacedStep(old, false));
      else if (this.#kept.has(old.urn) || this.olds.renamed.has(old.urn)) continue;
      else if (old.pendingReplacement)
        steps.push({ op: 'remove-pending-replace', urn: old.urn, old, new: undefined, logical: false });
      else steps.push(deleteStep(old));
    }
    return steps;
  }

  /**
   * Asks providers which dependants of a target would be replaced with it. Whatever they answer, all dependants go
   * with a target; the CLI asks all the same, and a provider that cannot be asked ends the run.
   */
  async #askDependantsOfTargets(): Promise<void> {
    const { targets } = this.#options;
    if (!targets.targeted) return;
    for (const old of this.olds.values()) {
      if (targets.contains(old.urn)) await this.#differ.dependantsToReplace(old, new Set());
    }
  }

  /** An untargeted resource stays exactly as it was, under its new name. */
  #untouched(state: ResourceState, old: ResourceState): ResourceState {
    const same = { ...copyState(old), urn: state.urn, id: '', parent: state.parent };
    this.states.set(state.urn, same);
    return same;
  }
}

function eventFields({ replaceKeys, changedKeys, detailedDiff }: DiffResult) {
  return {
    keys: replaceKeys.length ? { keys: replaceKeys } : {},
    diffs: changedKeys.length ? { diffs: changedKeys } : {},
    detailedDiff: detailedDiff ? { detailedDiff } : {},
  };
}
