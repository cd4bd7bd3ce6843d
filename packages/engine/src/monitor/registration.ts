import aliasProto from '@pulumi/pulumi/proto/alias_pb.js';
import proto from '@pulumi/pulumi/proto/resource_pb.js';
import type { AliasSpec, CustomTimeouts } from '../resource/state.ts';

/** Options of a resource, as a program gives them and transforms may change them. */
export interface RegistrationOptions {
  dependsOn: string[];
  protect: boolean | undefined;
  ignoreChanges: string[];
  replaceOnChanges: string[];
  version: string;
  aliases: AliasSpec[];
  /** `<urn>::<id>`; empty for the default provider. */
  provider: string;
  /** By operation, e.g. `5m`; empty for none. */
  customTimeouts: { create: string; update: string; delete: string };
  pluginDownloadUrl: string;
  retainOnDelete: boolean | undefined;
  deletedWith: string;
  deleteBeforeReplace: boolean | undefined;
  additionalSecretOutputs: string[];
  /** Of a component, by package. */
  providers: Record<string, string>;
  importId: string;
}

/** Refuses a registration that needs what the engine lacks, naming it. */
export function refuseUnsupported(request: proto.RegisterResourceRequest): void {
  const hooks = request.getHooks()?.toObject();
  const asked: [string, boolean][] = [
    ['remote components (Construct)', request.getRemote()],
    ['resource hooks', Object.values(hooks ?? {}).some((names) => names.length > 0)],
    ['the replaceWith option', request.getReplaceWithList().length > 0],
    ['the replacementTrigger option', request.hasReplacementTrigger()],
    ['parameterized packages', request.getPackageref() !== ''],
    ['state migrations', request.getStateMigrationsList().length > 0],
    ['the envVarMappings option', request.getEnvvarmappingsMap().getLength() > 0],
  ];
  for (const [feature, wanted] of asked) if (wanted) throw notSupported(feature);
}

/** Error that names a feature the engine lacks. */
export const notSupported = (feature: string): Error =>
  new Error(`not supported by the embedded engine: ${feature}`);

/** Options of a registration. */
export function optionsOf(request: proto.RegisterResourceRequest): RegistrationOptions {
  const urns = request.getAliasurnsList().map((urn) => ({ urn }));
  return {
    dependsOn: request.getDependenciesList(),
    protect: request.hasProtect() ? request.getProtect() : undefined,
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    version: request.getVersion(),
    aliases: [...urns, ...request.getAliasesList().map(aliasOf)],
    provider: request.getProvider(),
    customTimeouts: timeoutsOf(request.getCustomtimeouts()),
    pluginDownloadUrl: request.getPlugindownloadurl(),
    retainOnDelete: request.hasRetainondelete() ? request.getRetainondelete() : undefined,
    deletedWith: request.getDeletedwith(),
    deleteBeforeReplace: request.getDeletebeforereplacedefined()
      ? request.getDeletebeforereplace()
      : undefined,
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    providers: Object.fromEntries(request.getProvidersMap().entries() as Iterable<[string, string]>),
    importId: request.getImportid(),
  };
}

/** Which resources each property depends on. */
export function dependenciesOf(request: proto.RegisterResourceRequest): Record<string, string[]> {
  const entries = request.getPropertydependenciesMap().entries() as Iterable<
    [string, proto.RegisterResourceRequest.PropertyDependencies]
  >;
  return Object.fromEntries([...entries].map(([key, dependencies]) => [key, dependencies.getUrnsList()]));
}

/** Options as a transform is given them. */
export function toTransform(options: RegistrationOptions): proto.TransformResourceOptions {
  const message = new proto.TransformResourceOptions();
  message.setDependsOnList(options.dependsOn);
  if (options.protect !== undefined) message.setProtect(options.protect);
  message.setIgnoreChangesList(options.ignoreChanges);
  message.setReplaceOnChangesList(options.replaceOnChanges);
  message.setVersion(options.version);
  message.setAliasesList(options.aliases.map(toAlias));
  message.setProvider(options.provider);
  const timeouts = new proto.RegisterResourceRequest.CustomTimeouts();
  timeouts.setCreate(options.customTimeouts.create);
  timeouts.setUpdate(options.customTimeouts.update);
  timeouts.setDelete(options.customTimeouts.delete);
  message.setCustomTimeouts(timeouts);
  message.setPluginDownloadUrl(options.pluginDownloadUrl);
  if (options.retainOnDelete !== undefined) message.setRetainOnDelete(options.retainOnDelete);
  message.setDeletedWith(options.deletedWith);
  if (options.deleteBeforeReplace !== undefined) message.setDeleteBeforeReplace(options.deleteBeforeReplace);
  message.setAdditionalSecretOutputsList(options.additionalSecretOutputs);
  for (const [name, provider] of Object.entries(options.providers))
    message.getProvidersMap().set(name, provider);
  message.setImport(options.importId);
  return message;
}

/** Options as a transform answers them. */
export function fromTransform(message: proto.TransformResourceOptions): RegistrationOptions {
  return {
    dependsOn: message.getDependsOnList(),
    protect: message.hasProtect() ? message.getProtect() : undefined,
    ignoreChanges: message.getIgnoreChangesList(),
    replaceOnChanges: message.getReplaceOnChangesList(),
    version: message.getVersion(),
    aliases: message.getAliasesList().map(aliasOf),
    provider: message.getProvider(),
    customTimeouts: timeoutsOf(message.getCustomTimeouts()),
    pluginDownloadUrl: message.getPluginDownloadUrl(),
    retainOnDelete: message.hasRetainOnDelete() ? message.getRetainOnDelete() : undefined,
    deletedWith: message.getDeletedWith(),
    deleteBeforeReplace: message.hasDeleteBeforeReplace() ? message.getDeleteBeforeReplace() : undefined,
    additionalSecretOutputs: message.getAdditionalSecretOutputsList(),
    providers: Object.fromEntries(message.getProvidersMap().entries() as Iterable<[string, string]>),
    importId: message.getImport(),
  };
}

const timeoutsOf = (message: proto.RegisterResourceRequest.CustomTimeouts | undefined) => ({
  create: message?.getCreate() ?? '',
  update: message?.getUpdate() ?? '',
  delete: message?.getDelete() ?? '',
});

function aliasOf(message: aliasProto.Alias): AliasSpec {
  const spec = message.getSpec();
  if (!spec) return { urn: message.getUrn() };
  return {
    name: spec.getName(),
    type: spec.getType(),
    stack: spec.getStack(),
    project: spec.getProject(),
    parentUrn: spec.getParenturn(),
    noParent: spec.getNoparent(),
  };
}

function toAlias(alias: AliasSpec): aliasProto.Alias {
  const message = new aliasProto.Alias();
  if ('urn' in alias) {
    message.setUrn(alias.urn);
    return message;
  }
  const spec = new aliasProto.Alias.Spec();
  spec.setName(alias.name);
  spec.setType(alias.type);
  spec.setStack(alias.stack);
  spec.setProject(alias.project);
  if (alias.noParent) spec.setNoparent(true);
  else if (alias.parentUrn) spec.setParenturn(alias.parentUrn);
  message.setSpec(spec);
  return message;
}

/** Seconds of each timeout; 0 where none is set. Throws for one that is no duration. */
export function timeoutSeconds(timeouts: RegistrationOptions['customTimeouts']): CustomTimeouts {
  return {
    create: durationSeconds('create', timeouts.create),
    update: durationSeconds('update', timeouts.update),
    delete: durationSeconds('delete', timeouts.delete),
  };
}

const unitSeconds: Record<string, number> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };

function durationSeconds(operation: string, text: string): number {
  if (!text) return 0;
  if (!/^(\d+(\.\d+)?(h|ms|m|s|us|µs|ns))+$/.test(text)) {
    throw new Error(
      `the custom timeout for ${operation} is '${text}', which is no duration such as 1h30m or 10s`,
    );
  }
  return [...text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|us|µs|ns)/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (unitSeconds[unit ?? ''] ?? 0),
    0,
  );
}
