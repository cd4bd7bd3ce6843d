import type { Goal, ResourceState } from '../resource/state.ts';
import type { Step } from './step.ts';

/** Whether a program asks to adopt a resource that is not managed yet under this id. */
export function isImport(goal: Goal, old: ResourceState | undefined): boolean {
  if (!goal.custom || !goal.importId) return false;
  return !old || old.external || (old.importId || old.id) !== goal.importId;
}

/** Steps that adopt an existing resource, in the place of another one if there is one. */
export function importSteps(
  state: ResourceState,
  old: ResourceState | undefined,
  done: Step['done'],
): Step[] {
  const { urn, importId } = state;
  const adopting = { urn, new: state, importId, ...(done && { done }) };
  if (!old) return [{ op: 'import', old: undefined, logical: true, ...adopting }];
  return [
    { op: 'import-replacement', old, logical: false, deletesOldLater: true, ...adopting },
    { op: 'replace', urn, old, new: state, logical: true },
  ];
}
