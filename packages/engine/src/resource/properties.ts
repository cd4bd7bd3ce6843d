/**
 * Property values in the form they have on Pulumi's wire: plain JSON in which secrets, assets, references and
 * outputs are objects marked by a signature, and a value not known yet is one of a few fixed strings.
 */

import { type PropertyMap, type PropertyValue, Signature, SIGNATURE_KEY } from '../state/checkpoint.ts';

export type { PropertyMap, PropertyValue };
/** Key under which a marked object carries its signature. */
export const signatureKey = SIGNATURE_KEY;

/** Stands for a value that only the deployment will tell. */
export const unknownValue = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
/** Unknown values of a known type: boolean, number, list, asset, archive and map. */
const typedUnknowns = new Set([
  unknownValue,
  '1c4a061d-8072-4f0a-a4cb-0ff528b18fe7',
  '3eeb2bf0-c639-47a8-9e75-3b44932eb421',
  '6a19a0b0-7e62-4c92-b797-7f8e31da9cc2',
  '030794c1-ac77-496b-92df-f27374a8bd58',
  'e48ece36-62e2-4504-bad9-02848725956a',
  'dd056dcd-154b-4c76-9bd3-c8f88648b5ff',
]);

/** Whether a value is a plain object (not a list, not null). */
export const isObject = (value: PropertyValue | undefined): value is PropertyMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isMarked = (value: PropertyValue | undefined, signature: string): value is PropertyMap =>
  isObject(value) && value[signatureKey] === signature;

export const isUnknown = (value: PropertyValue | undefined): boolean =>
  typeof value === 'string' && typedUnknowns.has(value);
export const isSecret = (value: PropertyValue | undefined): value is PropertyMap =>
  isMarked(value, Signature.Secret);
export const isOutput = (value: PropertyValue | undefined): value is PropertyMap =>
  isMarked(value, Signature.Output);
export const isAsset = (value: PropertyValue | undefined): value is PropertyMap =>
  isMarked(value, Signature.Asset);
export const isArchive = (value: PropertyValue | undefined): value is PropertyMap =>
  isMarked(value, Signature.Archive);
const isResourceReference = (value: PropertyValue | undefined): value is PropertyMap =>
  isMarked(value, Signature.Resource);

/** Marks a value as secret; a secret stays as it is. */
export const makeSecret = (value: PropertyValue): PropertyValue =>
  isSecret(value) ? value : { [signatureKey]: Signature.Secret, value };

/** The value inside a secret, or the value itself. */
const unwrapSecret = (value: PropertyValue): PropertyValue =>
  isSecret(value) ? unwrapSecret(value.value ?? null) : value;

/**
 * Rebuilds a value bottom up. `visit` sees every value before its parts and may replace it by returning one;
 * the parts of a replaced value are not visited.
 */
function mapValue(
  value: PropertyValue,
  visit: (value: PropertyValue) => PropertyValue | undefined,
): PropertyValue {
  const replaced = visit(value);
  if (replaced !== undefined) return replaced;
  if (Array.isArray(value)) return value.map((item) => mapValue(item, visit));
  if (isObject(value)) return mapProperties(value, visit);
  return value;
}

/** {@link mapValue} for every property of a map. */
export function mapProperties(
  properties: PropertyMap,
  visit: (value: PropertyValue) => PropertyValue | undefined,
): PropertyMap {
  const result: PropertyMap = {};
  for (const [key, value] of Object.entries(properties)) result[key] = mapValue(value, visit);
  return result;
}

/** Whether any value within satisfies a predicate. */
function someValue(value: PropertyValue, test: (value: PropertyValue) => boolean): boolean {
  if (test(value)) return true;
  if (Array.isArray(value)) return value.some((item) => someValue(item, test));
  if (isObject(value)) return Object.values(value).some((item) => someValue(item, test));
  return false;
}

/** Whether a value holds anything not known yet. */
export const containsUnknowns = (value: PropertyValue): boolean =>
  someValue(value, (item) => isUnknown(item) || (isOutput(item) && !('value' in item)));

/** Takes all secret wrappers off, however deep. */
export const plainValue = (value: PropertyValue): PropertyValue =>
  mapValue(value, (item) => (isSecret(item) ? plainValue(item.value ?? null) : undefined));

/** {@link plainValue} for every property. */
export const plainProperties = (properties: PropertyMap): PropertyMap =>
  plainValue(properties) as PropertyMap;

/** Turns output values into what they hold: the value, a secret of it, or unknown. */
export const withoutOutputValues = (properties: PropertyMap): PropertyMap =>
  mapProperties(properties, (item) => {
    if (!isOutput(item)) return undefined;
    const inner = 'value' in item ? withoutOutputValue(item.value ?? null) : unknownValue;
    return item.secret === true ? makeSecret(inner) : inner;
  });

const withoutOutputValue = (value: PropertyValue): PropertyValue =>
  withoutOutputValues({ value }).value ?? null;

/** URNs that the output values within a value say they depend on. */
export function outputDependencies(value: PropertyValue): string[] {
  const found = new Set<string>();
  someValue(value, (item) => {
    if (isOutput(item) && Array.isArray(item.dependencies)) {
      for (const urn of item.dependencies) if (typeof urn === 'string') found.add(urn);
    }
    return false;
  });
  return [...found];
}

/** Puts references to resources back to what a party that knows no references reads: the id, or the URN. */
export const withoutResourceReferences = (properties: PropertyMap): PropertyMap =>
  mapProperties(properties, (item) => {
    if (!isResourceReference(item)) return undefined;
    if (!('id' in item)) return item.urn ?? null;
    return item.id === '' ? unknownValue : (item.id ?? null);
  });

/** Equality by value; the order of keys does not matter, secrets compare by what they hold. */
export function equalValues(left: PropertyValue | undefined, right: PropertyValue | undefined): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => equalValues(item, right[index]));
  }
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => key in right && equalValues(left[key], right[key]))
    );
  }
  return false;
}

/** Marks in `values` what is secret at the same place of `template`. */
export function annotateSecrets(values: PropertyMap, template: PropertyMap): PropertyMap {
  const result: PropertyMap = {};
  for (const [key, value] of Object.entries(values)) result[key] = annotateSecret(value, template[key]);
  return result;
}

function annotateSecret(value: PropertyValue, template: PropertyValue | undefined): PropertyValue {
  if (isSecret(value)) return value;
  if (isSecret(template)) return makeSecret(value);
  if (Array.isArray(value) && Array.isArray(template)) {
    return value.map((item, index) => annotateSecret(item, template[index]));
  }
  return isObject(value) && isObject(template) ? annotateSecrets(value, template) : value;
}

/** Leaves out every value that is not known. */
export function withoutUnknowns(properties: PropertyMap): PropertyMap {
  return withoutUnknown(properties) as PropertyMap;
}

function withoutUnknown(value: PropertyValue): PropertyValue {
  if (Array.isArray(value)) return value.filter((item) => !isUnknown(unwrapSecret(item))).map(withoutUnknown);
  if (!isObject(value)) return value;
  const known = Object.entries(value).filter(([, item]) => !isUnknown(unwrapSecret(item)));
  return Object.fromEntries(known.map(([key, item]) => [key, withoutUnknown(item)]));
}
