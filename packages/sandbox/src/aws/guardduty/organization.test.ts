import { beforeEach, describe, expect, it } from 'vitest';
import { Management, Member, MemorySandbox, Security } from '../test/memory-sandbox.ts';
import { Message } from './errors.ts';
import { guardduty } from './service.ts';
import { GuardDutyPrincipal } from './state.ts';

let sandbox: MemorySandbox;
let administratorDetector: string;
const admin = { accountId: Security };
const Delay = 60_000;
const refusal = (message: string) => ({ code: 'BadRequestException', message });

beforeEach(() => {
  sandbox = new MemorySandbox(guardduty);
  sandbox.trustedAccess.add(GuardDutyPrincipal);
});

async function delegate(region = 'us-east-1'): Promise<void> {
  await sandbox.send('EnableOrganizationAdminAccount', { AdminAccountId: Security }, { region });
  const { DetectorIds } = (await sandbox.send('ListDetectors', {}, { ...admin, region })) as {
    DetectorIds: string[];
  };
  administratorDetector = DetectorIds[0] ?? '';
}
const asAdmin = (operation: string, input: object = {}) =>
  sandbox.send(operation, { DetectorId: administratorDetector, ...input }, admin);
async function detectorOf(accountId: string, region = 'us-east-1'): Promise<string | undefined> {
  const { DetectorIds } = (await sandbox.send('ListDetectors', {}, { accountId, region })) as {
    DetectorIds: string[];
  };
  return DetectorIds[0];
}
async function members(input: object = {}): Promise<{ AccountId: string; RelationshipStatus: string }[]> {
  return (
    (await asAdmin('ListMembers', input)) as { Members: { AccountId: string; RelationshipStatus: string }[] }
  ).Members;
}
const memberIds = async (input: object = {}) => (await members(input)).map((member) => member.AccountId);
async function featureOf(accountId: string, name: string): Promise<string | undefined> {
  const DetectorId = await detectorOf(accountId);
  const { Features } = (await sandbox.send('GetDetector', { DetectorId }, { accountId })) as unknown as {
    Features: { Name: string; Status: string }[];
  };
  return Features.find((feature) => feature.Name === name)?.Status;
}

describe('the delegated administrator', () => {
  it('is designated by the management account, registered in Organizations and gets a detector', async () => {
    await delegate();
    expect(await sandbox.send('ListOrganizationAdminAccounts')).toEqual({
      AdminAccounts: [{ AdminAccountId: Security, AdminStatus: 'ENABLED' }],
    });
    expect(sandbox.delegated).toContain(`${Security}/${GuardDutyPrincipal}`);
    expect(administratorDetector).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is designated in each region apart', async () => {
    await delegate();
    expect(await sandbox.send('ListOrganizationAdminAccounts', {}, { region: 'eu-west-1' })).toEqual({
      AdminAccounts: [],
    });
    expect(await detectorOf(Security, 'eu-west-1')).toBeUndefined();
  });

  it('cannot be designated by a member', async () => {
    await expect(
      sandbox.send('EnableOrganizationAdminAccount', { AdminAccountId: Security }, { accountId: Member }),
    ).rejects.toMatchObject(refusal(Message.notManagement));
  });

  it('cannot be designated without trusted access', async () => {
    sandbox.trustedAccess.clear();
    await expect(delegate()).rejects.toMatchObject(refusal(Message.noTrustedAccess));
  });

  it.each(['us-east-1', 'eu-west-1'])('cannot be another one in %s', async (region) => {
    await delegate();
    await expect(
      sandbox.send('EnableOrganizationAdminAccount', { AdminAccountId: Member }, { region }),
    ).rejects.toMatchObject(refusal(Message.otherAdministrator));
  });

  it('cannot be an account outside the organization', async () => {
    await expect(
      sandbox.send('EnableOrganizationAdminAccount', { AdminAccountId: '999999999999' }),
    ).rejects.toMatchObject(refusal(Message.notInOrganization));
  });

  it('leaves detectors behind when it is removed', async () => {
    await delegate();
    await asAdmin('CreateMembers', { AccountDetails: [{ AccountId: Member, Email: 'a@example.com' }] });
    await sandbox.send('DisableOrganizationAdminAccount', { AdminAccountId: Security });
    expect(await sandbox.send('ListOrganizationAdminAccounts')).toEqual({ AdminAccounts: [] });
    const DetectorId = await detectorOf(Member);
    expect(await sandbox.send('GetAdministratorAccount', { DetectorId }, { accountId: Member })).toEqual({});
    await expect(sandbox.send('DeleteDetector', { DetectorId }, { accountId: Member })).resolves.toEqual({});
  });
});

describe('the organization configuration', () => {
  it('enables nothing at first', async () => {
    await delegate();
    const answer = (await asAdmin('DescribeOrganizationConfiguration')) as unknown as {
      Features: { AutoEnable: string }[];
    };
    expect(answer).toMatchObject({
      AutoEnable: false,
      AutoEnableOrganizationMembers: 'NONE',
      MemberAccountLimitReached: false,
    });
    expect(new Set(answer.Features.map((feature) => feature.AutoEnable))).toEqual(new Set(['NONE']));
  });

  it('is refused to all but the delegated administrator', async () => {
    await delegate();
    await sandbox.send('CreateDetector', { Enable: true });
    const DetectorId = await detectorOf(Management);
    await expect(sandbox.send('DescribeOrganizationConfiguration', { DetectorId })).rejects.toMatchObject(
      refusal(Message.notManagement),
    );
  });

  it.each([
    ['neither form', {}],
    ['both forms', { AutoEnable: true, AutoEnableOrganizationMembers: 'ALL' }],
    ['an unknown value', { AutoEnableOrganizationMembers: 'SOME' }],
    [
      'a feature that members lack',
      { AutoEnableOrganizationMembers: 'ALL', Features: [{ Name: 'AI_ANALYST', AutoEnable: 'ALL' }] },
    ],
  ])('is refused with %s', async (_case, input) => {
    await delegate();
    await expect(asAdmin('UpdateOrganizationConfiguration', input)).rejects.toMatchObject(
      refusal(Message.invalidValue),
    );
  });

  it('is refused with both kinds of runtime monitoring', async () => {
    await delegate();
    const Features = ['EKS_RUNTIME_MONITORING', 'RUNTIME_MONITORING'].map((Name) => ({
      Name,
      AutoEnable: 'ALL',
    }));
    await expect(
      asAdmin('UpdateOrganizationConfiguration', { AutoEnableOrganizationMembers: 'ALL', Features }),
    ).rejects.toMatchObject(refusal(Message.bothRuntimeFeatures));
  });

  it('ALL makes existing accounts members after the delay, and not before', async () => {
    await delegate();
    await asAdmin('UpdateOrganizationConfiguration', { AutoEnableOrganizationMembers: 'ALL' });
    await sandbox.advance(Delay - 1);
    expect(await memberIds()).toEqual([]);
    await sandbox.advance(1);
    expect(await members()).toMatchObject([{ AccountId: Member, RelationshipStatus: 'Enabled' }]);
    expect(await detectorOf(Member)).toBeDefined();
  });

  it('ALL takes the management account in once it has a detector', async () => {
    await delegate();
    await asAdmin('UpdateOrganizationConfiguration', { AutoEnableOrganizationMembers: 'ALL' });
    await sandbox.advance(Delay);
    expect(await memberIds()).not.toContain(Management);
    await sandbox.send('CreateDetector', { Enable: true });
    await sandbox.advance(Delay);
    expect(await memberIds()).toContain(Management);
  });

  it('NEW takes in accounts that join later and leaves the others', async () => {
    await delegate();
    await asAdmin('UpdateOrganizationConfiguration', { AutoEnableOrganizationMembers: 'NEW' });
    await sandbox.advance(Delay);
    const joinedAt = sandbox.clock.now().toISOString();
    sandbox.members.push({
      id: '444444444444',
      name: 'new',
      email: 'n@example.com',
      status: 'ACTIVE',
      joinedAt,
    });
    expect(await memberIds()).toEqual([]);
    await sandbox.advance(Delay);
    expect(await memberIds()).toEqual(['444444444444']);
  });

  it('gives new members the features that are on for them and no others', async () => {
    await delegate();
    await asAdmin('UpdateOrganizationConfiguration', {
      AutoEnableOrganizationMembers: 'ALL',
      Features: [
        { Name: 'S3_DATA_EVENTS', AutoEnable: 'NEW' },
        { Name: 'RDS_LOGIN_EVENTS', AutoEnable: 'NONE' },
      ],
    });
    await sandbox.advance(Delay);
    expect(await featureOf(Member, 'S3_DATA_EVENTS')).toBe('ENABLED');
    expect(await featureOf(Member, 'RDS_LOGIN_EVENTS')).toBe('DISABLED');
    expect(await featureOf(Member, 'CLOUD_TRAIL')).toBe('ENABLED');
  });

  it('turns a feature on in existing members when it is ALL, after the delay', async () => {
    await delegate();
    await asAdmin('UpdateOrganizationConfiguration', { AutoEnableOrganizationMembers: 'ALL' });
    await sandbox.advance(Delay);
    await asAdmin('UpdateOrganizationConfiguration', {
      AutoEnableOrganizationMembers: 'ALL',
      Features: [{ Name: 'LAMBDA_NETWORK_LOGS', AutoEnable: 'ALL' }],
    });
    expect(await featureOf(Member, 'LAMBDA_NETWORK_LOGS')).toBe('DISABLED');
    await sandbox.advance(Delay);
    expect(await featureOf(Member, 'LAMBDA_NETWORK_LOGS')).toBe('ENABLED');
  });

  it('does not undo what the administrator sets for a member afterwards', async () => {
    await delegate();
    await asAdmin('UpdateOrganizationConfiguration', {
      AutoEnableOrganizationMembers: 'ALL',
      Features: [{ Name: 'LAMBDA_NETWORK_LOGS', AutoEnable: 'ALL' }],
    });
    await sandbox.advance(2 * Delay);
    await asAdmin('UpdateMemberDetectors', {
      AccountIds: [Member],
      Features: [{ Name: 'LAMBDA_NETWORK_LOGS', Status: 'DISABLED' }],
    });
    await sandbox.advance(2 * Delay);
    expect(await featureOf(Member, 'LAMBDA_NETWORK_LOGS')).toBe('DISABLED');
  });

  it.each(['StopMonitoringMembers', 'DisassociateMembers', 'DeleteMembers'])(
    'ALL rules %s out',
    async (operation) => {
      await delegate();
      await asAdmin('UpdateOrganizationConfiguration', { AutoEnableOrganizationMembers: 'ALL' });
      await sandbox.advance(Delay);
      await expect(asAdmin(operation, { AccountIds: [Member] })).rejects.toMatchObject(
        refusal(Message.autoEnableAll),
      );
    },
  );

  it('is counted in the statistics', async () => {
    await delegate();
    await asAdmin('UpdateOrganizationConfiguration', { AutoEnableOrganizationMembers: 'ALL' });
    await sandbox.advance(Delay);
    expect(await sandbox.send('GetOrganizationStatistics', {}, admin)).toMatchObject({
      OrganizationDetails: {
        OrganizationStatistics: { TotalAccountsCount: 3, ActiveAccountsCount: 1, EnabledAccountsCount: 2 },
      },
    });
    await expect(sandbox.send('GetOrganizationStatistics')).rejects.toMatchObject(
      refusal(Message.notDelegatedAdministrator),
    );
  });
});

describe('members', () => {
  const add = (...ids: string[]) =>
    asAdmin('CreateMembers', {
      AccountDetails: ids.map((AccountId) => ({ AccountId, Email: 'a@example.com' })),
    });
  beforeEach(() => delegate());

  it('of the organization are enabled at once by CreateMembers', async () => {
    expect(await add(Member)).toEqual({ UnprocessedAccounts: [] });
    expect(await members()).toMatchObject([
      {
        AccountId: Member,
        DetectorId: await detectorOf(Member),
        AdministratorId: Security,
        MasterId: Security,
        RelationshipStatus: 'Enabled',
      },
    ]);
  });

  it('are left unprocessed with the reason', async () => {
    await add(Member);
    expect(await add(Member, Management)).toEqual({
      UnprocessedAccounts: [
        { AccountId: Member, Result: Message.alreadyMember },
        { AccountId: Management, Result: Message.managementWithoutDetector },
      ],
    });
  });

  it('know their administrator', async () => {
    await add(Member);
    const DetectorId = await detectorOf(Member);
    expect(
      await sandbox.send('GetAdministratorAccount', { DetectorId }, { accountId: Member }),
    ).toMatchObject({
      Administrator: { AccountId: Security, RelationshipStatus: 'Enabled' },
    });
    expect(await sandbox.send('GetMasterAccount', { DetectorId }, { accountId: Member })).toMatchObject({
      Master: { AccountId: Security },
    });
    expect(await asAdmin('GetAdministratorAccount')).toEqual({});
  });

  it.each([
    ['DeleteDetector', {}],
    ['UpdateDetector', { Enable: false }],
    ['UpdateDetector', { FindingPublishingFrequency: 'ONE_HOUR' }],
    ['UpdateDetector', { Features: [{ Name: 'S3_DATA_EVENTS', Status: 'ENABLED' }] }],
    ['CreateFilter', { Name: 'abc', FindingCriteria: { Criterion: { type: { Eq: ['x'] } } } }],
    ['CreateIPSet', { Name: 'n', Format: 'TXT', Location: 's3://b/k', Activate: true }],
    ['ArchiveFindings', { FindingIds: ['x'] }],
  ])('cannot %s %j themselves', async (operation, input) => {
    await add(Member);
    const DetectorId = await detectorOf(Member);
    await expect(
      sandbox.send(operation, { DetectorId, ...input }, { accountId: Member }),
    ).rejects.toMatchObject(refusal(Message.memberMayNot));
  });

  it('may say again what holds already', async () => {
    await add(Member);
    const DetectorId = await detectorOf(Member);
    await expect(
      sandbox.send('UpdateDetector', { DetectorId, Enable: true }, { accountId: Member }),
    ).resolves.toEqual({});
  });

  it('cannot leave an administrator that has them through the organization', async () => {
    await add(Member);
    const DetectorId = await detectorOf(Member);
    await expect(
      sandbox.send('DisassociateFromAdministratorAccount', { DetectorId }, { accountId: Member }),
    ).rejects.toMatchObject(refusal(Message.organizationMember));
  });

  it('keep the administrator from deleting its detector', async () => {
    await add(Member);
    await expect(asAdmin('DeleteDetector')).rejects.toMatchObject(refusal(Message.hasMembers));
  });

  it('are suspended and resumed', async () => {
    await add(Member);
    await asAdmin('StopMonitoringMembers', { AccountIds: [Member] });
    const DetectorId = await detectorOf(Member);
    expect(await sandbox.send('GetDetector', { DetectorId }, { accountId: Member })).toMatchObject({
      Status: 'DISABLED',
    });
    expect(await members()).toMatchObject([{ RelationshipStatus: 'Disabled' }]);
    await asAdmin('StartMonitoringMembers', { AccountIds: [Member] });
    expect(await members()).toMatchObject([{ RelationshipStatus: 'Enabled' }]);
  });

  it('are forgotten only after they were disassociated', async () => {
    await add(Member);
    expect(await asAdmin('DeleteMembers', { AccountIds: [Member] })).toEqual({
      UnprocessedAccounts: [{ AccountId: Member, Result: Message.stillAssociated }],
    });
    await asAdmin('DisassociateMembers', { AccountIds: [Member] });
    expect(await memberIds()).toEqual([]);
    expect(await members({ OnlyAssociated: 'false' })).toMatchObject([{ RelationshipStatus: 'Removed' }]);
    await asAdmin('DeleteMembers', { AccountIds: [Member] });
    expect(await members({ OnlyAssociated: 'false' })).toEqual([]);
    expect(await detectorOf(Member)).toBeDefined();
  });

  it('have their features read and set by the administrator', async () => {
    await add(Member);
    expect(
      await asAdmin('UpdateMemberDetectors', {
        AccountIds: [Member, '999999999999'],
        Features: [{ Name: 'S3_DATA_EVENTS', Status: 'ENABLED' }],
      }),
    ).toEqual({ UnprocessedAccounts: [{ AccountId: '999999999999', Result: Message.notMember }] });
    const answer = (await asAdmin('GetMemberDetectors', { AccountIds: [Member] })) as unknown as {
      MemberDataSourceConfigurations: { Features: { Name: string; Status: string }[] }[];
    };
    const features = answer.MemberDataSourceConfigurations[0]?.Features ?? [];
    expect(features.find((feature) => feature.Name === 'S3_DATA_EVENTS')?.Status).toBe('ENABLED');
    expect(features.map((feature) => feature.Name)).not.toContain('CLOUD_TRAIL');
  });

  it('are listed in pages', async () => {
    for (let n = 0; n < 3; n += 1) {
      const id = `44444444444${n}`;
      sandbox.members.push({
        id,
        name: id,
        email: `${id}@example.com`,
        status: 'ACTIVE',
        joinedAt: '2025-01-01T00:00:00.000Z',
      });
      await add(id);
    }
    const first = (await asAdmin('ListMembers', { MaxResults: 2 })) as {
      Members: object[];
      NextToken: string;
    };
    expect(first.Members).toHaveLength(2);
    const rest = await asAdmin('ListMembers', { MaxResults: 2, NextToken: first.NextToken });
    expect(rest.Members).toHaveLength(1);
    expect(rest).not.toHaveProperty('NextToken');
  });

  it('by invitation accept and resign', async () => {
    await sandbox.send('CreateDetector', { Enable: true });
    await sandbox.send('CreateDetector', { Enable: true }, { accountId: Member });
    const own = await detectorOf(Management);
    const theirs = await detectorOf(Member);
    await sandbox.send('CreateMembers', {
      DetectorId: own,
      AccountDetails: [{ AccountId: Member, Email: 'a@example.com' }],
    });
    await sandbox.send('InviteMembers', { DetectorId: own, AccountIds: [Member] });
    const { Invitations } = (await sandbox.send('ListInvitations', {}, { accountId: Member })) as {
      Invitations: { AccountId: string; InvitationId: string }[];
    };
    const accept = {
      DetectorId: theirs,
      AdministratorId: Management,
      InvitationId: Invitations[0]?.InvitationId,
    };
    await sandbox.send('AcceptAdministratorInvitation', accept, { accountId: Member });
    expect(await sandbox.send('ListMembers', { DetectorId: own })).toMatchObject({
      Members: [{ RelationshipStatus: 'Enabled' }],
    });
    await sandbox.send('DisassociateFromAdministratorAccount', { DetectorId: theirs }, { accountId: Member });
    expect(await sandbox.send('ListMembers', { DetectorId: own })).toEqual({ Members: [] });
  });

  it('of the organization are not invited', async () => {
    expect(await asAdmin('InviteMembers', { AccountIds: [Member] })).toEqual({
      UnprocessedAccounts: [{ AccountId: Member, Result: Message.invitesOrganizationMember }],
    });
  });
});
