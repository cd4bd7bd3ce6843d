import type { ServiceError } from '@grpc/grpc-js';
import proto from '@pulumi/pulumi/proto/provider_pb.js';
import statusProto from '@pulumi/pulumi/proto/status_pb.js';
import type { PropertyMap } from '../resource/properties.ts';
import { fromStruct } from './rpc.ts';

/** A reason why inputs are not acceptable. */
export interface CheckFailure {
  property: string;
  reason: string;
}

/** How one property differs, as providers tell it. */
export interface DetailedDifference {
  diffKind: 'add' | 'add-replace' | 'delete' | 'delete-replace' | 'update' | 'update-replace';
  inputDiff: boolean;
}

/** A provider's judgement of a change. */
export interface DiffResult {
  changes: 'none' | 'some' | 'unknown';
  /** Properties that force a replacement. */
  replaceKeys: string[];
  changedKeys: string[];
  /** Undefined when the provider gave none. */
  detailedDiff: Record<string, DetailedDifference> | undefined;
  deleteBeforeReplace: boolean;
}

/** A failed operation: what the provider said and what it means for the resource. */
export class ProviderError extends Error {
  /** 0: nothing happened; 1: the resource exists but is not initialized; 2: not known. */
  readonly status: 0 | 1 | 2;
  /** The resource as far as it exists; only with status 1. */
  readonly partial: { id: string; outputs: PropertyMap; inputs: PropertyMap; reasons: string[] } | undefined;
  /** The plugin died before it answered: whether it did what it was asked for is not known. */
  readonly unanswered: boolean;
  constructor(message: string, status: 0 | 1 | 2, partial?: ProviderError['partial'], unanswered = false) {
    super(message);
    this.unanswered = unanswered;
    this.name = 'ProviderError';
    this.status = status;
    this.partial = partial;
  }
}

/** A plugin's process is gone, though nobody ended it. */
export class PluginDiedError extends Error {}

/** The live state of a resource. */
export interface ReadResult {
  id: string;
  /** Undefined when the provider hands none back. */
  inputs: PropertyMap | undefined;
  /** Undefined when the resource does not exist. */
  outputs: PropertyMap | undefined;
}

/** The answer to a function call. */
export interface InvokeResult {
  properties: PropertyMap;
  failures: CheckFailure[];
  /** The provider cannot answer during this preview: its own configuration is not known. */
  unknown: boolean;
}

const detailedKinds = ['add', 'add-replace', 'delete', 'delete-replace', 'update', 'update-replace'] as const;

/** Why a difference cannot be told while a provider's configuration is unknown. */
export const unknownConfigurationWarning =
  'The provider for this resource has inputs that are not known during preview.\n' +
  'This preview may not correctly represent the changes that will be applied during an update.';

/** Reasons of a failed check. */
export const failuresOf = (failures: proto.CheckFailure[]): CheckFailure[] =>
  failures.map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() }));

/** A provider's judgement, from its message. */
export function diffOf(response: proto.DiffResponse): DiffResult {
  const detailed: Record<string, DetailedDifference> = {};
  for (const [path, difference] of response.getDetaileddiffMap().entries() as Iterable<
    [string, proto.PropertyDiff]
  >) {
    detailed[path] = {
      diffKind: detailedKinds[difference.getKind()] ?? 'update',
      inputDiff: difference.getInputdiff(),
    };
  }
  return {
    changes: (['unknown', 'none', 'some'] as const)[response.getChanges()] ?? 'unknown',
    replaceKeys: response.getReplacesList(),
    changedKeys: response.getDiffsList(),
    detailedDiff: response.getHasdetaileddiff() ? detailed : undefined,
    deleteBeforeReplace: response.getDeletebeforereplace(),
  };
}

/** What a provider attaches to its error when the resource was made but could not be initialized. */
export function partialCreation(error: unknown): ProviderError['partial'] {
  const metadata = (error as Partial<ServiceError>).metadata;
  const bytes = metadata?.get('grpc-status-details-bin')[0];
  if (!(bytes instanceof Uint8Array)) return undefined;
  for (const detail of statusProto.Status.deserializeBinary(bytes).getDetailsList()) {
    const failed = detail.unpack(
      proto.ErrorResourceInitFailed.deserializeBinary,
      'pulumirpc.ErrorResourceInitFailed',
    ) as proto.ErrorResourceInitFailed | null;
    if (failed) {
      return {
        id: failed.getId(),
        outputs: fromStruct(failed.getProperties()),
        inputs: fromStruct(failed.getInputs()),
        reasons: failed.getReasonsList(),
      };
    }
  }
  return undefined;
}

/** Reasons as one message. */
export const listReasons = (reasons: string[]): string =>
  `${reasons.length} ${reasons.length === 1 ? 'error' : 'errors'} occurred:\n${reasons.map((reason) => `\t* ${reason}\n`).join('')}\n`;
