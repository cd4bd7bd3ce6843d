import { AccessAnalyzerClient, CreateAnalyzerCommand } from '@aws-sdk/client-accessanalyzer';
import { CloudTrailClient, RegisterOrganizationDelegatedAdminCommand } from '@aws-sdk/client-cloudtrail';
import {
  ConfigServiceClient,
  PutConfigurationRecorderCommand,
  PutDeliveryChannelCommand,
  PutOrganizationConfigRuleCommand,
  StartConfigurationRecorderCommand,
} from '@aws-sdk/client-config-service';
import { CreateDatabaseCommand, CreateTableCommand, GlueClient } from '@aws-sdk/client-glue';
import {
  CreateRoleCommand,
  EnableOrganizationsRootCredentialsManagementCommand,
  EnableOrganizationsRootSessionsCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  EnableAWSServiceAccessCommand,
  EnablePolicyTypeCommand,
  OrganizationsClient,
  type PolicyType,
} from '@aws-sdk/client-organizations';
import {
  BatchEnableStandardsCommand,
  CreateFindingAggregatorCommand,
  EnableOrganizationAdminAccountCommand,
  EnableSecurityHubCommand,
  SecurityHubClient,
  UpdateOrganizationConfigurationCommand,
} from '@aws-sdk/client-securityhub';
import { putEventRule } from './alerting.ts';
import { makeConfigBucket, makeConfigRole } from './config-recording.ts';
import { controlPolicies, trustWithMfa } from './documents.ts';
import type { TestOrganization } from './organization.ts';

/** Managed rules that the organization deploys. */
const configRules = [
  'CLOUDTRAIL_S3_DATAEVENTS_ENABLED',
  'CLOUDTRAIL_SECURITY_TRAIL_ENABLED',
  'CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED',
  'CLOUD_TRAIL_ENCRYPTION_ENABLED',
  'CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED',
  'GUARDDUTY_ENABLED_CENTRALIZED',
  'GUARDDUTY_NON_ARCHIVED_FINDINGS',
  'MULTI_REGION_CLOUD_TRAIL_ENABLED',
];

/** Services with trusted access, beside those of trails and detectors. */
const trusted = [
  'access-analyzer',
  'config',
  'config-multiaccountsetup',
  'iam',
  'malware-protection.guardduty',
  'securityhub',
];

/** What watches over a compliant organization, beside its trail and its detectors. */
export async function makeGovernance(parts: TestOrganization): Promise<void> {
  const { administrators, audited } = parts;
  const organizations = await administrators.client(OrganizationsClient, audited.managementAccountId);
  for (const name of trusted) {
    const ServicePrincipal = `${name}.amazonaws.com`;
    await organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
  }
  await makeControlPolicies(parts, organizations);
  await makeCentralAccess(parts);
  await makeSecurityHub(parts);
  await recordEverywhere(parts);
  for (const region of parts.regions) {
    const analyzers = await administrators.client(AccessAnalyzerClient, audited.managementAccountId, region);
    await analyzers.send(new CreateAnalyzerCommand({ analyzerName: 'outside', type: 'ORGANIZATION' }));
    for (const accountId of parts.accountIds) {
      await putEventRule(administrators, { accountId, region, name: 'insights' }, insightEvents);
    }
    await putEventRule(
      administrators,
      { accountId: audited.logArchiveAccountId, region, name: 'break-glass' },
      breakGlassEvents(parts),
    );
  }
  const config = await administrators.client(ConfigServiceClient, audited.managementAccountId);
  for (const RuleIdentifier of configRules) {
    await config.send(
      new PutOrganizationConfigRuleCommand({
        OrganizationConfigRuleName: RuleIdentifier.toLowerCase().replaceAll('_', '-'),
        OrganizationManagedRuleMetadata: { RuleIdentifier },
      }),
    );
  }
  await makeLogTable(parts);
}

const insightEvents = { source: ['aws.cloudtrail'], 'detail-type': ['AWS Insight via CloudTrail'] };

function breakGlassEvents({ breakGlassRoleArn }: TestOrganization): object {
  return {
    source: ['aws.sts'],
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: {
      eventSource: ['sts.amazonaws.com'],
      eventName: ['AssumeRole'],
      requestParameters: { roleArn: [breakGlassRoleArn] },
    },
  };
}

/** At the root, so that they bind every member from its first moment. */
async function makeControlPolicies(
  { sandbox: { rootId, organizationId } }: TestOrganization,
  organizations: OrganizationsClient,
): Promise<void> {
  const documents = Object.entries(controlPolicies(organizationId)) as readonly [PolicyType, string][];
  for (const [Type, Content] of documents) {
    await organizations.send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType: Type }));
    const Name = `guardrail-${Type.toLowerCase().replaceAll('_', '-')}`;
    const { Policy } = await organizations.send(
      new CreatePolicyCommand({ Name, Description: '', Content, Type }),
    );
    await organizations.send(
      new AttachPolicyCommand({ PolicyId: Policy?.PolicySummary?.Id, TargetId: rootId }),
    );
  }
}

/** Administrators of services, root users without credentials, and the role that may remove logs. */
async function makeCentralAccess(parts: TestOrganization): Promise<void> {
  const { administrators, audited, breakGlassRoleArn } = parts;
  const cloudtrail = await administrators.client(CloudTrailClient, audited.managementAccountId);
  await cloudtrail.send(
    new RegisterOrganizationDelegatedAdminCommand({ MemberAccountId: audited.securityAccountId }),
  );
  const iam = await administrators.client(IAMClient, audited.managementAccountId);
  await iam.send(new EnableOrganizationsRootCredentialsManagementCommand({}));
  await iam.send(new EnableOrganizationsRootSessionsCommand({}));
  const archive = await administrators.client(IAMClient, audited.logArchiveAccountId);
  await archive.send(
    new CreateRoleCommand({
      RoleName: breakGlassRoleArn.split('/').at(-1),
      AssumeRolePolicyDocument: trustWithMfa(audited.managementAccountId),
      MaxSessionDuration: 3600,
    }),
  );
}

/** On in every account and Region, with its standards, and gathered in the security account. */
async function makeSecurityHub(parts: TestOrganization): Promise<void> {
  const { accountIds, administrators, audited, regions } = parts;
  const standards = [
    'aws-foundational-security-best-practices/v/1.0.0',
    'cis-aws-foundations-benchmark/v/3.0.0',
  ];
  for (const accountId of accountIds) {
    for (const region of regions) {
      const hub = await administrators.client(SecurityHubClient, accountId, region);
      await hub.send(new EnableSecurityHubCommand({ EnableDefaultStandards: false }));
      await hub.send(
        new BatchEnableStandardsCommand({
          StandardsSubscriptionRequests: standards.map((name) => ({
            StandardsArn: `arn:aws:securityhub:${region}::standards/${name}`,
          })),
        }),
      );
    }
  }
  const AdminAccountId = audited.securityAccountId;
  const management = await administrators.client(SecurityHubClient, audited.managementAccountId);
  await management.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId }));
  const security = await administrators.client(SecurityHubClient, AdminAccountId);
  await security.send(new UpdateOrganizationConfigurationCommand({ AutoEnable: true }));
  await security.send(new CreateFindingAggregatorCommand({ RegionLinkingMode: 'ALL_REGIONS' }));
}

/** A recorder of everything in each account and Region, by the role of AWS Config. */
async function recordEverywhere(parts: TestOrganization): Promise<void> {
  const { accountIds, administrators, audited, regions } = parts;
  const s3BucketName = await makeConfigBucket(administrators, audited.logArchiveAccountId);
  for (const accountId of accountIds) {
    const roleARN = await makeConfigRole(administrators, accountId);
    for (const region of regions) {
      const config = await administrators.client(ConfigServiceClient, accountId, region);
      const recordingGroup = { allSupported: true, includeGlobalResourceTypes: true };
      await config.send(
        new PutConfigurationRecorderCommand({
          ConfigurationRecorder: { name: 'all', roleARN, recordingGroup },
        }),
      );
      await config.send(new PutDeliveryChannelCommand({ DeliveryChannel: { name: 'all', s3BucketName } }));
      await config.send(new StartConfigurationRecorderCommand({ ConfigurationRecorderName: 'all' }));
    }
  }
}

/** A table over the log files. */
async function makeLogTable({ administrators, audited, bucket }: TestOrganization): Promise<void> {
  const glue = await administrators.client(GlueClient, audited.logArchiveAccountId);
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'logs' } }));
  const StorageDescriptor = { Location: `s3://${bucket}/AWSLogs/` };
  await glue.send(
    new CreateTableCommand({ DatabaseName: 'logs', TableInput: { Name: 'trail', StorageDescriptor } }),
  );
}
