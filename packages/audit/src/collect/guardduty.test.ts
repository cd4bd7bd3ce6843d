import {
  DeleteDetectorCommand,
  DisableOrganizationAdminAccountCommand,
  DisassociateMembersCommand,
  EnableOrganizationAdminAccountCommand,
  GuardDutyClient,
  UpdateDetectorCommand,
  UpdateOrganizationConfigurationCommand,
} from '@aws-sdk/client-guardduty';
import { describe, expect, it } from 'vitest';
import { detectorOf } from '../../test/detection.ts';
import { useOrganization } from '../../test/use-organization.ts';
import { readDetection } from './guardduty.ts';
import { readDetector } from './guardduty-detector.ts';

const used = useOrganization();

async function guardduty(account: 'management' | 'logArchive' | 'security', region = 'us-east-1') {
  const { administrators, sandbox } = used.parts;
  const accountId = sandbox.accounts[account];
  const client = await administrators.client(GuardDutyClient, accountId, region);
  return { client, accountId, DetectorId: await detectorOf(administrators, accountId, region) };
}
const settings = async (region = 'us-east-1') =>
  (await readDetection(used.reader(), used.parts.audited, region)).organization;

describe('a detector', () => {
  it('is read with its features', async () => {
    const { accountId, DetectorId } = await guardduty('logArchive');
    const reader = used.reader();
    expect(await readDetector(reader, accountId, 'us-east-1')).toEqual({
      accountId,
      region: 'us-east-1',
      id: DetectorId,
      enabled: true,
      features: {
        items: expect.arrayContaining([{ name: 'CLOUD_TRAIL', setting: 'ENABLED', additional: [] }]),
        complete: true,
      },
      observation: {
        arn: `${accountId}/us-east-1/${DetectorId}`,
        calls: expect.objectContaining({ enabled: 'guardduty:GetDetector' }),
        at: expect.any(String),
      },
    });
    expect(reader.failures).toEqual([]);
  });

  it('may be suspended', async () => {
    const { client, accountId, DetectorId } = await guardduty('security');
    await client.send(new UpdateDetectorCommand({ DetectorId, Enable: false }));
    const detector = await readDetector(used.reader(), accountId, 'us-east-1');
    await client.send(new UpdateDetectorCommand({ DetectorId, Enable: true }));
    expect(detector.enabled).toBe(false);
  });
});

describe('GuardDuty’s organization settings', () => {
  it('are read from the administrator that the management account names', async () => {
    const { management, logArchive, security } = used.parts.sandbox.accounts;
    const read = await settings();
    expect(read).toMatchObject({
      region: 'us-east-1',
      administratorAccountId: security,
      autoEnable: 'ALL',
      memberLimitReached: false,
    });
    const members = [management, logArchive].map((accountId) => ({ accountId, status: 'Enabled' }));
    expect(read.members).toHaveLength(2);
    expect(read.members).toEqual(expect.arrayContaining(members));
  });

  it('show a member that was removed', async () => {
    const { client, DetectorId } = await guardduty('security');
    const { logArchive } = used.parts.sandbox.accounts;
    await client.send(
      new UpdateOrganizationConfigurationCommand({ DetectorId, AutoEnableOrganizationMembers: 'NEW' }),
    );
    await client.send(new DisassociateMembersCommand({ DetectorId, AccountIds: [logArchive] }));
    expect(await settings()).toMatchObject({
      autoEnable: 'NEW',
      members: expect.arrayContaining([{ accountId: logArchive, status: 'Removed' }]),
    });
  });

  it('tell of the accounts that are asked about, a removed one and one that is no member among them', async () => {
    const { logArchive, management, security } = used.parts.sandbox.accounts;
    const read = async (...only: readonly string[]) => {
      const { organization } = await readDetection(used.reader(), used.parts.audited, 'us-east-1', only);
      const { members, memberFeatures, observation } = organization;
      const features = memberFeatures.items.map(({ accountId }) => accountId);
      return { members, features, call: observation.calls?.members };
    };
    const removed = { accountId: logArchive, status: 'Removed' };
    const enabled = { accountId: management, status: 'Enabled' };
    const call = 'guardduty:GetMembers';
    expect(await read(logArchive)).toEqual({ members: [removed], features: [], call });
    expect(await read(management, security)).toEqual({ members: [enabled], features: [management], call });
    expect(await read(security)).toEqual({ members: [], features: [], call });
    expect(await read(management, '999999999999')).toEqual({
      members: [enabled],
      features: [management],
      call: 'guardduty:ListMembers',
    });
  });

  it('are not known of an account where its administrator may not be asked about it', async () => {
    const reader = used.reader({ deny: ['guardduty:GetMembers'] });
    const { management } = used.parts.sandbox.accounts;
    const { organization } = await readDetection(reader, used.parts.audited, 'us-east-1', [management]);
    expect(organization.members).toMatchObject({ unknown: 'access-denied' });
    expect(organization.memberFeatures.complete).toMatchObject({ unknown: 'access-denied' });
    expect(reader.failures).toHaveLength(1);
  });

  it('are absent where nobody administers GuardDuty, and so is a detector that was deleted', async () => {
    const region = 'eu-west-1';
    const management = await guardduty('management', region);
    const security = await guardduty('security', region);
    const AdminAccountId = security.accountId;
    await management.client.send(new DisableOrganizationAdminAccountCommand({ AdminAccountId }));
    expect(await settings(region)).toMatchObject({
      administratorAccountId: null,
      autoEnable: null,
      memberLimitReached: null,
      members: null,
    });
    const report = await used.audit();
    const about = report.results.filter(
      ({ subject, controlId }) => subject.id === region && controlId !== 'GD-01',
    );
    expect(about.map(({ controlId, verdict }) => [controlId, verdict.status])).toEqual([
      ['GD-02', 'fail'],
      ['GD-03', 'fail'],
      ['GD-04', 'fail'],
    ]);

    await security.client.send(new DeleteDetectorCommand({ DetectorId: security.DetectorId }));
    const reader = used.reader();
    const gone = await readDetector(reader, security.accountId, region);
    expect(gone).toMatchObject({
      id: null,
      enabled: null,
      observation: { arn: `${AdminAccountId}/${region}` },
    });
    expect(reader.failures).toEqual([]);
    await management.client.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId }));
  });
});
