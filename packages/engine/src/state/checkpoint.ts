/**
 * Pulumi's checkpoint format, version 3: what stands in `.pulumi/stacks/<project>/<stack>.json`.
 *
 * Field names are Pulumi's (`sdk/go/common/apitype/core.go`). A field this engine does not know is kept when
 * a checkpoint is read and written again.
 */
import { createHash } from 'node:crypto';

/** Key of the signature inside objects that stand for something other than themselves. */
export const SIGNATURE_KEY = '4dabf18193072939515e22adb298388d';
/** What such an object stands for, by the value of its signature. */
export const Signature = {
  Secret: '1b47061264138c4ac30d75fd1eb44270',
  Asset: 'c44067f5952c0a294b673a41bacd8c17',
  Archive: '0def7320c3a5731c473e5ecbe6d01bc7',
  Resource: '5cf8f73096256a8f31e491e813e4eb8e',
  Output: 'd0e6a833031e9bbcd3f4e8bde6ca49a4',
} as const;

/** Property values as JSON; objects may carry a {@link SIGNATURE_KEY}. */
export type PropertyValue =
  | null
  | boolean
  | number
  | string
  | PropertyValue[]
  | { [key: string]: PropertyValue };
export type PropertyMap = { [key: string]: PropertyValue };

/** A plugin that took part in the deployment. */
export interface PluginV1 {
  name: string;
  path: string;
  type: 'analyzer' | 'language' | 'resource';
  version: string;
}

/** Who wrote the checkpoint, and when. */
export interface ManifestV1 {
  /** RFC 3339. */
  time: string;
  /** SHA-256 of {@link version}, hexadecimal: see {@link magicOf}. */
  magic: string;
  /** Version of the engine that wrote it, with a leading `v`. */
  version: string;
  plugins?: PluginV1[];
}

/** How secrets of a deployment are encrypted: `passphrase` or `b64` (plain, merely encoded). */
export interface SecretsProvidersV1 {
  type: string;
  /** For `passphrase` the salt, in the form of `encryptionsalt` in `Pulumi.<stack>.yaml`. */
  state?: { salt?: string } | null;
}

/** Timeouts of a resource's operations, in seconds. */
export interface CustomTimeoutsV3 {
  create?: number;
  update?: number;
  delete?: number;
}

/** One resource of a stack. Empty fields are left out. */
export interface ResourceV3 {
  urn: string;
  /** Managed by a provider plugin; components and the stack itself are not. */
  custom: boolean;
  /** An old resource, already replaced, whose deletion is still due. */
  delete?: boolean;
  /** Given by the provider; absent until created. */
  id?: string;
  type: string;
  inputs?: PropertyMap;
  outputs?: PropertyMap;
  parent?: string;
  protect?: boolean;
  /** To be replaced by the next update. */
  taint?: boolean;
  /** Read, never created or deleted (`get` and data). */
  external?: boolean;
  dependencies?: string[];
  /** Why the resource exists but is not ready. The next update tries again. */
  initErrors?: string[];
  /** `<urn of the provider>::<id of the provider>`. */
  provider?: string;
  propertyDependencies?: Record<string, string[]>;
  /** Deleted before its replacement, which is not created yet. */
  pendingReplacement?: boolean;
  additionalSecretOutputs?: string[];
  aliases?: string[];
  customTimeouts?: CustomTimeoutsV3;
  importID?: string;
  retainOnDelete?: boolean;
  deletedWith?: string;
  replaceWith?: string[];
  /** RFC 3339: when it was first added to a state. */
  created?: string;
  /** RFC 3339: when its state last changed. */
  modified?: string;
  sourcePosition?: string;
  stackTrace?: { sourcePosition?: string }[];
  ignoreChanges?: string[];
  hideDiff?: string[];
  replaceOnChanges?: string[];
  replacementTrigger?: PropertyValue;
  refreshBeforeUpdate?: boolean;
  viewOf?: string;
  resourceHooks?: Record<string, string[]>;
}

/** An operation that had been started and whose end was not recorded. */
export interface PendingOperation {
  type: 'creating' | 'updating' | 'deleting' | 'reading' | 'importing';
  /** URN and inputs as sent to the provider. */
  resource: ResourceV3;
}

/** What a stack consists of. */
export interface DeploymentV3 {
  manifest: ManifestV1;
  secrets_providers?: SecretsProvidersV1;
  /** A resource stands after everything it depends on. */
  resources?: ResourceV3[];
  pending_operations?: PendingOperation[];
  /** Present, and empty, in files of the current CLI. */
  metadata?: Record<string, unknown>;
}

/** The content of a checkpoint file. */
export interface CheckpointFile {
  version: 3;
  checkpoint: {
    /** `organization/<project>/<stack>`. */
    stack: string;
    /** Absent until the first update. */
    latest?: DeploymentV3;
  };
}

/** What `stack export` prints and `stack import` takes. */
export interface UntypedDeployment {
  version: 3;
  deployment: DeploymentV3;
}

/** The integrity number of a manifest: SHA-256 of the engine's version. */
function magicOf(version: string): string {
  return version === '' ? '' : createHash('sha256').update(version).digest('hex');
}

/**
 * A manifest for a checkpoint written now.
 * @param version with its leading `v`, as the CLI writes it
 */
export function newManifest(version: string, plugins: PluginV1[] = []): ManifestV1 {
  return {
    time: new Date().toISOString(),
    magic: magicOf(version),
    version,
    ...(plugins.length > 0 && { plugins }),
  };
}

/** A file or an import that is not a checkpoint this engine can read. Nothing was changed. */
export class CorruptCheckpointError extends Error {
  /** @param source the file, or what else the text came from */
  constructor(source: string, reason: string, options?: ErrorOptions) {
    super(`could not read the checkpoint ${source}: ${reason}; the state was left as it is`, options);
    this.name = 'CorruptCheckpointError';
  }
}

/**
 * Reads the text of a checkpoint file.
 * @param source the file, named in errors
 * @throws CorruptCheckpointError for anything but a whole checkpoint of version 3
 */
export function parseCheckpoint(text: string, source: string): CheckpointFile {
  const content = parseObject(text, source);
  requireVersion3(content['version'], source);
  const checkpoint = content['checkpoint'];
  if (!isObject(checkpoint) || typeof checkpoint['stack'] !== 'string') {
    throw new CorruptCheckpointError(source, 'it names no stack');
  }
  const features = content['features'];
  if (Array.isArray(features) && features.length > 0) {
    throw new CorruptCheckpointError(
      source,
      `it needs features that are not supported: ${features.join(', ')}`,
    );
  }
  if (checkpoint['latest'] !== undefined && checkpoint['latest'] !== null) {
    checkDeployment(checkpoint['latest'], source);
  }
  return content as unknown as CheckpointFile;
}

/**
 * Reads what `stack export` printed.
 * @throws CorruptCheckpointError for anything but a deployment of version 3
 */
export function parseDeployment(text: string, source: string): UntypedDeployment {
  const content = parseObject(text, source);
  requireVersion3(content['version'], source);
  checkDeployment(content['deployment'], source);
  return content as unknown as UntypedDeployment;
}

function parseObject(text: string, source: string): Record<string, unknown> {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    const reason = text.trim() === '' ? 'it is empty' : `it is not JSON (${(cause as Error).message})`;
    throw new CorruptCheckpointError(source, reason, { cause });
  }
  if (!isObject(content)) throw new CorruptCheckpointError(source, 'it is not a JSON object');
  return content;
}

function requireVersion3(version: unknown, source: string): void {
  if (version !== 3) {
    throw new CorruptCheckpointError(source, `its version is ${JSON.stringify(version)}, not 3`);
  }
}

function checkDeployment(deployment: unknown, source: string): asserts deployment is DeploymentV3 {
  if (!isObject(deployment)) throw new CorruptCheckpointError(source, 'it has no deployment');
  const manifest = deployment['manifest'];
  if (!isObject(manifest)) throw new CorruptCheckpointError(source, 'it has no manifest');
  const { magic, version } = manifest as { magic?: unknown; version?: unknown };
  if (typeof version === 'string' && version !== '' && magic !== magicOf(version)) {
    throw new CorruptCheckpointError(source, "its manifest's magic does not fit its version");
  }
  checkResources(listOf(deployment, 'resources', source), source);
  for (const [index, operation] of listOf(deployment, 'pending_operations', source).entries()) {
    if (!isObject(operation) || typeof operation['type'] !== 'string') {
      throw new CorruptCheckpointError(source, `pending operation ${index} has no type`);
    }
    checkResource(operation['resource'], `pending operation ${index}`, source);
  }
}

/** Every reference must point at a resource that stands earlier in the list, as the CLI's own check demands. */
function checkResources(resources: unknown[], source: string): void {
  const seen = new Set<string>();
  for (const [index, resource] of resources.entries()) {
    checkResource(resource, `resource ${index}`, source);
    const { urn, provider, parent, dependencies } = resource;
    const references: [string, string | undefined][] = [
      ['provider', provider?.slice(0, provider.lastIndexOf('::'))],
      ['parent', parent],
      ...(dependencies ?? []).map((dependency): [string, string] => ['dependency', dependency]),
    ];
    for (const [kind, reference] of references) {
      if (reference && !seen.has(reference)) {
        throw new CorruptCheckpointError(
          source,
          `${urn} refers to the ${kind} ${reference}, which is missing`,
        );
      }
    }
    seen.add(urn);
  }
}

function checkResource(resource: unknown, what: string, source: string): asserts resource is ResourceV3 {
  if (!isObject(resource)) throw new CorruptCheckpointError(source, `${what} is not an object`);
  for (const field of ['urn', 'type'] as const) {
    if (typeof resource[field] !== 'string' || resource[field] === '') {
      throw new CorruptCheckpointError(source, `${what} has no ${field}`);
    }
  }
}

function listOf(object: Record<string, unknown>, field: string, source: string): unknown[] {
  const list = object[field] ?? [];
  if (!Array.isArray(list)) throw new CorruptCheckpointError(source, `${field} is not a list`);
  return list;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
