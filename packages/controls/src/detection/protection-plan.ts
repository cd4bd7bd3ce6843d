import type { ControlDefinition } from '../define-control.ts';
import type { AdministratorDetector, Estate } from '../model/estate.ts';
import { isUnknown } from '../model/fact.ts';
import type { Verdict } from '../model/verdict.ts';
import { all, fail, notApplicable, unknown } from '../verdicts.ts';
import { offerOf, offersAsOf } from './feature-offer.ts';
import { type FeatureName, labelOf, settingOf, settingVerdict } from './feature-setting.ts';
import { organizationHas } from './organization-feature.ts';

/** What a control of a feature has beside its words. */
type Shared = 'appliesTo' | 'policies' | 'pulumiTypes' | 'needs' | 'fix';
type PlanParameters = { readonly allowNew: boolean };
type PlanDefinition = Pick<
  ControlDefinition<'administratorDetector', PlanParameters>,
  Shared | 'parameters' | 'parameterHelp' | 'evaluate'
>;

/** Help of the parameter `allowNew`. */
export const allowNewHelp = {
  description: 'Whether NEW is enough where every enabled member has it on.',
} as const;

/**
 * The rule of a feature of GuardDuty: on at the administrator's detector, enabled by itself for every account of the
 * organization, and on in every member that is enabled. Members cannot change it. A feature that AWS does not offer in
 * the Region is not asked for.
 */
export function protectionPlan(feature: FeatureName): PlanDefinition {
  return {
    ...featureMetadata(feature),
    parameters: { allowNew: false },
    parameterHelp: { allowNew: allowNewHelp },
    evaluate: (detector, { estate, parameters: { allowNew } }) =>
      hasFeature(detector, estate, feature, allowNew),
  };
}

/** What all controls of a feature have in common. */
export function featureMetadata(feature: FeatureName): Pick<PlanDefinition, Shared> {
  const part = feature.part === undefined ? '' : ` and its additional configuration ${feature.part}`;
  return {
    appliesTo: 'administratorDetector',
    policies: ['resource', 'stack', 'remediation'],
    pulumiTypes: [
      'aws:guardduty/detectorFeature:DetectorFeature',
      'aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature',
      'aws:guardduty/memberDetectorFeature:MemberDetectorFeature',
    ],
    needs: [
      'guardduty:DescribeOrganizationConfiguration',
      'guardduty:GetDetector',
      'guardduty:GetMemberDetectors',
    ],
    fix: `Declare DetectorFeature (ENABLED) and OrganizationConfigurationFeature (autoEnable ALL) with name ${feature.name}${part} in each Region.`,
  };
}

/** Judges a feature in a Region, or a part of it together with it. */
export function hasFeature(
  detector: AdministratorDetector,
  estate: Estate,
  feature: FeatureName,
  allowNew: boolean,
): Verdict {
  const region = typeof detector.region === 'string' ? detector.region : '';
  const offer = offerOf(feature.name, region);
  if (offer.offered === false) {
    return notApplicable(`AWS does not offer ${feature.name} in ${region} (${offer.source}, ${offersAsOf})`);
  }
  const own = ownFeature(detector, feature);
  if (own.status === 'not_applicable') return own;
  const verdict = all([own, organizationHas(detector, estate, feature, allowNew)]);
  if (offer.offered === 'unclear' && verdict.status === 'fail' && !isListed(detector, feature)) {
    return unknown(`whether AWS offers ${feature.name} in ${region} is not known`, {
      unknown: estate.lens === 'live' ? 'not-read' : 'open-world',
      detail: offer.detail,
    });
  }
  return verdict;
}

/** AWS lists what it offers; a program lists what it sets. */
function isListed(detector: AdministratorDetector, { name }: FeatureName): boolean {
  return detector.features.items.some((item) => item.name === name);
}

function ownFeature(detector: AdministratorDetector, feature: FeatureName): Verdict {
  const { id, enabled } = detector;
  if (id === null) return fail(`${labelOf(feature)} is off: there is no detector`);
  if (enabled === false) return fail(`${labelOf(feature)} is off: the detector is suspended`);
  const hidden = [id, enabled].find(isUnknown);
  const verdict = settingVerdict(settingOf(detector.features, feature), (setting) => setting === 'ENABLED', {
    subject: `${labelOf(feature)} at the administrator’s detector`,
    of: detector,
  });
  return hidden === undefined || verdict.status !== 'pass'
    ? verdict
    : unknown('whether the detector is on is not known', hidden);
}
