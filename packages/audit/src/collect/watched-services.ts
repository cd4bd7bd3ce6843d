import { listOf, type PolicyDocument, type PolicyStatement } from '@trailguard/controls';

/** Services that a control asks about what somebody may do with them. */
const watched = ['athena', 'cloudtrail', 'guardduty', 'kms', 'logs', 's3', 'sts'];

/**
 * A document in which all other services are named once, without their actions and resources: that somebody may do
 * something with them is all that a control wants to know, and most of what roles of applications hold is about them.
 */
export function onlyWatchedServices(document: PolicyDocument): PolicyDocument {
  const kept: PolicyStatement[] = [];
  const others = { Allow: new Set<string>(), Deny: new Set<string>() };
  for (const statement of document.Statement) {
    if (statement.Action === undefined) {
      kept.push(statement);
      continue;
    }
    const actions = listOf(statement.Action);
    const own = actions.filter(isWatched);
    for (const action of actions)
      if (!isWatched(action)) others[statement.Effect].add(`${serviceOf(action)}:*`);
    if (own.length > 0) kept.push({ ...statement, Action: own });
  }
  for (const Effect of ['Allow', 'Deny'] as const) {
    if (others[Effect].size > 0) kept.push({ Effect, Action: [...others[Effect]].sort(), Resource: '*' });
  }
  return { ...document, Statement: kept };
}

/** A service may be named by a pattern, such as `s3*:*` or `*`. */
function isWatched(action: string): boolean {
  const service = serviceOf(action);
  return /[*?]/.test(service) || watched.includes(service);
}

function serviceOf(action: string): string {
  return action.toLowerCase().split(':')[0] ?? '';
}
