import type { PropertyMap } from '../resource/properties.ts';
import type { Step } from './step.ts';

/** Outputs of the stack, which a program registers before its end and which are applied at the very end. */
export class StackOutputs {
  #step: Step | undefined;
  #outputs: PropertyMap | undefined;

  /** Takes the step that registered the stack itself. */
  begin(step: Step): void {
    this.#step = step;
  }

  /** Takes the outputs. */
  set(outputs: PropertyMap): void {
    this.#outputs = outputs;
  }

  /**
   * Puts the outputs into the stack's new state; after a failure, those it had before.
   * @returns the stack's step; undefined when the program has registered no outputs
   */
  apply(failed: boolean): Step | undefined {
    const step = this.#step;
    if (!step?.new || !this.#outputs) return undefined;
    step.new.outputs = failed && step.old ? step.old.outputs : this.#outputs;
    return step;
  }

  /** Outputs before and after; undefined when the run has no stack resource. */
  get change(): { old: PropertyMap | undefined; new: PropertyMap } | undefined {
    const step = this.#step;
    if (!step) return undefined;
    const created = step.op === 'create';
    // Until a program registers its outputs, the stack has none.
    const shown = this.#outputs || created ? (step.new?.outputs ?? {}) : {};
    return { old: created ? undefined : step.old?.outputs, new: shown };
  }
}
