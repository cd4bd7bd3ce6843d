import {
  CreateDetectorCommand,
  CreateMalwareProtectionPlanCommand,
  CreateMembersCommand,
  CreatePublishingDestinationCommand,
  CreateSampleFindingsCommand,
  DeleteDetectorCommand,
  DescribeOrganizationConfigurationCommand,
  DescribePublishingDestinationCommand,
  EnableOrganizationAdminAccountCommand,
  GetAdministratorAccountCommand,
  GetDetectorCommand,
  GetFindingsCommand,
  GetMemberDetectorsCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListFindingsCommand,
  ListMembersCommand,
  ListOrganizationAdminAccountsCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UpdateOrganizationConfigurationCommand,
} from '@aws-sdk/client-guardduty';
import { CreateRoleCommand, GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  EnableAWSServiceAccessCommand,
  ListDelegatedAdministratorsCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import {
  CreateBucketCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../index.ts';
import { administrator, codeOf, member } from '../../test/clients.ts';

const MembersDelay = 60_000;
const ServicePrincipal = 'guardduty.amazonaws.com';
let sandbox: Sandbox;
let management: GuardDutyClient;
let security: GuardDutyClient;
let archive: GuardDutyClient;
let DetectorId: string;

async function detectorOf(client: GuardDutyClient): Promise<string | undefined> {
  return (await client.send(new ListDetectorsCommand({}))).DetectorIds?.[0];
}

// The tests of this file are one story, as an organization's administrator lives it.
beforeAll(async () => {
  sandbox = await startSandbox({ delays: { iam: 0, trustedAccess: 0, members: MembersDelay } });
  management = new GuardDutyClient(administrator(sandbox));
  security = new GuardDutyClient(await member(sandbox, sandbox.accounts.security));
  archive = new GuardDutyClient(await member(sandbox, sandbox.accounts.logArchive));
});
afterAll(() => sandbox?.stop());

describe('GuardDuty of an organization', () => {
  const delegate = () =>
    management.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: sandbox.accounts.security }));

  it('has no administrator without trusted access', async () => {
    expect(await codeOf(delegate())).toBe('BadRequestException');
  });

  it('has one that Organizations knows too', async () => {
    const organizations = new OrganizationsClient(administrator(sandbox));
    await organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
    await delegate();
    const { AdminAccounts } = await management.send(new ListOrganizationAdminAccountsCommand({}));
    expect(AdminAccounts).toEqual([{ AdminAccountId: sandbox.accounts.security, AdminStatus: 'ENABLED' }]);
    const { DelegatedAdministrators } = await organizations.send(
      new ListDelegatedAdministratorsCommand({ ServicePrincipal }),
    );
    expect(DelegatedAdministrators).toMatchObject([{ Id: sandbox.accounts.security }]);
  });

  it('made the administrator a detector and the service-linked role', async () => {
    DetectorId = (await detectorOf(security)) ?? '';
    const answer = await security.send(new GetDetectorCommand({ DetectorId }));
    expect(answer).toMatchObject({
      Status: 'ENABLED',
      ServiceRole: expect.stringContaining('AWSServiceRoleForAmazonGuardDuty'),
    });
    expect(answer.Features?.find((feature) => feature.Name === 'S3_DATA_EVENTS')?.UpdatedAt).toBeInstanceOf(
      Date,
    );
    const iam = new IAMClient(await member(sandbox, sandbox.accounts.security));
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'AWSServiceRoleForAmazonGuardDuty' }));
    expect(Role?.Arn).toBe(answer.ServiceRole);
  });

  it('refuses a second detector with the text of AWS', async () => {
    await expect(security.send(new CreateDetectorCommand({ Enable: true }))).rejects.toMatchObject({
      name: 'BadRequestException',
      message: 'The request is rejected because a detector already exists for the current account.',
    });
  });

  it('takes members in after the delay, the management account once it has a detector', async () => {
    await management.send(new CreateDetectorCommand({ Enable: true, Tags: { team: 'platform' } }));
    await security.send(
      new UpdateOrganizationConfigurationCommand({
        DetectorId,
        AutoEnableOrganizationMembers: 'ALL',
        Features: [{ Name: 'S3_DATA_EVENTS', AutoEnable: 'ALL' }],
      }),
    );
    expect(await detectorOf(archive)).toBeUndefined();
    await sandbox.clock.advance(MembersDelay);
    const { Members = [] } = await security.send(new ListMembersCommand({ DetectorId }));
    expect(Members.map((one) => one.AccountId).sort()).toEqual(
      [sandbox.accounts.logArchive, sandbox.accounts.management].sort(),
    );
    expect(await detectorOf(archive)).toBeDefined();
  });

  it('describes what it enables', async () => {
    const answer = await security.send(new DescribeOrganizationConfigurationCommand({ DetectorId }));
    expect(answer.AutoEnableOrganizationMembers).toBe('ALL');
    expect(answer.Features?.find((feature) => feature.Name === 'S3_DATA_EVENTS')?.AutoEnable).toBe('ALL');
  });

  it('shows members their administrator, which they cannot leave', async () => {
    const id = await detectorOf(archive);
    const { Administrator } = await archive.send(new GetAdministratorAccountCommand({ DetectorId: id }));
    expect(Administrator).toMatchObject({
      AccountId: sandbox.accounts.security,
      RelationshipStatus: 'Enabled',
    });
    expect(await codeOf(archive.send(new DeleteDetectorCommand({ DetectorId: id })))).toBe(
      'BadRequestException',
    );
  });

  it('answers the detectors of members to the administrator', async () => {
    const AccountIds = [sandbox.accounts.logArchive];
    const answer = await security.send(new GetMemberDetectorsCommand({ DetectorId, AccountIds }));
    expect(
      answer.MemberDataSourceConfigurations?.[0]?.Features?.map(({ Name, Status }) => [Name, Status]),
    ).toContainEqual(['S3_DATA_EVENTS', 'ENABLED']);
  });

  it('leaves accounts unprocessed with the reason', async () => {
    const AccountDetails = [{ AccountId: sandbox.accounts.logArchive, Email: 'log@example.com' }];
    const { UnprocessedAccounts } = await security.send(
      new CreateMembersCommand({ DetectorId, AccountDetails }),
    );
    expect(UnprocessedAccounts).toMatchObject([{ AccountId: sandbox.accounts.logArchive }]);
  });

  it('is apart in each region', async () => {
    const elsewhere = new GuardDutyClient(await member(sandbox, sandbox.accounts.security, 'eu-west-1'));
    expect(await detectorOf(elsewhere)).toBeUndefined();
  });

  it('has tags on detectors', async () => {
    const ResourceArn = `arn:aws:guardduty:us-east-1:${sandbox.accounts.security}:detector/${DetectorId}`;
    await security.send(new TagResourceCommand({ ResourceArn, Tags: { team: 'security' } }));
    const { Tags } = await security.send(new ListTagsForResourceCommand({ ResourceArn }));
    expect(Tags).toEqual({ team: 'security' });
  });

  it('shows findings of members to the administrator', async () => {
    const id = await detectorOf(archive);
    const FindingTypes = ['Stealth:IAMUser/CloudTrailLoggingDisabled'];
    await archive.send(new CreateSampleFindingsCommand({ DetectorId: id, FindingTypes }));
    const { FindingIds } = await security.send(new ListFindingsCommand({ DetectorId }));
    const { Findings } = await security.send(new GetFindingsCommand({ DetectorId, FindingIds }));
    expect(Findings).toMatchObject([
      { AccountId: sandbox.accounts.logArchive, Type: FindingTypes[0], Severity: 2 },
    ]);
  });
});

describe('the export of findings', () => {
  const Bucket = 'findings-export';
  let s3: S3Client;
  let KmsKeyArn: string;
  const create = () =>
    security.send(
      new CreatePublishingDestinationCommand({
        DetectorId,
        DestinationType: 'S3',
        DestinationProperties: { DestinationArn: `arn:aws:s3:::${Bucket}`, KmsKeyArn },
      }),
    );

  beforeAll(async () => {
    const account = await member(sandbox, sandbox.accounts.logArchive);
    s3 = new S3Client(account);
    await s3.send(new CreateBucketCommand({ Bucket }));
    const source = { StringEquals: { 'aws:SourceAccount': sandbox.accounts.security } };
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${sandbox.accounts.logArchive}:root` },
          Action: 'kms:*',
          Resource: '*',
        },
        {
          Effect: 'Allow',
          Principal: { Service: ServicePrincipal },
          Action: 'kms:GenerateDataKey',
          Resource: '*',
          Condition: source,
        },
      ],
    });
    KmsKeyArn = (await new KMSClient(account).send(new CreateKeyCommand({ Policy }))).KeyMetadata?.Arn ?? '';
  });

  it('is refused before the bucket admits GuardDuty', async () => {
    await expect(create()).rejects.toMatchObject({
      name: 'BadRequestException',
      message: expect.stringContaining('GuardDuty service principal does not have permission'),
    });
  });

  it('writes findings of members into the bucket that admits it', async () => {
    // https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
    const statement = (Action: string, Resource: string) => ({
      Effect: 'Allow',
      Principal: { Service: ServicePrincipal },
      Action,
      Resource,
      Condition: {
        StringEquals: {
          'aws:SourceAccount': sandbox.accounts.security,
          'aws:SourceArn': `arn:aws:guardduty:us-east-1:${sandbox.accounts.security}:detector/${DetectorId}`,
        },
      },
    });
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        statement('s3:GetBucketLocation', `arn:aws:s3:::${Bucket}`),
        statement('s3:PutObject', `arn:aws:s3:::${Bucket}/*`),
      ],
    });
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    const { DestinationId } = await create();
    await archive.send(
      new CreateSampleFindingsCommand({
        DetectorId: await detectorOf(archive),
        FindingTypes: ['Policy:S3/BucketPublicAccessGranted'],
      }),
    );
    await sandbox.clock.advance(5 * 60_000);
    const described = await security.send(
      new DescribePublishingDestinationCommand({ DetectorId, DestinationId }),
    );
    expect(described).toMatchObject({ Status: 'PUBLISHING', PublishingFailureStartTimestamp: 0 });
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents).toMatchObject([
      { Key: expect.stringContaining(`AWSLogs/${sandbox.accounts.logArchive}/GuardDuty/us-east-1/`) },
    ]);
  });

  it('is scanned for malware only with a role that trusts the scanner', async () => {
    const iam = new IAMClient(await member(sandbox, sandbox.accounts.logArchive));
    const role = async (RoleName: string, Service: string) => {
      const AssumeRolePolicyDocument = JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
      });
      return (await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }))).Role?.Arn;
    };
    const protect = (Role: string | undefined) =>
      archive.send(
        new CreateMalwareProtectionPlanCommand({
          Role,
          ProtectedResource: { S3Bucket: { BucketName: Bucket } },
        }),
      );
    expect(await codeOf(protect(await role('wrong', 'ec2.amazonaws.com')))).toBe('BadRequestException');
    await expect(
      protect(await role('scan', 'malware-protection-plan.guardduty.amazonaws.com')),
    ).resolves.toMatchObject({ MalwareProtectionPlanId: expect.any(String) });
  });
});
