import { isEmpty, sameInput } from './diff.ts';
import type { TagPolicy } from './configuration.ts';
import { type AnyResource, isRegional, isTagged, type Property } from './resource.ts';
import { splitTags } from './tags.ts';
import { hasUnknown, isObject, same, toValues, UNKNOWN, type Value, type Values } from './values.ts';

/** Inputs as a resource's code takes them: no marks of the bridge, and `tags` with the provider's default tags. */
export function effectiveInputs(definition: AnyResource, inputs: Values): Values {
  const own = Object.fromEntries(
    Object.entries(inputs).filter(([name]) => !name.startsWith('__') && name !== 'tagsAll'),
  );
  if (isTagged(definition)) own.tags = inputs.tagsAll ?? inputs.tags ?? {};
  return own;
}

/** Outputs of a resource that AWS answered for, in the words of the inputs where both mean the same. */
export function outputsOf(
  definition: AnyResource,
  id: string,
  inputs: Values,
  found: object,
  region: string,
  tagPolicy: TagPolicy,
): Values {
  const live = toValues(found);
  const outputs: Values = { id };
  for (const [name, property] of Object.entries(definition.properties)) {
    if (property.unsupported || name === 'tags' || name === 'region') continue;
    const value = property.writeOnly
      ? (inputs[name] ?? live[name] ?? property.default)
      : inWordsOf(property, inputs[name], live[name]);
    // For a read, the engine keeps of an archive nothing but its hash, and a program can make nothing of that.
    if (property.archive && isObject(value) && value.assets === undefined) continue;
    if (value !== undefined) outputs[name] = value;
  }
  for (const name of Object.keys(definition.computed))
    if (live[name] !== undefined) outputs[name] = live[name];
  if (isRegional(definition)) outputs.region = region;
  if (isTagged(definition)) {
    const { tags, tagsAll } = splitTags(isObject(live.tags) ? live.tags : {}, inputs.tags, tagPolicy);
    if (!isEmpty(tags) || inputs.tags !== undefined) outputs.tags = tags;
    outputs.tagsAll = tagsAll;
  }
  return outputs;
}

/** Outputs that a preview can promise: the inputs, and of the computed ones those that are known and stay. */
export function previewOutputs(definition: AnyResource, inputs: Values, olds: Values | undefined): Values {
  const outputs: Values = olds ? { ...olds } : { id: UNKNOWN };
  for (const [name, property] of Object.entries(definition.properties)) {
    const value = inputs[name];
    if (value !== undefined) outputs[name] = value;
    else if (!property.computed) delete outputs[name];
    else if (!olds) outputs[name] = UNKNOWN;
  }
  const recomputed = olds ? (definition.changesOnUpdate ?? []) : Object.keys(definition.computed);
  for (const name of recomputed) if (inputs[name] === undefined) outputs[name] = UNKNOWN;
  if (inputs.tagsAll !== undefined) outputs.tagsAll = inputs.tagsAll;
  return outputs;
}

/**
 * Inputs that would give what AWS has: after a refresh they differ from the program's where someone changed the resource; for an
 * import (no old inputs) they are everything that can be said.
 */
export function refreshedInputs(definition: AnyResource, olds: Values | undefined, outputs: Values): Values {
  const inputs: Values = {};
  for (const [name, property] of Object.entries(definition.properties)) {
    const [old, live] = [olds?.[name], outputs[name]];
    if (old !== undefined) {
      if (live !== undefined) inputs[name] = live;
      else if (isEmpty(old) || property.archive) inputs[name] = old;
    } else if (live !== undefined && !property.unsupported) {
      const isNews =
        !isEmpty(live) &&
        !(property.default !== undefined && same(live, property.default)) &&
        !property.computed;
      if (olds === undefined || isNews) inputs[name] = live;
    }
  }
  if (outputs.tagsAll !== undefined) inputs.tagsAll = outputs.tagsAll;
  inputs.__defaults = olds?.__defaults ?? [];
  return inputs;
}

function inWordsOf(property: Property, input: Value | undefined, live: Value | undefined): Value | undefined {
  if (input === undefined) return isEmpty(live) && !property.computed ? undefined : live;
  if (hasUnknown(input)) return live;
  if (sameInput(property, input, live)) return input;
  return live === undefined ? undefined : projected(input, live);
}

/** AWS's answer without the empty members that the program did not mention. */
function projected(input: Value, live: Value): Value {
  if (Array.isArray(input) && Array.isArray(live)) {
    return input.length === live.length
      ? live.map((item, index) => projected(input[index] as Value, item))
      : live;
  }
  if (!isObject(input) || !isObject(live)) return live;
  const result: Values = {};
  for (const [key, value] of Object.entries(live)) {
    if (key in input) result[key] = projected(input[key] as Value, value);
    else if (!isEmpty(value) && value !== false) result[key] = value;
  }
  for (const [key, value] of Object.entries(input))
    if (!(key in live) && (isEmpty(value) || value === false)) result[key] = value;
  return result;
}
