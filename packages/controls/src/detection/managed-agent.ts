import type { ControlDefinition } from '../define-control.ts';
import { hasNone } from '../estate/resource-counts.ts';
import { notApplicable } from '../verdicts.ts';
import { coverageHealth, defaultHealthyPercent } from './coverage-health.ts';
import { featureMetadata, hasFeature } from './protection-plan.ts';

/** What a kind of workload is known by. */
export interface AgentKind {
  /** Additional configuration of `RUNTIME_MONITORING`. */
  readonly part: string;
  /** Its CloudFormation type. */
  readonly resourceType: string;
}

type AgentParameters = { readonly manualAgent: boolean };

/**
 * The rule of an agent of Runtime Monitoring: GuardDuty installs it by itself, in every account. It does not apply
 * where an inventory proves that there is nothing to install it on, or where agents that are installed by hand report.
 */
export function managedAgent({
  part,
  resourceType,
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
      return verdict;
    },
  };
}
