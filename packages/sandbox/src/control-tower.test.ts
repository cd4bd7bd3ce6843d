import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetTrailStatusCommand,
  StopLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  ListAccountsCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListPoliciesForTargetCommand,
  ListOrganizationalUnitsForParentCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { ListObjectsV2Command, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';
import { administrator, codeOf, member } from './test/clients.ts';

describe('an organization that Control Tower has set up', () => {
  let sandbox: Sandbox;
  let bucket: string;
  beforeAll(async () => {
    sandbox = await startSandbox({ controlTower: true });
    bucket = `aws-controltower-logs-${sandbox.accounts.logArchive}-us-east-1`;
  });
  afterAll(() => sandbox?.stop());

  it('has its accounts, trusted access, roles and service control policies', async () => {
    const organizations = new OrganizationsClient(administrator(sandbox));
    const { Accounts } = await organizations.send(new ListAccountsCommand({}));
    expect(Accounts?.map(({ Name }) => Name)).toEqual(['management', 'Log Archive', 'Audit']);
    const { EnabledServicePrincipals } = await organizations.send(
      new ListAWSServiceAccessForOrganizationCommand({}),
    );
    expect(EnabledServicePrincipals?.map(({ ServicePrincipal }) => ServicePrincipal)).toContain(
      'controltower.amazonaws.com',
    );
    const { OrganizationalUnits } = await organizations.send(
      new ListOrganizationalUnitsForParentCommand({ ParentId: sandbox.rootId }),
    );
    for (const { Id } of OrganizationalUnits ?? []) {
      const { Policies } = await organizations.send(
        new ListPoliciesForTargetCommand({ TargetId: Id, Filter: 'SERVICE_CONTROL_POLICY' }),
      );
      expect(Policies?.some(({ Name }) => Name?.startsWith('aws-guardrails-'))).toBe(true);
    }
    const iam = new IAMClient(await member(sandbox, sandbox.accounts.security));
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'AWSControlTowerExecution' }));
    expect(Role?.Arn).toBe(`arn:aws:iam::${sandbox.accounts.security}:role/AWSControlTowerExecution`);
  });

  it('has a trail that logs all accounts into its bucket', async () => {
    const cloudtrail = new CloudTrailClient(administrator(sandbox));
    const { trailList } = await cloudtrail.send(new DescribeTrailsCommand({}));
    expect(trailList).toMatchObject([
      {
        Name: 'aws-controltower-BaselineCloudTrail',
        IsOrganizationTrail: true,
        IsMultiRegionTrail: true,
        S3BucketName: bucket,
        S3KeyPrefix: sandbox.organizationId,
      },
    ]);
    await sandbox.clock.advance(6 * 60_000);
    const status = await cloudtrail.send(
      new GetTrailStatusCommand({ Name: 'aws-controltower-BaselineCloudTrail' }),
    );
    expect(status).toMatchObject({ IsLogging: true });
    expect(status.LatestDeliveryError).toBeUndefined();
    expect(status.LatestCloudWatchLogsDeliveryError).toBeUndefined();
    expect(status.LatestNotificationError).toBeUndefined();
    const s3 = new S3Client(await member(sandbox, sandbox.accounts.logArchive));
    const { organizationId } = sandbox;
    const { Contents } = await s3.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: `${organizationId}/AWSLogs/${organizationId}/` }),
    );
    expect(Contents?.length).toBeGreaterThan(0);
  });

  it('keeps members from changing what Control Tower made', async () => {
    const archive = await member(sandbox, sandbox.accounts.logArchive);
    const arn = `arn:aws:cloudtrail:us-east-1:${sandbox.accounts.management}:trail/aws-controltower-BaselineCloudTrail`;
    expect(await codeOf(new CloudTrailClient(archive).send(new StopLoggingCommand({ Name: arn })))).toBe(
      'AccessDeniedException',
    );
    const policy = new PutBucketPolicyCommand({ Bucket: bucket, Policy: '{}' });
    expect(await codeOf(new S3Client(archive).send(policy))).toBe('AccessDenied');
  });
});
