import type { Control, Parameters, SubjectKind } from './model/control.ts';

/** A control as its file states it: parameters may be left out. */
export type ControlDefinition<K extends SubjectKind, P extends Parameters> = Omit<
  Control<K, P>,
  'parameters' | 'parameterHelp'
> &
  Partial<Pick<Control<K, P>, 'parameters' | 'parameterHelp'>>;

/**
 * Defines a control. `evaluate` sees the kind of subject that `appliesTo` names, and must be pure: the same
 * estate always gives the same verdict.
 */
export function defineControl<K extends SubjectKind, P extends Parameters = Record<never, never>>(
  definition: ControlDefinition<K, P>,
): Control<K, P> {
  const none = {} as P;
  return { parameterHelp: {} as Control<K, P>['parameterHelp'], parameters: none, ...definition };
}
