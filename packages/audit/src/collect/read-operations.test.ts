import { AccessAnalyzerClient, CreateAnalyzerCommand } from '@aws-sdk/client-accessanalyzer';
import { AthenaClient, CreateWorkGroupCommand } from '@aws-sdk/client-athena';
import { CloudTrailClient, DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import {
  ConfigServiceClient,
  PutConfigurationRecorderCommand,
  PutDeliveryChannelCommand,
  PutOrganizationConfigRuleCommand,
  StartConfigurationRecorderCommand,
} from '@aws-sdk/client-config-service';
import { CreateDatabaseCommand, CreateTableCommand, GlueClient } from '@aws-sdk/client-glue';
import { EnableAWSServiceAccessCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import {
  BatchEnableStandardsCommand,
  CreateFindingAggregatorCommand,
  EnableOrganizationAdminAccountCommand,
  EnableSecurityHubCommand,
  SecurityHubClient,
  UpdateOrganizationConfigurationCommand,
} from '@aws-sdk/client-securityhub';
import type { LogArrival } from '@trailguard/controls';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeConfigBucket, makeConfigRole } from '../../test/config-recording.ts';
import { useOrganization } from '../../test/use-organization.ts';
import { readAnalyzers } from './access-analyzer.ts';
import { readOrganizationRules, readRecorders } from './config.ts';
import { readArrival, withDueCall } from './log-arrivals.ts';
import { readLogTables, readWorkgroups } from './log-queries.ts';
import { readSecurityHub, readSecurityHubOrganization } from './security-hub.ts';

const used = useOrganization();
const region = 'us-east-1';

beforeAll(async () => {
  const { administrators, sandbox } = used.parts;
  const organizations = await administrators.client(OrganizationsClient, sandbox.accounts.management);
  for (const name of ['access-analyzer', 'config-multiaccountsetup', 'config', 'securityhub']) {
    const ServicePrincipal = `${name}.amazonaws.com`;
    await organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
  }
});

describe('AWS Config', () => {
  it('is known by its recorder and how it does', async () => {
    const { administrators, sandbox } = used.parts;
    const accountId = sandbox.accounts.logArchive;
    const reader = used.reader();
    expect(await readRecorders(reader, accountId, region)).toEqual({ items: [], complete: true });
    const config = await administrators.client(ConfigServiceClient, accountId);
    const roleARN = await makeConfigRole(administrators, accountId);
    const s3BucketName = await makeConfigBucket(administrators, accountId);
    const recordingGroup = { allSupported: true, includeGlobalResourceTypes: true };
    await config.send(
      new PutConfigurationRecorderCommand({
        ConfigurationRecorder: { name: 'all', roleARN, recordingGroup },
      }),
    );
    await config.send(new PutDeliveryChannelCommand({ DeliveryChannel: { name: 'all', s3BucketName } }));
    const stopped = await readRecorders(reader, accountId, region);
    await config.send(new StartConfigurationRecorderCommand({ ConfigurationRecorderName: 'all' }));
    const started = await readRecorders(reader, accountId, region);
    expect([stopped.items[0]?.isRecording, started.items[0]?.isRecording]).toEqual([false, true]);
    expect(started.items).toMatchObject([
      {
        accountId,
        region,
        roleArn: roleARN,
        recordedTypes: null,
        excludedTypes: [],
        includesGlobalTypes: true,
        lastStatus: 'SUCCESS',
      },
    ]);
    expect(reader.failures).toEqual([]);
  });

  it('is known by the rules that it deploys to the organization', async () => {
    const { administrators, sandbox } = used.parts;
    const { management } = sandbox.accounts;
    const config = await administrators.client(ConfigServiceClient, management);
    await config.send(
      new PutOrganizationConfigRuleCommand({
        OrganizationConfigRuleName: 'guardduty',
        OrganizationManagedRuleMetadata: { RuleIdentifier: 'GUARDDUTY_ENABLED_CENTRALIZED' },
        // An account without a recorder lets the deployment fail.
        ExcludedAccounts: [management, sandbox.accounts.security],
      }),
    );
    const reader = used.reader();
    expect(await readOrganizationRules(reader, management, region)).toMatchObject({
      items: [
        {
          identifier: 'GUARDDUTY_ENABLED_CENTRALIZED',
          excludedAccounts: [management, sandbox.accounts.security],
          status: 'CREATE_SUCCESSFUL',
        },
      ],
      complete: true,
    });
    expect(reader.failures).toEqual([]);
  });
});

describe('Security Hub CSPM', () => {
  it('is nothing where it is off, and has its standards where it is on', async () => {
    const { administrators, sandbox } = used.parts;
    const { management, security } = sandbox.accounts;
    const reader = used.reader();
    expect(await readSecurityHub(reader, security, region)).toEqual({ items: [], complete: true });
    const places = { managementAccountId: management, securityAccountId: security, homeRegion: region };
    expect(await readSecurityHubOrganization(reader, places, false)).toBeNull();

    for (const id of [management, security]) {
      const own = await administrators.client(SecurityHubClient, id);
      await own.send(new EnableSecurityHubCommand({ EnableDefaultStandards: false }));
    }
    const hub = await administrators.client(SecurityHubClient, security);
    const StandardsArn = `arn:aws:securityhub:${region}::standards/aws-foundational-security-best-practices/v/1.0.0`;
    await hub.send(new BatchEnableStandardsCommand({ StandardsSubscriptionRequests: [{ StandardsArn }] }));
    expect(await readSecurityHub(reader, security, region)).toMatchObject({
      items: [{ accountId: security, isEnabled: true, standards: [{ arn: StandardsArn, status: 'READY' }] }],
      complete: true,
    });

    const managementHub = await administrators.client(SecurityHubClient, management);
    await managementHub.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: security }));
    await hub.send(new UpdateOrganizationConfigurationCommand({ AutoEnable: true }));
    await hub.send(new CreateFindingAggregatorCommand({ RegionLinkingMode: 'ALL_REGIONS' }));
    expect(await readSecurityHubOrganization(reader, places, true)).toMatchObject({
      administratorAccountId: security,
      autoEnable: true,
      configurationType: 'LOCAL',
      policyCoversRoot: null,
      linkingMode: 'ALL_REGIONS',
    });
    expect(reader.failures).toEqual([]);
  });
});

describe('analyzers of outside access', () => {
  it('are asked for in accounts only where none of the organization watches', async () => {
    const { administrators, sandbox } = used.parts;
    const { management, security, logArchive } = sandbox.accounts;
    const analyzers = await administrators.client(AccessAnalyzerClient, management);
    await analyzers.send(new CreateAnalyzerCommand({ analyzerName: 'outside', type: 'ORGANIZATION' }));
    await analyzers.send(
      new CreateAnalyzerCommand({ analyzerName: 'unused', type: 'ORGANIZATION_UNUSED_ACCESS' }),
    );
    const abroad = await administrators.client(AccessAnalyzerClient, logArchive, 'eu-west-1');
    await abroad.send(new CreateAnalyzerCommand({ analyzerName: 'own', type: 'ACCOUNT' }));
    const reader = used.reader();
    const accounts = [{ id: logArchive, regions: [region, 'eu-west-1'] }];
    const read = await readAnalyzers(reader, [management, security], accounts, []);
    expect(read).toMatchObject({
      items: [
        { accountId: management, region, type: 'ORGANIZATION', status: 'ACTIVE', activeFindings: [] },
        { accountId: logArchive, region: 'eu-west-1', type: 'ACCOUNT', status: 'ACTIVE' },
      ],
      complete: true,
    });
    expect(reader.failures).toEqual([]);
  });
});

describe('questions to logs', () => {
  it('can be asked by tables over the bucket, in workgroups that encrypt', async () => {
    const { administrators, sandbox, bucket } = used.parts;
    const accountId = sandbox.accounts.logArchive;
    const glue = await administrators.client(GlueClient, accountId);
    await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'logs' } }));
    for (const [Name, Location] of [
      ['trail', `s3://${bucket}/AWSLogs/`],
      ['other', 's3://elsewhere/'],
    ] as const) {
      const TableInput = {
        Name,
        StorageDescriptor: { Location },
        Parameters: { 'projection.enabled': 'true' },
      };
      await glue.send(new CreateTableCommand({ DatabaseName: 'logs', TableInput }));
    }
    const athena = await administrators.client(AthenaClient, accountId);
    const EncryptionConfiguration = { EncryptionOption: 'SSE_KMS' as const, KmsKey: 'key' };
    const ResultConfiguration = { OutputLocation: `s3://${bucket}-results/`, EncryptionConfiguration };
    await athena.send(new CreateWorkGroupCommand({ Name: 'logs', Configuration: { ResultConfiguration } }));
    const reader = used.reader();
    expect(await readLogTables(reader, accountId, region, [bucket])).toMatchObject({
      items: [{ name: 'logs.trail', location: `s3://${bucket}/AWSLogs/`, hasPartitionProjection: true }],
      complete: true,
    });
    expect(await readWorkgroups(reader, accountId, region)).toMatchObject({
      items: [{ name: 'logs', encryptsResults: true }],
      complete: true,
    });
    expect(reader.failures).toEqual([]);
  });
});

describe('log files of an account', () => {
  it('are found by the day, and missed where there are none', async () => {
    const { sandbox, bucket, accountIds } = used.parts;
    const place = {
      bucketName: bucket,
      bucketAccountId: sandbox.accounts.logArchive,
      bucketRegion: region,
      keyPrefix: null,
      organizationId: sandbox.organizationId,
      region,
    };
    const asOf = sandbox.clock.now().toISOString();
    const reader = used.reader();
    const [account = ''] = accountIds;
    const arrived = await readArrival(reader, place, account, asOf);
    expect(Date.parse(String(arrived.latest))).toBeLessThanOrEqual(Date.parse(asOf));
    expect(Date.parse(asOf) - Date.parse(String(arrived.latest))).toBeLessThan(48 * 3_600_000);
    expect((await readArrival(reader, place, '999999999999', asOf)).latest).toBeNull();
    expect(reader.failures).toEqual([]);
  });

  it('are due for the newest call that is an hour old', async () => {
    const { administrators, sandbox } = used.parts;
    // Where no service calls by itself: CloudTrail delivers to the trail's log group by calls in the account of the trail.
    const accountId = sandbox.accounts.security;
    const trails = await administrators.client(CloudTrailClient, accountId);
    await trails.send(new DescribeTrailsCommand({}));
    const calledAt = Math.floor(sandbox.clock.now().getTime() / 1000) * 1000;
    await sandbox.clock.advance(61 * 60_000);
    await trails.send(new DescribeTrailsCommand({}));
    const reader = used.reader();
    const dueAt = async (asOf: Date) => {
      const { latestDueCall } = await withDueCall(reader, arrivalOf(accountId), asOf.toISOString());
      return Date.parse(String(latestDueCall));
    };
    const now = sandbox.clock.now();
    expect(Math.abs((await dueAt(now)) - calledAt)).toBeLessThanOrEqual(1000);
    // Long afterwards there are neither calls nor files to look at.
    expect(await dueAt(new Date(now.getTime() + 72 * 3_600_000))).toBeNaN();
    expect(reader.failures).toEqual([]);
  });

  it('are not known to be due where the event history may not be read', async () => {
    const { sandbox, accountIds } = used.parts;
    const [accountId = ''] = accountIds;
    const reader = used.reader({ deny: ['cloudtrail:LookupEvents'] });
    const asOf = sandbox.clock.now().toISOString();
    expect((await withDueCall(reader, arrivalOf(accountId), asOf)).latestDueCall).toMatchObject({
      unknown: 'access-denied',
    });
    expect(reader.failures).toHaveLength(1);
  });

  function arrivalOf(accountId: string): LogArrival {
    return { accountId, region, latest: null, latestDueCall: null, observation: {} };
  }
});
