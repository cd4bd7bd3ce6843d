import { type Control, controls } from '@trailguard/controls';

/** Controls that a program can show. */
export const programControls: readonly Control[] = controls.filter(({ policies }) => policies.length > 0);
