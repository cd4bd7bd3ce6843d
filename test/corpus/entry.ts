import type { ParameterValue } from '@trailguard/controls';
import type { Program } from './recorded-program.ts';

/** A program with a mistake, and the same program without it. */
export interface Mistake {
  /** What its author did, to be read after "a program that". */
  readonly mistake: string;
  /** Name of the resource that a finding has to name; left out where none can be named. */
  readonly blames?: string;
  readonly broken: Program;
  /** The smallest change that puts it right. */
  readonly mended: Program;
  /** What the first preview cannot know of it, though it knows enough for a pass; an update shows it. */
  readonly hiddenFromPreview?: string;
  /** What the user tells the policy in `--policy-pack-config`. Default: nothing. */
  readonly settings?: Readonly<Record<string, ParameterValue>>;
}

/** Programs that a control has to find. */
export interface Entry {
  readonly controlId: string;
  readonly mistakes: readonly Mistake[];
}

/** An entry of the corpus. */
export function guiltyOf(controlId: string, ...mistakes: readonly Mistake[]): Entry {
  return { controlId, mistakes };
}
