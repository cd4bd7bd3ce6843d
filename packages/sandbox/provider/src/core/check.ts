import { createHash, randomBytes } from 'node:crypto';
import { type AnyResource, type Autoname, isRegional, isTagged } from './resource.ts';
import { allTags } from './tags.ts';
import type { TagPolicy } from './configuration.ts';
import { hasUnknown, isObject, UNKNOWN, type Value, type Values } from './values.ts';

/** What a check needs to know besides the inputs. */
export interface CheckRequest {
  readonly definition: AnyResource;
  readonly logicalName: string;
  readonly olds: Values;
  readonly news: Values;
  /** Region of the provider; {@link UNKNOWN} while it is not known. */
  readonly region: string;
  readonly tags: TagPolicy;
  /** Makes autonames repeatable where the engine asks for it. */
  readonly seed?: Uint8Array | undefined;
  /** Name that the project's autonaming configuration gives; `null` forbids autonaming. */
  readonly proposedName?: string | null | undefined;
}

/** Inputs as they will be used, or what is wrong with them. */
export interface CheckResult {
  readonly inputs: Values;
  readonly failures: { property: string; reason: string }[];
}

/**
 * Completes and checks inputs as the bridge of the real provider does: region and tags of the provider, names, defaults (their keys
 * in `__defaults`, so that a name that was made up is kept), policy documents as text.
 */
export function check(request: CheckRequest): CheckResult {
  const { definition, olds, news, tags } = request;
  const properties = definition.properties;
  const inputs: Values = {};
  const failures: CheckResult['failures'] = [];
  for (const [name, value] of Object.entries(news)) {
    // `tagsAll` comes back from the old inputs on an import; it is made anew below.
    if (name.startsWith('__') || value === null || (name === 'tagsAll' && isTagged(definition))) continue;
    const property = properties[name];
    if (!property) {
      failures.push({
        property: name,
        reason: `is not a property of ${definition.token}; it has ${Object.keys(properties).join(', ')}`,
      });
    } else if (property.unsupported) {
      failures.push({
        property: name,
        reason: `is not offered by the aws provider of the sandbox: ${property.unsupported}`,
      });
    } else {
      inputs[name] = property.json && typeof value !== 'string' ? JSON.stringify(value) : value;
      const fault = property.json && jsonFault(inputs[name] as Value);
      if (fault) failures.push({ property: name, reason: fault });
    }
  }
  if (isRegional(definition)) inputs.region ??= request.region;
  if (isTagged(definition)) inputs.tagsAll = allTags(inputs.tags, tags);
  const defaults: string[] = [];
  for (const [name, property] of Object.entries(properties)) {
    if (inputs[name] !== undefined) continue;
    if (property.autoname) {
      const given = autoname(name, property.autoname, request, inputs);
      if (given === null) {
        failures.push({
          property: name,
          reason: 'is missing, and the autonaming of this project is off: give the resource a name',
        });
      } else if (given !== undefined) {
        inputs[name] = given;
        defaults.push(name);
      }
    } else if (property.default !== undefined) {
      inputs[name] = property.default;
      defaults.push(name);
    } else if (property.required) {
      failures.push({ property: name, reason: `is required by ${definition.token} but was not given` });
    }
  }
  inputs.__defaults = defaults.sort();
  if (failures.length === 0 && definition.validate && !hasUnknown(inputs)) {
    const fault = definition.validate(inputs);
    if (fault) failures.push(fault);
  }
  return { inputs, failures };

  function autoname(
    name: string,
    rule: Autoname,
    { logicalName, seed, proposedName }: CheckRequest,
    sofar: Values,
  ) {
    const old = olds[name];
    const oldDefaults = olds.__defaults;
    if (typeof old === 'string' && Array.isArray(oldDefaults) && oldDefaults.includes(name)) return old;
    const prefix = rule.prefixProperty ? sofar[rule.prefixProperty] : undefined;
    if (prefix !== undefined)
      return hasUnknown(prefix) ? UNKNOWN : `${prefix}${hex(26, seed)}`.slice(0, rule.maxLength);
    if (proposedName === null) return null;
    const base = rule.lowercase ? logicalName.toLowerCase() : logicalName;
    const start = rule.prefix ?? '';
    return proposedName
      ? start + proposedName
      : `${start}${base.slice(0, rule.maxLength - start.length - 8)}-${hex(7, seed)}`;
  }
}

function hex(digits: number, seed?: Uint8Array): string {
  const bytes = seed && seed.length > 0 ? createHash('sha256').update(seed).digest() : randomBytes(16);
  return bytes.toString('hex').slice(0, digits);
}

function jsonFault(text: Value): string | undefined {
  if (typeof text !== 'string' || hasUnknown(text) || text.includes(UNKNOWN)) return undefined;
  try {
    return isObject(JSON.parse(text)) ? undefined : 'is JSON, but not an object';
  } catch (error) {
    return `is not JSON: ${(error as Error).message}`;
  }
}
