import type { Field } from './model.ts';

/** Where the engine does otherwise than the CLI, and why that is so. */
export interface Difference {
  case: string;
  step: number;
  fields: Field[];
  reason: string;
}

/**
 * Every difference that is left. One that is gone must leave this list: the test fails until it does.
 */
export const differences: Difference[] = [];
