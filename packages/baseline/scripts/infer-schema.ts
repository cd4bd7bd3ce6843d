import { fileURLToPath } from 'node:url';
import { ComponentProvider, getPulumiComponents } from '@pulumi/pulumi/provider/experimental/provider.js';
import * as baseline from '../src/index.ts';

/** Name of the Pulumi package: the first part of every type token, `trailguard:index:LogArchive`. */
export const PackageName = 'trailguard';

/** A reference to a type, and what a property says beside it. */
export interface PropertySpec {
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';
  readonly $ref?: string;
  readonly items?: PropertySpec;
  readonly additionalProperties?: PropertySpec;
  /** Whether the value must be known before the program runs on: no `Output`. */
  readonly plain?: boolean;
  readonly description?: string;
}

/** A component, as programs in other languages see it. */
export interface ComponentSpec {
  readonly isComponent: true;
  readonly description?: string;
  readonly inputProperties: Readonly<Record<string, PropertySpec>>;
  readonly requiredInputs: readonly string[];
  readonly properties: Readonly<Record<string, PropertySpec>>;
  readonly required: readonly string[];
}

/** An object or an enumeration that arguments are made of. */
export interface TypeSpec {
  readonly type: string;
  readonly properties?: Readonly<Record<string, PropertySpec>>;
  readonly required?: readonly string[];
  readonly enum?: readonly { readonly name: string; readonly value: string; readonly description?: string }[];
}

/**
 * The Pulumi package schema of the components.
 * @see https://www.pulumi.com/docs/iac/guides/building-extending/packages/schema/
 */
export interface PackageSchema {
  readonly name: string;
  readonly version: string;
  readonly resources: Readonly<Record<string, ComponentSpec>>;
  readonly types: Readonly<Record<string, TypeSpec>>;
}

/**
 * What Pulumi's SDK infers from the source for programs in other languages: the answer that the package's plugin
 * gives to `pulumi package get-schema`, without the CLI. Sorted, so that a moved import changes nothing.
 * @throws when an argument has a type that a schema cannot describe.
 */
export async function inferSchema(): Promise<PackageSchema> {
  const provider = new ComponentProvider({
    components: getPulumiComponents(baseline),
    dirname: fileURLToPath(new URL('..', import.meta.url)),
    name: PackageName,
  });
  const schema = JSON.parse(await provider.getSchema()) as PackageSchema;
  return { ...schema, resources: sorted(schema.resources), types: sorted(schema.types) };
}

/** The text of schema.json. */
export function schemaText(schema: PackageSchema): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
