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

const unconfigured: PolicyConfiguration = {
  parameters: {},
  remediation: {},
  lens: { isTrailRequired: false },
};

/** Takes apart what the engine hands over for a policy. */
export function configurationOf(values: Readonly<Record<string, unknown>>): PolicyConfiguration {
  if (Object.keys(values).length === 0) return unconfigured;
  const { logBuckets: named, required: isTrailRequired, ...others } = values;
  const { remediation = [], parameters = [] } = Object.groupBy(Object.entries(others), ([name]) =>
    name.startsWith('remediation') ? 'remediation' : 'parameters',
  );
  return {
    parameters: Object.fromEntries(parameters),
    remediation: Object.fromEntries(remediation),
    lens: {
      ...(Array.isArray(named) ? { logBuckets: named.map(String) } : {}),
      isTrailRequired: isTrailRequired === true,
    },
  };
}
