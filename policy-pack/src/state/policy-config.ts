import type { PolicyConfigSchema } from '@pulumi/policy';
import { checkParameters, type Control, InvalidParametersError } from '@trailguard/controls';
import { blackoutGuardPolicy } from '@trailguard/controls/blackout';
import { configSchemaOf, configurationOf, type PolicyConfiguration } from '../configuration.ts';
import { exceptionsPolicyName, notEvaluatedName } from '../own-policies.ts';
import { policyNameOf } from '../policy-name.ts';
import { remediations } from '../remediation/index.ts';

/** A file for `--policy-pack-config` that cannot be used. */
export class InvalidPolicyConfigError extends Error {
  override readonly name = 'InvalidPolicyConfigError';
  /** All that is wrong with it. */
  readonly faults: readonly string[];

  constructor(faults: readonly string[], options?: ErrorOptions) {
    super(faults.join('\n- '), options);
    this.faults = faults;
  }
}

/** What a file for `--policy-pack-config` says of a control. */
export interface PolicyConfig extends PolicyConfiguration {
  readonly isDisabled: boolean;
}

const levels = ['advisory', 'mandatory', 'remediate', 'disabled'];
/** Keys of the file that name no policy, and policies that judge no control. */
const others: ReadonlySet<string> = new Set([
  ...['all', 'environments', 'exceptions'],
  ...[notEvaluatedName, exceptionsPolicyName, blackoutGuardPolicy],
]);

/**
 * Reads the file that `--policy-pack-config` takes, so that a saved state is judged by the same settings.
 *
 * @returns the settings of each control, by id.
 * @throws InvalidPolicyConfigError with all faults: policies and settings that there are not, and values that do not fit.
 */
export function readPolicyConfig(
  text: string,
  controls: readonly Control[],
): ReadonlyMap<string, PolicyConfig> {
  const file = parsed(text);
  const names = new Map(controls.map((control) => [policyNameOf(control), control]));
  const faults = Object.keys(file)
    .filter((name) => !names.has(name) && !others.has(name))
    .map((name) => `there is no policy ${name}; "trailguard policy-config" prints all`);
  for (const [name, value] of Object.entries(file)) {
    const control = names.get(name);
    if (control !== undefined || name === 'all') {
      faults.push(...faultsOf(value, control).map((fault) => `${name}: ${fault}`));
    }
  }
  if (faults.length > 0) throw new InvalidPolicyConfigError(faults);
  return new Map(
    [...names].map(([name, control]) => {
      const own = Object.hasOwn(file, name) ? settingsOf(file[name]) : {};
      const { enforcementLevel, ...values } = { ...settingsOf(file.all), ...own };
      return [control.id, { ...configurationOf(values), isDisabled: enforcementLevel === 'disabled' }];
    }),
  );
}

function parsed(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new InvalidPolicyConfigError([`it is not JSON: ${(cause as Error).message}`], { cause });
  }
  if (!isObject(value)) throw new InvalidPolicyConfigError(['it is no object of policies by name']);
  return value;
}

/** What a file says of a policy; a text is its level. */
function settingsOf(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : value === undefined ? {} : { enforcementLevel: value };
}

/** What is wrong with what a file says of a policy. @param control left out for what all have */
function faultsOf(value: unknown, control: Control | undefined): readonly string[] {
  if (typeof value !== 'string' && !isObject(value))
    return ['write a level, or an object with enforcementLevel and values'];
  const { enforcementLevel, ...values } = settingsOf(value);
  const isLevel = enforcementLevel === undefined || levels.includes(String(enforcementLevel));
  return [
    ...(isLevel ? [] : [`${JSON.stringify(enforcementLevel)} is no level; there are ${levels.join(', ')}`]),
    ...(control === undefined ? [] : faultsOfValues(values, control)),
  ];
}

/** The engine checks values by the schema of the policy; here nobody else does. */
function faultsOfValues(values: Readonly<Record<string, unknown>>, control: Control): readonly string[] {
  const { properties } = configSchemaOf(control, remediations[control.id]);
  const isBeside = (name: string) =>
    Object.hasOwn(properties, name) && !Object.hasOwn(control.parameters, name);
  const [beside, parameters] = [true, false].map((wanted) =>
    Object.entries(values).filter(([name]) => isBeside(name) === wanted),
  ) as [[string, unknown][], [string, unknown][]];
  return [
    ...faultsOfParameters(control, Object.fromEntries(parameters)),
    ...beside.flatMap(([name, value]) => faultOf(name, value, properties[name])),
  ];
}

function faultsOfParameters(control: Control, values: Readonly<Record<string, unknown>>): readonly string[] {
  try {
    checkParameters([control], { [control.id]: values });
    return [];
  } catch (error) {
    if (error instanceof InvalidParametersError) return error.faults;
    throw error;
  }
}

/** What values have to be, by the types of schemas that settings beside parameters have. */
const kinds: Readonly<Record<string, readonly [what: string, fits: (value: unknown) => boolean]>> = {
  array: [
    'a list of texts',
    (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  ],
  boolean: ['true or false', (value) => typeof value === 'boolean'],
  string: ['a text', (value) => typeof value === 'string'],
};

function faultOf(
  name: string,
  value: unknown,
  schema: PolicyConfigSchema['properties'][string] | undefined,
): readonly string[] {
  const [what, fits] = kinds[String(schema?.type)] ?? [];
  return fits === undefined || fits(value) ? [] : [`${name}: must be ${what}`];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
