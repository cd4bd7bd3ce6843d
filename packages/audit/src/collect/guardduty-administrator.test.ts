import { CloudTrailClient, StartLoggingCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import {
  CreateFilterCommand,
  CreateIPSetCommand,
  CreateSampleFindingsCommand,
  CreateThreatIntelSetCommand,
  DeleteFilterCommand,
  DeleteIPSetCommand,
  DeleteThreatIntelSetCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  UpdateDetectorCommand,
  UpdateMalwareScanSettingsCommand,
  UpdateMemberDetectorsCommand,
} from '@aws-sdk/client-guardduty';
import {
  CreateBucketCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { findingsBucket } from '../../test/detection.ts';
import { verdictOn } from '../../test/statuses.ts';
import { useOrganization } from '../../test/use-organization.ts';
import { type ReadDetection, readDetection } from './guardduty.ts';

const used = useOrganization();
const region = 'us-east-1';
let client: GuardDutyClient;
let DetectorId: string;

beforeAll(async () => {
  const { administrators, sandbox } = used.parts;
  client = await administrators.client(GuardDutyClient, sandbox.accounts.security, region);
  const { DetectorIds } = await client.send(new ListDetectorsCommand({}));
  DetectorId = DetectorIds?.[0] ?? '';
});

async function read(): Promise<ReadDetection & { readonly missed: readonly unknown[] }> {
  const reader = used.reader();
  const found = await readDetection(reader, used.parts.audited, region);
  return { ...found, missed: reader.failures };
}

describe('the administrator’s detector', () => {
  it('is read with all that belongs to it, by the rights of an audit', async () => {
    await client.send(new UpdateDetectorCommand({ DetectorId, FindingPublishingFrequency: 'ONE_HOUR' }));
    const { administrator, missed } = await read();
    expect(missed).toEqual([]);
    expect(administrator).toMatchObject({
      accountId: used.parts.sandbox.accounts.security,
      region,
      id: DetectorId,
      enabled: true,
      publishingFrequency: 'ONE_HOUR',
      usesDataSources: null,
      scanExclusions: [],
      destinations: {
        items: [
          {
            type: 'S3',
            bucketArn: `arn:aws:s3:::${findingsBucket}`,
            status: 'PUBLISHING',
            failingSince: null,
          },
        ],
        complete: true,
      },
      filters: { items: [], complete: true },
      lists: { items: [{ name: 'known', status: 'ACTIVE' }], complete: true },
      openFindings: { items: [], complete: true },
    });
  });

  it('says what malware scans leave out, or leave in alone', async () => {
    const tag = (Key: string, Value?: string) => ({
      EC2_INSTANCE_TAG: { MapEquals: [{ Key, ...(Value === undefined ? {} : { Value }) }] },
    });
    await client.send(
      new UpdateMalwareScanSettingsCommand({
        DetectorId,
        ScanResourceCriteria: { Exclude: tag('team', 'build'), Include: tag('scan') },
      }),
    );
    expect((await read()).administrator.scanExclusions).toEqual(['team=build', 'not scan']);
  });

  it('has filters with their conditions in one spelling', async () => {
    await client.send(
      new CreateFilterCommand({
        DetectorId,
        Name: 'own-scanner',
        Action: 'ARCHIVE',
        Description: 'Owner: security - Review by: 2027-06-30 - Reason: ours',
        FindingCriteria: {
          Criterion: { type: { Eq: ['Recon:EC2/Portscan'] }, severity: { LessThan: 7 } },
        },
        Tags: { Owner: 'security' },
      }),
    );
    const { filters } = (await read()).administrator;
    expect(filters.items).toEqual([
      expect.objectContaining({
        name: 'own-scanner',
        action: 'ARCHIVE',
        criteria: { type: { equals: ['Recon:EC2/Portscan'] }, severity: { lessThan: 7 } },
        tags: { Owner: 'security' },
      }),
    ]);
    await client.send(new DeleteFilterCommand({ DetectorId, FilterName: 'own-scanner' }));
  });

  it('leaves samples out of the open findings', async () => {
    await client.send(new CreateSampleFindingsCommand({ DetectorId, FindingTypes: ['Recon:EC2/Portscan'] }));
    expect((await read()).administrator.openFindings).toEqual({ items: [], complete: true });
  });
});

describe('coverage and findings', () => {
  it('are those of the administrator and its members', async () => {
    const { sandbox } = used.parts;
    const { logArchive } = sandbox.accounts;
    const Features = [{ Name: 'RUNTIME_MONITORING' as const, Status: 'ENABLED' as const }];
    await client.send(new UpdateDetectorCommand({ DetectorId, Features }));
    await client.send(new UpdateMemberDetectorsCommand({ DetectorId, AccountIds: [logArchive], Features }));
    const workloads = Array.from({ length: 3 }, (_, index) => ({
      type: 'EKS' as const,
      name: `cluster-${index}`,
      status: index === 0 ? ('HEALTHY' as const) : ('UNHEALTHY' as const),
      issue: 'Add-on not installed',
    }));
    sandbox.setWorkloads({ accountId: logArchive, region, workloads });
    const id = sandbox.noticeThreat({ accountId: logArchive, region, type: 'Recon:EC2/Portscan' });
    // Eight days of deliveries would take longer than all else here.
    const { trailName, administrators } = used.parts;
    const trails = await administrators.client(CloudTrailClient, sandbox.accounts.management);
    await trails.send(new StopLoggingCommand({ Name: trailName }));
    await sandbox.clock.advance(8 * 24 * 3_600_000);
    await trails.send(new StartLoggingCommand({ Name: trailName }));

    const { administrator, missed } = await read();
    expect(missed).toEqual([]);
    expect(administrator.coverage).toMatchObject({
      healthy: 1,
      unhealthy: 2,
      countByType: { EKS: 3, ECS: 0, EC2: 0 },
      unhealthyResources: {
        items: [
          { id: 'cluster-1', accountId: logArchive, type: 'EKS', issue: 'Add-on not installed' },
          { id: 'cluster-2' },
        ],
        complete: true,
      },
    });
    expect(administrator.openFindings).toEqual({
      items: [
        {
          id,
          type: 'Recon:EC2/Portscan',
          accountId: logArchive,
          severity: expect.any(Number),
          createdAt: expect.stringMatching(/^\d{4}-/),
          updatedAt: expect.stringMatching(/^\d{4}-/),
        },
      ],
      complete: true,
    });
    const { security } = sandbox.accounts;
    const report = await used.audit();
    expect(verdictOn(report, 'GD-14', `${security}/${region}`)).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining('unhealthy for more than 72 hours'),
    });
    expect(verdictOn(report, 'GD-23', `${security}/${region}`)).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining(`Recon:EC2/Portscan in ${logArchive}`),
    });
  });
});

describe('lists', () => {
  const Bucket = 'example-lists';
  const location = (key: string) => `https://s3.${region}.amazonaws.com/${Bucket}/${key}`;

  beforeAll(async () => {
    const { administrators, sandbox } = used.parts;
    const s3 = await administrators.client(S3Client, sandbox.accounts.security, region);
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'threats.txt', Body: '203.0.113.0/24\n' }));
  });

  it('are read with the state of their files', async () => {
    const { ThreatIntelSetId } = await client.send(
      new CreateThreatIntelSetCommand({
        DetectorId,
        Name: 'threats',
        Format: 'TXT',
        Location: location('threats.txt'),
        Activate: true,
      }),
    );
    const { IpSetId } = await client.send(
      new CreateIPSetCommand({
        DetectorId,
        Name: 'gone',
        Format: 'TXT',
        Location: location('gone.txt'),
        Activate: false,
      }),
    );
    const { administrator, missed } = await read();
    expect(missed).toEqual([]);
    const byName = Object.fromEntries(administrator.lists.items.map((list) => [list.name, list]));
    expect(byName.threats).toMatchObject({
      purpose: 'threat',
      kind: 'addresses',
      status: 'ACTIVE',
      bucketName: Bucket,
      bucketVersioning: 'Enabled',
      fileChangedAt: expect.stringMatching(/^\d{4}-/),
      ranges: null,
    });
    // The role of an audit reads no objects, and that is nothing that it missed.
    expect(byName.gone).toMatchObject({
      purpose: 'trusted',
      status: 'INACTIVE',
      fileChangedAt: null,
      ranges: { unknown: 'access-denied' },
    });
    await client.send(new DeleteThreatIntelSetCommand({ DetectorId, ThreatIntelSetId }));
    await client.send(new DeleteIPSetCommand({ DetectorId, IpSetId }));
  });
});

describe('members', () => {
  it('have their features and detectors told by the administrator alone', async () => {
    const { logArchive, management } = used.parts.sandbox.accounts;
    await client.send(
      new UpdateMemberDetectorsCommand({
        DetectorId,
        AccountIds: [logArchive],
        Features: [{ Name: 'LAMBDA_NETWORK_LOGS', Status: 'DISABLED' }],
      }),
    );
    const { organization, memberDetectors } = await read();
    const features = Object.fromEntries(
      organization.memberFeatures.items.map(({ accountId, features: { items } }) => [
        accountId,
        items.find(({ name }) => name === 'LAMBDA_NETWORK_LOGS')?.setting,
      ]),
    );
    expect(features).toEqual({ [logArchive]: 'DISABLED', [management]: 'ENABLED' });
    expect(memberDetectors.get(logArchive)).toMatchObject({
      accountId: logArchive,
      region,
      enabled: true,
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      features: {
        items: expect.arrayContaining([{ name: 'CLOUD_TRAIL', setting: 'ENABLED', additional: [] }]),
      },
      observation: { calls: { enabled: 'guardduty:ListMembers' } },
    });
  });

  it('and the organization’s features are judged together', async () => {
    const { organization } = await read();
    expect(organization.features.items).toContainEqual({
      name: 'S3_DATA_EVENTS',
      setting: 'ALL',
      additional: [],
    });
    const { logArchive } = used.parts.sandbox.accounts;
    const report = await used.audit();
    const of = (id: string) =>
      report.results.find((result) => result.controlId === id && result.subject.id.endsWith(region));
    expect(of('GD-05')?.verdict.status).toBe('pass');
    expect(of('GD-09')?.verdict).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining(`is off in ${logArchive}`),
    });
  });
});
