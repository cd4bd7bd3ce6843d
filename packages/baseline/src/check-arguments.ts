import * as pulumi from '@pulumi/pulumi';
import { closestMatch } from 'leven';
import { packageSchema, type PropertySpec, type TypeSpec } from './package-schema.ts';

type Properties = Pick<TypeSpec, 'properties' | 'required'>;

/**
 * Holds a component's arguments to the package's schema before the component looks at them. An editor and `tsc` say the same
 * earlier; programs in JavaScript, and TypeScript that Node runs without a check, have only this. What only an update brings
 * (an `Output`) is not looked into.
 *
 * @param component its name in the schema, such as `LogArchive`
 * @throws Error that names every argument that is missing, misspelt or of another type, all at once.
 */
export function checkArguments(component: string, name: string, args: object): void {
  const spec = packageSchema().resources[`trailguard:index:${component}`];
  if (spec === undefined) throw new Error(`schema.json has no component ${component}`);
  const faults = objectFaults(
    args ?? {},
    { properties: spec.inputProperties, required: spec.requiredInputs },
    '',
  );
  if (faults.length > 0) throw new Error(`${component} "${name}": ${faults.join('; ')}`);
}

function objectFaults(value: object, { properties = {}, required = [] }: Properties, path: string): string[] {
  const given = Object.entries(value).filter(([, one]) => one !== undefined && one !== null);
  const names = new Set(given.map(([key]) => key));
  const absent = Object.keys(properties).filter((key) => !names.has(key));
  return [
    ...required
      .filter((key) => !names.has(key))
      .map((key) => `${path}${key} is missing${meaning(properties[key])}`),
    ...[...names].flatMap((key) => misspelling(key, properties, absent, path)),
    ...given.flatMap(([key, one]) => {
      const spec = Object.hasOwn(properties, key) ? properties[key] : undefined;
      return spec === undefined ? [] : valueFaults(one, spec, path + key);
    }),
  ];
}

/**
 * A name that stands for an argument which is not given. Any other that the component does not take is left alone: objects that
 * several components share are spread into each, and types allow it.
 */
function misspelling(key: string, properties: object, absent: readonly string[], path: string): string[] {
  if (Object.hasOwn(properties, key)) return [];
  const meant = closestMatch(key, absent, { maxDistance: Math.max(2, Math.floor(key.length / 4)) });
  return meant === undefined ? [] : [`${path}${key} is no argument; is ${path}${meant} meant?`];
}

function valueFaults(value: unknown, spec: PropertySpec, path: string): string[] {
  if (pulumi.Output.isInstance(value) || value instanceof Promise)
    return spec.plain ? [`${path} has to be known before the update, and is an output`] : [];
  if (spec.$ref !== undefined) return typeFaults(value, spec.$ref, path);
  const { items, additionalProperties } = spec;
  if (items !== undefined)
    return Array.isArray(value)
      ? value.flatMap((item, index) => valueFaults(item, items, `${path}[${index}]`))
      : [`${path} is no list`];
  if (typeof value !== spec.type || Array.isArray(value)) return [`${path} is no ${spec.type}`];
  return additionalProperties === undefined
    ? []
    : Object.entries(value as object).flatMap(([key, one]) =>
        valueFaults(one, additionalProperties, `${path}.${key}`),
      );
}

/** `reference` is `#/types/TOKEN`, of a choice or an object. */
function typeFaults(value: unknown, reference: string, path: string): string[] {
  const spec = packageSchema().types[reference.slice('#/types/'.length)];
  if (spec?.enum !== undefined) {
    const choices = spec.enum.map((choice) => choice.value);
    return choices.some((choice) => choice === value)
      ? []
      : [`${path} is ${JSON.stringify(value)}, and has to be one of ${choices.join(', ')}`];
  }
  if (spec?.properties === undefined) return [];
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? objectFaults(value, spec, `${path}.`)
    : [`${path} is no object`];
}

/** The first sentence of what the schema says of an argument. */
function meaning(spec: PropertySpec | undefined): string {
  const sentence = spec?.description?.replaceAll('\n', ' ').match(/^.*?(?=\.(\s|$)|;|$)/)?.[0];
  return sentence ? ` (${sentence})` : '';
}
