import type { PropertyMap } from '../resource/properties.ts';
import { newState, type ResourceState } from '../resource/state.ts';
import type { Step } from './step.ts';

/** A resource that a program reads. */
export interface ReadRequest {
  type: string;
  name: string;
  id: string;
  parent: string;
  properties: PropertyMap;
  dependencies: string[];
  provider: string;
  additionalSecretOutputs: string[];
  sourcePosition: string;
}

/** State of a resource that is managed elsewhere. */
export function stateOfRead(request: ReadRequest, urn: string): ResourceState {
  const { type, name: _name, properties, ...fields } = request;
  return { ...newState({ type, urn, custom: true }), ...fields, inputs: properties, external: true };
}

/** Steps that read a resource which is managed elsewhere, in the place of one that was managed here if need be. */
export function readSteps(state: ResourceState, old: ResourceState | undefined, done: Step['done']): Step[] {
  const { urn } = state;
  const finish = done ? { done } : {};
  if (!old || old.external || old.id === state.id) {
    return [{ op: 'read', urn, old, new: state, logical: true, ...finish }];
  }
  return [
    { op: 'read-replacement', urn, old, new: state, logical: false, deletesOldLater: true, ...finish },
    { op: 'replace', urn, old, new: state, logical: true },
  ];
}
