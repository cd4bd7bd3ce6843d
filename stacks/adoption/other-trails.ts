import { isControlTowerResource } from '@trailguard/baseline';
import type { Plan } from './plan.ts';

/** A trail of the organization, as AWS has it. */
export interface OrganizationTrail {
  readonly name: string;
  readonly arn: string;
}

const TrailType = 'aws:cloudtrail/trail:Trail';

/** Names of the organization's trails that a plan makes or takes over. */
export function plannedTrails({ creates, imports }: Pick<Plan, 'creates' | 'imports'>): string[] {
  return [...creates, ...imports].flatMap(({ type, inputs }) =>
    type === TrailType && inputs.isOrganizationTrail === true ? [String(inputs.name)] : [],
  );
}

/**
 * Trails of the organization beside those that are planned: they record, and bill, the same events. A sentence each, with the
 * way out.
 * @param planned names, at least one
 * @param trails all that there are
 * @param ours ARNs of trails that the state has: they are no strangers
 */
export function otherTrails(
  planned: readonly string[],
  trails: readonly OrganizationTrail[],
  ours: ReadonlySet<string>,
): string[] {
  return trails
    .filter(({ name, arn }) => !planned.includes(name) && !ours.has(arn) && !isControlTowerResource(name))
    .map(
      ({ name, arn }) =>
        `${arn} is a trail of the organization of another name than ${planned[0]}; a trail is not renamed, so it stays and records ` +
        `beside the new one, and a second copy of management events is billed. Once the new one delivers, end it: ` +
        `aws cloudtrail delete-trail --name ${name}`,
    );
}
