import type { PolicyConfigSchema } from '@pulumi/policy';
import type { Control, ParameterValue } from '@trailguard/controls';
import type { LensOptions } from './lens/estate.ts';
import type { Remediation } from './remediation/index.ts';

type JsonSchema = PolicyConfigSchema['properties'][string];

/** What a user configured for one policy: values of the control's parameters, and what the lens needs to know. */
export interface PolicyConfiguration {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly lens: LensOptions;
  /** What a remediation asks for. */
  readonly remediation: Readonly<Record<string, unknown>>;
}

const logBuckets: JsonSchema = {
  type: 'array',
  items: { type: 'string' },
  default: [],
  description:
    'Names of buckets that keep logs, where neither a trail nor a bucket policy of the program shows it.',
};

const required: JsonSchema = {
  type: 'boolean',
  default: false,
  description:
    'Whether the program must declare a trail that records its account. Set it for the stack of the trail.',
};

/**
 * The configuration that a policy takes: its control's parameters, what this lens cannot see by itself, and what its
 * remediation must be told.
 */
export function configSchemaOf(control: Control, remediation?: Remediation): PolicyConfigSchema {
  const parameters = Object.entries(control.parameters).map(([name, value]) => [
    name,
    schemaOf(control, name, value),
  ]);
  return {
    properties: {
      ...Object.fromEntries(parameters),
      ...(control.appliesTo === 'logBucket' ? { logBuckets } : {}),
      ...(control.id === 'CT-01' ? { required } : {}),
      ...remediation?.values,
    },
  };
}

function schemaOf(control: Control, name: string, value: ParameterValue): JsonSchema {
  const { description = '', choices, minimum = 0 } = control.parameterHelp[name] ?? {};
  if (typeof value === 'number') return { type: 'number', minimum, default: value, description };
  if (typeof value === 'boolean') return { type: 'boolean', default: value, description };
  if (typeof value === 'string') {
    return {
      type: 'string',
      default: value,
      description,
      ...(choices === undefined ? {} : { enum: [...choices] }),
    };
  }
  return { type: 'array', items: { type: 'string' }, default: [...value], description };
}

const configurations = new WeakMap<() => object, PolicyConfiguration>();

/** Takes apart what a policy is configured with, once: this pack's server hands over the same function until it is configured anew. */
export function configurationFrom(getConfig: () => Record<string, unknown>): PolicyConfiguration {
  const known = configurations.get(getConfig);
  if (known !== undefined) return known;
  const configuration = configurationOf(getConfig());
  configurations.set(getConfig, configuration);
  return configuration;
}

const lenses = new Map<string, LensOptions>();

/** One object for all policies that tell the lens the same, as most do: the estate that it makes is shared by these. */
function shared(options: LensOptions): LensOptions {
  const text = JSON.stringify(options);
  const known = lenses.get(text) ?? options;
  lenses.set(text, known);
  return known;
}

/** Takes apart what the engine hands over for a policy. */
export function configurationOf(values: Readonly<Record<string, unknown>>): PolicyConfiguration {
  const { logBuckets: named, required: isTrailRequired, ...others } = values;
  const { remediation = [], parameters = [] } = Object.groupBy(Object.entries(others), ([name]) =>
    name.startsWith('remediation') ? 'remediation' : 'parameters',
  );
  return {
    parameters: Object.fromEntries(parameters),
    remediation: Object.fromEntries(remediation),
    lens: shared({
      ...(Array.isArray(named) && named.length > 0 ? { logBuckets: named.map(String) } : {}),
      isTrailRequired: isTrailRequired === true,
    }),
  };
}
