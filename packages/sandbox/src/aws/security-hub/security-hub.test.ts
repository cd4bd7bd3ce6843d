import { beforeEach, describe, expect, it } from 'vitest';
import { Management, Member, MemorySandbox, Root, Security } from '../test/memory-sandbox.ts';
import { securityHub } from './service.ts';
import { SecurityHubPrincipal } from './state.ts';

const home = 'us-east-1';
const linked = 'eu-west-1';
const foundational = `arn:aws:securityhub:${home}::standards/aws-foundational-security-best-practices/v/1.0.0`;
const inAdministrator = { accountId: Security, region: home };
const policy = {
  Name: 'organization',
  ConfigurationPolicy: {
    SecurityHub: {
      ServiceEnabled: true,
      EnabledStandardIdentifiers: [foundational],
      SecurityControlsConfiguration: { DisabledSecurityControlIdentifiers: [] },
    },
  },
};
const central = {
  AutoEnable: false,
  AutoEnableStandards: 'NONE',
  OrganizationConfiguration: { ConfigurationType: 'CENTRAL' },
};

let sandbox: MemorySandbox;
beforeEach(() => {
  sandbox = new MemorySandbox(securityHub);
  sandbox.trustedAccess.add(SecurityHubPrincipal);
});

const delegate = () => sandbox.send('EnableOrganizationAdminAccount', { AdminAccountId: Security });
const aggregate = () =>
  sandbox.send('CreateFindingAggregator', { RegionLinkingMode: 'ALL_REGIONS' }, inAdministrator);
async function configureCentrally(): Promise<string> {
  await delegate();
  await aggregate();
  await sandbox.send('UpdateOrganizationConfiguration', central, inAdministrator);
  const { Id } = await sandbox.send('CreateConfigurationPolicy', policy, inAdministrator);
  return String(Id);
}
const associate = (ConfigurationPolicyIdentifier: string, Target: object) =>
  sandbox.send(
    'StartConfigurationPolicyAssociation',
    { ConfigurationPolicyIdentifier, Target },
    inAdministrator,
  );
const standardsOf = async (accountId: string, region: string) => {
  const { StandardsSubscriptions } = await sandbox.send('GetEnabledStandards', {}, { accountId, region });
  return (StandardsSubscriptions as { StandardsArn: string }[]).map(({ StandardsArn }) => StandardsArn);
};

describe('the administrator of Security Hub', () => {
  it('needs trusted access, and has a hub from then on', async () => {
    sandbox.trustedAccess.clear();
    await expect(delegate()).rejects.toMatchObject({ code: 'AccessDeniedException' });
    sandbox.trustedAccess.add(SecurityHubPrincipal);
    await delegate();
    expect(sandbox.delegated).toContain(`${Security}/${SecurityHubPrincipal}`);
    await expect(sandbox.send('EnableSecurityHub', {}, inAdministrator)).rejects.toMatchObject({
      code: 'ResourceConflictException',
    });
  });

  it('is designated by the management account alone, and cannot leave by itself', async () => {
    await expect(
      sandbox.send('EnableOrganizationAdminAccount', { AdminAccountId: Member }, inAdministrator),
    ).rejects.toMatchObject({ code: 'AccessDeniedException' });
    await delegate();
    await expect(sandbox.send('DisableSecurityHub', {}, inAdministrator)).rejects.toMatchObject({
      code: 'InvalidAccessException',
    });
  });
});

describe('central configuration', () => {
  it('needs an aggregator at home, and local auto-enabling off', async () => {
    await delegate();
    const update = (input: object) => sandbox.send('UpdateOrganizationConfiguration', input, inAdministrator);
    await expect(update(central)).rejects.toThrow('finding aggregator');
    await aggregate();
    await expect(update({ ...central, AutoEnable: true })).rejects.toThrow('AutoEnable false');
    await update(central);
    const { OrganizationConfiguration } = await sandbox.send(
      'DescribeOrganizationConfiguration',
      {},
      inAdministrator,
    );
    expect(OrganizationConfiguration).toEqual({ ConfigurationType: 'CENTRAL', Status: 'ENABLED' });
    const { FindingAggregators } = await sandbox.send('ListFindingAggregators', {}, inAdministrator);
    await expect(
      sandbox.send('DeleteFindingAggregator', (FindingAggregators as object[])[0], inAdministrator),
    ).rejects.toThrow('local configuration first');
  });

  it('gives each account in each linked Region what the policy of the root says', async () => {
    const id = await configureCentrally();
    await expect(standardsOf(Member, linked)).rejects.toMatchObject({ code: 'InvalidAccessException' });
    await associate(id, { RootId: Root });
    expect(await standardsOf(Member, linked)).toEqual([foundational.replace(home, linked)]);
    expect(await standardsOf(Management, home)).toEqual([foundational]);
    const { Members } = await sandbox.send('ListMembers', {}, { accountId: Security, region: linked });
    expect((Members as { AccountId: string }[]).map(({ AccountId }) => AccountId)).toEqual([
      Management,
      Member,
    ]);
  });

  it('leaves an account to itself that is said to manage itself', async () => {
    const id = await configureCentrally();
    await associate(id, { RootId: Root });
    const inMember = { accountId: Member, region: home };
    await expect(sandbox.send('DisableSecurityHub', {}, inMember)).rejects.toThrow('centrally managed');
    await associate('SELF_MANAGED_SECURITY_HUB', { AccountId: Member });
    await sandbox.send('DisableSecurityHub', {}, inMember);
    await expect(standardsOf(Member, home)).rejects.toMatchObject({ code: 'InvalidAccessException' });
  });

  it('keeps a policy that is associated, and no policy without standards', async () => {
    const id = await configureCentrally();
    await associate(id, { RootId: Root });
    const remove = () => sandbox.send('DeleteConfigurationPolicy', { Identifier: id }, inAdministrator);
    await expect(remove()).rejects.toMatchObject({ code: 'ResourceConflictException' });
    await sandbox.send(
      'StartConfigurationPolicyDisassociation',
      { ConfigurationPolicyIdentifier: id, Target: { RootId: Root } },
      inAdministrator,
    );
    await remove();
    const empty = { ...policy, ConfigurationPolicy: { SecurityHub: { ServiceEnabled: true } } };
    await expect(sandbox.send('CreateConfigurationPolicy', empty, inAdministrator)).rejects.toThrow(
      'names standards',
    );
  });

  it('is the administrator’s, in the home Region', async () => {
    await configureCentrally();
    for (const place of [
      { accountId: Member, region: home },
      { accountId: Security, region: linked },
    ])
      await expect(sandbox.send('ListConfigurationPolicies', {}, place)).rejects.toMatchObject({
        code: 'InvalidAccessException',
      });
  });
});

describe('local configuration', () => {
  it('reaches accounts that join later, with the standards that AWS starts with', async () => {
    await delegate();
    await sandbox.advance(1000);
    await sandbox.send('UpdateOrganizationConfiguration', { AutoEnable: true }, inAdministrator);
    await expect(standardsOf(Member, home)).rejects.toMatchObject({ code: 'InvalidAccessException' });
    const joinedAt = sandbox.clock.now().toISOString();
    sandbox.members.push({
      id: '444444444444',
      name: 'new',
      email: 'n@example.com',
      status: 'ACTIVE',
      joinedAt,
    });
    expect(await standardsOf('444444444444', home)).toHaveLength(2);
  });
});

describe('findings', () => {
  const finding = (accountId: string, Id: string, differing: object = {}) => ({
    SchemaVersion: '2018-10-08',
    Id,
    ProductArn: `arn:aws:securityhub:${linked}:${accountId}:product/${accountId}/default`,
    GeneratorId: 'g',
    AwsAccountId: accountId,
    CreatedAt: '2026-01-01T00:00:00.000Z',
    UpdatedAt: '2026-01-01T00:00:00.000Z',
    Title: 't',
    Description: 'd',
    Severity: { Label: 'LOW' },
    Resources: [{ Type: 'Other', Id: 'r' }],
    ...differing,
  });
  const put = (accountId: string, ...Findings: object[]) =>
    sandbox.send('BatchImportFindings', { Findings }, { accountId, region: linked });
  const idsSeen = async (accountId: string, region: string, Filters?: object) => {
    const { Findings } = await sandbox.send('GetFindings', { Filters }, { accountId, region });
    return (Findings as { Id: string }[]).map(({ Id }) => Id);
  };

  beforeEach(async () => {
    await associate(await configureCentrally(), { RootId: Root });
    await put(Member, finding(Member, 'a'), finding(Member, 'b', { Severity: { Label: 'HIGH' } }));
  });

  it('are seen in their account, by the administrator, and where they are aggregated', async () => {
    expect(await idsSeen(Member, linked)).toEqual(['a', 'b']);
    expect(await idsSeen(Member, home)).toEqual([]);
    expect(await idsSeen(Security, linked)).toEqual(['a', 'b']);
    expect(await idsSeen(Security, home)).toEqual(['a', 'b']);
    expect(await idsSeen(Management, linked)).toEqual([]);
  });

  it.each([
    [{ SeverityLabel: [{ Comparison: 'EQUALS', Value: 'HIGH' }] }, ['b']],
    [{ SeverityLabel: [{ Comparison: 'NOT_EQUALS', Value: 'HIGH' }] }, ['a']],
    [
      {
        Id: [
          { Comparison: 'PREFIX', Value: 'a' },
          { Comparison: 'EQUALS', Value: 'b' },
        ],
      },
      ['a', 'b'],
    ],
    [
      { Id: [{ Comparison: 'EQUALS', Value: 'a' }], AwsAccountId: [{ Comparison: 'EQUALS', Value: Member }] },
      ['a'],
    ],
    [{ ComplianceStatus: [{ Comparison: 'EQUALS', Value: 'FAILED' }] }, []],
  ])('are filtered by %j', async (filters, ids) => {
    expect(await idsSeen(Member, linked, filters)).toEqual(ids);
  });

  it('are refused by a filter that the sandbox does not know, rather than all given', async () => {
    await expect(idsSeen(Member, linked, { NoteText: [] })).rejects.toThrow('NoteText');
  });

  it('of another account are not taken', async () => {
    expect(await put(Member, finding(Security, 'c'))).toMatchObject({ SuccessCount: 0, FailedCount: 1 });
  });
});
