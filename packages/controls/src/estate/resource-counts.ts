import type { RuntimeWorkload } from '../model/detection.ts';
import type { Estate } from '../model/estate.ts';
import { isUnknown } from '../model/fact.ts';

/**
 * What Runtime Monitoring says that it watches, or should. It proves that there is something; a count of zero proves
 * nothing, as it leaves out accounts in which Runtime Monitoring is off.
 * https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring-assessing-coverage.html
 */
const watched: Readonly<Record<string, RuntimeWorkload>> = {
  'AWS::EC2::Instance': 'EC2',
  'AWS::ECS::Cluster': 'ECS',
  'AWS::EKS::Cluster': 'EKS',
};

/** Tells whether it is proven that an organization has no resource of a type; without a count a rule for it applies. */
export function hasNone(estate: Estate, ...resourceTypes: readonly string[]): boolean {
  const { resourceCounts } = estate;
  if (resourceCounts === null || isUnknown(resourceCounts)) return false;
  return resourceTypes.every(
    (type) =>
      (!Object.hasOwn(resourceCounts, type) || resourceCounts[type] === 0) && !isCovered(estate, type),
  );
}

/** Tells whether an organization is known to have a resource of a type. */
export function hasSome(estate: Estate, ...resourceTypes: readonly string[]): boolean {
  const { resourceCounts } = estate;
  const counts = resourceCounts === null || isUnknown(resourceCounts) ? {} : resourceCounts;
  return resourceTypes.some(
    (type) => (Object.hasOwn(counts, type) && counts[type] !== 0) || isCovered(estate, type),
  );
}

function isCovered({ administratorDetectors }: Estate, resourceType: string): boolean {
  const workload = Object.hasOwn(watched, resourceType) ? watched[resourceType] : undefined;
  if (workload === undefined) return false;
  return administratorDetectors.items.some(
    ({ coverage }) => coverage !== null && !isUnknown(coverage) && (coverage.countByType[workload] ?? 0) > 0,
  );
}
