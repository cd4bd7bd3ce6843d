import { isDeepStrictEqual } from 'node:util';
import type { Reporter } from '../events/reporter.ts';
import type { PolicyRunner } from '../plugins/policy.ts';
import type { ProviderRegistry } from '../plugins/registry.ts';
import type { PropertyMap } from '../resource/properties.ts';
import type { Goal, ResourceState } from '../resource/state.ts';
import { isProviderType, makeUrn, rootStackType } from '../resource/urn.ts';
import { type ExecutorOptions, Executor } from './executor.ts';
import { PlanningStopped } from './plan-report.ts';
import type { ReadRequest } from './read-steps.ts';
import { refreshedStates, refreshSteps } from './refresh.ts';
import type { Snapshot } from './snapshot.ts';
import { StepGenerator, type StepGeneratorOptions } from './step-generator.ts';
import { DeploymentStopped, type Source } from './source.ts';
import { StackOutputs } from './stack-outputs.ts';
import { type Finish, PlanningQueue } from './planning-queue.ts';
import type { RegistrationResult, Step } from './step.ts';

/** What a deployment is made of. */
export interface DeploymentOptions extends Omit<StepGeneratorOptions, 'registry' | 'policies' | 'report'> {
  registry: ProviderRegistry;
  policies: PolicyRunner;
  reporter: Reporter;
  /** Undefined in a preview. */
  snapshot: ((renamed: ReadonlyMap<string, string>) => Snapshot) | undefined;
  parallel: number;
  continueOnError: boolean;
  signal: AbortSignal | undefined;
}

/** How a deployment ended. */
export interface DeploymentOutcome {
  succeeded: boolean;
  /** Outputs of the stack before and after; undefined when the run has no stack resource. */
  outputs: { old: PropertyMap | undefined; new: PropertyMap } | undefined;
}

/** Brings a stack from its last state to what its source registers. */
export class Deployment {
  readonly generator: StepGenerator;
  readonly snapshot: Snapshot | undefined;
  readonly #options: DeploymentOptions;
  readonly #executor: Executor;
  /** The step that last registered a resource, by URN: its outputs may follow. */
  readonly #registered = new Map<string, Step>();
  readonly #queue = new PlanningQueue();
  /** Imports whose resource is known and whose difference is yet to be planned. */
  readonly #imports = new Set<Promise<void>>();
  #source: Source | undefined;
  readonly #stackOutputs = new StackOutputs();
  /** Planning has failed and said so. */
  #failed = false;
  #canceled = false;
  /** A target was named that is not there. */
  #missedTargets = false;
  /** The deletions were not allowed. */
  #deletionRefused = false;

  constructor(options: DeploymentOptions) {
    this.#options = options;
    const { registry, policies, reporter, preview, parallel, continueOnError } = options;
    this.generator = new StepGenerator({ ...options, registry, policies, report: reporter });
    this.snapshot = options.snapshot?.(this.generator.olds.renamed);
    const executor: ExecutorOptions = {
      parallel,
      continueOnError,
      snapshot: this.snapshot,
      observer: reporter,
      context: {
        preview,
        registry,
        deletes: this.generator.deletes,
        warn: (urn, message) => reporter.warn(urn, message),
      },
      onStop: () => this.#dismiss(),
    };
    this.#executor = new Executor(executor);
  }

  /** Runs the whole deployment. */
  run(source: Source): Promise<DeploymentOutcome> {
    this.#source = source;
    return this.#cancellable(async () => {
      const complete = await source.run(this);
      await this.settle();
      if (complete && !this.stopped) await this.#delete();
      await this.#registerStackOutputs(complete);
      await this.#judgeStack(complete);
      return this.#outcome(complete);
    });
  }

  /** Asks every provider how its resources are now. */
  refresh(olds: readonly ResourceState[]): Promise<ResourceState[]> {
    return this.#cancellable(() => this.#refresh(olds));
  }

  async #refresh(olds: readonly ResourceState[]): Promise<ResourceState[]> {
    const { registry, targets } = this.#options;
    const steps = refreshSteps(olds, (urn) => targets.contains(urn));
    for (const { old } of steps) if (old?.provider) await registry.get(old.provider);
    // Components and providers are as they are; only managed resources take time.
    const managed = (step: Step) => step.old?.custom === true && !isProviderType(step.old.type);
    await this.#executor.run(steps.filter((step) => !managed(step)));
    await Promise.all(steps.filter(managed).map((step) => this.#executor.run([step])));
    return refreshedStates(olds, steps);
  }

  /** Registers a resource; resolves when its step is done. */
  register(goal: Goal): Promise<RegistrationResult> {
    const { stack, project } = this.#options;
    const urn = makeUrn(stack, project, goal.parent, goal.type, goal.name);
    return this.#enqueue(urn, async (finish) => {
      const steps = await this.generator.register(goal, finish);
      const [first] = steps;
      if (first?.op.startsWith('import')) return this.#import(goal, steps, finish);
      this.#start(steps);
    });
  }

  /** Reads a resource that is managed elsewhere. */
  read(request: ReadRequest): Promise<RegistrationResult> {
    const { stack, project } = this.#options;
    const urn = makeUrn(stack, project, request.parent, request.type, request.name);
    return this.#enqueue(urn, async (finish) => this.#start(this.generator.read(request, finish)));
  }

  /** Runs steps that nobody waits for. */
  runSteps(steps: Step[]): Promise<void> {
    return this.#executor.run(steps);
  }

  /** Takes the outputs of a component, or of the stack, which are applied at the very end. */
  async registerOutputs(urn: string, outputs: PropertyMap): Promise<void> {
    await this.#queue.add(async () => {
      const step = this.#registered.get(urn);
      if (!step?.new) throw new Error(`cannot complete a resource '${urn}' whose registration isn't pending`);
      if (step.new.type === rootStackType) {
        this.#stackOutputs.set(outputs);
        return;
      }
      const changed = !isDeepStrictEqual(step.new.outputs, outputs);
      step.new.outputs = outputs;
      this.#options.reporter.outputs(step);
      if (changed) await this.snapshot?.save();
    });
  }

  /** State of a registered resource, or of one that the last deployment left. */
  lookup(urn: string): ResourceState | undefined {
    return this.generator.states.get(urn) ?? this.generator.olds.get(urn);
  }

  /** Nothing is begun any more. */
  get stopped(): boolean {
    return this.#failed || this.#canceled || this.#executor.stopped;
  }

  /** Resolves when nothing is planned or carried out at the moment. */
  async settle(): Promise<void> {
    await this.#queue.idle();
    await Promise.all(this.#imports);
    await this.#executor.idle();
  }

  /** Deletes what was not registered. Called once the source has registered everything. */
  async #delete(): Promise<void> {
    if (this.generator.reportMissingTargets()) this.#missedTargets = true;
    try {
      const { keep, groups } = await this.generator.deletions();
      for (const step of keep) await this.#executor.run([step]);
      for (const group of groups) {
        if (this.stopped) return;
        const remaining = this.#executor.failed.flatMap(({ old }) => (old ? [old] : []));
        // What could not be deleted keeps what it rests on, its provider above all.
        const needed = this.generator.graph.neededBy(remaining);
        const free = group.filter(({ old }) => !old || !needed.has(old));
        await Promise.all(free.map((step) => this.#executor.run([step])));
      }
    } catch (error) {
      this.#deletionRefused = true;
      if (!(error instanceof PlanningStopped)) this.#options.reporter.error('', (error as Error).message);
    }
  }

  /** Does something that the caller may want to stop. */
  async #cancellable<T>(work: () => Promise<T>): Promise<T> {
    const { signal } = this.#options;
    const cancel = () => {
      this.#canceled = true;
      this.#executor.stop();
    };
    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted) cancel();
    try {
      return await work();
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  async #import(goal: Goal, steps: Step[], finish: Finish): Promise<void> {
    const [step] = steps;
    if (!step) return;
    // The rest is planned once it is known how the resource is.
    const waiting = new Promise<RegistrationResult>((resolve) => {
      step.done = resolve;
    });
    const ended = this.#executor.run(steps);
    const followUp = async () => {
      const result = await Promise.race([waiting, ended.then(() => undefined)]);
      if (!result?.state) return finish({ state: undefined, failed: true });
      const imported = result.state;
      await ended;
      await this.#queue
        .add(async () => {
          if (this.stopped) throw new DeploymentStopped();
          const further = await this.generator.afterImport(goal, imported, finish);
          this.#track(steps);
          if (further.length) return this.#start(further);
          await this.snapshot?.save();
          finish({ state: imported });
        })
        .catch((error: unknown) => this.#planningFailed(error, imported.urn));
    };
    const following = followUp().finally(() => this.#imports.delete(following));
    this.#imports.add(following);
  }

  #start(steps: Step[]): void {
    this.#track(steps);
    void this.#executor.run(steps);
  }

  #track(steps: Step[]): void {
    for (const step of steps) {
      if (!step.new) continue;
      this.#registered.set(step.urn, step);
      if (step.new.type === rootStackType) this.#stackOutputs.begin(step);
    }
  }

  #enqueue(urn: string, plan: (finish: Finish) => Promise<void>): Promise<RegistrationResult> {
    return this.#queue.answer(async (finish) => {
      if (this.stopped) throw new DeploymentStopped();
      await plan(finish).catch((error: unknown) => {
        this.#planningFailed(error, urn);
        throw new DeploymentStopped();
      });
    });
  }

  #planningFailed(error: unknown, urn: string): void {
    if (error instanceof DeploymentStopped) return;
    // A stopped plan has said why.
    if (!(error instanceof PlanningStopped)) this.#options.reporter.error(urn, (error as Error).message);
    this.#failed = true;
    this.#executor.stop();
  }

  /** Tells whoever waits that nothing comes any more. */
  #dismiss(): void {
    this.#source?.stop();
    this.#queue.dismiss(new DeploymentStopped());
  }

  async #registerStackOutputs(complete: boolean): Promise<void> {
    const step = this.#stackOutputs.apply(!complete || this.stopped || this.generator.sawError);
    if (!step) return;
    this.#options.reporter.outputs(step);
    await this.snapshot?.save();
  }

  async #judgeStack(complete: boolean): Promise<void> {
    if (!complete || this.stopped || this.#executor.errored) return;
    const states = [...this.generator.states.values()];
    const root = states.find((state) => state.type === rootStackType);
    try {
      if (await this.#options.policies.checkStack(states, root?.urn ?? '')) this.generator.sawError = true;
    } catch (error) {
      this.#options.reporter.error('', (error as Error).message);
      this.generator.sawError = true;
    }
  }

  #outcome(complete: boolean): DeploymentOutcome {
    const { preview, reporter } = this.#options;
    const kind = preview ? 'preview' : 'update';
    const planningFailed = this.#failed || !complete;
    if (this.#executor.errored || this.#deletionRefused || (this.generator.sawError && !planningFailed)) {
      if (!(this.#executor.errored && !complete && !this.#executor.stopped))
        reporter.error('', `${kind} failed`);
    } else if (this.#canceled) {
      reporter.error('', `${kind} canceled`);
    }
    const succeeded =
      complete &&
      !this.#failed &&
      !this.#canceled &&
      !this.#executor.errored &&
      !this.generator.sawError &&
      !this.#missedTargets &&
      !this.#deletionRefused;
    return { succeeded, outputs: this.#stackOutputs.change };
  }
}
