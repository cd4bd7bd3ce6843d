import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type handleUnaryCall, type sendUnaryData, type ServerUnaryCall, status } from '@grpc/grpc-js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import proto from '@pulumi/pulumi/proto/resource_pb.js';
import providerProto from '@pulumi/pulumi/proto/provider_pb.js';
import type sourceProto from '@pulumi/pulumi/proto/source_pb.js';
import type callbackProto from '@pulumi/pulumi/proto/callback_pb.js';
import type { ProviderRegistry } from '../plugins/registry.ts';
import { fromStruct, toStruct } from '../plugins/rpc.ts';
import { type PropertyMap, withoutOutputValues } from '../resource/properties.ts';
import { isProviderType, packageOfToken } from '../resource/urn.ts';
import type { Deployment } from '../steps/deployment.ts';
import { DeploymentStopped } from '../steps/source.ts';
import { Activity } from './activity.ts';
import { DefaultProviders } from './default-providers.ts';
import { deploymentInfo, type RunInfo, supportedFeatures } from './deployment-info.ts';
import { goalOf } from './goal.ts';
import {
  dependenciesOf,
  notSupported,
  optionsOf,
  refuseUnsupported,
  type RegistrationOptions,
} from './registration.ts';
import * as responses from './responses.ts';
import { Transforms } from './transforms.ts';

type Handler<Request, Response> = (request: Request) => Promise<Response>;
type Unary = <Request, Response>(handler: Handler<Request, Response>) => handleUnaryCall<Request, Response>;

/** The service through which a program registers its resources with a deployment. */
export class ResourceMonitor {
  /** What the program has asked for. */
  readonly activity = new Activity();
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
    const unary: Unary = (handler) => answering((request) => this.activity.during(handler(request)));
    const refused = (feature: string) =>
      unary(async (): Promise<never> => {
        throw notSupported(feature);
      });
    return {
      getDeploymentInfo: unary(async () => deploymentInfo(this.#info)),
      supportsFeature: unary(async (request: proto.SupportsFeatureRequest) => {
        const response = new proto.SupportsFeatureResponse();
        response.setHassupport(request.getId() in supportedFeatures);
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
    const { type, custom, options } = resource;
    const goal = await goalOf(resource, {
      provider: custom && !isProviderType(type) ? await this.#providerOf(type, options) : '',
      sourcePosition: this.#position(request.getSourceposition()),
      root: this.#info.root,
    });
    const result = await this.#deployment.register(goal);
    if (result.state && !result.failed) this.#transforms.remember(result.state.urn, goal.parent, own);
    return responses.registered(result, request);
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
    if (state) this.#transforms.remember(state.urn, request.getParent(), []);
    return responses.read(state, request);
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

function answering<Request, Response>(
  handler: Handler<Request, Response>,
): handleUnaryCall<Request, Response> {
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
