import type { Parameters } from '@trailguard/controls';
import { Type } from 'typebox';
import { jsonObject } from './json-object.ts';

const ParametersHelp =
  'parameters of controls for audits, by id, as a JSON object such as {"LB-06":{"orgWideRead":true}}; docs/controls.md has them';

/** Parameters by the id of their control. */
export type ControlParameters = Readonly<Record<string, Parameters>>;

/** The part of the environment that says by what controls judge. */
export const ControlEnvironment = {
  TRAILGUARD_CONTROL_PARAMETERS: Type.String({ default: '{}', description: ParametersHelp }),
};

/** Faults of their form; whether controls have such parameters `checkedParameters` says. */
export function faultsOfControls({
  TRAILGUARD_CONTROL_PARAMETERS: text = '{}',
}: {
  readonly TRAILGUARD_CONTROL_PARAMETERS?: unknown;
}): string[] {
  const given = jsonObject(String(text));
  const isUsable = given !== undefined && Object.values(given).every(isObject);
  return isUsable ? [] : [`TRAILGUARD_CONTROL_PARAMETERS is malformed (${ParametersHelp})`];
}

/** What the variable says, once it has no fault. */
export function controlParameters(text: string): ControlParameters {
  return Object.freeze(jsonObject(text) ?? {}) as ControlParameters;
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
