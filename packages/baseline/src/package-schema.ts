import { readFileSync } from 'node:fs';

/** What schema.json says of an argument, an item of a list or a value of a map. */
export interface PropertySpec {
  readonly type?: string;
  readonly $ref?: string;
  readonly items?: PropertySpec;
  readonly additionalProperties?: PropertySpec;
  /** Whether the value must be known before the program runs on: no `Output`. */
  readonly plain?: boolean;
  readonly description?: string;
}

/** What the package reads of its own schema.json. */
export interface PackageSchema {
  readonly version: string;
  readonly resources: Readonly<Record<string, ComponentSpec>>;
  readonly types: Readonly<Record<string, TypeSpec>>;
}

export interface ComponentSpec {
  readonly inputProperties: Readonly<Record<string, PropertySpec>>;
  readonly requiredInputs: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface TypeSpec {
  readonly properties?: Readonly<Record<string, PropertySpec>>;
  readonly required?: readonly string[];
  readonly enum?: readonly { readonly value: string }[];
}

let text: string | undefined;
let schema: PackageSchema | undefined;

/** The committed schema of the components, as text; the source is not needed, which a package does not have. */
export function packageSchemaText(): string {
  text ??= readFileSync(new URL('../schema.json', import.meta.url), 'utf8');
  return text;
}

/** The same, read once. */
export function packageSchema(): PackageSchema {
  schema ??= JSON.parse(packageSchemaText()) as PackageSchema;
  return schema;
}
