import { describe, expect, it } from 'vitest';
import { recordProgram } from '../testing/record-program.ts';
import { MemberFeatures, type MemberFeaturesArgs, memberFeatureFaults } from './member-features.ts';

const recorded = (different: Partial<MemberFeaturesArgs> = {}) =>
  recordProgram(() => {
    const features = new MemberFeatures('members', {
      detectors: [
        { region: 'us-east-1', detectorId: 'd1' },
        { region: 'eu-west-1', detectorId: 'd2' },
      ],
      memberFeatures: [{ accountId: '444444444444', feature: 'RUNTIME_MONITORING' }],
      organizationFeatures: ['S3_DATA_EVENTS'],
      ...different,
    });
    return { notApplicable: features.notApplicable };
  });
const type = 'aws:guardduty/memberDetectorFeature:MemberDetectorFeature';

describe('MemberFeatures', () => {
  it.each([
    [undefined, 'ENABLED'],
    [false, 'DISABLED'],
  ])(
    'enables a feature of a member in every region, agents spelled out (manageAgents %s)',
    async (manageAgents, status) => {
      const recording = await recorded(manageAgents === undefined ? {} : { manageAgents });
      for (const [region, detectorId] of [
        ['us-east-1', 'd1'],
        ['eu-west-1', 'd2'],
      ]) {
        expect(recording.inputsOf(type, `members-444444444444-RUNTIME_MONITORING-${region}`)).toEqual({
          region,
          detectorId,
          accountId: '444444444444',
          name: 'RUNTIME_MONITORING',
          status: 'ENABLED',
          additionalConfigurations: [
            { name: 'EKS_ADDON_MANAGEMENT', status },
            { name: 'ECS_FARGATE_AGENT_MANAGEMENT', status },
            { name: 'EC2_AGENT_MANAGEMENT', status },
          ],
        });
      }
    },
  );

  it('keeps to the regions that are named', async () => {
    const { resources } = await recorded({
      memberFeatures: [{ accountId: '444444444444', feature: 'RUNTIME_MONITORING', regions: ['eu-west-1'] }],
    });
    expect(resources.filter((one) => one.type === type).map(({ inputs }) => inputs.region)).toEqual([
      'eu-west-1',
    ]);
  });

  it('tells which pairs are not applicable, and declares none of them', async () => {
    const { outputs, resources } = await recorded({
      detectors: [{ region: 'cn-north-1', detectorId: 'd1' }],
    });
    expect(outputs.notApplicable).toEqual([expect.stringContaining('RUNTIME_MONITORING in cn-north-1')]);
    expect(resources.filter((one) => one.type === type)).toEqual([]);
  });

  it('leaves alone what AWS adds to a feature and the provider cannot send', async () => {
    const recording = await recorded({
      memberFeatures: [{ accountId: '444444444444', feature: 'RDS_LOGIN_EVENTS' }],
    });
    expect(recording.find(type, 'members-444444444444-RDS_LOGIN_EVENTS-us-east-1').ignoreChanges).toEqual([
      'additionalConfigurations',
    ]);
  });

  it('fails before it declares anything when every account has the feature already', async () => {
    await expect(recorded({ organizationFeatures: ['RUNTIME_MONITORING'] })).rejects.toThrow(
      'MemberFeatures "members": RUNTIME_MONITORING of 444444444444: every account has it already',
    );
  });
});

describe('memberFeatureFaults', () => {
  const feature = { accountId: '444444444444', feature: 'AI_PROTECTION' } as const;

  it('takes what the organization does not enable by default', () => {
    expect(memberFeatureFaults([feature])).toEqual([]);
  });

  it.each([
    [
      'a feature of the organization',
      [{ ...feature, feature: 'S3_DATA_EVENTS' as const }],
      'every account has it already',
    ],
    ['no account', [{ ...feature, accountId: '42' }], '"42" is no account'],
    [
      'a feature that there is not',
      [{ ...feature, feature: 'EKS_RUNTIME_MONITORING' as 'AI_PROTECTION' }],
      'is no feature; there are',
    ],
    [
      'a pair twice',
      [feature, { ...feature, regions: ['us-east-1'] }],
      'AI_PROTECTION of 444444444444 is given twice',
    ],
  ])('refuses %s', (_what, features, message) => {
    expect(memberFeatureFaults(features)).toEqual([expect.stringContaining(message)]);
  });
});
