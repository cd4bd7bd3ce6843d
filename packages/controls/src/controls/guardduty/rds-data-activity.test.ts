import { describe, expect, it } from 'vitest';
import {
  aDetectionOrganization,
  anAdministratorDetector,
  anEstate,
  complete,
  denied,
  featuresSet,
} from '../../../test/builders.ts';
import { verdictsOf } from '../../../test/verdicts-of.ts';
import type { AutoEnable, Estate, FeatureStatus } from '../../model/estate.ts';
import type { Fact } from '../../model/fact.ts';
import control from './rds-data-activity.ts';

function judged(
  own: Fact<FeatureStatus>,
  theirs: Fact<AutoEnable>,
  rdsDataRisk = 'ENABLED',
  estate: Partial<Estate> = {},
) {
  const part = <T extends string>(setting: Fact<T>, on: T) =>
    complete(
      featuresSet(on).map((one) =>
        one.name === 'RDS_LOGIN_EVENTS' ? { ...one, additional: [{ name: 'RDS_DATA_RISK', setting }] } : one,
      ),
    );
  const all = anEstate({
    administratorDetectors: complete([
      anAdministratorDetector({ features: part<FeatureStatus>(own, 'ENABLED') }),
    ]),
    detectionOrganizations: complete([aDetectionOrganization({ features: part<AutoEnable>(theirs, 'ALL') })]),
    resourceCounts: { 'AWS::RDS::DBCluster': 1 },
    ...estate,
  });
  return verdictsOf(control, all, { rdsDataRisk })[0];
}

describe(control.id, () => {
  it.each<[Fact<FeatureStatus>, Fact<AutoEnable>, string, string]>([
    ['ENABLED', 'ALL', 'ENABLED', 'pass'],
    ['DISABLED', 'NONE', 'DISABLED', 'pass'],
    ['DISABLED', 'ALL', 'ENABLED', 'fail'],
    ['ENABLED', 'NEW', 'ENABLED', 'fail'],
    ['ENABLED', 'ALL', 'DISABLED', 'fail'],
    [null, 'ALL', 'ENABLED', 'fail'],
    [denied, 'ALL', 'ENABLED', 'unknown'],
    ['ENABLED', denied, 'ENABLED', 'unknown'],
    ['ENABLED', 'ALL', '', 'not_applicable'],
  ])('%s and %s, decided %s -> %s', (own, theirs, decided, status) => {
    expect(judged(own, theirs, decided)?.status).toBe(status);
  });

  it('is not about an organization without databases', () => {
    expect(judged('DISABLED', 'NONE', 'ENABLED', { resourceCounts: {} })?.status).toBe('not_applicable');
  });
});
