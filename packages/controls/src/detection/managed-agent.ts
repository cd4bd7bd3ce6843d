import type { ControlDefinition } from '../define-control.ts';
import { hasNone } from '../estate/resource-counts.ts';
import type { AdministratorDetector, RuntimeWorkload } from '../model/detection.ts';
import { isUnknown } from '../model/fact.ts';
import type { Verdict } from '../model/verdict.ts';
import { evidence, fail, notApplicable } from '../verdicts.ts';
import { coverageHealth, defaultHealthyPercent } from './coverage-health.ts';
import { featureMetadata, hasFeature } from './protection-plan.ts';

/** What a kind of workload is known by. */
export interface AgentKind {
  /** Additional configuration of `RUNTIME_MONITORING`. */
  readonly part: string;
  /** Its CloudFormation type. */
  readonly resourceType: string;
  /** What the coverage of Runtime Monitoring calls it. */
  readonly workload: RuntimeWorkload;
}

type AgentParameters = { readonly manualAgent: boolean };

/**
 * The rule of an agent of Runtime Monitoring: GuardDuty installs it by itself, in every account. It does not apply
 * where an inventory proves that there is nothing to install it on, or where agents that are installed by hand report.
 */
export function managedAgent({
  part,
  resourceType,
  workload,
}: AgentKind): Omit<
  ControlDefinition<'administratorDetector', AgentParameters>,
  'id' | 'title' | 'intent' | 'severity' | 'url'
> {
  const feature = { name: 'RUNTIME_MONITORING', part };
  return {
    ...featureMetadata(feature),
    parameters: { manualAgent: false },
    parameterHelp: {
      manualAgent: {
        description: 'Whether agents are installed by hand; it counts only while they report as GD-14 asks.',
      },
    },
    evaluate: (detector, { estate, parameters: { manualAgent } }) => {
      const verdict = hasFeature(detector, estate, feature, false);
      if (verdict.status !== 'fail') return verdict;
      if (hasNone(estate, resourceType)) {
        return notApplicable(`the organization has no ${resourceType}`);
      }
      if (manualAgent && coverageHealth(detector, estate, defaultHealthyPercent).status === 'pass') {
        return notApplicable('agents are installed by hand, and they report');
      }
      return withConcerned(verdict, detector, workload);
    },
  };
}

/** Adds what Runtime Monitoring says of the workloads: how many there are, and how many do not report. */
function withConcerned(
  verdict: Extract<Verdict, { status: 'fail' }>,
  detector: AdministratorDetector,
  workload: RuntimeWorkload,
): Verdict {
  const { coverage } = detector;
  if (coverage === null || isUnknown(coverage)) return verdict;
  const there = coverage.countByType[workload] ?? 0;
  if (there === 0) return verdict;
  const { items, complete } = coverage.unhealthyResources;
  const silent = items.filter(({ type }) => type === workload).length;
  const atLeast = complete === true ? '' : 'at least ';
  return fail(
    `${verdict.reason}; of ${there} ${workload} workloads ${atLeast}${silent} do not report`,
    ...verdict.evidence,
    evidence(detector, 'coverage', { [workload]: there, unhealthy: silent }),
  );
}
