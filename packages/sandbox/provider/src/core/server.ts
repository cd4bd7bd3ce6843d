import grpc from '@grpc/grpc-js';
import pluginProto from '@pulumi/pulumi/proto/plugin_pb.js';
import providerService from '@pulumi/pulumi/proto/provider_grpc_pb.js';
import proto from '@pulumi/pulumi/proto/provider_pb.js';
import statusProto from '@pulumi/pulumi/proto/status_pb.js';
import anyProto from 'google-protobuf/google/protobuf/any_pb.js';
import emptyProto from 'google-protobuf/google/protobuf/empty_pb.js';
import structProto from 'google-protobuf/google/protobuf/struct_pb.js';
import { configurationFaults, configuredRegion, decodeConfiguration } from './configuration.ts';
import type { Difference } from './diff.ts';
import { messageOf, PartlyCreated, type Provider } from './provider.ts';
import {
  hasUnknown,
  mapValues,
  markSecrets,
  same,
  unwrap,
  unwrapAll,
  type Value,
  type Values,
} from './values.ts';

/** Large checkpoints and policies: the size that the Pulumi SDK itself uses. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

type Struct = InstanceType<typeof structProto.Struct>;
type Handler = (request: never) => object | Promise<object>;

/** What the service tells of the plugin. */
export interface PluginDescription {
  /** Version of the `aws` package whose types it serves. */
  readonly version: string;
  /** Pulumi schema, as JSON text. */
  readonly schema: () => Promise<string>;
}

/**
 * Serves `pulumirpc.ResourceProvider` on a free port of 127.0.0.1.
 *
 * @returns the port, once it is listening.
 */
export async function serve(
  provider: Provider,
  description: PluginDescription,
): Promise<{ port: number; stop(): Promise<void> }> {
  const handlers = handlersOf(provider, description);
  const implementation = Object.fromEntries(
    Object.keys(providerService.ResourceProviderService).map((name) => [name, unary(name, handlers[name])]),
  );
  const server = new grpc.Server({
    'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
    'grpc.max_send_message_length': MAX_MESSAGE_BYTES,
  });
  server.addService(providerService.ResourceProviderService, implementation as never);
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return { port, stop: () => new Promise((resolve) => server.tryShutdown(() => resolve())) };
}

function unary(name: string, handler: Handler | undefined) {
  return async (call: { request: never }, done: (error: object | null, response?: object) => void) => {
    if (!handler)
      return done({
        code: grpc.status.UNIMPLEMENTED,
        details: `the aws provider of the sandbox does not implement ${name}`,
      });
    try {
      done(null, await handler(call.request));
    } catch (error) {
      done(
        error instanceof PartlyCreated
          ? initFailed(error)
          : { code: grpc.status.UNKNOWN, details: messageOf(error) },
      );
    }
  };
}

function handlersOf(provider: Provider, description: PluginDescription): { [name: string]: Handler } {
  return {
    handshake() {
      const response = new proto.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      response.setSupportsAutonamingConfiguration(true);
      return response;
    },
    async getSchema() {
      const response = new proto.GetSchemaResponse();
      response.setSchema(await description.schema());
      return response;
    },
    getPluginInfo() {
      const info = new pluginProto.PluginInfo();
      info.setVersion(description.version);
      return info;
    },
    attach: () => new emptyProto.Empty(),
    cancel() {
      provider.cancel();
      return new emptyProto.Empty();
    },
    checkConfig(request: InstanceType<typeof proto.CheckRequest>) {
      const news = values(request.getNews());
      const response = new proto.CheckResponse();
      const plain = unwrapAll(news);
      response.setFailuresList(configurationFaults(plain).map(failure));
      const region = configuredRegion(decodeConfiguration(plain), process.env);
      response.setInputs(struct(plain.region === undefined && region ? { ...news, region } : news));
      return response;
    },
    diffConfig(request: InstanceType<typeof proto.DiffRequest>) {
      const olds = decodeConfiguration(unwrapAll(values(request.getOldInputs() ?? request.getOlds())));
      const news = decodeConfiguration(unwrapAll(values(request.getNews())));
      const changed = [...new Set([...Object.keys(olds), ...Object.keys(news)])]
        .filter((name) => !same(olds[name], news[name]))
        .sort();
      const response = new proto.DiffResponse();
      // No setting replaces the provider: a new region or account shows in the resources' own inputs.
      response.setChanges(
        changed.length > 0
          ? proto.DiffResponse.DiffChanges.DIFF_SOME
          : proto.DiffResponse.DiffChanges.DIFF_NONE,
      );
      response.setDiffsList(changed);
      return response;
    },
    async configure(request: InstanceType<typeof proto.ConfigureRequest>) {
      await provider.configure(unwrapAll(values(request.getArgs())));
      const response = new proto.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setSupportspreview(true);
      response.setSupportsAutonamingConfiguration(true);
      return response;
    },
    async check(request: InstanceType<typeof proto.CheckRequest>) {
      const { type, name } = identityOf(request.getUrn());
      const news = values(request.getNews());
      const autonaming = request.getAutonaming();
      const modes = proto.CheckRequest.AutonamingOptions.Mode;
      const result = await provider.check(request.getType() || type, {
        logicalName: request.getName() || name,
        olds: unwrapAll(values(request.getOlds())),
        news: unwrapAll(news),
        seed: request.getRandomseed_asU8(),
        proposedName:
          autonaming &&
          (autonaming.getMode() === modes.DISABLE ? null : autonaming.getProposedName() || undefined),
      });
      const response = new proto.CheckResponse();
      response.setInputs(struct(remarked(result.inputs, news)));
      response.setFailuresList(result.failures.map(failure));
      return response;
    },
    async diff(request: InstanceType<typeof proto.DiffRequest>) {
      const oldInputs = request.getOldInputs();
      const result = await provider.diff(
        identityOf(request.getUrn()).type,
        oldInputs && unwrapAll(values(oldInputs)),
        unwrapAll(values(request.getOlds())),
        unwrapAll(values(request.getNews())),
        request.getIgnorechangesList(),
      );
      return diffResponse(result);
    },
    async create(request: InstanceType<typeof proto.CreateRequest>) {
      const marked = values(request.getProperties());
      const inputs = unwrapAll(marked);
      const { type } = identityOf(request.getUrn());
      const response = new proto.CreateResponse();
      if (request.getPreview()) {
        response.setProperties(struct(remarked(await provider.preview(type, inputs), marked)));
        return response;
      }
      try {
        const { id, outputs } = await provider.create(type, inputs, request.getTimeout());
        response.setId(id);
        response.setProperties(struct(remarked(outputs, marked)));
        return response;
      } catch (error) {
        if (!(error instanceof PartlyCreated)) throw error;
        throw new PartlyCreated(error.id, marked, remarked(error.outputs, marked), error.cause);
      }
    },
    async read(request: InstanceType<typeof proto.ReadRequest>) {
      const [markedInputs, markedOutputs] = [values(request.getInputs()), values(request.getProperties())];
      const isImport = Object.keys(markedInputs).length === 0 && Object.keys(markedOutputs).length === 0;
      const oldInputs =
        isImport || Object.keys(markedInputs).length === 0 ? undefined : unwrapAll(markedInputs);
      const { type } = identityOf(request.getUrn());
      const state = await provider.read(type, request.getId(), oldInputs, unwrapAll(markedOutputs));
      const response = new proto.ReadResponse();
      if (!state) return response;
      response.setId(state.id);
      response.setInputs(struct(remarked(state.inputs, markedInputs)));
      response.setProperties(struct(remarked(state.outputs, markedInputs, markedOutputs)));
      return response;
    },
    async update(request: InstanceType<typeof proto.UpdateRequest>) {
      const marked = values(request.getNews());
      const inputs = unwrapAll(marked);
      const { type } = identityOf(request.getUrn());
      const olds = unwrapAll(values(request.getOlds()));
      const outputs = request.getPreview()
        ? await provider.preview(type, inputs, olds)
        : await provider.update(type, request.getId(), oldInputsOf(request), inputs, request.getTimeout());
      const response = new proto.UpdateResponse();
      response.setProperties(struct(remarked(outputs, marked)));
      return response;
    },
    async delete(request: InstanceType<typeof proto.DeleteRequest>) {
      const olds = unwrapAll(values(request.getOldInputs()));
      const outputs = unwrapAll(values(request.getProperties()));
      await provider.delete(
        identityOf(request.getUrn()).type,
        request.getId(),
        { ...outputs, ...olds },
        request.getTimeout(),
      );
      return new emptyProto.Empty();
    },
    async invoke(request: InstanceType<typeof proto.InvokeRequest>) {
      const response = new proto.InvokeResponse();
      const args = unwrapAll(values(request.getArgs()));
      // A preview asks with what it has; the engine skips invokes with unknown arguments, and so does this.
      response.setReturn(struct(hasUnknown(args) ? {} : await provider.invoke(request.getTok(), args)));
      return response;
    },
  };
}

function oldInputsOf(request: InstanceType<typeof proto.UpdateRequest>): Values {
  const oldInputs = request.getOldInputs();
  return unwrapAll(values(oldInputs ?? request.getOlds()));
}

function diffResponse(result: Difference) {
  const { PropertyDiff, DiffResponse } = proto;
  const kinds = PropertyDiff.Kind;
  const response = new DiffResponse();
  response.setChanges(
    result.changed.length > 0 ? DiffResponse.DiffChanges.DIFF_SOME : DiffResponse.DiffChanges.DIFF_NONE,
  );
  response.setDiffsList([...result.changed]);
  response.setReplacesList([...result.replaces]);
  response.setDeletebeforereplace(result.deleteBeforeReplace);
  response.setHasdetaileddiff(true);
  for (const [path, { change, replaces }] of result.detailed) {
    const detail = new PropertyDiff();
    const [plain, replacing] = {
      add: [kinds.ADD, kinds.ADD_REPLACE],
      delete: [kinds.DELETE, kinds.DELETE_REPLACE],
      update: [kinds.UPDATE, kinds.UPDATE_REPLACE],
    }[change] as [typeof kinds.ADD, typeof kinds.ADD_REPLACE];
    detail.setKind(replaces ? replacing : plain);
    detail.setInputdiff(true);
    response.getDetaileddiffMap().set(path, detail);
  }
  return response;
}

/** Tells the engine to keep a resource that exists but is not complete. */
function initFailed(error: PartlyCreated): object {
  const detail = new proto.ErrorResourceInitFailed();
  detail.setId(error.id);
  detail.setProperties(struct(error.outputs));
  detail.setInputs(struct(error.inputs));
  detail.setReasonsList([error.message]);
  const packed = new anyProto.Any();
  packed.pack(detail.serializeBinary(), 'pulumirpc.ErrorResourceInitFailed');
  const status = new statusProto.Status();
  status.setCode(grpc.status.UNKNOWN);
  status.setMessage(error.message);
  status.addDetails(packed);
  const metadata = new grpc.Metadata();
  metadata.set('grpc-status-details-bin', Buffer.from(status.serializeBinary()));
  return { code: grpc.status.UNKNOWN, details: error.message, metadata };
}

function failure({ property, reason }: { property: string; reason: string }) {
  const message = new proto.CheckFailure();
  message.setProperty(property);
  message.setReason(reason);
  return message;
}

/** `urn:pulumi:stack::project::parent$type::name` -> its type and name. */
function identityOf(urn: string): { type: string; name: string } {
  const [, , types = '', ...name] = urn.split('::');
  return { type: types.split('$').at(-1) ?? '', name: name.join('::') };
}

function remarked(plain: Values, ...marked: Values[]): Values {
  const result = mapValues(plain, (value, key) => markSecrets(value, ...marked.map((values) => values[key])));
  // Tags of the provider and the resource together: as secret as the resource's own.
  const secretTags = marked.map((values) => values.tags).filter((tags) => tags !== undefined);
  if (result.tagsAll !== undefined && !same(unwrap(result.tagsAll), result.tagsAll)) return result;
  if (plain.tagsAll !== undefined && secretTags.length > 0)
    result.tagsAll = markSecrets(plain.tagsAll, ...secretTags);
  return result;
}

const values = (message: Struct | undefined): Values => (message?.toJavaScript() ?? {}) as Values;
const struct = (object: { [key: string]: Value }): Struct =>
  structProto.Struct.fromJavaScript(object as never);
