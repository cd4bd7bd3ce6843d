import type { Control, Result, UnknownCause } from '@trailguard/controls';
import type { PolicyConfiguration } from './configuration.ts';
import type { Seen } from './seen.ts';

/** Causes that a reader can do something about. That a program does not show the rest of the world is no news. */
const worthTelling: ReadonlySet<UnknownCause> = new Set(['unresolved', 'not-read', 'missing-field']);

/** What the controls of a run could not decide, collected while its policies judge; a disabled one is never asked. */
export class Undecided {
  #lines = new Set<string>();
  #ofSingleResources = new Map<Control, PolicyConfiguration>();

  /** Keeps what results of a whole stack leave open. */
  note(results: readonly Result[]): void {
    for (const { controlId, verdict } of results) {
      if (verdict.status !== 'unknown' || !worthTelling.has(verdict.because.unknown)) continue;
      this.#lines.add(`${controlId}: ${verdict.reason}`);
    }
  }

  /** Remembers a control that judges single resources alone: of what is missing, only the whole stack tells. */
  ask(control: Control, configuration: PolicyConfiguration): void {
    this.#ofSingleResources.set(control, configuration);
  }

  /** What is open at the end, each line once, in the order of the controls. */
  close(seen: Seen): readonly string[] {
    for (const [control, configuration] of this.#ofSingleResources) {
      this.note(seen.resultsOf(control, configuration));
    }
    const lines = [...this.#lines].sort();
    this.#lines = new Set();
    this.#ofSingleResources = new Map();
    return lines;
  }
}
