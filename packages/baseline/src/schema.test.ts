import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as pulumi from '@pulumi/pulumi';
import { describe, expect, it } from 'vitest';
import { describeComponents } from '../scripts/describe-components.ts';
import { readDocTags } from '../scripts/doc-tags.ts';
import { inferSchema, type PropertySpec, schemaText } from '../scripts/infer-schema.ts';
import * as baseline from './index.ts';

const schema = await inferSchema();
const components = Object.entries(schema.resources);
const types = Object.entries(schema.types);

/** Every property of components and types, with where it stands. */
const properties: [place: string, property: PropertySpec][] = [
  ...components.flatMap(([token, { inputProperties, properties: outputs }]) => [
    ...placed(token, inputProperties),
    ...placed(token, outputs),
  ]),
  ...types.flatMap(([token, type]) => placed(token, type.properties ?? {})),
];

function placed(token: string, specs: Readonly<Record<string, PropertySpec>>): [string, PropertySpec][] {
  return Object.entries(specs).map(([name, property]) => [`${token}.${name}`, property]);
}

/** What is wrong with a reference to a type; empty when it is one of those that Pulumi's metaschema knows. */
function typeFaults(place: string, spec: PropertySpec): string[] {
  const kinds = [spec.$ref, spec.items, spec.additionalProperties].filter((kind) => kind !== undefined);
  if (kinds.length > 1) return [`${place}: several kinds of type at once`];
  if (spec.$ref !== undefined) {
    const known =
      (spec.$ref.startsWith('#/types/') && spec.$ref.slice('#/types/'.length) in schema.types) ||
      /^pulumi\.json#\/(Any|Json|Asset|Archive)$/.test(spec.$ref) ||
      /^\/aws\/v\d+\.\d+\.\d+\/schema\.json#\/resources\/aws:[\w%:]+$/.test(spec.$ref);
    return known ? [] : [`${place}: nothing is at ${spec.$ref}`];
  }
  if (spec.type === 'array' || spec.items !== undefined) {
    if (spec.type !== 'array' || spec.items === undefined) return [`${place}: a list without type or items`];
    return typeFaults(`${place}[]`, spec.items);
  }
  if (spec.type === 'object' || spec.additionalProperties !== undefined) {
    if (spec.type !== 'object' || spec.additionalProperties === undefined)
      return [`${place}: an object that is neither named nor a map`];
    return typeFaults(`${place}{}`, spec.additionalProperties);
  }
  const primitive = ['boolean', 'integer', 'number', 'string'].includes(spec.type ?? '');
  return primitive ? [] : [`${place}: no type ${spec.type}`];
}

describe('the schema for other languages', () => {
  it('describes every exported component', () => {
    const exported = Object.entries(baseline)
      .filter(([, value]) => (value as { prototype?: unknown }).prototype instanceof pulumi.ComponentResource)
      .map(([name]) => `trailguard:index:${name}`);
    expect(exported.length).toBeGreaterThan(9);
    expect(components.map(([token]) => token)).toEqual(exported.sort());
  });

  it('documents every component, argument and output in words', () => {
    const undocumented = [
      ...components.filter(([, { description }]) => !description),
      ...properties.filter(([, { description }]) => !description),
    ].map(([place]) => place);
    expect(undocumented).toEqual([]);
    // Pulumi makes this of a comment with {@link …}: name the thing in backticks instead.
    expect(schemaText(schema)).not.toContain('[object Object]');
  });

  it('has the choices of a setting as an enumeration', () => {
    expect(schema.types['trailguard:index:ObjectLockMode']?.enum?.map(({ value }) => value)).toEqual([
      'GOVERNANCE',
      'COMPLIANCE',
    ]);
  });

  it('refers to types that exist, in the forms that a schema has', () => {
    expect(properties.flatMap(([place, property]) => typeFaults(place, property))).toEqual([]);
  });

  it('requires properties that exist', () => {
    const required = [
      ...components.flatMap(([token, spec]) => spec.requiredInputs.map((name) => [token, name] as const)),
      ...components.flatMap(([token, spec]) => spec.required.map((name) => [token, name] as const)),
      ...types.flatMap(([token, spec]) => (spec.required ?? []).map((name) => [token, name] as const)),
    ].map(([token, name]) => `${token}.${name}`);
    const known = new Set(properties.map(([place]) => place));
    expect(required.filter((place) => !known.has(place))).toEqual([]);
  });

  it('stands in schema.json as `pnpm --filter @trailguard/baseline run docs` writes it', () => {
    expect(written('../schema.json')).toBe(schemaText(schema));
  });

  it('stands in docs/components.md as `pnpm --filter @trailguard/baseline run docs` writes it', () => {
    const tags = readDocTags(fileURLToPath(new URL('.', import.meta.url)));
    expect(written('../../../docs/components.md')).toBe(describeComponents(schema, tags));
  });
});

function written(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}
