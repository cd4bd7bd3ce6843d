import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as pulumi from '@pulumi/pulumi';
import { Analyzer } from '@pulumi/pulumi/provider/experimental/analyzer.js';
import { describe, expect, it } from 'vitest';
import * as baseline from './index.ts';

/** What Pulumi infers from this package's source for programs in other languages. */
function inferredSchema() {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  const manifest = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  return new Analyzer(folder, 'trailguard', manifest, new Set(exportedComponents())).analyze();
}

function exportedComponents(): string[] {
  return Object.entries(baseline)
    .filter(([, value]) => (value as { prototype?: unknown }).prototype instanceof pulumi.ComponentResource)
    .map(([name]) => name)
    .sort();
}

describe('the schema for other languages', () => {
  const schema = inferredSchema();

  it('describes every exported component', () => {
    expect(exportedComponents().length).toBeGreaterThan(9);
    expect(Object.keys(schema.components).sort()).toEqual(exportedComponents());
  });

  it('documents every component, argument and output', () => {
    const undocumented = Object.values(schema.components).flatMap(
      ({ name, description, inputs, outputs }) => [
        ...(description ? [] : [name]),
        ...Object.entries({ ...inputs, ...outputs })
          .filter(([, property]) => !property.description)
          .map(([property]) => `${name}.${property}`),
      ],
    );
    expect(undocumented).toEqual([]);
  });

  it('has the choices of a setting as an enumeration', () => {
    expect(schema.typeDefinitions.ObjectLockMode?.enum?.map(({ value }) => value)).toEqual([
      'GOVERNANCE',
      'COMPLIANCE',
    ]);
  });
});
