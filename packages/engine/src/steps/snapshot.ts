import { isDeepStrictEqual } from 'node:util';
import { providerUrnOf } from '../resource/urn.ts';
import type { ResourceState } from '../resource/state.ts';
import type { Step, StepOp } from './step.ts';

/** An operation that has begun and whose end is not known. */
export interface Operation {
  type: 'creating' | 'updating' | 'deleting' | 'reading' | 'importing';
  resource: ResourceState;
}

/** What a stack consists of at one moment. */
export interface SnapshotContents {
  resources: ResourceState[];
  operations: Operation[];
}

const operationOf: Partial<Record<StepOp, Operation['type']>> = {
  create: 'creating',
  'create-replacement': 'creating',
  update: 'updating',
  delete: 'deleting',
  'delete-replaced': 'deleting',
  discard: 'deleting',
  'discard-replaced': 'deleting',
  read: 'reading',
  'read-replacement': 'reading',
  import: 'importing',
  'import-replacement': 'importing',
};

/**
 * Keeps the saved state true around every step. New states come first, in the order in which their steps ended;
 * then what is left of the old state, so that nothing is forgotten before its deletion has succeeded.
 */
export class Snapshot {
  readonly #save: (contents: SnapshotContents) => Promise<void>;
  readonly #renamed: ReadonlyMap<string, string>;
  #base: readonly ResourceState[];
  /** Creations that an earlier run began: they stay until someone has looked at what became of them. */
  readonly #unresolved: readonly Operation[];
  readonly #finished = new Set<ResourceState>();
  readonly #news: ResourceState[] = [];
  readonly #operations = new Map<Step, Operation>();
  #saving: Promise<void> | undefined;
  #waiting: Promise<void> | undefined;

  constructor(
    base: readonly ResourceState[],
    operations: readonly Operation[],
    renamed: ReadonlyMap<string, string>,
    save: (contents: SnapshotContents) => Promise<void>,
  ) {
    this.#base = base;
    this.#unresolved = operations.filter((operation) => operation.type === 'creating');
    this.#renamed = renamed;
    this.#save = save;
  }

  /** Saves that a step begins, so that a crash leaves a trace of it. Must be awaited before the provider is asked. */
  async begin(step: Step): Promise<void> {
    const type = operationOf[step.op];
    const resource = step.new ?? step.old;
    // Components have nothing outside the state that could be left behind.
    if (!type || !resource?.custom || step.skipped) return;
    this.#operations.set(step, { type, resource: { ...resource } });
    await this.save();
  }

  /**
   * Saves what a step led to.
   * @param exists whether the step took effect, if only in part
   */
  async end(step: Step, exists: boolean): Promise<void> {
    const wasPending = this.#operations.delete(step);
    if (!exists) return wasPending ? this.save() : undefined;
    const { old, new: state } = step;
    switch (step.op) {
      case 'same':
        if (step.skipped) return;
        this.#replace(old, state);
        // An unchanged resource says nothing new; the next save has it too.
        return old && state && sameApartFromTime(old, state) ? undefined : this.save();
      case 'create':
      case 'create-replacement':
      case 'read-replacement':
      case 'import-replacement':
        this.#replace(old?.pendingReplacement ? old : undefined, state);
        break;
      case 'update':
      case 'read':
        this.#replace(old, state);
        break;
      case 'import':
        this.#replace(undefined, state);
        break;
      case 'delete':
      case 'delete-replaced':
      case 'discard':
      case 'discard-replaced':
        if (old && !old.pendingReplacement) this.#drop(old);
        break;
      case 'remove-pending-replace':
        if (old) this.#drop(old);
        break;
      case 'replace':
      case 'refresh':
        return;
    }
    await this.save();
  }

  /** Takes over a state that a refresh has found, as the new beginning. */
  async rebase(resources: readonly ResourceState[]): Promise<void> {
    this.#base = resources;
    await this.save();
  }

  /**
   * Saves the state as it is now. Saves that are asked for while one is being written share the next one.
   */
  save(): Promise<void> {
    if (!this.#saving) return this.#start();
    this.#waiting ??= this.#saving
      .catch(() => {})
      .then(() => {
        this.#waiting = undefined;
        return this.#start();
      });
    return this.#waiting;
  }

  #start(): Promise<void> {
    const saving = this.#save(this.contents()).finally(() => {
      if (this.#saving === saving) this.#saving = undefined;
    });
    this.#saving = saving;
    return saving;
  }

  /** The state as it is now. */
  contents(): SnapshotContents {
    const left = this.#base.filter((state) => !this.#finished.has(state));
    return {
      resources: [...this.#news, ...left.map((state) => this.#withNewNames(state))],
      operations: [...this.#unresolved, ...this.#operations.values()],
    };
  }

  #replace(old: ResourceState | undefined, state: ResourceState | undefined): void {
    if (old) this.#drop(old);
    if (state) this.#news.push(state);
  }

  #drop(state: ResourceState): void {
    this.#finished.add(state);
    const index = this.#news.indexOf(state);
    if (index >= 0) this.#news.splice(index, 1);
  }

  /** Resources that were found by an alias have a new URN; what is left of the old state has to refer to that. */
  #withNewNames(state: ResourceState): ResourceState {
    const rename = (urn: string) => this.#renamed.get(urn) ?? urn;
    const refers = [...state.dependencies, state.parent, state.deletedWith, providerUrnOf(state.provider)];
    if (!refers.some((urn) => this.#renamed.has(urn))) return state;
    const provider = providerUrnOf(state.provider);
    return {
      ...state,
      parent: rename(state.parent),
      deletedWith: rename(state.deletedWith),
      dependencies: state.dependencies.map(rename),
      propertyDependencies: Object.fromEntries(
        Object.entries(state.propertyDependencies).map(([key, urns]) => [key, urns.map(rename)]),
      ),
      provider: provider ? `${rename(provider)}${state.provider.slice(provider.length)}` : '',
    };
  }
}

function sameApartFromTime(old: ResourceState, state: ResourceState): boolean {
  // Not by their JSON: a state that was read has its fields in another order than one that was made.
  const { created, modified } = old;
  return isDeepStrictEqual(old, { ...state, created, modified });
}
