import {
  CloudTrailClient,
  PutInsightSelectorsCommand,
  StartLoggingCommand,
  UpdateTrailCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  CreateMembersCommand,
  GuardDutyClient,
  UpdateDetectorCommand,
  UpdateOrganizationConfigurationCommand,
} from '@aws-sdk/client-guardduty';
import { PutBucketPolicyCommand, PutPublicAccessBlockCommand, S3Client } from '@aws-sdk/client-s3';
import { PutPublicAccessBlockCommand as PutAccountBlockCommand } from '@aws-sdk/client-s3-control';
import {
  bothInsights,
  detectorOf,
  LocalS3ControlClient,
  type TestOrganization,
} from '@trailguard/audit/test';
import { selectAsConsole } from './selectors.ts';

/** Puts right whatever a misconfiguration has changed. */
export async function restore(organization: TestOrganization): Promise<void> {
  await restoreBucket(organization);
  await restoreTrail(organization);
  for (const region of organization.regions) await restoreDetection(organization, region);
}

async function restoreBucket({ administrators, audited, bucket, bucketPolicy }: TestOrganization) {
  const AccountId = audited.logArchiveAccountId;
  const s3 = await administrators.client(S3Client, AccountId);
  const PublicAccessBlockConfiguration = {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  };
  await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: bucketPolicy }));
  await s3.send(new PutPublicAccessBlockCommand({ Bucket: bucket, PublicAccessBlockConfiguration }));
  const account = await administrators.client(LocalS3ControlClient, AccountId);
  await account.send(new PutAccountBlockCommand({ AccountId, PublicAccessBlockConfiguration }));
}

async function restoreTrail(organization: TestOrganization) {
  const { administrators, audited, trailName, trailSettings } = organization;
  const cloudtrail = await administrators.client(CloudTrailClient, audited.managementAccountId);
  await cloudtrail.send(new UpdateTrailCommand({ ...trailSettings, IncludeGlobalServiceEvents: true }));
  await selectAsConsole(organization);
  await cloudtrail.send(new PutInsightSelectorsCommand({ TrailName: trailName, ...bothInsights }));
  await cloudtrail.send(new StartLoggingCommand({ Name: trailName }));
}

async function restoreDetection({ administrators, audited, sandbox }: TestOrganization, region: string) {
  const { securityAccountId } = audited;
  const guardduty = await administrators.client(GuardDutyClient, securityAccountId, region);
  const DetectorId = await detectorOf(administrators, securityAccountId, region);
  await guardduty.send(
    new UpdateDetectorCommand({ DetectorId, Enable: true, FindingPublishingFrequency: 'FIFTEEN_MINUTES' }),
  );
  await guardduty.send(
    new UpdateOrganizationConfigurationCommand({ DetectorId, AutoEnableOrganizationMembers: 'ALL' }),
  );
  const AccountDetails = [{ AccountId: sandbox.accounts.logArchive, Email: 'log-archive@example.com' }];
  await guardduty.send(new CreateMembersCommand({ DetectorId, AccountDetails }));
}
