import proto from '@pulumi/pulumi/proto/provider_pb.js';
import { containsUnknowns, plainProperties, type PropertyMap } from '../resource/properties.ts';
import { withoutAssetContents } from '../resource/assets.ts';
import { nameOfUrn, typeOfUrn } from '../resource/urn.ts';
import type { PluginProcess } from './process.ts';
import { ProviderConnection } from './provider-connection.ts';
import {
  type CheckFailure,
  type DiffResult,
  diffOf,
  failuresOf,
  type InvokeResult,
  ProviderError,
  type ReadResult,
} from './provider-results.ts';
import { fromStruct, isUnimplemented } from './rpc.ts';

/** A managed resource, as its provider is told of it. */
interface ManagedResource {
  urn: string;
  id: string;
  inputs: PropertyMap;
  outputs: PropertyMap;
}

/** One provider process, spoken to over gRPC. */
export class ProviderPlugin {
  readonly #connection: ProviderConnection;
  readonly #preview: boolean;
  #supportsPreview = true;
  #configurationKnown = true;

  /** @param preview values that are not known yet may be sent; else they are left out */
  constructor(label: string, process: PluginProcess, preview: boolean) {
    this.#preview = preview;
    this.#connection = new ProviderConnection(label, process, preview);
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
      const response = await this.#connection.call(this.#connection.client.handshake, request);
      this.#connection.accepts = {
        secrets: response.getAcceptSecrets(),
        resources: response.getAcceptResources(),
      };
    } catch (error) {
      if (!isUnimplemented(error)) throw error;
    }
  }

  async checkConfig(
    urn: string,
    olds: PropertyMap,
    news: PropertyMap,
  ): Promise<{ inputs: PropertyMap; failures: CheckFailure[] }> {
    const request = identify(new proto.CheckRequest(), urn);
    request.setOlds(this.#connection.struct(olds));
    request.setNews(this.#connection.struct(news));
    try {
      const response = await this.#connection.call(this.#connection.client.checkConfig, request);
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
    const request = identify(new proto.DiffRequest(), urn);
    request.setOldInputs(this.#connection.struct(old.inputs));
    request.setOlds(this.#connection.struct(old.outputs));
    request.setNews(this.#connection.struct(news));
    try {
      return diffOf(await this.#connection.call(this.#connection.client.diffConfig, request));
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
    request.setArgs(this.#connection.struct(inputs));
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
    identify(request, urn);
    const response = await this.#connection.call(this.#connection.client.configure, request);
    this.#connection.accepts = {
      secrets: this.#connection.accepts.secrets && response.getAcceptsecrets(),
      resources: this.#connection.accepts.resources || response.getAcceptresources(),
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
    const request = identify(new proto.CheckRequest(), urn);
    request.setOlds(this.#connection.struct(olds ?? {}));
    request.setNews(this.#connection.struct(news));
    request.setRandomseed(randomSeed);
    const response = await this.#connection.call(this.#connection.client.check, request);
    return {
      inputs: this.#connection.received(response.getInputs(), news),
      failures: failuresOf(response.getFailuresList()),
    };
  }

  /**
   * Undefined when the provider's configuration is not known during this preview.
   * @param keepUnknowns tells the provider which values are not known; default: in a preview alone
   */
  async diff(
    resource: ManagedResource,
    news: PropertyMap,
    ignoreChanges: string[],
    keepUnknowns = this.#preview,
  ): Promise<DiffResult | undefined> {
    if (!this.#configurationKnown) return undefined;
    const request = identify(new proto.DiffRequest(), resource.urn);
    request.setId(resource.id);
    request.setOldInputs(this.#connection.struct(withoutAssetContents(resource.inputs)));
    request.setOlds(this.#connection.struct(withoutAssetContents(resource.outputs)));
    request.setNews(this.#connection.struct(withoutAssetContents(news), keepUnknowns));
    request.setIgnorechangesList(ignoreChanges);
    return diffOf(await this.#connection.call(this.#connection.client.diff, request));
  }

  async create(
    urn: string,
    inputs: PropertyMap,
    timeoutSeconds: number,
    preview: boolean,
  ): Promise<{ id: string; outputs: PropertyMap }> {
    if (preview && !this.#configurationKnown) return { id: '', outputs: {} };
    if (preview && !this.#supportsPreview) return { id: '', outputs: inputs };
    const request = identify(new proto.CreateRequest(), urn);
    request.setProperties(this.#connection.struct(inputs));
    request.setTimeout(timeoutSeconds);
    request.setPreview(preview);
    const response = await this.#connection.operate(this.#connection.client.create, request, 0);
    const id = response.getId();
    if (!id && !preview) throw new ProviderError(`provider returned no id for '${urn}'`, 2);
    return { id, outputs: this.#connection.received(response.getProperties(), inputs) };
  }

  async read(resource: ManagedResource): Promise<ReadResult> {
    if (!this.#configurationKnown) return { id: resource.id, inputs: undefined, outputs: {} };
    const request = identify(new proto.ReadRequest(), resource.urn);
    request.setId(resource.id);
    request.setInputs(this.#connection.struct(withoutAssetContents(resource.inputs)));
    request.setProperties(this.#connection.struct(withoutAssetContents(resource.outputs)));
    const response = await this.#connection.operate(this.#connection.client.read, request, 2);
    if (!response.getId()) return { id: '', inputs: undefined, outputs: undefined };
    return {
      id: response.getId(),
      inputs: response.hasInputs()
        ? this.#connection.received(response.getInputs(), resource.inputs)
        : undefined,
      outputs: this.#connection.received(response.getProperties(), resource.outputs),
    };
  }

  async update(
    resource: ManagedResource,
    news: PropertyMap,
    options: { timeoutSeconds: number; ignoreChanges: string[]; preview: boolean },
  ): Promise<PropertyMap> {
    if (options.preview && !this.#configurationKnown) return {};
    if (options.preview && !this.#supportsPreview) return news;
    const request = identify(new proto.UpdateRequest(), resource.urn);
    request.setId(resource.id);
    request.setOldInputs(this.#connection.struct(withoutAssetContents(resource.inputs)));
    request.setOlds(this.#connection.struct(withoutAssetContents(resource.outputs)));
    request.setNews(this.#connection.struct(news));
    request.setTimeout(options.timeoutSeconds);
    request.setIgnorechangesList(options.ignoreChanges);
    request.setPreview(options.preview);
    const response = await this.#connection.operate(this.#connection.client.update, request, 2);
    return this.#connection.received(response.getProperties(), news);
  }

  async delete(resource: ManagedResource, timeoutSeconds: number): Promise<void> {
    const request = identify(new proto.DeleteRequest(), resource.urn);
    request.setId(resource.id);
    request.setProperties(this.#connection.struct(withoutAssetContents(resource.outputs)));
    request.setOldInputs(this.#connection.struct(withoutAssetContents(resource.inputs)));
    request.setTimeout(timeoutSeconds);
    await this.#connection.operate(this.#connection.client.delete, request, 2);
  }

  async invoke(token: string, args: PropertyMap, preview: boolean): Promise<InvokeResult> {
    if (!this.#configurationKnown) return { properties: {}, failures: [], unknown: true };
    const request = new proto.InvokeRequest();
    request.setTok(token);
    request.setArgs(this.#connection.struct(args));
    request.setPreview(preview);
    const response = await this.#connection.call(this.#connection.client.invoke, request);
    return {
      properties: fromStruct(response.getReturn()),
      failures: failuresOf(response.getFailuresList()),
      unknown: false,
    };
  }

  /** The package's schema, as JSON text. */
  async schema(): Promise<string> {
    return (
      await this.#connection.call(this.#connection.client.getSchema, new proto.GetSchemaRequest())
    ).getSchema();
  }

  /** Asks the provider to give up what it is doing. */
  cancel(): Promise<void> {
    return this.#connection.cancel();
  }

  /** Ends the provider and waits until it is gone. */
  close(): Promise<void> {
    return this.#connection.close();
  }
}

/** Says which resource a request is about. */
function identify<Request extends Identified>(request: Request, urn: string): Request {
  request.setUrn(urn);
  request.setName(nameOfUrn(urn));
  request.setType(typeOfUrn(urn));
  return request;
}

interface Identified {
  setUrn(urn: string): unknown;
  setName(name: string): unknown;
  setType(type: string): unknown;
}
