import { describe, expect, it } from 'vitest';
import { recordProgram } from '../testing/record-program.ts';
import { Detectors } from './detectors.ts';
import { ThreatDetection, type ThreatDetectionArgs } from './threat-detection.ts';
import {
  ThreatDetectionDelegation,
  type ThreatDetectionDelegationArgs,
} from './threat-detection-delegation.ts';

describe('Detectors', () => {
  it('makes one protected detector in each region, publishing every 15 minutes', async () => {
    const recording = await recordProgram(() => ({
      ids: new Detectors('watch', { regions: ['us-east-1', 'eu-west-1'] }).detectorIds,
    }));
    const detectors = recording.resources.filter(({ type }) => type === 'aws:guardduty/detector:Detector');
    const detector = {
      enable: true,
      findingPublishingFrequency: 'FIFTEEN_MINUTES',
      tags: { Purpose: 'threat-detection' },
      protect: true,
    };
    expect(detectors.map(({ inputs, protect }) => ({ ...inputs, protect }))).toEqual([
      { region: 'us-east-1', ...detector },
      { region: 'eu-west-1', ...detector },
    ]);
    expect(recording.outputs.ids).toEqual({
      'us-east-1': 'watch-us-east-1-id',
      'eu-west-1': 'watch-eu-west-1-id',
    });
  });
});

describe('every detector of the package', () => {
  it('publishes every 15 minutes, has the tags that are given, and leaves data sources to features', async () => {
    const tags = { Owner: 'security' };
    const { resources } = await recordProgram(() => {
      new Detectors('administrator', { regions: ['us-east-1'], tags });
      new ThreatDetectionDelegation('detection', {
        administratorAccountId: '333333333333',
        regions: ['us-east-1', 'eu-west-1'],
        tags,
      });
    });
    const detectors = resources.filter(({ type }) => type === 'aws:guardduty/detector:Detector');
    expect(detectors).toHaveLength(3);
    for (const { inputs } of detectors) {
      expect(inputs).toMatchObject({ findingPublishingFrequency: 'FIFTEEN_MINUTES', tags });
      expect(inputs).not.toHaveProperty('datasources');
    }
  });
});

describe('ThreatDetectionDelegation', () => {
  const recorded = (different: Partial<ThreatDetectionDelegationArgs> = {}) =>
    recordProgram(
      () =>
        void new ThreatDetectionDelegation('detection', {
          administratorAccountId: '333333333333',
          regions: ['us-east-1', 'eu-west-1'],
          ...different,
        }),
    );

  it('names the same administrator in each region, protected', async () => {
    const { resources } = await recorded();
    const delegations = resources.filter(({ type }) => type.endsWith(':OrganizationAdminAccount'));
    expect(delegations.map(({ inputs, protect }) => ({ ...inputs, protect }))).toEqual([
      { region: 'us-east-1', adminAccountId: '333333333333', protect: true },
      { region: 'eu-west-1', adminAccountId: '333333333333', protect: true },
    ]);
  });

  it('makes role, own detectors and trusted access first, and the first region before the rest', async () => {
    const recording = await recorded();
    const detector = recording.find('aws:guardduty/detector:Detector', 'detection-eu-west-1');
    expect(detector.dependsOn).toContain('ServiceLinkedRole detection');
    expect(recording.find('aws:iam/serviceLinkedRole:ServiceLinkedRole').inputs).toEqual({
      awsServiceName: 'guardduty.amazonaws.com',
    });
    const type = 'aws:guardduty/organizationAdminAccount:OrganizationAdminAccount';
    expect(recording.find(type, 'detection-us-east-1').dependsOn).toEqual(
      expect.arrayContaining([
        'AwsServiceAccess detection-guardduty',
        'AwsServiceAccess detection-malware-protection.guardduty',
        'Detector detection-us-east-1',
        'Detector detection-eu-west-1',
      ]),
    );
    expect(recording.find(type, 'detection-eu-west-1').dependsOn).toContain(
      'OrganizationAdminAccount detection-us-east-1',
    );
  });

  it('waits for the detectors of the administrator, so that delegation does not make them', async () => {
    const recording = await recordProgram(() => {
      const administrator = new Detectors('administrator', { regions: ['us-east-1'] });
      new ThreatDetectionDelegation(
        'detection',
        { administratorAccountId: '333333333333', regions: ['us-east-1'] },
        { dependsOn: administrator },
      );
    });
    const delegation = recording.find('aws:guardduty/organizationAdminAccount:OrganizationAdminAccount');
    expect(delegation.dependsOn).toContain('Detector administrator-us-east-1');
  });

  it('leaves an existing service-linked role alone', async () => {
    const { resources } = await recorded({ createServiceLinkedRole: false });
    expect(resources.filter(({ type }) => type.endsWith(':ServiceLinkedRole'))).toEqual([]);
    expect(resources.filter(({ type }) => type.endsWith(':OrganizationAdminAccount'))).toHaveLength(2);
  });
});

describe('ThreatDetection', () => {
  const recorded = (different: Partial<ThreatDetectionArgs> = {}) =>
    recordProgram(() => {
      const detection = new ThreatDetection('detection', {
        detectors: [{ region: 'us-east-1', detectorId: 'd1' }],
        ...different,
      });
      return { notApplicable: detection.notApplicable };
    });
  const featureType = 'aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature';

  it('enables every account, present and future, in each region', async () => {
    const detectors = [
      { region: 'us-east-1', detectorId: 'd1' },
      { region: 'eu-west-1', detectorId: 'd2' },
    ];
    const { resources } = await recorded({ detectors });
    const organizations = resources.filter(({ type }) => type.endsWith(':OrganizationConfiguration'));
    expect(organizations.map(({ inputs }) => inputs)).toEqual([
      { region: 'us-east-1', detectorId: 'd1', autoEnableOrganizationMembers: 'ALL' },
      { region: 'eu-west-1', detectorId: 'd2', autoEnableOrganizationMembers: 'ALL' },
    ]);
  });

  it('enables a feature for members and for the administrator itself', async () => {
    const recording = await recorded({ features: ['S3_DATA_EVENTS'] });
    expect(recording.inputsOf(featureType)).toEqual({
      region: 'us-east-1',
      detectorId: 'd1',
      name: 'S3_DATA_EVENTS',
      autoEnable: 'ALL',
    });
    expect(recording.inputsOf('aws:guardduty/detectorFeature:DetectorFeature')).toEqual({
      region: 'us-east-1',
      detectorId: 'd1',
      name: 'S3_DATA_EVENTS',
      status: 'ENABLED',
    });
  });

  it.each([
    [undefined, 'ALL', 'ENABLED'],
    [false, 'NONE', 'DISABLED'],
  ])(
    "spells out every additional configuration in AWS's order (manageAgents %s)",
    async (manageAgents, members, own) => {
      const recording = await recorded({
        features: ['RUNTIME_MONITORING'],
        ...(manageAgents === undefined ? {} : { manageAgents }),
      });
      const agents = ['EKS_ADDON_MANAGEMENT', 'ECS_FARGATE_AGENT_MANAGEMENT', 'EC2_AGENT_MANAGEMENT'];
      expect(recording.inputsOf(featureType).additionalConfigurations).toEqual(
        agents.map((name) => ({ name, autoEnable: members })),
      );
      expect(
        recording.inputsOf('aws:guardduty/detectorFeature:DetectorFeature').additionalConfigurations,
      ).toEqual(agents.map((name) => ({ name, status: own })));
    },
  );

  it('leaves alone what AWS adds to a feature and the provider cannot send', async () => {
    const recording = await recorded({ features: ['RDS_LOGIN_EVENTS', 'S3_DATA_EVENTS'] });
    expect(recording.find(featureType, 'detection-us-east-1-RDS_LOGIN_EVENTS').ignoreChanges).toEqual([
      'additionalConfigurations',
    ]);
    expect(recording.find(featureType, 'detection-us-east-1-S3_DATA_EVENTS').ignoreChanges).toEqual([]);
  });

  it('tells which pairs are not applicable, and declares none of them', async () => {
    const recording = await recorded({
      detectors: [{ region: 'cn-north-1', detectorId: 'd1' }],
      features: ['RUNTIME_MONITORING', 'S3_DATA_EVENTS'],
    });
    expect(recording.outputs.notApplicable).toEqual([
      expect.stringContaining('RUNTIME_MONITORING in cn-north-1: not offered'),
    ]);
    expect(recording.inputsOf(featureType).name).toBe('S3_DATA_EVENTS');
  });
});
