import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import grpc from '@grpc/grpc-js';
import service from '@pulumi/pulumi/proto/provider_grpc_pb.js';
import proto from '@pulumi/pulumi/proto/provider_pb.js';
import emptyProto from 'google-protobuf/google/protobuf/empty_pb.js';
import structProto from 'google-protobuf/google/protobuf/struct_pb.js';
import type { Values } from '../src/core/values.ts';

type Client = InstanceType<typeof service.ResourceProviderClient>;
type Struct = InstanceType<typeof structProto.Struct>;

/** A difference as the engine reads it. */
export interface Difference {
  readonly changed: readonly string[];
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
  /** Path -> kind, such as `UPDATE_REPLACE`. */
  readonly detailed: { readonly [path: string]: string };
}

/** A resource as the engine keeps it. */
export interface Resource {
  readonly token: string;
  readonly name: string;
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
}

/** The plugin as a process of its own, spoken to over gRPC as the engine does. */
export class Plugin implements AsyncDisposable {
  readonly #client: Client;
  readonly #stop: () => Promise<void>;

  private constructor(client: Client, stop: () => Promise<void>) {
    this.#client = client;
    this.#stop = stop;
  }

  /** @param entry module to run; the source by default, so that no build can be stale. */
  static async start(
    environment: Readonly<Record<string, string>>,
    entry = `${import.meta.dirname}/../src/main.ts`,
  ): Promise<Plugin> {
    const child = spawn(process.execPath, [entry, '127.0.0.1:1'], {
      // Nothing of the tester's own AWS settings reaches the plugin.
      env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent', ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    const [port] = (await Promise.race([
      once(createInterface(child.stdout), 'line'),
      exited.then(([code]) => Promise.reject(new Error(`the plugin ended with ${code}`))),
    ])) as [string];
    const client = new service.ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    return new Plugin(client, async () => {
      client.close();
      child.kill('SIGTERM');
      await exited;
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stop();
  }

  /** Any call of the service by name. */
  call<Request, Response>(name: string, request: Request): Promise<Response> {
    const method = (this.#client as unknown as Record<string, unknown>)[name] as (
      request: Request,
      done: (error: grpc.ServiceError | null, response: Response) => void,
    ) => void;
    return new Promise((resolve, reject) => {
      method.call(this.#client, request, (error, response) =>
        error
          ? reject(Object.assign(new Error(error.details), { code: error.code, metadata: error.metadata }))
          : resolve(response),
      );
    });
  }

  handshake(): Promise<InstanceType<typeof proto.ProviderHandshakeResponse>> {
    return this.call('handshake', new proto.ProviderHandshakeRequest());
  }

  async checkConfig(
    news: Values,
  ): Promise<{ inputs: Values; failures: { property: string; reason: string }[] }> {
    const request = new proto.CheckRequest();
    request.setUrn('urn:pulumi:s::p::pulumi:providers:aws::default');
    request.setNews(struct(news));
    return checked(await this.call('checkConfig', request));
  }

  async diffConfig(olds: Values, news: Values): Promise<Difference> {
    const request = new proto.DiffRequest();
    request.setOldInputs(struct(olds));
    request.setNews(struct(news));
    return differenceOf(await this.call('diffConfig', request));
  }

  configure(args: Values = {}): Promise<InstanceType<typeof proto.ConfigureResponse>> {
    const request = new proto.ConfigureRequest();
    request.setArgs(struct(args));
    request.setAcceptsecrets(true);
    request.setSendsOldInputs(true);
    return this.call('configure', request);
  }

  async check(
    token: string,
    news: Values,
    options: { name?: string; olds?: Values; seed?: Uint8Array } = {},
  ): Promise<{ inputs: Values; failures: { property: string; reason: string }[] }> {
    const request = new proto.CheckRequest();
    const name = options.name ?? 'thing';
    request.setUrn(urn(token, name));
    request.setName(name);
    request.setType(token);
    request.setNews(struct(news));
    if (options.olds) request.setOlds(struct(options.olds));
    if (options.seed) request.setRandomseed(options.seed);
    return checked(await this.call('check', request));
  }

  async diff(old: Resource, news: Values): Promise<Difference> {
    const request = new proto.DiffRequest();
    request.setUrn(urn(old.token, old.name));
    request.setId(old.id);
    request.setOlds(struct(old.outputs));
    request.setOldInputs(struct(old.inputs));
    request.setNews(struct(news));
    return differenceOf(await this.call('diff', request));
  }

  /** Check and Create; throws what either finds. */
  async create(
    token: string,
    news: Values,
    options: { name?: string; preview?: boolean } = {},
  ): Promise<Resource> {
    const name = options.name ?? 'thing';
    const { inputs, failures } = await this.check(token, news, { name });
    if (failures.length > 0)
      throw new Error(failures.map(({ property, reason }) => `${property} ${reason}`).join('; '));
    const request = new proto.CreateRequest();
    request.setUrn(urn(token, name));
    request.setProperties(struct(inputs));
    request.setPreview(options.preview ?? false);
    const response = await this.call<unknown, InstanceType<typeof proto.CreateResponse>>('create', request);
    return { token, name, id: response.getId(), inputs, outputs: object(response.getProperties()) };
  }

  /** The resource as it is now; `undefined` when it is gone. Without inputs it is an import. */
  async read(
    resource: Pick<Resource, 'token' | 'name' | 'id'> & Partial<Resource>,
  ): Promise<Resource | undefined> {
    const request = new proto.ReadRequest();
    request.setUrn(urn(resource.token, resource.name));
    request.setId(resource.id);
    if (resource.inputs) request.setInputs(struct(resource.inputs));
    if (resource.outputs) request.setProperties(struct(resource.outputs));
    const response = await this.call<unknown, InstanceType<typeof proto.ReadResponse>>('read', request);
    if (!response.getId()) return undefined;
    const { token, name } = resource;
    return {
      token,
      name,
      id: response.getId(),
      inputs: object(response.getInputs()),
      outputs: object(response.getProperties()),
    };
  }

  /** Check and Update. */
  async update(old: Resource, news: Values, options: { preview?: boolean } = {}): Promise<Resource> {
    const { inputs, failures } = await this.check(old.token, news, { name: old.name, olds: old.inputs });
    if (failures.length > 0)
      throw new Error(failures.map(({ property, reason }) => `${property} ${reason}`).join('; '));
    const request = new proto.UpdateRequest();
    request.setUrn(urn(old.token, old.name));
    request.setId(old.id);
    request.setOlds(struct(old.outputs));
    request.setOldInputs(struct(old.inputs));
    request.setNews(struct(inputs));
    request.setPreview(options.preview ?? false);
    const response = await this.call<unknown, InstanceType<typeof proto.UpdateResponse>>('update', request);
    return { ...old, inputs, outputs: object(response.getProperties()) };
  }

  async delete(resource: Resource): Promise<void> {
    const request = new proto.DeleteRequest();
    request.setUrn(urn(resource.token, resource.name));
    request.setId(resource.id);
    request.setProperties(struct(resource.outputs));
    request.setOldInputs(struct(resource.inputs));
    await this.call('delete', request);
  }

  async invoke(token: string, args: Values = {}): Promise<Values> {
    const request = new proto.InvokeRequest();
    request.setTok(token);
    request.setArgs(struct(args));
    const response = await this.call<unknown, InstanceType<typeof proto.InvokeResponse>>('invoke', request);
    return object(response.getReturn());
  }

  cancel(): Promise<unknown> {
    return this.call('cancel', new emptyProto.Empty());
  }
}

/** Wraps a value as Pulumi sends a secret. */
export const secret = (value: Values[string]): Values => ({
  '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270',
  value,
});

const urn = (token: string, name: string) => `urn:pulumi:stack::project::${token}::${name}`;
const struct = (values: Values): Struct => structProto.Struct.fromJavaScript(values as never);
const object = (message: Struct | undefined): Values => (message?.toJavaScript() ?? {}) as Values;

function checked(response: InstanceType<typeof proto.CheckResponse>) {
  return {
    inputs: object(response.getInputs()),
    failures: response
      .getFailuresList()
      .map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() })),
  };
}

function differenceOf(response: InstanceType<typeof proto.DiffResponse>): Difference {
  const kinds = Object.entries(proto.PropertyDiff.Kind);
  return {
    changed: response.getDiffsList(),
    replaces: response.getReplacesList(),
    deleteBeforeReplace: response.getDeletebeforereplace(),
    detailed: Object.fromEntries(
      [...response.getDetaileddiffMap().entries()].map(([path, detail]) => [
        path,
        kinds.find(
          ([, number]) => number === (detail as InstanceType<typeof proto.PropertyDiff>).getKind(),
        )?.[0] ?? '',
      ]),
    ),
  };
}
