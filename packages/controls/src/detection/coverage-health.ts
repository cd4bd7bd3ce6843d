import { hoursBetween } from '../estate/settling.ts';
import type { AdministratorDetector, Estate, UnhealthyResource } from '../model/estate.ts';
import { isUnknown } from '../model/fact.ts';
import type { Verdict } from '../model/verdict.ts';
import { decide, evidence, fail, notApplicable, pass, unknown } from '../verdicts.ts';

/** Share of resources, percent, whose agents must report unless a user says otherwise. */
export const defaultHealthyPercent = 95;

/** A resource that is unhealthy for longer than this, hours, fails by itself. */
const longestUnhealthyHours = 72;

/** A resource that changed its state this lately, hours, is left out: agents need time. */
const settlingHours = 24;

/** Resources that a reason names. */
const namedResources = 3;

/** Judges whether the agents of Runtime Monitoring report: enough of them, and none silent for days. */
export function coverageHealth(
  detector: AdministratorDetector,
  { asOf }: Estate,
  minHealthyPercent: number,
): Verdict {
  return decide(detector.coverage, 'the coverage of Runtime Monitoring', (coverage) => {
    if (coverage === null) return notApplicable('Runtime Monitoring covers nothing');
    const { healthy, unhealthyResources } = coverage;
    const { items, complete } = unhealthyResources;
    const hours = (resource: UnhealthyResource) =>
      asOf === null || resource.since === null || isUnknown(resource.since)
        ? undefined
        : hoursBetween(resource.since, asOf);
    const silent = items.filter((resource) => (hours(resource) ?? 0) > longestUnhealthyHours);
    if (silent.length > 0) {
      return fail(
        `${silent.length} resources are unhealthy for more than ${longestUnhealthyHours} hours: ${listed(silent)}`,
        evidence(detector, 'coverage', silent.slice(0, namedResources)),
      );
    }
    const settled = items.filter((resource) => (hours(resource) ?? settlingHours) >= settlingHours);
    const unhealthy = coverage.unhealthy - (items.length - settled.length);
    if (healthy + unhealthy <= 0) return notApplicable('Runtime Monitoring covers nothing');
    const percent = (100 * healthy) / (healthy + unhealthy);
    const found = evidence(detector, 'coverage', { healthy, unhealthy });
    if (percent < minHealthyPercent) {
      return fail(
        `${percent.toFixed(1)} % of the covered resources are healthy, less than ${minHealthyPercent}: ${listed(settled)}`,
        found,
      );
    }
    const undated = items.map(({ since }) => since).find(isUnknown);
    const open = complete === true ? undated : complete;
    return open === undefined
      ? pass(found)
      : unknown('for how long resources are unhealthy is not known', open);
  });
}

function listed(resources: readonly UnhealthyResource[]): string {
  const named = resources
    .slice(0, namedResources)
    .map(({ id, accountId, issue }) => `${id} in ${accountId} (${issue || 'no issue named'})`);
  return [...named, ...(resources.length > namedResources ? ['…'] : [])].join(', ');
}
