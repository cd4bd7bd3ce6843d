import { trailsStreamingTo } from '../estate/log-groups.ts';
import type { Estate, LogGroup } from '../model/estate.ts';
import { isUnknown } from '../model/fact.ts';
import type { Verdict } from '../model/verdict.ts';
import { notApplicable, unknown } from '../verdicts.ts';

/** Start of the names of log groups that GuardDuty writes. */
const guardDutyGroups = '/aws/guardduty/';

/** Judges a log group that a trail streams to or GuardDuty writes; others are none of this product's. */
export function ifHoldsAudit(group: LogGroup, estate: Estate, judge: () => Verdict): Verdict {
  const { name } = group;
  const { trails, complete } = trailsStreamingTo(group, estate);
  if (trails.length > 0 || (typeof name === 'string' && name.startsWith(guardDutyGroups))) return judge();
  const hidden = isUnknown(name) ? name : complete;
  return hidden === true || hidden.unknown === 'open-world'
    ? notApplicable('neither a trail nor GuardDuty writes to the log group')
    : unknown('whether a trail writes to the log group is not known', hidden);
}
