import { describe, expect, it } from 'vitest';
import { type DetectionFeature, FeatureTable, planFeatures } from './features.ts';

const version = '7.48.0';
const namesOf = (region: string, ...rest: [DetectionFeature[]?]) =>
  planFeatures(region, version, ...rest).features.map(({ name }) => name);

describe('planFeatures', () => {
  it('enables all features that AWS offers in general', () => {
    expect(namesOf('us-east-1')).toEqual([
      'S3_DATA_EVENTS',
      'EKS_AUDIT_LOGS',
      'EBS_MALWARE_PROTECTION',
      'RDS_LOGIN_EVENTS',
      'LAMBDA_NETWORK_LOGS',
      'RUNTIME_MONITORING',
    ]);
  });

  it('names what a region does not offer, with the page that says so', () => {
    const plan = planFeatures('cn-north-1', version);
    expect(plan.features.map(({ name }) => name)).not.toContain('RUNTIME_MONITORING');
    expect(plan.notApplicable).toContain(
      'RUNTIME_MONITORING in cn-north-1: not offered (https://docs.amazonaws.cn/en_us/aws/latest/userguide/guardduty.html, as of 2026-11-21)',
    );
  });

  it('names an additional configuration that the provider does not take', () => {
    expect(planFeatures('us-east-1', version).notApplicable).toEqual([
      'RDS_LOGIN_EVENTS/RDS_DATA_RISK in us-east-1: not taken by @pulumi/aws 7.48.0',
    ]);
  });

  it('leaves a pair out that was learned after the table, with its reason, in that region alone', () => {
    const notOffered = [
      { feature: 'LAMBDA_NETWORK_LOGS', region: 'eu-west-1', reason: 'AWS refused it' },
    ] as const;
    const plan = planFeatures('eu-west-1', version, undefined, notOffered);
    expect(plan.features.map(({ name }) => name)).not.toContain('LAMBDA_NETWORK_LOGS');
    expect(plan.notApplicable).toContain('LAMBDA_NETWORK_LOGS in eu-west-1: not offered (AWS refused it)');
    expect(planFeatures('us-east-1', version, undefined, notOffered).features).toHaveLength(6);
  });

  it.each([
    ['7.47.2', []],
    ['7.48.0', ['AI_PROTECTION']],
    ['7.100.0', ['AI_PROTECTION']],
  ])('takes AI_PROTECTION when asked for and the provider %s knows it', (provider, expected) => {
    const plan = planFeatures('us-east-1', provider, ['AI_PROTECTION']);
    expect(plan.features.map(({ name }) => name)).toEqual(expected);
    if (expected.length === 0) {
      expect(plan.notApplicable).toEqual([
        'AI_PROTECTION in us-east-1: needs @pulumi/aws 7.48.0, not 7.47.2',
      ]);
    }
  });

  it('refuses a feature that it does not know, such as the one that RUNTIME_MONITORING replaced', () => {
    const feature = 'EKS_RUNTIME_MONITORING' as DetectionFeature;
    expect(() => planFeatures('us-east-1', version, [feature])).toThrow(
      /EKS_RUNTIME_MONITORING is not known.*RUNTIME_MONITORING/,
    );
    expect(FeatureTable.map(({ name }) => name)).not.toContain('EKS_RUNTIME_MONITORING');
  });
});
