import { type ServiceError, status } from '@grpc/grpc-js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import grpc from '@pulumi/pulumi/proto/provider_grpc_pb.js';
import proto from '@pulumi/pulumi/proto/provider_pb.js';
import {
  annotateSecrets,
  containsUnknowns,
  plainProperties,
  type PropertyMap,
  withoutOutputValues,
  withoutUnknowns,
  withoutResourceReferences,
} from '../resource/properties.ts';
import { withoutAssetContents } from '../resource/assets.ts';
import { nameOfUrn, typeOfUrn } from '../resource/urn.ts';
import type { PluginProcess } from './process.ts';
import {
  type CheckFailure,
  type DiffResult,
  diffOf,
  failuresOf,
  type InvokeResult,
  listReasons,
  partialCreation,
  PluginDiedError,
  ProviderError,
  type ReadResult,
} from './provider-results.ts';
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

/** Which kinds of marked values a provider reads. */
interface Accepts {
  secrets: boolean;
  resources: boolean;
}

/** One provider process, spoken to over gRPC. */
export class ProviderPlugin {
  readonly #client: grpc.ResourceProviderClient;
  readonly #process: PluginProcess;
  readonly #label: string;
  readonly #preview: boolean;
  #accepts: Accepts = { secrets: true, resources: false };
  #supportsPreview = true;
  #configurationKnown = true;
  #closing: Promise<void> | undefined;

  /** @param preview values that are not known yet may be sent; else they are left out */
  constructor(label: string, process: PluginProcess, preview: boolean) {
    this.#label = label;
    this.#preview = preview;
    this.#process = process;
    this.#client = new grpc.ResourceProviderClient(process.address, insecure, channelOptions);
  }

  /** Says who we are. Older providers do not know the call; their answer to `configure` tells the same. */
  async handshake(engineAddress: string, rootDirectory: string): Promise<void> {
    const request = new proto.ProviderHandshakeRequest();
    request.setEngineAddress(engineAddress);
    request.setRootDirectory(rootDirectory);
    request.setProgramDirectory(rootDirectory);
    request.setConfigureWithUrn(true);
    request.setInvokeWithPreview(true);
    try {
      const response = await this.#call(this.#client.handshake, request);
      this.#accepts = { secrets: response.getAcceptSecrets(), resources: response.getAcceptResources() };
    } catch (error) {
      if (!isUnimplemented(error)) throw error;
    }
  }

  async checkConfig(
    urn: string,
    olds: PropertyMap,
    news: PropertyMap,
  ): Promise<{ inputs: PropertyMap; failures: CheckFailure[] }> {
    const request = new proto.CheckRequest();
    request.setUrn(urn);
    request.setName(nameOfUrn(urn));
    request.setType(typeOfUrn(urn));
    request.setOlds(this.#struct(olds));
    request.setNews(this.#struct(news));
    try {
      const response = await this.#call(this.#client.checkConfig, request);
      return { inputs: fromStruct(response.getInputs()), failures: failuresOf(response.getFailuresList()) };
    } catch (error) {
      if (isUnimplemented(error)) return { inputs: news, failures: [] };
      throw error;
    }
  }

  async diffConfig(
    urn: string,
    old: { inputs: PropertyMap; outputs: PropertyMap },
    news: PropertyMap,
  ): Promise<DiffResult> {
    const request = new proto.DiffRequest();
    request.setUrn(urn);
    request.setName(nameOfUrn(urn));
    request.setType(typeOfUrn(urn));
    request.setOldInputs(this.#struct(old.inputs));
    request.setOlds(this.#struct(old.outputs));
    request.setNews(this.#struct(news));
    try {
      return diffOf(await this.#call(this.#client.diffConfig, request));
    } catch (error) {
      if (isUnimplemented(error))
        return {
          changes: 'unknown',
          replaceKeys: [],
          changedKeys: [],
          detailedDiff: undefined,
          deleteBeforeReplace: false,
        };
      throw error;
    }
  }

  /** Hands over the configuration. With unknown values in it the provider is not called, now or later in the preview. */
  async configure(urn: string, inputs: PropertyMap): Promise<void> {
    if (containsUnknowns(inputs)) {
      this.#configurationKnown = false;
      return;
    }
    this.#configurationKnown = true;
    const request = new proto.ConfigureRequest();
    request.setArgs(this.#struct(inputs));
    const packageName = typeOfUrn(urn).split(':').at(-1) ?? '';
    for (const [key, value] of Object.entries(plainProperties(inputs))) {
      request
        .getVariablesMap()
        .set(`${packageName}:config:${key}`, typeof value === 'string' ? value : JSON.stringify(value));
    }
    request.setAcceptsecrets(true);
    request.setAcceptresources(true);
    request.setSendsOldInputs(true);
    request.setSendsOldInputsToDelete(true);
    request.setUrn(urn);
    request.setName(nameOfUrn(urn));
    request.setType(typeOfUrn(urn));
    const response = await this.#call(this.#client.configure, request);
    this.#accepts = {
      secrets: this.#accepts.secrets && response.getAcceptsecrets(),
      resources: this.#accepts.resources || response.getAcceptresources(),
    };
    this.#supportsPreview = response.getSupportspreview();
  }

  async check(
    urn: string,
    olds: PropertyMap | undefined,
    news: PropertyMap,
    randomSeed: Uint8Array,
  ): Promise<{ inputs: PropertyMap; failures: CheckFailure[] }> {
    if (!this.#configurationKnown) return { inputs: news, failures: [] };
    const request = new proto.CheckRequest();
    request.setUrn(urn);
    request.setName(nameOfUrn(urn));
    request.setType(typeOfUrn(urn));
    request.setOlds(this.#struct(olds ?? {}));
    request.setNews(this.#struct(news));
    request.setRandomseed(randomSeed);
    const response = await this.#call(this.#client.check, request);
    return {
      inputs: this.#received(response.getInputs(), news),
      failures: failuresOf(response.getFailuresList()),
    };
  }

  /**
   * Undefined when the provider's configuration is not known during this preview.
   * @param keepUnknowns tells the provider which values are not known; default: in a preview alone
   */
  async diff(
    resource: { urn: string; id: string; inputs: PropertyMap; outputs: PropertyMap },
    news: PropertyMap,
    ignoreChanges: string[],
    keepUnknowns = this.#preview,
  ): Promise<DiffResult | undefined> {
    if (!this.#configurationKnown) return undefined;
    const request = new proto.DiffRequest();
    request.setId(resource.id);
    request.setUrn(resource.urn);
    request.setName(nameOfUrn(resource.urn));
    request.setType(typeOfUrn(resource.urn));
    request.setOldInputs(this.#struct(withoutAssetContents(resource.inputs)));
    request.setOlds(this.#struct(withoutAssetContents(resource.outputs)));
    request.setNews(this.#struct(withoutAssetContents(news), keepUnknowns));
    request.setIgnorechangesList(ignoreChanges);
    return diffOf(await this.#call(this.#client.diff, request));
  }

  async create(
    urn: string,
    inputs: PropertyMap,
    timeoutSeconds: number,
    preview: boolean,
  ): Promise<{ id: string; outputs: PropertyMap }> {
    if (preview && !this.#configurationKnown) return { id: '', outputs: {} };
    if (preview && !this.#supportsPreview) return { id: '', outputs: inputs };
    const request = new proto.CreateRequest();
    request.setUrn(urn);
    request.setName(nameOfUrn(urn));
    request.setType(typeOfUrn(urn));
    request.setProperties(this.#struct(inputs));
    request.setTimeout(timeoutSeconds);
    request.setPreview(preview);
    const response = await this.#operate(this.#client.create, request, 0);
    const id = response.getId();
    if (!id && !preview) throw new ProviderError(`provider returned no id for '${urn}'`, 2);
    return { id, outputs: this.#received(response.getProperties(), inputs) };
  }

  async read(resource: {
    urn: string;
    id: string;
    inputs: PropertyMap;
    outputs: PropertyMap;
  }): Promise<ReadResult> {
    if (!this.#configurationKnown) return { id: resource.id, inputs: undefined, outputs: {} };
    const request = new proto.ReadRequest();
    request.setUrn(resource.urn);
    request.setName(nameOfUrn(resource.urn));
    request.setType(typeOfUrn(resource.urn));
    request.setId(resource.id);
    request.setInputs(this.#struct(withoutAssetContents(resource.inputs)));
    request.setProperties(this.#struct(withoutAssetContents(resource.outputs)));
    const response = await this.#operate(this.#client.read, request, 2);
    if (!response.getId()) return { id: '', inputs: undefined, outputs: undefined };
    return {
      id: response.getId(),
      inputs: response.hasInputs() ? this.#received(response.getInputs(), resource.inputs) : undefined,
      outputs: this.#received(response.getProperties(), resource.outputs),
    };
  }

  async update(
    resource: { urn: string; id: string; inputs: PropertyMap; outputs: PropertyMap },
    news: PropertyMap,
    options: { timeoutSeconds: number; ignoreChanges: string[]; preview: boolean },
  ): Promise<PropertyMap> {
    if (options.preview && !this.#configurationKnown) return {};
    if (options.preview && !this.#supportsPreview) return news;
    const request = new proto.UpdateRequest();
    request.setId(resource.id);
    request.setUrn(resource.urn);
    request.setName(nameOfUrn(resource.urn));
    request.setType(typeOfUrn(resource.urn));
    request.setOldInputs(this.#struct(withoutAssetContents(resource.inputs)));
    request.setOlds(this.#struct(withoutAssetContents(resource.outputs)));
    request.setNews(this.#struct(news));
    request.setTimeout(options.timeoutSeconds);
    request.setIgnorechangesList(options.ignoreChanges);
    request.setPreview(options.preview);
    const response = await this.#operate(this.#client.update, request, 2);
    return this.#received(response.getProperties(), news);
  }

  async delete(
    resource: { urn: string; id: string; inputs: PropertyMap; outputs: PropertyMap },
    timeoutSeconds: number,
  ): Promise<void> {
    const request = new proto.DeleteRequest();
    request.setId(resource.id);
    request.setUrn(resource.urn);
    request.setName(nameOfUrn(resource.urn));
    request.setType(typeOfUrn(resource.urn));
    request.setProperties(this.#struct(withoutAssetContents(resource.outputs)));
    request.setOldInputs(this.#struct(withoutAssetContents(resource.inputs)));
    request.setTimeout(timeoutSeconds);
    await this.#operate(this.#client.delete, request, 2);
  }

  async invoke(token: string, args: PropertyMap, preview: boolean): Promise<InvokeResult> {
    if (!this.#configurationKnown) return { properties: {}, failures: [], unknown: true };
    const request = new proto.InvokeRequest();
    request.setTok(token);
    request.setArgs(this.#struct(args));
    request.setPreview(preview);
    const response = await this.#call(this.#client.invoke, request);
    return {
      properties: fromStruct(response.getReturn()),
      failures: failuresOf(response.getFailuresList()),
      unknown: false,
    };
  }

  /** The package's schema, as JSON text. */
  async schema(): Promise<string> {
    return (await this.#call(this.#client.getSchema, new proto.GetSchemaRequest())).getSchema();
  }

  /** Asks the provider to give up what it is doing. */
  async cancel(): Promise<void> {
    if (this.#process.exit() !== undefined) return;
    // A provider that fails to give up is ended all the same.
    await call(this.#client, this.#client.cancel, new empty.Empty()).catch(() => {});
  }

  /** Ends the provider and waits until it is gone. */
  close(): Promise<void> {
    this.#closing ??= (async () => {
      this.#client.close();
      await this.#process.stop();
    })();
    return this.#closing;
  }

  /** What the provider may be sent: marked values it cannot read are replaced by what they hold. */
  #struct(properties: PropertyMap, keepUnknowns = this.#preview) {
    let sent = withoutOutputValues(properties);
    if (!keepUnknowns) sent = withoutUnknowns(sent);
    if (!this.#accepts.resources) sent = withoutResourceReferences(sent);
    if (!this.#accepts.secrets) sent = plainProperties(sent);
    return toStruct(sent);
  }

  /** A provider that reads no secrets returns none: what went in secret comes back secret. */
  #received(value: Parameters<typeof fromStruct>[0], sent: PropertyMap): PropertyMap {
    const properties = fromStruct(value);
    return this.#accepts.secrets ? properties : annotateSecrets(properties, sent);
  }

  async #call<Request, Response>(
    method: UnaryMethod<Request, Response>,
    request: Request,
  ): Promise<Response> {
    try {
      return await call(this.#client, method, request);
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

  async #operate<Request, Response>(
    method: UnaryMethod<Request, Response>,
    request: Request,
    failedStatus: 0 | 2,
  ): Promise<Response> {
    try {
      return await this.#call(method, request);
    } catch (error) {
      const partial = partialCreation(error);
      if (partial) throw new ProviderError(listReasons(partial.reasons), 1, partial);
      const died = error instanceof PluginDiedError;
      throw new ProviderError((error as Error).message, died ? 2 : failedStatus, undefined, died);
    }
  }
}
