import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type handleUnaryCall, type sendUnaryData, type ServerUnaryCall, status } from '@grpc/grpc-js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import proto from '@pulumi/pulumi/proto/resource_pb.js';
import providerProto from '@pulumi/pulumi/proto/provider_pb.js';
import type sourceProto from '@pulumi/pulumi/proto/source_pb.js';
import type callbackProto from '@pulumi/pulumi/proto/callback_pb.js';
import { internalKey, type ProviderRegistry } from '../plugins/registry.ts';
import { fromStruct, toStruct } from '../plugins/rpc.ts';
import { hashAssets } from '../resource/assets.ts';
import {
  plainProperties,
  type PropertyMap,
  withoutOutputValues,
  withoutResourceReferences,
} from '../resource/properties.ts';
import type { Goal, ResourceState } from '../resource/state.ts';
import { isProviderType, packageOfToken } from '../resource/urn.ts';
import { type Deployment, DeploymentStopped } from '../steps/deployment.ts';
import { DefaultProviders, type ProviderConfigValue } from './default-providers.ts';
import {
  notSupported,
  optionsOf,
  refuseUnsupported,
  type RegistrationOptions,
  timeoutSeconds,
} from './registration.ts';
import { type Transformed, Transforms } from './transforms.ts';

/** What a program may learn about its run. */
export interface RunInfo {
  project: string;
  stack: string;
  preview: boolean;
  parallel: number;
  /** The stack's configuration by full key; secrets in plain text. */
  config: ReadonlyMap<string, ProviderConfigValue>;
  /** Folder of the project. */
  root: string;
}

const features = proto.ResourceMonitorFeature;
/** What programs may use, by today's names and those of older SDKs. */
const supported: Record<string, number> = {
  secrets: features.RESOURCE_MONITOR_FEATURE_SECRETS,
  resourceReferences: features.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
  outputValues: features.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES,
  aliasSpecs: features.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
  deletedWith: features.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
  transforms: features.RESOURCE_MONITOR_FEATURE_TRANSFORMS,
  invokeTransforms: features.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS,
};

type Handler<Request, Response> = (request: Request) => Promise<Response>;

/** The service through which a program registers its resources with a deployment. */
export class ResourceMonitor {
  readonly #info: RunInfo;
  readonly #deployment: Deployment;
  readonly #registry: ProviderRegistry;
  readonly #transforms = new Transforms();
  readonly #defaults: DefaultProviders;
  /** Called when the program has nothing more to register; resolves when the deployment has ended. */
  readonly #onComplete: () => Promise<void>;

  constructor(
    info: RunInfo,
    deployment: Deployment,
    registry: ProviderRegistry,
    onComplete: () => Promise<void>,
  ) {
    this.#info = info;
    this.#deployment = deployment;
    this.#registry = registry;
    this.#onComplete = onComplete;
    this.#defaults = new DefaultProviders((goal) => deployment.register(goal), info.config);
  }

  /** Methods for a gRPC server. */
  get implementation() {
    return {
      getDeploymentInfo: unary(async () => this.#deploymentInfo()),
      supportsFeature: unary(async (request: proto.SupportsFeatureRequest) => {
        const response = new proto.SupportsFeatureResponse();
        response.setHassupport(request.getId() in supported);
        return response;
      }),
      registerResource: unary((request: proto.RegisterResourceRequest) => this.#register(request)),
      registerResourceOutputs: unary(async (request: proto.RegisterResourceOutputsRequest) => {
        const outputs = withoutOutputValues(fromStruct(request.getOutputs()));
        await this.#deployment.registerOutputs(request.getUrn(), outputs);
        return new empty.Empty();
      }),
      readResource: unary((request: proto.ReadResourceRequest) => this.#read(request)),
      invoke: unary((request: proto.ResourceInvokeRequest) => this.#invoke(request)),
      registerStackTransform: unary(async (callback: callbackProto.Callback) => {
        this.#transforms.addForStack(callback);
        return new empty.Empty();
      }),
      registerStackInvokeTransform: unary(async (callback: callbackProto.Callback) => {
        this.#transforms.addForInvokes(callback);
        return new empty.Empty();
      }),
      signalAndWaitForShutdown: unary(async () => {
        await this.#onComplete();
        return new empty.Empty();
      }),
      call: refused('methods of remote components (Call)'),
      existsResource: refused('ExistsResource'),
      registerResourceHook: refused('resource hooks'),
      registerErrorHook: refused('error hooks'),
      registerPackage: refused('parameterized packages'),
    };
  }

  close(): void {
    this.#transforms.close();
  }

  #deploymentInfo(): proto.DeploymentInfo {
    const { project, stack, preview, parallel, config } = this.#info;
    const response = new proto.DeploymentInfo();
    response.setProject(project);
    response.setStack(stack);
    response.setOrganization('organization');
    response.setDryrun(preview);
    response.setParallel(parallel);
    for (const [key, { value }] of config) response.getConfigMap().set(key, value);
    response.setConfigsecretkeysList([...config].filter(([, { secret }]) => secret).map(([key]) => key));
    response.setSupportedfeaturesList(Object.values(supported));
    return response;
  }

  async #register(request: proto.RegisterResourceRequest): Promise<proto.RegisterResourceResponse> {
    refuseUnsupported(request);
    const own = request.getTransformsList();
    const resource = await this.#transforms.apply(
      {
        type: request.getType(),
        name: request.getName(),
        custom: request.getCustom(),
        parent: request.getParent(),
        properties: fromStruct(request.getObject()),
        propertyDependencies: dependenciesOf(request),
        options: optionsOf(request),
      },
      own,
    );
    const goal = await this.#goal(resource, this.#position(request.getSourceposition()));
    const { state, failed, skipped } = await this.#deployment.register(goal);
    if (failed || !state) return failedResponse();
    this.#transforms.remember(state.urn, goal.parent, own);
    const response = responseOf(state, request);
    response.setUnknown(skipped ?? false);
    return response;
  }

  async #goal({ options, ...resource }: Transformed, sourcePosition: string): Promise<Goal> {
    const { type, name, custom, parent, propertyDependencies } = resource;
    const isProvider = isProviderType(type);
    let properties = await hashAssets(withoutOutputValues(resource.properties), this.#info.root);
    if (isProvider) properties = providerProperties(properties, options);
    return {
      type,
      name,
      custom,
      properties,
      parent,
      protect: options.protect,
      dependencies: [...new Set(options.dependsOn)],
      provider: custom && !isProvider ? await this.#providerOf(type, options) : '',
      propertyDependencies,
      deleteBeforeReplace: options.deleteBeforeReplace,
      ignoreChanges: options.ignoreChanges,
      additionalSecretOutputs: options.additionalSecretOutputs,
      aliases: options.aliases,
      importId: options.importId,
      customTimeouts: timeoutSeconds(options.customTimeouts),
      replaceOnChanges: options.replaceOnChanges,
      retainOnDelete: options.retainOnDelete,
      deletedWith: options.deletedWith,
      sourcePosition,
    };
  }

  async #read(request: proto.ReadResourceRequest): Promise<proto.ReadResourceResponse> {
    if (request.getPackageref()) throw notSupported('parameterized packages');
    const type = request.getType();
    if (type === 'pulumi:pulumi:StackReference') throw notSupported('stack references');
    const { state } = await this.#deployment.read({
      type,
      name: request.getName(),
      id: request.getId(),
      parent: request.getParent(),
      properties: withoutOutputValues(fromStruct(request.getProperties())),
      dependencies: request.getDependenciesList(),
      provider: await this.#providerOf(type, {
        provider: request.getProvider(),
        version: request.getVersion(),
        pluginDownloadUrl: request.getPlugindownloadurl(),
      }),
      additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
      sourcePosition: this.#position(request.getSourceposition()),
    });
    const response = new proto.ReadResourceResponse();
    if (!state) {
      response.setResult(proto.Result.FAIL);
      return response;
    }
    this.#transforms.remember(state.urn, request.getParent(), []);
    response.setUrn(state.urn);
    response.setProperties(toStruct(answer(state.outputs, request)));
    return response;
  }

  async #invoke(request: proto.ResourceInvokeRequest): Promise<proto.ResourceInvokeResponse> {
    if (request.getPackageref()) throw notSupported('parameterized packages');
    const token = request.getTok();
    const sent = withoutOutputValues(fromStruct(request.getArgs()));
    if (token === 'pulumi:pulumi:getResource') return this.#getResource(sent);
    const { args, options } = await this.#transforms.applyToInvoke(token, sent, {
      provider: request.getProvider(),
      version: request.getVersion(),
      pluginDownloadUrl: request.getPlugindownloadurl(),
    });
    const provider = await this.#registry.get(await this.#providerOf(token, options));
    const { properties, failures, unknown } = await provider
      .invoke(token, args, this.#info.preview)
      .catch((cause: Error) => {
        throw new Error(`invocation of ${token} returned an error: ${cause.message}`, { cause });
      });
    const response = new proto.ResourceInvokeResponse();
    response.setUnknown(unknown);
    response.setReturn(toStruct(properties));
    response.setFailuresList(
      failures.map(({ property, reason }) => {
        const failure = new providerProto.CheckFailure();
        failure.setProperty(property);
        failure.setReason(reason);
        return failure;
      }),
    );
    return response;
  }

  /** A resource by its URN: how programs turn a reference back into a resource. */
  #getResource({ urn }: PropertyMap): proto.ResourceInvokeResponse {
    const state = typeof urn === 'string' ? this.#deployment.lookup(urn) : undefined;
    if (!state) throw new Error(`unknown resource ${String(urn)}`);
    const response = new proto.ResourceInvokeResponse();
    response.setReturn(toStruct({ urn: state.urn, id: state.id, state: state.outputs }));
    return response;
  }

  #providerOf(
    token: string,
    options: Pick<RegistrationOptions, 'provider' | 'version' | 'pluginDownloadUrl'>,
  ): Promise<string> {
    if (options.provider) return Promise.resolve(options.provider);
    const { version, pluginDownloadUrl } = options;
    const packageName = packageOfToken(token);
    if (packageName === 'pulumi') throw notSupported(`'${token}'`);
    return this.#defaults.reference({ packageName, version, pluginDownloadUrl });
  }

  /** Place in the program, relative to the project where it is within. */
  #position(position: sourceProto.SourcePosition | undefined): string {
    if (!position?.getUri().startsWith('file://')) return '';
    const path = relative(this.#info.root, fileURLToPath(position.getUri()));
    const uri = path.startsWith('..') ? position.getUri() : `project:///${path}`;
    return `${uri}#${position.getLine()},${position.getColumn()}`;
  }
}

/** Inputs of a provider resource: its version and source are the engine's to know. */
function providerProperties(
  properties: PropertyMap,
  { version, pluginDownloadUrl }: RegistrationOptions,
): PropertyMap {
  return {
    ...properties,
    ...(version && { version }),
    [internalKey]: pluginDownloadUrl ? { pluginDownloadURL: pluginDownloadUrl } : {},
  };
}

function dependenciesOf(request: proto.RegisterResourceRequest): Record<string, string[]> {
  const entries = request.getPropertydependenciesMap().entries() as Iterable<
    [string, proto.RegisterResourceRequest.PropertyDependencies]
  >;
  return Object.fromEntries([...entries].map(([key, dependencies]) => [key, dependencies.getUrnsList()]));
}

function responseOf(
  state: ResourceState,
  request: proto.RegisterResourceRequest,
): proto.RegisterResourceResponse {
  const response = new proto.RegisterResourceResponse();
  response.setUrn(state.urn);
  response.setId(state.id);
  // A component's outputs may refer to resources that this run has not registered yet.
  response.setObject(toStruct(request.getCustom() ? answer(state.outputs, request) : {}));
  return response;
}

function failedResponse(): proto.RegisterResourceResponse {
  const response = new proto.RegisterResourceResponse();
  response.setResult(proto.Result.FAIL);
  return response;
}

/** Outputs in the form the program reads. */
function answer(
  outputs: PropertyMap,
  request: { getAcceptsecrets(): boolean; getAcceptresources(): boolean },
): PropertyMap {
  const readable = request.getAcceptresources() ? outputs : withoutResourceReferences(outputs);
  return request.getAcceptsecrets() ? readable : plainProperties(readable);
}

function unary<Request, Response>(handler: Handler<Request, Response>): handleUnaryCall<Request, Response> {
  return (call: ServerUnaryCall<Request, Response>, reply: sendUnaryData<Response>) => {
    handler(call.request).then(
      (response) => reply(null, response),
      (error: Error) =>
        reply({
          code: error instanceof DeploymentStopped ? status.UNAVAILABLE : status.UNKNOWN,
          details: error.message,
        }),
    );
  };
}

const refused = (feature: string) =>
  unary(async (): Promise<never> => {
    throw notSupported(feature);
  });
