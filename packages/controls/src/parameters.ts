import type { Control, ParameterValue, Parameters } from './model/control.ts';

/** Values of a user, by control id and parameter name. */
export type ParameterOverrides = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A parameter that was set cannot be used; the message names all faults. */
export class InvalidParametersError extends Error {
  override readonly name = 'InvalidParametersError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`Parameters of controls are not valid:\n- ${faults.join('\n- ')}`);
    this.faults = faults;
  }
}

/**
 * The parameters of a control with a user's values laid over its defaults.
 *
 * @throws InvalidParametersError when a name is not declared or a value has another type than the default,
 *   is not one of the choices, or is less than the minimum.
 */
export function parametersOf(
  control: Control,
  overrides: Readonly<Record<string, unknown>> = {},
): Parameters {
  const faults = Object.entries(overrides).flatMap(([name, value]) => faultOf(control, name, value) ?? []);
  if (faults.length > 0) throw new InvalidParametersError(faults);
  return { ...control.parameters, ...(overrides as Parameters) };
}

/**
 * Checks all overrides at once.
 *
 * @throws InvalidParametersError naming every control and parameter that is not known or has a wrong value.
 */
export function checkParameters(controls: readonly Control[], overrides: ParameterOverrides): void {
  const byId = new Map(controls.map((control) => [control.id, control]));
  const faults = Object.entries(overrides).flatMap(([id, values]) => {
    const control = byId.get(id);
    if (control === undefined)
      return [`${id}: there is no such control; the ids are ${[...byId.keys()].join(', ')}`];
    return Object.entries(values).flatMap(([name, value]) => faultOf(control, name, value) ?? []);
  });
  if (faults.length > 0) throw new InvalidParametersError(faults);
}

function faultOf(control: Control, name: string, value: unknown): string | undefined {
  const place = `${control.id}.${name}`;
  if (!Object.hasOwn(control.parameters, name)) {
    const names = Object.keys(control.parameters);
    return `${place}: ${control.id} has no such parameter; it has ${names.join(', ') || 'none'}`;
  }
  const standard = control.parameters[name] as ParameterValue;
  const help = control.parameterHelp[name];
  if (Array.isArray(standard)) {
    const isList = Array.isArray(value) && value.every((item) => typeof item === 'string');
    return isList ? undefined : `${place}: must be a list of strings`;
  }
  if (typeof value !== typeof standard)
    return `${place}: must be a ${typeof standard}, not ${describe(value)}`;
  if (typeof value === 'number') {
    const minimum = help?.minimum ?? 0;
    if (!Number.isFinite(value) || value < minimum)
      return `${place}: must be at least ${minimum}, not ${value}`;
  }
  if (help?.choices !== undefined && !help.choices.includes(value as string)) {
    return `${place}: must be one of ${help.choices.join(', ')}, not ${describe(value)}`;
  }
  return undefined;
}

function describe(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'a list' : (JSON.stringify(value) ?? typeof value);
}
