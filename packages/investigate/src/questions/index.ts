import type { Question } from '../question.ts';
import consoleWithoutMfa from './console-without-mfa.ts';
import deniedBursts from './denied-bursts.ts';
import failedSignIns from './failed-sign-ins.ts';
import guarddutyChanges from './guardduty-changes.ts';
import keyDeletion from './key-deletion.ts';
import newRegions from './new-regions.ts';
import rootUse from './root-use.ts';
import timeline from './timeline.ts';
import trailChanges from './trail-changes.ts';
import unusualCallers from './unusual-callers.ts';

/** All questions, in the order of a report. */
export const questions: readonly Question[] = [
  rootUse,
  failedSignIns,
  consoleWithoutMfa,
  trailChanges,
  guarddutyChanges,
  keyDeletion,
  newRegions,
  unusualCallers,
  deniedBursts,
  timeline,
];
