import {
  AcceptAdministratorInvitationCommand,
  CreateDetectorCommand,
  CreateMembersCommand,
  EnableOrganizationAdminAccountCommand,
  GuardDutyClient,
  InviteMembersCommand,
  ListDetectorsCommand,
  ListInvitationsCommand,
} from '@aws-sdk/client-guardduty';
import { EnableAWSServiceAccessCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { type Sandbox, startSandbox } from '@trailguard/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { managementScope } from '../test/management-scope.ts';
import { clientOptions } from './lookup-scope.ts';
import { type ObstacleScope, obstacleTo } from './obstacles.ts';

let sandbox: Sandbox;
let management: ObstacleScope;
let archive: ObstacleScope;
beforeAll(async () => {
  sandbox = await startSandbox({ delays: { iam: 0, trustedAccess: 0 } });
  management = { ...managementScope(sandbox), administratorAccountId: sandbox.accounts.security };
  archive = await inAccount(sandbox.accounts.logArchive);
});
afterAll(async () => {
  await sandbox?.stop();
});

async function inAccount(accountId: string): Promise<ObstacleScope> {
  const { Credentials } = await clientOf(STSClient, management).send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole`,
      RoleSessionName: 'test',
    }),
  );
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  return {
    ...management,
    accountId,
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
  };
}

const clientOf = <C>(Client: new (options: never) => C, scope: ObstacleScope): C =>
  new Client(clientOptions(scope) as never);

describe('a bucket', () => {
  const bucket = (name: string, inputs: object = {}, scope = archive) =>
    obstacleTo(
      { type: 'aws:s3/bucket:Bucket', inputs: { bucket: name, region: 'us-east-1', ...inputs } },
      scope,
    );
  const make = (name: string, locked: boolean, scope = archive) =>
    clientOf(S3Client, scope).send(
      new CreateBucketCommand({ Bucket: name, ...(locked ? { ObjectLockEnabledForBucket: true } : {}) }),
    );

  it('is no obstacle while there is none', async () => {
    expect(await bucket('none-such', { objectLockEnabled: true })).toBeUndefined();
  });

  it('is none where its Object Lock is as wanted', async () => {
    await make('locked-logs', true);
    await make('open-logs', false);
    expect(await bucket('locked-logs', { objectLockEnabled: true })).toBeUndefined();
    expect(await bucket('open-logs')).toBeUndefined();
  });

  it('without Object Lock is to get it by hand, with the commands', async () => {
    expect(await bucket('open-logs', { objectLockEnabled: true })).toMatch(
      /^the bucket open-logs has no Object Lock.* put-object-lock-configuration --bucket open-logs --object-lock-configuration ObjectLockEnabled=Enabled$/,
    );
  });

  it('with Object Lock where none may be goes by another name', async () => {
    expect(await bucket('locked-logs')).toMatch(
      /locked-logs has Object Lock.*: choose another trailguard:namePrefix/,
    );
  });

  it('of another account goes by another name', async () => {
    await make('of-management', true, management);
    expect(await bucket('of-management', { objectLockEnabled: true })).toMatch(
      /^the bucket of-management belongs to another account, .*: choose another trailguard:namePrefix/,
    );
  });

  it('of another region does not move', async () => {
    expect(await bucket('locked-logs', { objectLockEnabled: true, region: 'eu-west-1' })).toMatch(
      /^the bucket locked-logs is in us-east-1, and is wanted in eu-west-1/,
    );
  });
});

describe('threat detection', () => {
  const region = 'eu-central-1';
  const detector = (scope: ObstacleScope) =>
    obstacleTo({ type: 'aws:guardduty/detector:Detector', inputs: { region } }, scope);
  const delegation = (adminAccountId: string) =>
    obstacleTo(
      {
        type: 'aws:guardduty/organizationAdminAccount:OrganizationAdminAccount',
        inputs: { region, adminAccountId },
      },
      management,
    );

  it('may use a detector that nobody administers', async () => {
    expect(await detector(archive)).toBeUndefined();
    await clientOf(GuardDutyClient, { ...archive, region }).send(new CreateDetectorCommand({ Enable: true }));
    expect(await detector(archive)).toBeUndefined();
  });

  it('does not take a detector from another administrator', async () => {
    const guardduty = clientOf(GuardDutyClient, { ...management, region });
    const { DetectorId } = await guardduty.send(new CreateDetectorCommand({ Enable: true }));
    const { accountId } = archive;
    await guardduty.send(
      new CreateMembersCommand({
        DetectorId,
        AccountDetails: [{ AccountId: accountId, Email: 'a@example.com' }],
      }),
    );
    await guardduty.send(new InviteMembersCommand({ DetectorId, AccountIds: [accountId] }));
    const member = clientOf(GuardDutyClient, { ...archive, region });
    const { Invitations } = await member.send(new ListInvitationsCommand({}));
    const { DetectorIds = [] } = await member.send(new ListDetectorsCommand({}));
    await member.send(
      new AcceptAdministratorInvitationCommand({
        DetectorId: DetectorIds[0],
        AdministratorId: management.accountId,
        InvitationId: Invitations?.[0]?.InvitationId,
      }),
    );
    expect(await detector(archive)).toMatch(
      `is administered by account ${management.accountId}, and is to be by ${sandbox.accounts.security}`,
    );
  });

  it('has one delegated administrator: another is named with both ways out', async () => {
    const { logArchive, security } = sandbox.accounts;
    expect(await delegation(security)).toBeUndefined();
    await clientOf(OrganizationsClient, management).send(
      new EnableAWSServiceAccessCommand({ ServicePrincipal: 'guardduty.amazonaws.com' }),
    );
    await clientOf(GuardDutyClient, { ...management, region }).send(
      new EnableOrganizationAdminAccountCommand({ AdminAccountId: logArchive }),
    );
    expect(await delegation(logArchive)).toBeUndefined();
    expect(await delegation(security)).toBe(
      `account ${logArchive} is GuardDuty's delegated administrator in ${region}, and ${security} is to be. Set ` +
        `trailguard:securityAccountId to ${logArchive}, or end its part in every region, which leaves members unwatched by it: ` +
        `aws guardduty disable-organization-admin-account --region ${region} --admin-account-id ${logArchive}`,
    );
  });
});
