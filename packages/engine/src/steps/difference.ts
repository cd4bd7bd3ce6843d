import type { DetailedDifference, DiffResult } from '../plugins/provider-results.ts';
import { parsePath, patternContains } from '../resource/property-path.ts';
import type { ResourceState } from '../resource/state.ts';

/** A difference that the engine itself found. */
export const differenceOf = (changes: 'none' | 'some', replaceKeys: string[] = []): DiffResult => ({
  changes,
  replaceKeys,
  changedKeys: [],
  detailedDiff: undefined,
  deleteBeforeReplace: false,
});

/** Turns changes into replacements where the program asks for it with `replaceOnChanges`. */
export function applyReplaceOnChanges(
  difference: DiffResult,
  patterns: string[],
  old: ResourceState,
): DiffResult {
  if (difference.changes !== 'some' || !patterns.length) return difference;
  const parsed = patterns.map(parsePath);
  const forces = (path: string) => parsed.some((pattern) => patternContains(pattern, parsePath(path)));
  const replaceKeys = new Set(difference.replaceKeys);
  if (!difference.detailedDiff) {
    for (const key of difference.changedKeys) if (forces(key)) replaceKeys.add(key);
    // An initialization error counts as a change of anything.
    if (old.initErrors.length && patterns.includes('*')) replaceKeys.add('#initerror');
    return { ...difference, replaceKeys: [...replaceKeys] };
  }
  const detailedDiff: Record<string, DetailedDifference> = {};
  for (const [path, detail] of Object.entries(difference.detailedDiff)) {
    const replaces = forces(path);
    if (replaces) replaceKeys.add(String(parsePath(path)[0]));
    detailedDiff[path] = replaces ? asReplacement(detail) : detail;
  }
  return { ...difference, replaceKeys: [...replaceKeys], detailedDiff };
}

const replacements = { add: 'add-replace', delete: 'delete-replace', update: 'update-replace' } as const;

const asReplacement = (detail: DetailedDifference): DetailedDifference => ({
  ...detail,
  diffKind: replacements[detail.diffKind as keyof typeof replacements] ?? detail.diffKind,
});
