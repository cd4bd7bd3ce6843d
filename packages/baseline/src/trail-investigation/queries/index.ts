import type { SavedQuery } from '../saved-query.ts';
import consoleWithoutMfa from './console-without-mfa.ts';
import deletedLogs from './deleted-logs.ts';
import deniedBursts from './denied-bursts.ts';
import failedSignIns from './failed-sign-ins.ts';
import guarddutyChanges from './guardduty-changes.ts';
import keyDeletion from './key-deletion.ts';
import keyUse from './key-use.ts';
import newRegions from './new-regions.ts';
import rootUse from './root-use.ts';
import trailChanges from './trail-changes.ts';
import unusualCallers from './unusual-callers.ts';
import whoChanged from './who-changed.ts';

/** All saved queries, by name. */
export const savedQueries: readonly SavedQuery[] = [
  consoleWithoutMfa,
  deletedLogs,
  deniedBursts,
  failedSignIns,
  guarddutyChanges,
  keyDeletion,
  keyUse,
  newRegions,
  rootUse,
  trailChanges,
  unusualCallers,
  whoChanged,
];
