import * as pulumi from '@pulumi/pulumi';
import messages from '@pulumi/pulumi/proto/resource_pb.js';
import { MockMonitor } from '@pulumi/pulumi/runtime/mocks.js';
import type { EngineResource } from '@trailguard/policy-pack/test';
import struct from 'google-protobuf/google/protobuf/struct_pb.js';
import { hexOf, made, namingProperty } from './computed.ts';
import { answerTo, type Place } from './invokes.ts';

/** The body of an `index.ts`. */
export type Program = () => unknown;

/** When a program is looked at: before its first update, or with all that AWS then answered. */
export type Phase = 'preview' | 'update';

/** A resource as the engine sees it, and what only a saved state tells. */
export interface RecordedResource extends EngineResource {
  readonly id: string;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly retainOnDelete: boolean;
  /** `URN::ID` of its provider. */
  readonly providerReference: string;
}

/** A provider that a program makes, or its default one. */
export interface RecordedProvider {
  readonly urn: string;
  readonly name: string;
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What a program declared. */
export interface Recording {
  readonly resources: readonly RecordedResource[];
  readonly providers: readonly RecordedProvider[];
}

/** What the engine sends in place of a text that is not known yet. */
const notKnownYet = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
/** The account of the credentials and the Region of `aws:region`: where the default provider works. */
const home: Place = { account: '111111111111', region: 'us-east-1' };

/** Ends when the SDK waits for no answer; its types leave it out. */
const { waitForRPCs: waitForCalls } = pulumi.runtime as unknown as { waitForRPCs(): Promise<void> };

type Properties = Record<string, unknown>;
type Done<Response> = (error: unknown, response?: Response) => void;

/**
 * Runs a program in this process and records what it registers. Names that Pulumi would choose are chosen as it does.
 * In a preview only these and what the program says are known; in an update ids and ARNs are as AWS forms them.
 */
export async function recordProgram(program: Program, phase: Phase): Promise<Recording> {
  const recorder = new Recorder(phase);
  pulumi.runtime.setMockOptions(recorder, 'corpus', 'dev', phase === 'preview');
  pulumi.runtime.setAllConfig({ 'aws:region': home.region });
  // Pulumi takes a stack trace for each promise, which is three quarters of the time.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    await program();
    await recorder.settled();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return { resources: recorder.declared, providers: [...recorder.providers.values()] };
}

/** Stands for the engine and the provider behind it. */
class Recorder extends MockMonitor {
  readonly declared: RecordedResource[] = [];
  readonly providers = new Map<string, RecordedProvider>();
  readonly #phase: Phase;
  readonly #default: RecordedProvider = {
    urn: urnOf('', 'pulumi:providers:aws', 'default_7_48_0'),
    name: 'default_7_48_0',
    id: 'provider-default',
    properties: { region: home.region },
  };
  #calls = 0;

  constructor(phase: Phase) {
    super({ call: () => ({}), newResource: () => ({ id: '', state: {} }) });
    this.#phase = phase;
    this.providers.set(referenceOf(this.#default), this.#default);
  }

  /** Ends when the program asks for nothing more: resources may be declared once outputs of others are known. */
  async settled(): Promise<void> {
    for (let before = -1; before !== this.#calls; ) {
      before = this.#calls;
      await waitForCalls();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  override async registerResource(
    request: messages.RegisterResourceRequest,
    done: Done<messages.RegisterResourceResponse>,
  ): Promise<void> {
    this.#calls += 1;
    const [type, name] = [request.getType(), request.getName()];
    const urn = urnOf(request.getParent(), type, name);
    const given = (request.getObject()?.toJavaScript() ?? {}) as Properties;
    if (!request.getCustom()) return done(null, registered(urn, '', {}));
    if (type.startsWith('pulumi:providers:')) {
      const provider = { urn, name, id: `provider-${hexOf(name, 8)}`, properties: given };
      this.providers.set(referenceOf(provider), provider);
      return done(null, registered(urn, provider.id, given));
    }
    const resource = this.#declare(request, urn, given);
    this.declared.push(resource);
    done(null, registered(urn, this.#phase === 'update' ? resource.id : '', resource.outputs));
  }

  override async invoke(request: messages.ResourceInvokeRequest, done: Done<unknown>): Promise<void> {
    this.#calls += 1;
    try {
      const args = (request.getArgs()?.toJavaScript() ?? {}) as Parameters<typeof answerTo>[1];
      const result = await answerTo(request.getTok(), args, placeOf(this.#providerOf(request.getProvider())));
      const response = new messages.ResourceInvokeResponse();
      response.setReturn(struct.Struct.fromJavaScript(result as never));
      done(null, response);
    } catch (error) {
      done(error);
    }
  }

  #declare(request: messages.RegisterResourceRequest, urn: string, given: Properties): RecordedResource {
    const [type, name] = [request.getType(), request.getName()];
    const provider = this.#providerOf(request.getProvider());
    const properties = named(type, name, given);
    const { account, region } = placeOf(provider);
    const { id, computed } = made({
      type,
      name,
      inputs: properties,
      account,
      region: String(given.region ?? region),
    });
    const outputs = { ...computed, id };
    const seen = this.#phase === 'update' ? outputs : allUnknown(outputs);
    return {
      type,
      name,
      urn,
      id,
      properties,
      outputs: { ...seen, ...properties },
      dependencies: request.getDependenciesList(),
      propertyDependencies: sourcesOf(request),
      protect: request.getProtect() === true,
      retainOnDelete: request.getRetainondelete() === true,
      provider: { name: provider.name, properties: provider.properties },
      providerReference: referenceOf(provider),
    };
  }

  #providerOf(reference: string): RecordedProvider {
    return this.providers.get(reference) ?? this.#default;
  }
}

function registered(urn: string, id: string, outputs: Properties): messages.RegisterResourceResponse {
  const response = new messages.RegisterResourceResponse();
  response.setUrn(urn);
  response.setId(id);
  response.setObject(struct.Struct.fromJavaScript(outputs as never));
  return response;
}

/** As the engine makes URNs: the types of the parents, then that of the resource. */
function urnOf(parent: string, type: string, name: string): string {
  const parents = parent === '' ? '' : `${parent.split('::')[2]}$`;
  return `urn:pulumi:dev::corpus::${parents}${type}::${name}`;
}

function named(type: string, name: string, given: Properties): Properties {
  const naming = namingProperty(type);
  if (naming === undefined || given[naming] !== undefined) return given;
  return { ...given, [naming]: `${name}-${hexOf(`${type} ${name}`, 7)}` };
}

function allUnknown(properties: Properties): Properties {
  return Object.fromEntries(Object.keys(properties).map((property) => [property, notKnownYet]));
}

/** The CLI leaves out properties that come from no resource. */
function sourcesOf(request: messages.RegisterResourceRequest): Record<string, string[]> {
  const sources: Record<string, string[]> = {};
  request.getPropertydependenciesMap().forEach((list, property) => {
    if (list.getUrnsList().length > 0) sources[property] = list.getUrnsList();
  });
  return sources;
}

function referenceOf({ urn, id }: RecordedProvider): string {
  return `${urn}::${id}`;
}

/** Where a provider works: in the account of the role that it assumes, if any. */
function placeOf({ properties }: RecordedProvider): Place {
  const account = JSON.stringify(properties).match(/arn:aws:iam::(\d{12}):role/)?.[1];
  return { account: account ?? home.account, region: String(properties.region ?? home.region) };
}
