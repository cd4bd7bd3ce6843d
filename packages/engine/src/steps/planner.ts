import type { PolicyRunner } from '../plugins/policy.ts';
import type { DiffResult } from '../plugins/provider-results.ts';
import type { ProviderRegistry } from '../plugins/registry.ts';
import { aliasUrns } from '../resource/aliases.ts';
import type { PropertyMap } from '../resource/properties.ts';
import { type Goal, newState, type ResourceState } from '../resource/state.ts';
import { makeUrn, parseProviderReference } from '../resource/urn.ts';
import { checkedInputs, stateOfGoal } from './inputs.ts';
import { type PlanReporter, PlanningStopped } from './plan-report.ts';
import { DependencyGraph } from './dependency-graph.ts';
import { Differ } from './differ.ts';
import { applyReplaceOnChanges } from './difference.ts';
import { copyState, deleteReplacedStep, deleteStep, sameStep, type Step } from './step.ts';
import { TargetScope } from './target-scope.ts';
import type { Targets } from './targets.ts';

/** What a plan is made of. */
export interface PlannerOptions {
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
export class Planner {
  /** New state of every resource registered so far, by URN. */
  readonly states = new Map<string, ResourceState>();
  /** URNs of everything that is deleted. */
  readonly deletes = new Set<string>();
  /** Old URN to new URN, of resources found by an alias. */
  readonly renamed = new Map<string, string>();
  /** Something was reported that makes the run fail, though planning went on. */
  sawError = false;

  readonly #options: PlannerOptions;
  readonly graph: DependencyGraph;
  readonly #differ: Differ;
  readonly #scope: TargetScope;
  readonly #olds = new Map<string, ResourceState>();
  readonly #kept = new Set<string>();
  readonly #deletedAhead = new Set<ResourceState>();
  readonly #dependentKeys = new Map<string, string[]>();
  readonly #aliasesOf = new Map<string, string[]>();

  constructor(options: PlannerOptions) {
    this.#options = options;
    this.graph = new DependencyGraph(options.olds);
    for (const old of options.olds) if (!old.delete) this.#olds.set(old.urn, old);
    const { registry, replace, report } = options;
    this.#differ = new Differ(registry, replace, this, (urn, message) => report.warn(urn, message));
    this.#scope = new TargetScope({
      ...options,
      graph: this.graph,
      error: (urn, message) => report.error(urn, message),
    });
  }

  /** Old state by today's URN. */
  oldOf(urn: string): ResourceState | undefined {
    return this.#olds.get(urn);
  }

  /** Plans one registration. */
  async register(goal: Goal, done: Done): Promise<Step[]> {
    const urn = this.#newUrn(goal.parent, goal.type, goal.name);
    const aliases = this.#aliases(goal, urn);
    const old = this.#findOld(urn, aliases);
    const state = stateOfGoal(goal, urn, old);
    this.states.set(urn, state);
    if (this.#isImport(goal, old)) return this.#planImport(state, old, done);
    const steps = await this.#plan(goal, state, old, done);
    if (this.#scope.reportMissingNeeds(steps)) this.#refuse(urn);
    return steps;
  }

  /** Plans what follows an import: the imported resource becomes what the program wants. */
  async afterImport(goal: Goal, imported: ResourceState, done: Done): Promise<Step[]> {
    const state = { ...stateOfGoal(goal, imported.urn, imported), importId: imported.importId };
    this.states.set(state.urn, state);
    const steps = await this.#plan(goal, state, imported, done);
    const [step] = steps;
    // Nothing to change: the import itself was the step; what remains is to save the program's own inputs.
    if (step?.op === 'same')
      Object.assign(imported, {
        ...state,
        id: imported.id,
        outputs: imported.outputs,
        created: imported.created,
        modified: imported.modified,
      });
    return step?.op === 'same' ? [] : steps;
  }

  /** Plans the reading of a resource that is managed elsewhere. */
  read(
    request: {
      type: string;
      name: string;
      id: string;
      parent: string;
      properties: PropertyMap;
      dependencies: string[];
      provider: string;
      additionalSecretOutputs: string[];
      sourcePosition: string;
    },
    done: Done,
  ): Step[] {
    const { type, name, ...rest } = request;
    const urn = this.#newUrn(request.parent, type, name);
    const { properties, ...fields } = rest;
    const state: ResourceState = {
      ...newState({ type, urn, custom: true }),
      ...fields,
      inputs: properties,
      external: true,
    };
    const old = this.#olds.get(urn);
    this.states.set(urn, state);
    this.#kept.add(urn);
    const finish = done ? { done } : {};
    if (old && !old.external && old.id !== request.id) {
      return [
        { op: 'read-replacement', urn, old, new: state, logical: false, deletesOldLater: true, ...finish },
        { op: 'replace', urn, old, new: state, logical: true },
      ];
    }
    return [{ op: 'read', urn, old, new: state, logical: true, ...finish }];
  }

  /** Plans the deletion of everything that was not registered, dependants first; with what targets keep left as it is. */
  async deletions(): Promise<{ keep: Step[]; groups: Step[][] }> {
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
    return [...this.#olds.values()].map((old) => {
      this.#kept.add(old.urn);
      const state = { ...copyState(old), id: '' };
      this.states.set(old.urn, state);
      return sameStep(old, state);
    });
  }

  /** Says which named targets were not found. */
  reportMissingTargets(): boolean {
    const missing = [...this.#options.targets.literals, ...(this.#options.replace?.literals ?? [])].filter(
      (urn) => !this.#olds.has(urn) && !this.states.has(urn),
    );
    for (const urn of missing) {
      this.#options.report.error(
        '',
        `Target '${urn}' could not be found in the stack. Did you forget to escape $ in your shell?`,
      );
    }
    return missing.length > 0;
  }

  /** Whether a resource is already deleted because of a replacement. */
  isDeletedAhead(state: ResourceState): boolean {
    return this.#deletedAhead.has(state);
  }

  /** Makes the run fail. A preview goes on, so that everything wrong is seen at once. */
  #refuse(what: string): void {
    this.sawError = true;
    if (!this.#options.preview) throw new PlanningStopped(what);
  }

  #newUrn(parent: string, type: string, name: string): string {
    const { stack, project, report } = this.#options;
    const urn = makeUrn(stack, project, parent, type, name);
    if (this.states.has(urn)) {
      report.error(urn, `Duplicate resource URN '${urn}'; try giving it a unique name`);
      throw new PlanningStopped(urn);
    }
    return urn;
  }

  #aliases(goal: Goal, urn: string): string[] {
    const { stack, project } = this.#options;
    const parentAliases = this.#aliasesOf.get(goal.parent) ?? [];
    const aliases = aliasUrns(
      { stack, project, type: goal.type, name: goal.name, parent: goal.parent },
      goal.aliases,
      parentAliases,
    );
    if (aliases.length) this.#aliasesOf.set(urn, aliases);
    return aliases;
  }

  #findOld(urn: string, aliases: string[]): ResourceState | undefined {
    for (const candidate of [urn, ...aliases]) {
      const old = this.#olds.get(candidate);
      if (!old) continue;
      const other = this.renamed.get(candidate);
      if (other && other !== urn) {
        this.#options.report.error(
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

  #isImport(goal: Goal, old: ResourceState | undefined): boolean {
    if (!goal.custom || !goal.importId) return false;
    return !old || old.external || (old.importId || old.id) !== goal.importId;
  }

  #planImport(state: ResourceState, old: ResourceState | undefined, done: Done): Step[] {
    this.#kept.add(state.urn);
    const finish = { importId: state.importId, ...(done && { done }) };
    if (!old) return [{ op: 'import', urn: state.urn, old: undefined, new: state, logical: true, ...finish }];
    return [
      {
        op: 'import-replacement',
        urn: state.urn,
        old,
        new: state,
        logical: false,
        deletesOldLater: true,
        ...finish,
      },
      { op: 'replace', urn: state.urn, old, new: state, logical: true },
    ];
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
    const recreating = this.#deletedAhead.has(old as ResourceState);
    const fresh = recreating || !old || old.external || this.#differ.mustReplace(urn);
    await this.#check(state, fresh ? undefined : old?.inputs, fresh ? goal.properties : state.inputs);
    await this.#applyPolicies(state, goal);
    this.#kept.add(urn);
    if (recreating && old) {
      this.deletes.delete(urn);
      const keys = this.#dependentKeys.get(urn) ?? [];
      return [
        { op: 'replace', urn, old, new: state, logical: true },
        { op: 'create-replacement', urn, old, new: state, logical: false, keys, ...finish },
      ];
    }
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
    const about = { urn, old, new: state, ...keys, ...diffs, ...detailedDiff };
    if (!(goal.deleteBeforeReplace ?? difference.deleteBeforeReplace) && !old.pendingReplacement) {
      return [
        { op: 'create-replacement', logical: false, deletesOldLater: true, ...about, ...finish },
        { op: 'replace', logical: true, ...about },
      ];
    }
    const dependants = old.pendingReplacement ? [] : await this.#differ.dependantsToReplace(old);
    const deletions = dependants
      .reverse()
      .map(({ state: dependant, keys: dependantKeys }) => this.#deleteAhead(dependant, dependantKeys));
    if (!old.pendingReplacement) deletions.push(deleteReplacedStep(old, true));
    return [
      ...deletions,
      { op: 'replace', logical: true, ...about },
      { op: 'create-replacement', logical: false, ...about, ...finish },
    ];
  }

  #deleteAhead(state: ResourceState, keys: string[]): Step {
    if (state.protect) {
      this.#options.report.error(
        state.urn,
        `unable to replace resource "${state.urn}" as part of replacing a resource it depends on: it is currently marked for protection`,
      );
      throw new PlanningStopped(state.urn);
    }
    this.#dependentKeys.set(state.urn, keys);
    this.deletes.add(state.urn);
    this.#deletedAhead.add(state);
    return deleteReplacedStep(state, true);
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
      if (this.#deletedAhead.has(old) && this.#kept.has(this.renamed.get(old.urn) ?? old.urn)) continue;
      if (old.delete) steps.push(deleteReplacedStep(old, false));
      else if (this.#kept.has(old.urn) || this.renamed.has(old.urn)) continue;
      else if (old.pendingReplacement)
        steps.push({ op: 'remove-pending-replace', urn: old.urn, old, new: undefined, logical: false });
      else steps.push(deleteStep(old));
    }
    return steps;
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
