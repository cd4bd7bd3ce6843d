import { definitionFaults } from './definition-faults.ts';
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
 * @throws Error that names all that the definition lacks or has otherwise.
 */
export function defineControl<K extends SubjectKind, P extends Parameters = Record<never, never>>(
  definition: ControlDefinition<K, P>,
): Control<K, P> {
  const faults = definitionFaults(definition as unknown as Partial<Control>);
  if (faults.length > 0) throw new Error(`Control ${definition.id}: ${faults.join('; ')}`);
  const none = {} as P;
  return { parameterHelp: {} as Control<K, P>['parameterHelp'], parameters: none, ...definition };
}
