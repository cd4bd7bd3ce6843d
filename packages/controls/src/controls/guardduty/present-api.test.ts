import { describe, expect, it } from 'vitest';
import {
  aDetectionOrganization,
  anAdministratorDetector,
  anEstate,
  complete,
  detectorFeatures,
} from '../../../test/builders.ts';
import { verdictsOf } from '../../../test/verdicts-of.ts';
import type {
  AdministratorDetector,
  DetectionOrganization,
  Estate,
  FeatureStatus,
} from '../../model/estate.ts';
import { type Fact, unknownBecause } from '../../model/fact.ts';
import control from './present-api.ts';

const later = unknownBecause('unresolved', 'known after the update');

function judged(
  detector: Partial<AdministratorDetector>,
  lens: Estate['lens'] = 'live',
  organization: Partial<DetectionOrganization> = {},
) {
  const estate = anEstate({
    lens,
    administratorDetectors: complete([anAdministratorDetector(detector)]),
    detectionOrganizations: complete([aDetectionOrganization(organization)]),
  });
  return verdictsOf(control, estate)[0];
}
const both = (setting: Fact<FeatureStatus>) => {
  const { items, complete: whole } = detectorFeatures();
  return {
    features: {
      items: [...items, { name: 'EKS_RUNTIME_MONITORING', setting, additional: [] }],
      complete: whole,
    },
  };
};

describe(control.id, () => {
  it('passes one kind of Runtime Monitoring, set as a feature', () => {
    expect(judged({})?.status).toBe('pass');
    expect(judged({}, 'preview')?.status).toBe('pass');
  });

  it('fails both kinds: on in AWS, named in a program', () => {
    expect(judged(both('ENABLED'))?.status).toBe('fail');
    expect(judged(both('DISABLED'))?.status).toBe('pass');
    expect(judged(both('DISABLED'), 'preview')?.status).toBe('fail');
  });

  it('fails a block of data sources, at the detector or for the organization', () => {
    expect(judged({ usesDataSources: true }, 'preview')?.status).toBe('fail');
    expect(judged({}, 'preview', { usesDataSources: true })?.status).toBe('fail');
    expect(judged({ usesDataSources: false }, 'preview', { usesDataSources: false })?.status).toBe('pass');
  });

  it('does not know while a setting is hidden', () => {
    expect(judged({ usesDataSources: later }, 'preview')?.status).toBe('unknown');
    expect(judged(both(later))?.status).toBe('unknown');
  });
});
