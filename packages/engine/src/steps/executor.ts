import { ProviderError } from '../plugins/provider-results.ts';
import { applyStep, type StepContext } from './apply.ts';
import type { Snapshot } from './snapshot.ts';
import type { Step } from './step.ts';

/** Hears of every step. */
export interface StepObserver {
  before(step: Step): void;
  after(step: Step): void;
  failed(step: Step, error: Error, status: 0 | 1 | 2): void;
}

/** How steps are carried out. */
export interface ExecutorOptions {
  /** How many steps may run at once. */
  parallel: number;
  /** After a failure, go on with what does not depend on it. */
  continueOnError: boolean;
  /** Undefined in a preview, which saves nothing. */
  snapshot: Snapshot | undefined;
  observer: StepObserver;
  context: StepContext;
  /** Nothing begins any more. */
  onStop: () => void;
}

/** Carries out chains of steps, several chains at a time, each chain in order. */
export class Executor {
  readonly #options: ExecutorOptions;
  readonly #running = new Set<Promise<void>>();
  readonly #queue: (() => void)[] = [];
  #free: number;
  readonly #failed: Step[] = [];
  #stopped = false;
  #errored = false;

  constructor(options: ExecutorOptions) {
    this.#options = options;
    this.#free = options.parallel;
  }

  /** A step has failed. */
  get errored(): boolean {
    return this.#errored;
  }

  /** Steps that have failed. */
  get failed(): readonly Step[] {
    return this.#failed;
  }

  /** No step begins any more; those that run are finished. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    for (const wake of this.#queue.splice(0)) wake();
    this.#options.onStop();
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** Runs a chain as soon as there is room. Resolves when it has ended, however. */
  run(chain: Step[]): Promise<void> {
    const run = this.#run(chain).finally(() => this.#running.delete(run));
    this.#running.add(run);
    return run;
  }

  /** Resolves when no step runs or waits. */
  async idle(): Promise<void> {
    while (this.#running.size) await Promise.all(this.#running);
  }

  async #run(chain: Step[]): Promise<void> {
    if (this.#free === 0) await new Promise<void>((resolve) => this.#queue.push(resolve));
    else this.#free--;
    try {
      for (const [index, step] of chain.entries()) {
        if (this.#stopped) return;
        if (await this.#execute(step)) continue;
        // Where the run goes on, the program has to know; else it is told that the run has been stopped.
        if (!this.#stopped)
          for (const skipped of chain.slice(index)) skipped.done?.({ state: undefined, failed: true });
        return;
      }
    } finally {
      const next = this.#queue.shift();
      if (next) next();
      else this.#free++;
    }
  }

  /** Answers whether the step succeeded. */
  async #execute(step: Step): Promise<boolean> {
    const { snapshot, observer, context } = this.#options;
    observer.before(step);
    try {
      await snapshot?.begin(step);
      await applyStep(step, context);
    } catch (error) {
      const known = error instanceof ProviderError ? error : undefined;
      this.#fail(step);
      observer.failed(step, error as Error, known?.status ?? 0);
      // What may have happened stays a pending operation.
      if (!known?.unanswered) await this.#saved(step, () => snapshot?.end(step, known?.status === 1));
      return false;
    }
    if (!(await this.#saved(step, () => snapshot?.end(step, true)))) return false;
    observer.after(step);
    step.done?.({ state: step.new, ...(step.skipped && { skipped: true }) });
    return true;
  }

  /** Saves. A state that cannot be saved ends the run: nothing more may happen that nobody would know of. */
  async #saved(step: Step, save: () => Promise<void> | undefined): Promise<boolean> {
    try {
      await save();
      return true;
    } catch (cause) {
      this.#errored = true;
      this.stop();
      const error = new Error(`the state could not be saved: ${(cause as Error).message}`, { cause });
      this.#options.observer.failed(step, error, 2);
      return false;
    }
  }

  #fail(step: Step): void {
    this.#errored = true;
    this.#failed.push(step);
    if (!this.#options.continueOnError) this.stop();
  }
}
