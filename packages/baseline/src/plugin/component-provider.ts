import { readFileSync } from 'node:fs';
import type * as pulumi from '@pulumi/pulumi';
import * as baseline from '../index.ts';

type ComponentClass = new (
  name: string,
  args: pulumi.Inputs,
  options?: pulumi.ComponentResourceOptions,
) => pulumi.ComponentResource;

/** What the provider reads of schema.json. */
interface Schema {
  readonly version: string;
  readonly resources: Readonly<Record<string, { readonly properties: Readonly<Record<string, unknown>> }>>;
}

/**
 * Makes the components for programs in other languages. It answers with the committed schema, since Pulumi's own
 * host infers it from source at every start, and a package has no source.
 * @see https://www.pulumi.com/docs/iac/guides/building-extending/components/build-a-component/
 */
export class ComponentProvider implements pulumi.provider.Provider {
  readonly version: string;
  readonly #text: string;
  readonly #schema: Schema;

  constructor() {
    this.#text = readFileSync(new URL('../../schema.json', import.meta.url), 'utf8');
    this.#schema = JSON.parse(this.#text) as Schema;
    this.version = this.#schema.version;
  }

  /** The Pulumi package schema, as text. */
  async getSchema(): Promise<string> {
    return this.#text;
  }

  /** Makes a component. @throws when there is none of this type, naming those that there are. */
  async construct(
    name: string,
    type: string,
    inputs: pulumi.Inputs,
    options: pulumi.ComponentResourceOptions,
  ): Promise<pulumi.provider.ConstructResult> {
    const spec = Object.hasOwn(this.#schema.resources, type) ? this.#schema.resources[type] : undefined;
    const Component = (baseline as unknown as Record<string, ComponentClass>)[type.split(':')[2] ?? ''];
    if (spec === undefined || Component === undefined) {
      throw new Error(
        `There is no component ${type}; there are ${Object.keys(this.#schema.resources).join(', ')}`,
      );
    }
    const component = new Component(name, inputs, options);
    const outputs = component as unknown as Record<string, unknown>;
    return {
      urn: component.urn,
      state: Object.fromEntries(Object.keys(spec.properties).map((output) => [output, outputs[output]])),
    };
  }
}
