import { createRequire } from 'node:module';
import struct from 'google-protobuf/google/protobuf/struct_pb.js';

const require = createRequire(import.meta.url);
export const messages = require('@pulumi/pulumi/proto/analyzer_pb');

/** What the engine sends in place of a text that is not known yet. */
export const unknownText = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

/** A resource as the engine describes it to a pack. */
export interface EngineResource {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** What the whole stack shows of it. Default: its properties. */
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** URNs of resources that it comes after. Default: none. */
  readonly dependencies?: readonly string[];
  /** Sources of each property that the program sets. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** Whether the resource option `protect` is set. Default: no. */
  readonly protect?: boolean;
  /** None for components, providers and the stack itself. */
  readonly provider?: { readonly name: string; readonly properties: Readonly<Record<string, unknown>> };
}

/** A diagnostic of the pack. */
export interface Diagnostic {
  readonly policy: string;
  readonly message: string;
  readonly urn: string;
  readonly level: 'advisory' | 'mandatory';
}

/** Configuration of one policy. */
export interface PolicySettings {
  readonly level?: 'advisory' | 'mandatory' | 'disabled' | 'remediate';
  readonly properties?: Readonly<Record<string, unknown>>;
}

const levels = { advisory: 0, mandatory: 1, disabled: 2, remediate: 3 } as const;

/** Configures policies by name. */
export function settingsRequest(settings: Readonly<Record<string, PolicySettings>>) {
  const request = new messages.ConfigureAnalyzerRequest();
  for (const [name, { level = 'mandatory', properties = {} }] of Object.entries(settings)) {
    const config = new messages.PolicyConfig();
    config.setEnforcementlevel(levels[level]);
    config.setProperties(struct.Struct.fromJavaScript(properties as Record<string, never>));
    request.getPolicyconfigMap().set(name, config);
  }
  return request;
}

/** Asks about one resource, by its inputs. */
export function resourceRequest(resource: EngineResource) {
  return described(new messages.AnalyzeRequest(), resource, resource.properties);
}

/** Asks about a whole stack, by the outputs of its resources. */
export function stackRequest(resources: readonly EngineResource[]) {
  const request = new messages.AnalyzeStackRequest();
  request.setResourcesList(
    resources.map((resource) => {
      const { outputs = resource.properties, dependencies = [], propertyDependencies } = resource;
      const one = described(new messages.AnalyzerResource(), resource, outputs);
      one.setDependenciesList([...dependencies]);
      for (const [property, urns] of Object.entries(propertyDependencies)) {
        const sources = new messages.AnalyzerPropertyDependencies();
        sources.setUrnsList([...urns]);
        one.getPropertydependenciesMap().set(property, sources);
      }
      return one;
    }),
  );
  return request;
}

function described(
  // biome-ignore lint/suspicious/noExplicitAny: the generated messages have no types.
  request: any,
  { type, name, urn, provider, protect }: EngineResource,
  properties: EngineResource['properties'],
) {
  request.setType(type);
  request.setName(name);
  request.setUrn(urn);
  request.setProperties(struct.Struct.fromJavaScript(properties as Record<string, never>));
  const options = new messages.AnalyzerResourceOptions();
  options.setProtect(protect === true);
  request.setOptions(options);
  if (provider === undefined) return request;
  const of = new messages.AnalyzerProviderResource();
  of.setType('pulumi:providers:aws');
  of.setName(provider.name);
  of.setUrn(`urn:pulumi:dev::project::pulumi:providers:aws::${provider.name}`);
  of.setProperties(struct.Struct.fromJavaScript(provider.properties as Record<string, never>));
  request.setProvider(of);
  return request;
}

/** What a pack found, out of its answer. */
// biome-ignore lint/suspicious/noExplicitAny: the generated messages have no types.
export function diagnosticsOf(response: any): readonly Diagnostic[] {
  return response.getDiagnosticsList().map((diagnostic: Record<string, () => unknown>) => ({
    policy: diagnostic.getPolicyname?.(),
    message: diagnostic.getMessage?.(),
    urn: diagnostic.getUrn?.(),
    level: diagnostic.getEnforcementlevel?.() === levels.mandatory ? 'mandatory' : 'advisory',
  }));
}
