import { isText, or } from '../event-matching/expression.ts';
import { canTakeIn, detailType } from './watching-rules.ts';

const eventsOfCloudTrail = or(...Object.values(detailType).map((type) => isText('detail-type', type)));

/** Tells whether the pattern of an event rule can take in events of CloudTrail; one that is not understood can. */
export function isAboutCloudTrail(pattern: string): boolean {
  return canTakeIn(pattern, eventsOfCloudTrail) !== false;
}
