import { defineControl } from '../../define-control.ts';
import { settingOf, settingVerdict } from '../../detection/feature-setting.ts';
import { ifDetecting } from '../../estate/detectors.ts';
import { hasNone, hasSome } from '../../estate/resource-counts.ts';
import type { Detector, Estate } from '../../model/estate.ts';
import { isUnknown, unknownBecause } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, notApplicable, unknown } from '../../verdicts.ts';

/** Sources that nobody can turn off by themselves. */
const foundational = ['CLOUD_TRAIL', 'DNS_LOGS', 'FLOW_LOGS'];

/** Plans that attack sequences are found with, and what they watch. */
const plans = [
  { name: 'S3_DATA_EVENTS', watches: ['AWS::S3::Bucket'] },
  { name: 'EKS_AUDIT_LOGS', watches: ['AWS::EKS::Cluster'] },
  { name: 'RUNTIME_MONITORING', watches: ['AWS::EKS::Cluster', 'AWS::ECS::Cluster', 'AWS::EC2::Instance'] },
];

/**
 * Extended Threat Detection has no switch: it comes with GuardDuty, and finds sequences in what the plans see. A plan
 * that is off is missed only where there is something for it to watch.
 */
export default defineControl({
  id: 'GD-15',
  title: 'Foundational sources active and Extended Threat Detection fed',
  intent: 'Attack sequences need the sources.',
  severity: 'medium',
  appliesTo: 'detector',
  policies: [],
  pulumiTypes: [],
  needs: ['guardduty:GetCoverageStatistics', 'guardduty:GetDetector', 'guardduty:GetMemberDetectors'],
  fix: 'Enable the plans that are missing.',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-extended-threat-detection.html',
  evaluate(detector, { estate }) {
    return ifDetecting(detector, () =>
      all([
        ...foundational.map((name) => isOn(detector, name)),
        ...plans.map(({ name, watches }) => isOnWhereNeeded(detector, estate, name, watches)),
      ]),
    );
  },
});

function isOn(detector: Detector, name: string): Verdict {
  const wanted = (setting: string) => setting === 'ENABLED';
  return settingVerdict(settingOf(detector.features, { name }), wanted, { subject: name, of: detector });
}

function isOnWhereNeeded(
  detector: Detector,
  estate: Estate,
  name: string,
  watches: readonly string[],
): Verdict {
  const verdict = isOn(detector, name);
  if (verdict.status !== 'fail') return verdict;
  if (hasNone(estate, ...watches)) return notApplicable(`there is nothing for ${name} to watch`);
  if (hasSome(estate, ...watches)) return verdict;
  const { resourceCounts } = estate;
  const because = isUnknown(resourceCounts)
    ? resourceCounts
    : unknownBecause('not-read', 'the resources of the organization were not counted');
  return unknown(`${verdict.reason}, and whether there is anything for it to watch is not known`, because);
}
