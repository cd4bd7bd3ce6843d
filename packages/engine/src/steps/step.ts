import type { DetailedDifference } from '../plugins/provider-results.ts';
import type { ResourceState } from '../resource/state.ts';
import { isDefaultProviderUrn } from '../resource/urn.ts';

/** What a step does, by the names of Pulumi's engine events. */
export type StepOp =
  | 'same'
  | 'create'
  | 'update'
  | 'delete'
  | 'replace'
  | 'create-replacement'
  | 'delete-replaced'
  | 'read'
  | 'read-replacement'
  | 'discard'
  | 'discard-replaced'
  | 'refresh'
  | 'import'
  | 'import-replacement'
  | 'remove-pending-replace';

/** What a program is told about a resource it registered. */
export interface RegistrationResult {
  /** Undefined when there is nothing to tell. */
  state: ResourceState | undefined;
  /** The resource was not made: its step failed, or it depends on one that did. */
  failed?: boolean;
  /** The resource was left out by `--target`: nothing of it is known. */
  skipped?: boolean;
}

/** One planned change to one resource. */
export interface Step {
  op: StepOp;
  urn: string;
  /** As the last deployment left it. */
  old: ResourceState | undefined;
  /** As it is to become. The step fills in id and outputs. */
  new: ResourceState | undefined;
  /**
   * Whether it is one of the changes that a user counts; the two halves of a replacement are not, the `replace`
   * between them is.
   */
  logical: boolean;
  /** Properties that force the replacement. */
  keys?: string[];
  /** Properties that differ. */
  diffs?: string[];
  detailedDiff?: Record<string, DetailedDifference> | undefined;
  ignoreChanges?: string[];
  /** Id of the resource that an import adopts. */
  importId?: string;
  /** A new resource that `--target` leaves out: it is told to the program but neither made nor saved. */
  skipped?: boolean;
  /** The replaced resource stays in the state, to be deleted at the end. */
  deletesOldLater?: boolean;
  /** Tells the program; called after the state has been saved. */
  done?: (result: RegistrationResult) => void;
  /** What a refresh found: filled in by the step. */
  refreshedAs?: 'same' | 'update' | 'delete';
}

/** The state a step is about: the new one if there is one. */
export function stateOf(step: Step): ResourceState {
  const state = step.new ?? step.old;
  if (!state) throw new Error(`step '${step.op}' of '${step.urn}' is about nothing`);
  return state;
}

/** Whether a step is the engine's own business: default providers are shown but not counted. */
export const isInternal = (step: Step): boolean => isDefaultProviderUrn(step.urn);

/** A copy that shares nothing a step changes. */
export const copyState = (state: ResourceState): ResourceState => ({ ...state });

/** Step that leaves a resource as it is. */
export const sameStep = (old: ResourceState, state: ResourceState, done?: Step['done']): Step => ({
  op: 'same',
  urn: state.urn,
  old,
  new: state,
  logical: true,
  ...(done && { done }),
});

/** Step that deletes a resource for good. */
export const deleteStep = (old: ResourceState): Step => ({
  op: old.external ? 'discard' : 'delete',
  urn: old.urn,
  old,
  new: undefined,
  logical: true,
});

/**
 * Step that deletes a resource because of its replacement.
 * @param beforeReplacement it goes first, and stays in the state until the replacement is there
 */
export function deleteReplacedStep(old: ResourceState, beforeReplacement: boolean): Step {
  old.pendingReplacement = beforeReplacement;
  return {
    op: old.external ? 'discard-replaced' : 'delete-replaced',
    urn: old.urn,
    old,
    new: undefined,
    logical: false,
  };
}
