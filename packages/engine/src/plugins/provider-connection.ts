import { type ServiceError, status } from '@grpc/grpc-js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import type struct from 'google-protobuf/google/protobuf/struct_pb.js';
import grpc from '@pulumi/pulumi/proto/provider_grpc_pb.js';
import {
  annotateSecrets,
  plainProperties,
  type PropertyMap,
  withoutOutputValues,
  withoutResourceReferences,
  withoutUnknowns,
} from '../resource/properties.ts';
import type { PluginProcess } from './process.ts';
import { listReasons, partialCreation, PluginDiedError, ProviderError } from './provider-results.ts';
import {
  call,
  channelOptions,
  errorText,
  fromStruct,
  insecure,
  isUnimplemented,
  toStruct,
  type UnaryMethod,
} from './rpc.ts';

/** The line to a provider's process: what it may be sent, what comes back and what its errors mean. */
export class ProviderConnection {
  readonly client: grpc.ResourceProviderClient;
  /** Which kinds of marked values the provider reads. */
  accepts = { secrets: true, resources: false };
  readonly #process: PluginProcess;
  readonly #label: string;
  readonly #keepUnknowns: boolean;
  #closing: Promise<void> | undefined;

  /** @param keepUnknowns values that are not known yet may be sent; else they are left out */
  constructor(label: string, process: PluginProcess, keepUnknowns: boolean) {
    this.#label = label;
    this.#process = process;
    this.#keepUnknowns = keepUnknowns;
    this.client = new grpc.ResourceProviderClient(process.address, insecure, channelOptions);
  }

  /** What the provider may be sent: marked values it cannot read are replaced by what they hold. */
  struct(properties: PropertyMap, keepUnknowns = this.#keepUnknowns): struct.Struct {
    let sent = withoutOutputValues(properties);
    if (!keepUnknowns) sent = withoutUnknowns(sent);
    if (!this.accepts.resources) sent = withoutResourceReferences(sent);
    if (!this.accepts.secrets) sent = plainProperties(sent);
    return toStruct(sent);
  }

  /** A provider that reads no secrets returns none: what went in secret comes back secret. */
  received(value: struct.Struct | undefined, sent: PropertyMap): PropertyMap {
    const properties = fromStruct(value);
    return this.accepts.secrets ? properties : annotateSecrets(properties, sent);
  }

  /** Calls a method. @throws PluginDiedError when the process is gone */
  async call<Request, Response>(method: UnaryMethod<Request, Response>, request: Request): Promise<Response> {
    try {
      return await call(this.client, method, request);
    } catch (error) {
      const dropped = (error as Partial<ServiceError>).code === status.UNAVAILABLE;
      const exit = dropped ? await this.#process.exitSoon() : undefined;
      if (exit)
        throw new PluginDiedError(`${this.#label} ${exit} in the middle of the operation`, { cause: error });
      if (isUnimplemented(error)) throw error;
      throw Object.assign(new Error(errorText(error), { cause: error }), {
        metadata: (error as ServiceError).metadata,
      });
    }
  }

  /**
   * Calls a method that works on a resource.
   * @param failedStatus what a failure means for the resource: 0 that nothing happened, 2 that it is not known
   * @throws ProviderError
   */
  async operate<Request, Response>(
    method: UnaryMethod<Request, Response>,
    request: Request,
    failedStatus: 0 | 2,
  ): Promise<Response> {
    try {
      return await this.call(method, request);
    } catch (error) {
      const partial = partialCreation(error);
      if (partial) throw new ProviderError(listReasons(partial.reasons), 1, partial);
      const died = error instanceof PluginDiedError;
      throw new ProviderError((error as Error).message, died ? 2 : failedStatus, undefined, died);
    }
  }

  /** Asks the provider to give up what it is doing. */
  async cancel(): Promise<void> {
    if (this.#process.exit() !== undefined) return;
    // A provider that fails to give up is ended all the same.
    await call(this.client, this.client.cancel, new empty.Empty()).catch(() => {});
  }

  /** Ends the provider and waits until it is gone. */
  close(): Promise<void> {
    this.#closing ??= (async () => {
      this.client.close();
      await this.#process.stop();
    })();
    return this.#closing;
  }
}
