import callbackGrpc from '@pulumi/pulumi/proto/callback_grpc_pb.js';
import callbackProto from '@pulumi/pulumi/proto/callback_pb.js';
import proto from '@pulumi/pulumi/proto/resource_pb.js';
import { call, channelOptions, errorText, fromStruct, insecure, toStruct } from '../plugins/rpc.ts';
import { outputDependencies, type PropertyMap } from '../resource/properties.ts';
import { fromTransform, type RegistrationOptions, toTransform } from './registration.ts';

/** A resource on its way through the transforms. */
export interface Transformed {
  type: string;
  name: string;
  custom: boolean;
  parent: string;
  properties: PropertyMap;
  propertyDependencies: Record<string, string[]>;
  options: RegistrationOptions;
}

/** Options of a function call that a transform may change. */
export interface InvokeOptions {
  provider: string;
  version: string;
  pluginDownloadUrl: string;
}

/** Callbacks into a program that change resources and function calls before the engine sees them. */
export class Transforms {
  readonly #clients = new Map<string, callbackGrpc.CallbacksClient>();
  readonly #ofResource = new Map<string, callbackProto.Callback[]>();
  readonly #parents = new Map<string, string>();
  readonly #ofStack: callbackProto.Callback[] = [];
  readonly #ofInvokes: callbackProto.Callback[] = [];

  addForStack(callback: callbackProto.Callback): void {
    this.#ofStack.push(callback);
  }

  addForInvokes(callback: callbackProto.Callback): void {
    this.#ofInvokes.push(callback);
  }

  /** Remembers a registered resource, whose children its transforms see as well. */
  remember(urn: string, parent: string, callbacks: callbackProto.Callback[]): void {
    this.#parents.set(urn, parent);
    if (callbacks.length) this.#ofResource.set(urn, callbacks);
  }

  /** Applies a resource's own transforms, then those of its parents from the inside out, then the stack's. */
  async apply(resource: Transformed, own: callbackProto.Callback[]): Promise<Transformed> {
    const callbacks = [...own];
    for (let urn = resource.parent; urn; urn = this.#parents.get(urn) ?? '')
      callbacks.push(...(this.#ofResource.get(urn) ?? []));
    callbacks.push(...this.#ofStack);
    let current = resource;
    for (const callback of callbacks) current = await this.#applyOne(current, callback);
    return current;
  }

  /** Applies the transforms of function calls. */
  async applyToInvoke(
    token: string,
    args: PropertyMap,
    options: InvokeOptions,
  ): Promise<{ args: PropertyMap; options: InvokeOptions }> {
    let current = { args, options };
    for (const callback of this.#ofInvokes) {
      const request = new proto.TransformInvokeRequest();
      request.setToken(token);
      request.setArgs(toStruct(current.args));
      const sent = new proto.TransformInvokeOptions();
      sent.setProvider(current.options.provider);
      sent.setVersion(current.options.version);
      sent.setPluginDownloadUrl(current.options.pluginDownloadUrl);
      request.setOptions(sent);
      const response = proto.TransformInvokeResponse.deserializeBinary(
        await this.#invoke(callback, request.serializeBinary()),
      );
      const received = response.getOptions() ?? sent;
      current = {
        args: fromStruct(response.getArgs()),
        options: {
          provider: received.getProvider(),
          version: received.getVersion(),
          pluginDownloadUrl: received.getPluginDownloadUrl(),
        },
      };
    }
    return current;
  }

  close(): void {
    for (const client of this.#clients.values()) client.close();
  }

  async #applyOne(resource: Transformed, callback: callbackProto.Callback): Promise<Transformed> {
    const request = new proto.TransformRequest();
    request.setType(resource.type);
    request.setName(resource.name);
    request.setCustom(resource.custom);
    request.setParent(resource.parent);
    request.setProperties(toStruct(resource.properties));
    request.setOptions(toTransform(resource.options));
    const response = proto.TransformResponse.deserializeBinary(
      await this.#invoke(callback, request.serializeBinary()),
    );
    const properties = fromStruct(response.getProperties());
    const options = response.getOptions();
    return {
      ...resource,
      properties,
      // A transform may have built a property from others: what it says itself is all that is known.
      propertyDependencies: Object.fromEntries(
        Object.entries(properties).map(([key, value]) => [key, outputDependencies(value)]),
      ),
      options: options ? fromTransform(options) : resource.options,
    };
  }

  async #invoke(callback: callbackProto.Callback, bytes: Uint8Array): Promise<Uint8Array> {
    const target = callback.getTarget();
    const client =
      this.#clients.get(target) ?? new callbackGrpc.CallbacksClient(target, insecure, channelOptions);
    this.#clients.set(target, client);
    const request = new callbackProto.CallbackInvokeRequest();
    request.setToken(callback.getToken());
    request.setRequest(bytes);
    try {
      return (await call(client, client.invoke, request)).getResponse_asU8();
    } catch (cause) {
      throw new Error(`invoke transform: rpc error: code = Unknown desc = ${errorText(cause)}`, { cause });
    }
  }
}
