import { defineControl } from '../../define-control.ts';
import { organizationOf } from '../../estate/detectors.ts';
import type { AdministratorDetector, DetectionOrganization, Estate } from '../../model/estate.ts';
import { isUnknown, type Unknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, decide, evidence, evidenceElsewhere, fail, pass, unknown } from '../../verdicts.ts';

const runtimes = ['RUNTIME_MONITORING', 'EKS_RUNTIME_MONITORING'];

/**
 * AWS refuses a call that names both kinds of Runtime Monitoring, and a `datasources` block beside feature resources
 * differs for ever. AWS itself lists both kinds: there, both being on is what counts.
 */
export default defineControl({
  id: 'GD-29',
  title: 'One runtime feature and no deprecated data source block',
  intent: 'Program stays valid with the present API.',
  severity: 'low',
  appliesTo: 'administratorDetector',
  policies: ['resource', 'stack'],
  pulumiTypes: [
    'aws:guardduty/detector:Detector',
    'aws:guardduty/organizationConfiguration:OrganizationConfiguration',
    'aws:guardduty/detectorFeature:DetectorFeature',
  ],
  needs: ['guardduty:GetDetector'],
  fix: 'Take out datasources and EKS_RUNTIME_MONITORING; declare RUNTIME_MONITORING as feature resources.',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-feature-object-api-changes-march2023.html',
  evaluate(detector, { estate }) {
    const organization = organizationOf(detector, estate);
    return all([
      hasOneRuntime(detector, estate),
      usesFeatures(detector),
      ...(organization === undefined ? [] : [organizationUsesFeatures(organization)]),
    ]);
  },
});

function organizationUsesFeatures(organization: DetectionOrganization | Unknown): Verdict {
  return isUnknown(organization)
    ? unknown('whether the organization’s settings use datasources is not known', organization)
    : usesFeatures(organization);
}

function hasOneRuntime(detector: AdministratorDetector, { lens }: Estate): Verdict {
  const named = runtimes.flatMap((name) => detector.features.items.find((item) => item.name === name) ?? []);
  const counted = lens === 'live' ? named.filter(({ setting }) => setting === 'ENABLED') : named;
  const found = evidence(
    detector,
    'features',
    named.map(({ name, setting }) => ({ name, setting })),
  );
  if (counted.length === runtimes.length) return fail(`${runtimes.join(' and ')} are both set`, found);
  const hidden = named.map(({ setting }) => setting).find(isUnknown);
  return lens === 'live' && hidden !== undefined
    ? decide(hidden, 'which kind of Runtime Monitoring is on', () => pass())
    : pass(found);
}

function usesFeatures(of: AdministratorDetector | DetectionOrganization): Verdict {
  return decide(of.usesDataSources, 'whether datasources is used', (used) =>
    used === true
      ? fail('the deprecated datasources block is used', evidenceElsewhere(of, 'usesDataSources'))
      : pass(evidenceElsewhere(of, 'usesDataSources')),
  );
}
