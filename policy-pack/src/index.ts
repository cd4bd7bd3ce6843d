import { type Control, controls } from '@trailguard/controls';
import { type ControlPolicy, controlPolicy } from './control-policy.ts';
import { notEvaluatedPolicy } from './not-evaluated.ts';

export { estateOf, type LensOptions } from './lens/estate.ts';
export type { Program } from './lens/program.ts';
export type { ProgramResource } from './lens/program-resource.ts';
export { policyNameOf } from './policy-name.ts';

/** Name of the pack. */
export const packName = 'trailguard';

/** Controls that a program can show. */
export const programControls: readonly Control[] = controls.filter(({ policies }) => policies.length > 0);

/** The policies of the pack: one for each control that a program can show, and one that lists the undecided. */
export function policies(): readonly ControlPolicy[] {
  return [...programControls.map(controlPolicy), notEvaluatedPolicy(programControls)];
}
