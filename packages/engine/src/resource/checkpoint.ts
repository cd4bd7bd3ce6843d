import type { ResourceV3 } from '../state/checkpoint.ts';
import { newState, type ResourceState } from './state.ts';

/** A resource of a checkpoint, its secrets opened, as the engine works with it. */
export function fromCheckpoint(resource: ResourceV3): ResourceState {
  return {
    ...newState(resource),
    delete: resource.delete ?? false,
    id: resource.id ?? '',
    inputs: resource.inputs ?? {},
    outputs: resource.outputs ?? {},
    parent: resource.parent ?? '',
    protect: resource.protect ?? false,
    external: resource.external ?? false,
    dependencies: resource.dependencies ?? [],
    initErrors: resource.initErrors ?? [],
    provider: resource.provider ?? '',
    propertyDependencies: resource.propertyDependencies ?? {},
    pendingReplacement: resource.pendingReplacement ?? false,
    additionalSecretOutputs: resource.additionalSecretOutputs ?? [],
    aliases: resource.aliases ?? [],
    customTimeouts: { create: 0, update: 0, delete: 0, ...resource.customTimeouts },
    importId: resource.importID ?? '',
    retainOnDelete: resource.retainOnDelete ?? false,
    deletedWith: resource.deletedWith ?? '',
    created: resource.created ?? '',
    modified: resource.modified ?? '',
    sourcePosition: resource.sourcePosition ?? '',
    ignoreChanges: resource.ignoreChanges ?? [],
    replaceOnChanges: resource.replaceOnChanges ?? [],
  };
}

/** The reverse of {@link fromCheckpoint}: what a checkpoint says, with empty fields left out. */
export function toCheckpoint(state: ResourceState): ResourceV3 {
  const { create, update, delete: remove } = state.customTimeouts;
  const resource: ResourceV3 = { urn: state.urn, custom: state.custom, type: state.type };
  if (state.delete) resource.delete = true;
  if (state.id) resource.id = state.id;
  if (Object.keys(state.inputs).length) resource.inputs = state.inputs;
  if (Object.keys(state.outputs).length) resource.outputs = state.outputs;
  if (state.parent) resource.parent = state.parent;
  if (state.protect) resource.protect = true;
  if (state.external) resource.external = true;
  if (state.dependencies.length) resource.dependencies = state.dependencies;
  if (state.initErrors.length) resource.initErrors = state.initErrors;
  if (state.provider) resource.provider = state.provider;
  if (Object.keys(state.propertyDependencies).length)
    resource.propertyDependencies = state.propertyDependencies;
  if (state.pendingReplacement) resource.pendingReplacement = true;
  if (state.additionalSecretOutputs.length) resource.additionalSecretOutputs = state.additionalSecretOutputs;
  if (state.aliases.length) resource.aliases = state.aliases;
  if (create || update || remove) {
    resource.customTimeouts = {
      ...(create && { create }),
      ...(update && { update }),
      ...(remove && { delete: remove }),
    };
  }
  if (state.importId) resource.importID = state.importId;
  if (state.retainOnDelete) resource.retainOnDelete = true;
  if (state.deletedWith) resource.deletedWith = state.deletedWith;
  if (state.created) resource.created = state.created;
  if (state.modified) resource.modified = state.modified;
  if (state.sourcePosition) resource.sourcePosition = state.sourcePosition;
  if (state.ignoreChanges.length) resource.ignoreChanges = state.ignoreChanges;
  if (state.replaceOnChanges.length) resource.replaceOnChanges = state.replaceOnChanges;
  return resource;
}
