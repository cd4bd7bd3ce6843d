import { describe, expect, it } from 'vitest';
import { recordProgram } from '../testing/record-program.ts';
import { SecurityHub, type SecurityHubArgs } from './security-hub.ts';
import { SecurityHubAccount } from './security-hub-account.ts';
import { SecurityStandard } from './standards.ts';

const recorded = (different: Partial<SecurityHubArgs> = {}) =>
  recordProgram(() => {
    const regions = different.regions ?? ['us-east-1', 'eu-west-1'];
    const account = new SecurityHubAccount('security', { regions });
    const hub = new SecurityHub(
      'organization',
      {
        homeRegion: 'us-east-1',
        regions,
        policyName: 'everyone',
        targetIds: ['r-ab12'],
        ...different,
      },
      { dependsOn: account },
    );
    return { policyId: hub.policyId, hubArns: account.hubArns };
  });
const configuration = 'aws:securityhub/organizationConfiguration:OrganizationConfiguration';
const foundational =
  'arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0';

describe('SecurityHubAccount', () => {
  it('enables each region with one finding a control and no standards of its own, protected', async () => {
    const recording = await recorded();
    for (const region of ['us-east-1', 'eu-west-1']) {
      const hub = recording.find('aws:securityhub/account:Account', `security-${region}`);
      expect(hub.inputs).toEqual({
        region,
        autoEnableControls: true,
        controlFindingGenerator: 'SECURITY_CONTROL',
        enableDefaultStandards: false,
      });
      expect(hub.protect).toBe(true);
    }
    expect(Object.keys(recording.outputs.hubArns as object)).toEqual(['us-east-1', 'eu-west-1']);
  });
});

describe('SecurityHub', () => {
  it('configures all accounts by one policy from the home region', async () => {
    const recording = await recorded();
    const own = recording.resources
      .filter(({ parent }) => parent === 'SecurityHub organization')
      .map(({ type, name, inputs }) => [type.split(':').at(-1), name, inputs]);
    expect(own).toEqual([
      ['FindingAggregator', 'organization', { region: 'us-east-1', linkingMode: 'ALL_REGIONS' }],
      [
        'OrganizationConfiguration',
        'organization-us-east-1',
        {
          region: 'us-east-1',
          autoEnable: false,
          autoEnableStandards: 'NONE',
          organizationConfiguration: { configurationType: 'CENTRAL' },
        },
      ],
      [
        'ConfigurationPolicy',
        'organization',
        {
          region: 'us-east-1',
          name: 'everyone',
          description: 'Security Hub and its standards in every account and region',
          configurationPolicy: {
            serviceEnabled: true,
            enabledStandardArns: [
              foundational,
              'arn:aws:securityhub:us-east-1::standards/cis-aws-foundations-benchmark/v/5.0.0',
            ],
            securityControlsConfiguration: { disabledControlIdentifiers: [] },
          },
        },
      ],
      [
        'ConfigurationPolicyAssociation',
        'organization',
        { region: 'us-east-1', policyId: 'organization-id', targetId: 'r-ab12' },
      ],
    ]);
    expect(recording.outputs.policyId).toBe('organization-id');
  });

  it('does it in the order that AWS demands, and protects what leaves accounts unchecked', async () => {
    const { find } = await recorded();
    const aggregator = find('aws:securityhub/findingAggregator:FindingAggregator');
    expect(aggregator.dependsOn).toContain('Account security-us-east-1');
    const central = find(configuration);
    expect(central.dependsOn).toContain('FindingAggregator organization');
    expect(find('aws:securityhub/configurationPolicy:ConfigurationPolicy').dependsOn).toContain(
      'OrganizationConfiguration organization-us-east-1',
    );
    expect([aggregator.protect, central.protect]).toEqual([true, true]);
  });

  it('checks by the standards that are chosen, without the controls that are off, for several targets', async () => {
    const recording = await recorded({
      standards: [SecurityStandard.Nist80053],
      disabledControls: ['CloudTrail.3'],
      targetIds: ['ou-ab12-prod', '444444444444'],
    });
    const policy = recording.inputsOf('aws:securityhub/configurationPolicy:ConfigurationPolicy');
    expect(policy.configurationPolicy).toEqual({
      serviceEnabled: true,
      enabledStandardArns: ['arn:aws:securityhub:us-east-1::standards/nist-800-53/v/5.0.0'],
      securityControlsConfiguration: { disabledControlIdentifiers: ['CloudTrail.3'] },
    });
    const association = 'aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation';
    expect(recording.inputsOf(association, 'organization-2').targetId).toBe('444444444444');
  });

  it('enables new accounts in each region with local configuration, and its own standards there', async () => {
    const recording = await recorded({ configuration: 'local', standards: [SecurityStandard.Foundational] });
    for (const region of ['us-east-1', 'eu-west-1']) {
      expect(recording.inputsOf(configuration, `organization-${region}`)).toEqual({
        region,
        autoEnable: true,
        autoEnableStandards: 'DEFAULT',
      });
      expect(
        recording.inputsOf(
          'aws:securityhub/standardsSubscription:StandardsSubscription',
          `organization-${region}-aws-foundational-security-best-practices-1.0.0`,
        ),
      ).toEqual({ region, standardsArn: foundational.replace('us-east-1', region) });
    }
    expect(recording.outputs.policyId).toBe('');
  });

  it('touches nothing else when one region goes', async () => {
    const all = await recorded({ configuration: 'local' });
    const fewer = await recorded({ configuration: 'local', regions: ['us-east-1'] });
    const described = ({ resources }: typeof all) =>
      resources
        .filter(({ name }) => !name.includes('eu-west-1'))
        .map(({ type, name, inputs }) => ({
          type,
          name,
          inputs,
        }));
    const leaves = (list: ReturnType<typeof described>) => list.filter(({ type }) => type.startsWith('aws:'));
    expect(leaves(described(fewer))).toEqual(leaves(described(all)));
  });

  it.each([
    ['us-gov-west-1', 'aws-us-gov'],
    ['cn-north-1', 'aws-cn'],
  ])('names standards of %s in the partition %s', async (homeRegion, partition) => {
    const { inputsOf } = await recorded({ homeRegion, regions: [homeRegion] });
    const policy = JSON.stringify(inputsOf('aws:securityhub/configurationPolicy:ConfigurationPolicy'));
    expect(policy).toContain(`arn:${partition}:securityhub:${homeRegion}::standards/`);
    expect(policy).not.toContain('arn:aws:');
  });

  it.each<[string, Partial<SecurityHubArgs>, string]>([
    ['regions without the home region', { regions: ['eu-west-1'] }, 'lacks the home region us-east-1'],
    ['central configuration of nothing', { targetIds: [] }, 'needs targetIds'],
    ['no standards', { standards: [] }, 'standards is empty'],
    [
      'controls that are off in members, with local configuration',
      { configuration: 'local', disabledControls: ['S3.1'] },
      'disabledControls needs central configuration',
    ],
  ])('refuses %s', async (_what, different, message) => {
    await expect(recorded(different)).rejects.toThrow(message);
  });
});
