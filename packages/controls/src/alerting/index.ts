import { isText, or } from '../event-matching/expression.ts';
import { canTakeIn, detailType } from './watching-rules.ts';

const judged = or(
  ...[...Object.values(detailType), 'GuardDuty Finding'].map((type) => isText('detail-type', type)),
);

/**
 * Tells whether the pattern of an event rule can take in events of CloudTrail or findings of GuardDuty; one that is not
 * understood can. No control judges other rules.
 */
export function isJudgedRule(pattern: string): boolean {
  return canTakeIn(pattern, judged) !== false;
}
