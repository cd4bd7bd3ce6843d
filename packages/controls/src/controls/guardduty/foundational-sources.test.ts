import { describe, expect, it } from 'vitest';
import {
  aDetector,
  anAdministratorDetector,
  anEstate,
  complete,
  denied,
  detectorFeatures,
} from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { AdministratorDetector, Detector, Estate } from '../../model/estate.ts';
import control from './foundational-sources.ts';

function judged(
  detector: Partial<Detector>,
  resourceCounts: Estate['resourceCounts'] = denied,
  coverage: AdministratorDetector['coverage'] = null,
) {
  const estate = anEstate({
    detectors: complete([aDetector(detector)]),
    administratorDetectors: complete([anAdministratorDetector({ coverage })]),
    resourceCounts,
  });
  return verdictOf(control, estate);
}
const off = (name: string) => ({
  features: detectorFeatures({ name, setting: 'DISABLED', additional: [] }),
});

describe(control.id, () => {
  it.each<[string, Partial<Detector>, string]>([
    ['all sources on', {}, 'pass'],
    ['CloudTrail off', off('CLOUD_TRAIL'), 'fail'],
    ['DNS logs off', off('DNS_LOGS'), 'fail'],
    ['flow logs off', off('FLOW_LOGS'), 'fail'],
    ['a plan off that sequences do not need', off('LAMBDA_NETWORK_LOGS'), 'pass'],
    ['features hidden', { features: { items: [], complete: denied } }, 'unknown'],
    ['the detector suspended', { enabled: false }, 'not_applicable'],
    ['no detector', { id: null }, 'not_applicable'],
  ])('%s -> %s', (_case, detector, status) => {
    expect(judged(detector).status).toBe(status);
  });

  it.each([
    ['S3_DATA_EVENTS', 'AWS::S3::Bucket'],
    ['EKS_AUDIT_LOGS', 'AWS::EKS::Cluster'],
    ['RUNTIME_MONITORING', 'AWS::EC2::Instance'],
  ])('misses %s only where there is something for it to watch', (name, type) => {
    expect(judged(off(name), { [type]: 1 }).status).toBe('fail');
    expect(judged(off(name), {}).status).toBe('pass');
    expect(judged(off(name), denied).status).toBe('unknown');
  });

  it.each([
    ['clusters that report', { EKS: 3 }, 'fail'],
    ['instances alone', { EKS: 0, EC2: 3 }, 'unknown'],
    ['nothing', {}, 'unknown'],
  ])(
    'takes the coverage of Runtime Monitoring for an inventory of what there is: %s',
    (_case, countByType, status) => {
      const coverage = { healthy: 3, unhealthy: 0, countByType, unhealthyResources: complete([]) };
      expect(judged(off('EKS_AUDIT_LOGS'), denied, coverage).status).toBe(status);
    },
  );
});
