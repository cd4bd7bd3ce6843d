import type { Control, Status } from '@trailguard/controls';
import { policyNameOf } from '@trailguard/policy-pack';
import { checkStates, readPolicyConfig } from '@trailguard/policy-pack/state';
import { type Diagnostic, PackInProcess } from '@trailguard/policy-pack/test';
import type { Mistake } from './entry.ts';
import type { Recording } from './recorded-program.ts';
import { savedState } from './saved-state.ts';

type Settings = Mistake['settings'];

/** What the pack says of a program by one control. */
export interface Judgement {
  readonly violations: readonly Diagnostic[];
  /** Whether it lists the control as not evaluated. */
  readonly isUndecided: boolean;
}

/** Asks the pack, in which this control is alone, as the engine does. */
export async function judgedByPack(
  control: Control,
  { resources }: Recording,
  settings: Settings = {},
): Promise<Judgement> {
  const pack = new PackInProcess({ judges: [control], preset: 'all' });
  const name = policyNameOf(control);
  pack.configure({ [name]: { properties: settings } });
  const diagnostics = await pack.diagnosticsOf(resources);
  return {
    violations: diagnostics.filter(({ policy }) => policy === name),
    isUndecided: diagnostics.some(
      ({ policy, message }) => policy === 'not-evaluated' && message.includes(`${control.id}: `),
    ),
  };
}

/** What the state lens says of a program that is applied. */
export interface StateFinding {
  readonly status: Status;
  readonly reason: string;
}

/** Judges the state that a program leaves behind; not what else the accounts may hold. */
export function judgedByState(
  control: Control,
  applied: Recording,
  settings: Settings = {},
): readonly StateFinding[] {
  const { findings } = checkStates({
    files: [{ name: 'the state', text: savedState(applied) }],
    controls: [control],
    config: readPolicyConfig(JSON.stringify({ [policyNameOf(control)]: settings }), [control]),
    now: '2026-06-15T12:00:00.000Z',
  });
  return findings
    .filter(({ subject }) => !subject.id.startsWith('other '))
    .map(({ status, reason }) => ({ status, reason: reason ?? '' }));
}
