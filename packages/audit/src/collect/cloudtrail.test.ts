import {
  AddTagsCommand,
  CloudTrailClient,
  CreateTrailCommand,
  DeleteTrailCommand,
  PutEventConfigurationCommand,
  PutEventSelectorsCommand,
  PutInsightSelectorsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
} from '@aws-sdk/client-cloudtrail';
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import type { Trail } from '@trailguard/controls';
import { describe, expect, it } from 'vitest';
import { bucketPolicy } from '../../test/documents.ts';
import { useOrganization } from '../../test/use-organization.ts';
import { readTrail, readVisibleTrails } from './cloudtrail.ts';

const used = useOrganization();

const management = () =>
  used.parts.administrators.client(CloudTrailClient, used.parts.audited.managementAccountId);
const home = () => ({ accountId: used.parts.audited.managementAccountId, region: 'us-east-1' });

async function organizationTrail(): Promise<Trail> {
  const { regions, trailArn } = used.parts;
  return (await readTrail(used.reader(), { arn: trailArn, ...home() }, regions)) as Trail;
}

/** A trail of one region, in an account of its own, with a bucket beside it. */
async function regionalTrail(accountId: string, region: string) {
  const { administrators } = used.parts;
  const bucket = `regional-${accountId}`;
  const arn = `arn:aws:cloudtrail:${region}:${accountId}:trail/regional`;
  const s3 = await administrators.client(S3Client, accountId, region);
  await s3.send(
    new CreateBucketCommand({
      Bucket: bucket,
      CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' },
    }),
  );
  const breakGlassRoleArn = `arn:aws:iam::${accountId}:role/break-glass`;
  const Policy = bucketPolicy({ bucket, trailArn: arn, folders: [accountId], breakGlassRoleArn });
  await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
  const cloudtrail = await administrators.client(CloudTrailClient, accountId, region);
  await cloudtrail.send(
    new CreateTrailCommand({ Name: 'regional', S3BucketName: bucket, IncludeGlobalServiceEvents: false }),
  );
  return { arn, bucket, cloudtrail };
}

describe('the organization’s trail', () => {
  it('is read with all that controls judge', async () => {
    const { bucket, keyArn, trailArn, trailName, trailSettings, sandbox } = used.parts;
    const recently = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(await organizationTrail()).toEqual({
      name: trailName,
      arn: trailArn,
      ownerAccountId: sandbox.accounts.management,
      homeRegion: 'us-east-1',
      isLogging: true,
      loggingSince: recently,
      loggingStoppedAt: null,
      isMultiRegion: true,
      isOrganization: true,
      includesGlobalServices: true,
      validatesLogFiles: true,
      bucketName: bucket,
      keyPrefix: null,
      kmsKeyId: keyArn,
      logGroupArn: trailSettings.CloudWatchLogsLogGroupArn,
      logsRoleArn: trailSettings.CloudWatchLogsRoleArn,
      topicArn: trailSettings.SnsTopicName,
      selectors: {
        basic: null,
        advanced: [
          { name: 'management', fields: [{ field: 'eventCategory', equals: ['Management'] }] },
          expect.objectContaining({ name: 'objects' }),
        ],
      },
      insights: ['ApiCallRateInsight', 'ApiErrorRateInsight'].map((type) => ({
        type,
        categories: ['Management'],
      })),
      aggregations: [],
      recordsOwnDelivery: true,
      delivery: { latest: recently, error: null },
      deliveryByRegion: { 'eu-west-1': expect.objectContaining({ error: null }) },
      digestDelivery: { latest: recently, error: null },
      logGroupDelivery: { latest: recently, error: null },
      notification: { latest: recently, error: null },
      tags: {},
      observation: {
        arn: trailArn,
        calls: expect.objectContaining({ isLogging: 'cloudtrail:GetTrailStatus' }),
        at: recently,
      },
    });
  });

  it('is seen from every account', async () => {
    for (const accountId of used.parts.accountIds) {
      const seen = await readVisibleTrails(used.reader(), accountId, 'us-east-1');
      expect(seen).toEqual([{ arn: used.parts.trailArn, ...home() }]);
    }
  });

  it('shows when it was stopped', async () => {
    const cloudtrail = await management();
    await cloudtrail.send(new StopLoggingCommand({ Name: used.parts.trailName }));
    const trail = await organizationTrail();
    await cloudtrail.send(new StartLoggingCommand({ Name: used.parts.trailName }));
    expect(trail.isLogging).toBe(false);
    expect(String(trail.loggingStoppedAt) > String(trail.loggingSince)).toBe(true);
  });

  it('has its tags', async () => {
    const TagsList = [{ Key: 'owner', Value: 'security' }, { Key: 'empty' }];
    await (await management()).send(new AddTagsCommand({ ResourceId: used.parts.trailArn, TagsList }));
    expect((await organizationTrail()).tags).toEqual({ owner: 'security', empty: '' });
  });

  it('has basic selectors, for data events too', async () => {
    const cloudtrail = await management();
    const EventSelectors = [
      {
        ReadWriteType: 'WriteOnly' as const,
        IncludeManagementEvents: true,
        ExcludeManagementEventSources: ['kms.amazonaws.com'],
        DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::example/'] }],
      },
    ];
    await cloudtrail.send(new PutEventSelectorsCommand({ TrailName: used.parts.trailName, EventSelectors }));
    expect((await organizationTrail()).selectors).toEqual({
      basic: [
        {
          readWriteType: 'WriteOnly',
          includeManagementEvents: true,
          excludedManagementSources: ['kms.amazonaws.com'],
          dataResources: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3:::example/'] }],
        },
      ],
      advanced: null,
    });
  });

  it('has advanced selectors, with the operators that were set', async () => {
    const cloudtrail = await management();
    const AdvancedEventSelectors = [
      {
        Name: 'management',
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Management'] },
          { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] },
        ],
      },
    ];
    const TrailName = used.parts.trailName;
    await cloudtrail.send(new PutEventSelectorsCommand({ TrailName, AdvancedEventSelectors }));
    expect((await organizationTrail()).selectors).toEqual({
      basic: null,
      advanced: [
        {
          name: 'management',
          fields: [
            { field: 'eventCategory', equals: ['Management'] },
            { field: 'eventSource', notEquals: ['kms.amazonaws.com'] },
          ],
        },
      ],
    });
  });
});

describe('the features of a trail', () => {
  it('are Insights with the categories that they analyze', async () => {
    const cloudtrail = await management();
    const TrailName = used.parts.trailName;
    await cloudtrail.send(
      new PutInsightSelectorsCommand({
        TrailName,
        InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }],
      }),
    );
    expect((await organizationTrail()).insights).toEqual([
      { type: 'ApiCallRateInsight', categories: ['Management'] },
    ]);
    await cloudtrail.send(new PutInsightSelectorsCommand({ TrailName, InsightSelectors: [] }));
    expect((await organizationTrail()).insights).toBeNull();
  });

  it('are summaries of data events, and whether its own delivery is recorded', async () => {
    const cloudtrail = await management();
    const { trailName, trailArn } = used.parts;
    const AggregationConfigurations = [
      { EventCategory: 'Data' as const, Templates: ['API_ACTIVITY' as const] },
    ];
    await cloudtrail.send(
      new PutEventConfigurationCommand({ TrailName: trailArn, AggregationConfigurations }),
    );
    await cloudtrail.send(new UpdateTrailCommand({ Name: trailName, RecursiveLogging: false }));
    const { aggregations, recordsOwnDelivery } = await organizationTrail();
    await cloudtrail.send(
      new PutEventConfigurationCommand({ TrailName: trailArn, AggregationConfigurations: [] }),
    );
    await cloudtrail.send(new UpdateTrailCommand({ Name: trailName, RecursiveLogging: true }));
    expect(aggregations).toEqual([{ category: 'Data', templates: ['API_ACTIVITY'] }]);
    expect(recordsOwnDelivery).toBe(false);
  });
});

describe('a trail of one region', () => {
  it('is found from another region by its account alone, and judged at its owner with its own bucket', async () => {
    const { security } = used.parts.sandbox.accounts;
    const { arn, bucket, cloudtrail } = await regionalTrail(security, 'eu-west-1');
    const place = { arn, accountId: security, region: 'eu-west-1' };
    const { trailArn } = used.parts;

    const { management } = used.parts.sandbox.accounts;
    expect(await readVisibleTrails(used.reader(), management, 'us-east-1')).toEqual([
      { arn: trailArn, ...home() },
    ]);
    const own = await readVisibleTrails(used.reader(), security, 'us-east-1');
    expect(own).toEqual(expect.arrayContaining([{ arn: trailArn, ...home() }, place]));

    expect(await readTrail(used.reader(), place, used.parts.regions)).toMatchObject({
      ownerAccountId: security,
      homeRegion: 'eu-west-1',
      isMultiRegion: false,
      isOrganization: false,
      isLogging: false,
      loggingSince: null,
      kmsKeyId: null,
      delivery: { latest: null, error: null },
      deliveryByRegion: {},
    });

    const report = await used.audit();
    await cloudtrail.send(new DeleteTrailCommand({ Name: 'regional' }));
    const about = report.results.filter(({ subject }) => subject.id === arn || subject.id === bucket);
    expect(Object.fromEntries(about.map((one) => [one.controlId, one.verdict.status]))).toMatchObject({
      'CT-04': 'fail',
      'CT-06': 'fail',
      'CT-08': 'fail',
      'LB-03': 'pass',
      'LB-05': 'pass',
      'LB-09': 'fail',
      'LB-12': 'fail',
    });
  });
});

describe('a trail that is gone', () => {
  it('is absent, which is no failure', async () => {
    const { trailArn, regions } = used.parts;
    const reader = used.reader();
    const gone = { arn: `${trailArn}-gone`, ...home() };
    expect(await readTrail(reader, gone, regions)).toBeNull();
    expect(reader.failures).toEqual([]);
  });
});
