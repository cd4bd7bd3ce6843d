import { readFile } from 'node:fs/promises';
import { Ajv, type ValidateFunction } from 'ajv';
import type { PropertyMap, PropertyValue } from '../resource/properties.ts';

/** How strictly a policy is enforced. */
export type EnforcementLevel = 'advisory' | 'mandatory' | 'disabled' | 'remediate';

/** Settings of one policy. */
export interface PolicySettings {
  enforcementLevel: EnforcementLevel;
  properties: PropertyMap;
}

/** A policy as its pack describes it. */
export interface PolicyDescription {
  name: string;
  enforcementLevel: EnforcementLevel;
  /** Judges all resources together, at the end. */
  forStack: boolean;
  schema: PolicySchema | undefined;
}

/** Properties of a policy's settings, as JSON Schema. */
export interface PolicySchema {
  properties: PropertyMap;
  required: string[];
}

const levels: readonly string[] = ['advisory', 'mandatory', 'disabled', 'remediate'];
/** Name in a configuration file that stands for every policy of the pack. */
const everyPolicy = 'all';

/** Reads a configuration file: by policy either a level, or an object with `enforcementLevel` and settings. */
export async function readPolicyConfig(file: string): Promise<Record<string, Partial<PolicySettings>>> {
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new Error(`the policy configuration ${file} cannot be read: ${cause.message}`, { cause });
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new Error(`the policy configuration ${file} is not JSON: ${(cause as Error).message}`, { cause });
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new Error(`the policy configuration ${file} is not a JSON object`);
  }
  return Object.fromEntries(
    Object.entries(parsed as PropertyMap).map(([name, value]) => [name, settingsOf(file, name, value)]),
  );
}

function settingsOf(file: string, name: string, value: PropertyValue): Partial<PolicySettings> {
  if (typeof value === 'string') return { enforcementLevel: levelOf(file, name, value) };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${file}: the settings of '${name}' are neither an enforcement level nor an object`);
  }
  const { enforcementLevel, ...properties } = value;
  return {
    properties,
    ...(enforcementLevel !== undefined && { enforcementLevel: levelOf(file, name, enforcementLevel) }),
  };
}

function levelOf(file: string, name: string, value: PropertyValue): EnforcementLevel {
  if (typeof value === 'string' && levels.includes(value)) return value as EnforcementLevel;
  throw new Error(
    `${file}: the enforcement level of '${name}' is ${JSON.stringify(value)}, not one of ${levels.join(', ')}`,
  );
}

/**
 * Settings of every policy of a pack: its defaults, what the pack starts with, then the file.
 * Answers the faults of settings that do not fit a policy's schema instead, one line each.
 */
export function resolvePolicyConfig(
  policies: PolicyDescription[],
  initial: Record<string, Partial<PolicySettings>>,
  configured: Record<string, Partial<PolicySettings>>,
): { settings: Record<string, PolicySettings>; faults: string[] } {
  const settings: Record<string, PolicySettings> = {};
  const faults: string[] = [];
  for (const policy of policies) {
    const sources = [
      initial[everyPolicy],
      initial[policy.name],
      configured[everyPolicy],
      configured[policy.name],
    ];
    const resolved: PolicySettings = {
      enforcementLevel: policy.enforcementLevel,
      properties: defaultsOf(policy),
    };
    for (const source of sources) {
      if (source?.enforcementLevel) resolved.enforcementLevel = source.enforcementLevel;
      Object.assign(resolved.properties, source?.properties);
    }
    settings[policy.name] = resolved;
    if (resolved.enforcementLevel !== 'disabled') faults.push(...faultsOf(policy, resolved.properties));
  }
  return { settings, faults };
}

function defaultsOf({ schema }: PolicyDescription): PropertyMap {
  const defaults: PropertyMap = {};
  for (const [name, property] of Object.entries(schema?.properties ?? {})) {
    if (
      typeof property === 'object' &&
      property !== null &&
      !Array.isArray(property) &&
      property.default !== undefined
    ) {
      defaults[name] = property.default;
    }
  }
  return defaults;
}

/** One for all policies: each would compile the meta-schema anew. */
const schemas = new Ajv({ allErrors: true, strict: false, verbose: true });

/** Most policies of a pack have one of a few schemas, and a job starts a pack for each preview and update: each is compiled once. */
const compiled = new Map<string, ValidateFunction>();

function validatorOf({ properties, required }: PolicySchema): ValidateFunction {
  const schema = { type: 'object', properties, required };
  const text = JSON.stringify(schema);
  const known = compiled.get(text) ?? schemas.compile(schema);
  compiled.set(text, known);
  return known;
}

function faultsOf({ name, schema }: PolicyDescription, properties: PropertyMap): string[] {
  if (!schema) return [];
  const validate = validatorOf(schema);
  if (validate(properties)) return [];
  return (validate.errors ?? []).map((error) => {
    const where = error.instancePath.slice(1).replaceAll('/', '.');
    const reason =
      error.keyword === 'type'
        ? `Invalid type. Expected: ${String(error.params.type)}, given: ${kindOf(error.data)}`
        : (error.message ?? error.keyword);
    return `${name}: ${where ? `${where}: ` : ''}${reason}`;
  });
}

const kindOf = (value: unknown): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'array'
      : Number.isInteger(value)
        ? 'integer'
        : typeof value;
