import type * as pulumi from '@pulumi/pulumi';
import * as baseline from '../index.ts';
import { packageSchema, packageSchemaText } from '../package-schema.ts';

type ComponentClass = new (
  name: string,
  args: pulumi.Inputs,
  options?: pulumi.ComponentResourceOptions,
) => pulumi.ComponentResource;

/**
 * Makes the components for programs in other languages. It answers with the committed schema, since Pulumi's own
 * host infers it from source at every start, and a package has no source.
 * @see https://www.pulumi.com/docs/iac/guides/building-extending/components/build-a-component/
 */
export class ComponentProvider implements pulumi.provider.Provider {
  readonly version = packageSchema().version;

  /** The Pulumi package schema, as text. */
  async getSchema(): Promise<string> {
    return packageSchemaText();
  }

  /** Makes a component. @throws when there is none of this type, naming those that there are. */
  async construct(
    name: string,
    type: string,
    inputs: pulumi.Inputs,
    options: pulumi.ComponentResourceOptions,
  ): Promise<pulumi.provider.ConstructResult> {
    const { resources } = packageSchema();
    const spec = Object.hasOwn(resources, type) ? resources[type] : undefined;
    const Component = (baseline as unknown as Record<string, ComponentClass>)[type.split(':')[2] ?? ''];
    if (spec === undefined || Component === undefined) {
      throw new Error(`There is no component ${type}; there are ${Object.keys(resources).join(', ')}`);
    }
    const component = new Component(name, inputs, options);
    const outputs = component as unknown as Record<string, unknown>;
    return {
      urn: component.urn,
      state: Object.fromEntries(Object.keys(spec.properties).map((output) => [output, outputs[output]])),
    };
  }
}
