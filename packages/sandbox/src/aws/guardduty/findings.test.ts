import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { Management, Member, MemorySandbox, Security } from '../test/memory-sandbox.ts';
import { Message } from './errors.ts';
import { noticeThreat } from './findings/threat.ts';
import { guardduty } from './service.ts';
import { GuardDutyPrincipal } from './state.ts';

let sandbox: MemorySandbox;
let DetectorId: string;
const admin = { accountId: Security };
const Stopped = 'Stealth:IAMUser/CloudTrailLoggingDisabled';
const Mining = 'CryptoCurrency:EC2/BitcoinTool.B';
const keyArn = `arn:aws:kms:us-east-1:${Security}:key/11111111-2222-3333-4444-555555555555`;
const refusal = (message: string) => ({ code: 'BadRequestException', message });

beforeEach(async () => {
  sandbox = new MemorySandbox(guardduty);
  sandbox.trustedAccess.add(GuardDutyPrincipal);
  await sandbox.send('EnableOrganizationAdminAccount', { AdminAccountId: Security });
  const { DetectorIds } = (await sandbox.send('ListDetectors', {}, admin)) as { DetectorIds: string[] };
  DetectorId = DetectorIds[0] ?? '';
});

const asAdmin = (operation: string, input: object = {}) =>
  sandbox.send(operation, { DetectorId, ...input }, admin);
async function findingIds(input: object = {}): Promise<string[]> {
  return ((await asAdmin('ListFindings', input)) as { FindingIds: string[] }).FindingIds;
}
async function aMemberFinding(): Promise<string> {
  await asAdmin('CreateMembers', { AccountDetails: [{ AccountId: Member, Email: 'a@example.com' }] });
  const { DetectorIds } = (await sandbox.send('ListDetectors', {}, { accountId: Member })) as {
    DetectorIds: string[];
  };
  const id = DetectorIds[0] ?? '';
  await sandbox.send(
    'CreateSampleFindings',
    { DetectorId: id, FindingTypes: [Stopped] },
    { accountId: Member },
  );
  return id;
}

describe('sample findings', () => {
  it('are marked as samples and have the severity of their type', async () => {
    await asAdmin('CreateSampleFindings', { FindingTypes: [Mining] });
    const { Findings } = await asAdmin('GetFindings', { FindingIds: await findingIds() });
    expect(Findings).toMatchObject([
      {
        AccountId: Security,
        Type: Mining,
        Severity: 8,
        Title: expect.stringMatching(/^\[SAMPLE\]/),
        Resource: { ResourceType: 'Instance' },
        Service: { Archived: false, Count: 1, AdditionalInfo: { Value: '{"sample":true}' } },
      },
    ]);
  });

  it('are made of every type when none is named', async () => {
    await asAdmin('CreateSampleFindings');
    const first = (await asAdmin('ListFindings', { MaxResults: 50 })) as {
      FindingIds: string[];
      NextToken?: string;
    };
    expect(first.FindingIds).toHaveLength(50);
    expect(first.NextToken).toBeDefined();
  });

  it('count up when made again', async () => {
    await asAdmin('CreateSampleFindings', { FindingTypes: [Mining] });
    await asAdmin('CreateSampleFindings', { FindingTypes: [Mining] });
    const { Findings } = await asAdmin('GetFindings', { FindingIds: await findingIds() });
    expect(Findings).toMatchObject([{ Service: { Count: 2 } }]);
  });

  it('of an unknown type are refused', async () => {
    await expect(asAdmin('CreateSampleFindings', { FindingTypes: ['Bad:EC2/Mood'] })).rejects.toMatchObject(
      refusal(Message.invalidValue),
    );
  });
});

describe('findings', () => {
  it('of members are seen by the administrator, not the other way round', async () => {
    const member = await aMemberFinding();
    await asAdmin('CreateSampleFindings', { FindingTypes: [Mining] });
    expect(await findingIds()).toHaveLength(2);
    expect(await sandbox.send('ListFindings', { DetectorId: member }, { accountId: Member })).toMatchObject({
      FindingIds: [expect.any(String)],
    });
  });

  it.each([
    ['type', { Equals: [Stopped] }, 1],
    ['type', { Neq: [Stopped] }, 1],
    ['severity', { GreaterThanOrEqual: 7 }, 1],
    ['severity', { Lt: 9 }, 2],
    ['service.archived', { Eq: ['false'] }, 2],
    ['accountId', { Eq: [Member] }, 0],
    ['resource.instanceDetails.instanceId', { Eq: ['i-99999999'] }, 1],
    ['type', { Matches: ['Crypto*'] }, 1],
    ['updatedAt', { Gte: Date.parse('2027-01-01') }, 0],
  ])('are found by %s %j', async (attribute, condition, count) => {
    await asAdmin('CreateSampleFindings', { FindingTypes: [Stopped, Mining] });
    const FindingCriteria = { Criterion: { [attribute]: condition } };
    expect(await findingIds({ FindingCriteria })).toHaveLength(count);
  });

  it('are sorted', async () => {
    await asAdmin('CreateSampleFindings', { FindingTypes: [Stopped, Mining] });
    const ids = await findingIds({ SortCriteria: { AttributeName: 'severity', OrderBy: 'DESC' } });
    const { Findings } = await asAdmin('GetFindings', { FindingIds: ids.slice(0, 1) });
    expect(Findings).toMatchObject([{ Type: Mining }]);
  });

  it('are archived and brought back', async () => {
    await asAdmin('CreateSampleFindings', { FindingTypes: [Mining] });
    const FindingIds = await findingIds();
    const active = { FindingCriteria: { Criterion: { 'service.archived': { Eq: ['false'] } } } };
    await asAdmin('ArchiveFindings', { FindingIds });
    expect(await findingIds(active)).toEqual([]);
    await asAdmin('UnarchiveFindings', { FindingIds });
    expect(await findingIds(active)).toEqual(FindingIds);
  });

  it('are archived at once by a filter that says so', async () => {
    await asAdmin('CreateFilter', {
      Name: 'mining',
      Action: 'ARCHIVE',
      FindingCriteria: { Criterion: { type: { Eq: [Mining] } } },
    });
    await asAdmin('CreateSampleFindings', { FindingTypes: [Mining] });
    const { Findings } = await asAdmin('GetFindings', { FindingIds: await findingIds() });
    expect(Findings).toMatchObject([{ Service: { Archived: true } }]);
  });

  it('are counted by severity, type and account', async () => {
    await aMemberFinding();
    await asAdmin('CreateSampleFindings', { FindingTypes: [Mining, Stopped] });
    expect(await asAdmin('GetFindingsStatistics', { FindingStatisticTypes: ['COUNT_BY_SEVERITY'] })).toEqual({
      FindingStatistics: { CountBySeverity: { '8.0': 1, '2.0': 2 } },
    });
    expect(await asAdmin('GetFindingsStatistics', { GroupBy: 'FINDING_TYPE' })).toMatchObject({
      FindingStatistics: {
        GroupedByFindingType: [
          { FindingType: Stopped, TotalFindings: 2 },
          { FindingType: Mining, TotalFindings: 1 },
        ],
      },
    });
    expect(await asAdmin('GetFindingsStatistics', { GroupBy: 'ACCOUNT', OrderBy: 'ASC' })).toMatchObject({
      FindingStatistics: { GroupedByAccount: [{ AccountId: Member }, { AccountId: Security }] },
    });
  });

  it('keep the feedback', async () => {
    await asAdmin('CreateSampleFindings', { FindingTypes: [Mining] });
    const FindingIds = await findingIds();
    await asAdmin('UpdateFindingsFeedback', { FindingIds, Feedback: 'USEFUL' });
    expect((await asAdmin('GetFindings', { FindingIds })).Findings).toMatchObject([
      { Service: { UserFeedback: 'USEFUL' } },
    ]);
  });
});

describe('a publishing destination', () => {
  const destination = {
    DestinationType: 'S3',
    DestinationProperties: { DestinationArn: 'arn:aws:s3:::trail-bucket/findings', KmsKeyArn: keyArn },
  };

  it('is created, described, listed and deleted', async () => {
    const { DestinationId } = await asAdmin('CreatePublishingDestination', destination);
    expect(await asAdmin('DescribePublishingDestination', { DestinationId })).toEqual({
      DestinationId,
      DestinationType: 'S3',
      Status: 'PUBLISHING',
      PublishingFailureStartTimestamp: 0,
      DestinationProperties: destination.DestinationProperties,
      Tags: {},
    });
    await asAdmin('DeletePublishingDestination', { DestinationId });
    expect(await asAdmin('ListPublishingDestinations')).toEqual({ Destinations: [] });
  });

  it('is one a detector', async () => {
    await asAdmin('CreatePublishingDestination', destination);
    await expect(asAdmin('CreatePublishingDestination', destination)).rejects.toMatchObject(
      refusal(Message.destinationExists),
    );
  });

  it.each(['GetBucketLocation', 'PutObject', 'GenerateDataKey'])(
    'is refused where %s is not allowed',
    async (denied) => {
      sandbox.refuse = ({ operation }) => operation === denied;
      await expect(asAdmin('CreatePublishingDestination', destination)).rejects.toMatchObject(
        refusal(Message.destinationPermission),
      );
    },
  );

  it('asks as the service, with the detector as source', async () => {
    const source = `arn:aws:guardduty:us-east-1:${Security}:detector/${DetectorId}`;
    sandbox.refuse = ({ caller }) =>
      caller.servicePrincipal !== GuardDutyPrincipal || caller.sourceArn !== source;
    await expect(asAdmin('CreatePublishingDestination', destination)).resolves.toHaveProperty(
      'DestinationId',
    );
  });

  it('is refused without a key or for a bucket that does not exist', async () => {
    const { DestinationArn } = destination.DestinationProperties;
    await expect(
      asAdmin('CreatePublishingDestination', { ...destination, DestinationProperties: { DestinationArn } }),
    ).rejects.toMatchObject(refusal(Message.invalidValue));
    await expect(
      asAdmin('CreatePublishingDestination', {
        ...destination,
        DestinationProperties: { DestinationArn: 'arn:aws:s3:::nowhere', KmsKeyArn: keyArn },
      }),
    ).rejects.toMatchObject(refusal(Message.destinationPermission));
  });

  it('gets new findings of the administrator and its members within five minutes', async () => {
    await asAdmin('CreatePublishingDestination', destination);
    await aMemberFinding();
    await sandbox.advance(5 * 60_000);
    const [key = ''] = sandbox.objects.keys();
    expect(key).toMatch(
      new RegExp(`^findings/AWSLogs/${Member}/GuardDuty/us-east-1/2026/01/01/[0-9a-f-]{36}\\.jsonl\\.gz$`),
    );
    const line = JSON.parse(gunzipSync(sandbox.objects.get(key)?.body ?? Buffer.alloc(0)).toString());
    expect(line).toMatchObject({ type: Stopped, accountId: Member, service: { archived: false } });
  });

  it('says since when it cannot publish', async () => {
    const { DestinationId } = await asAdmin('CreatePublishingDestination', destination);
    await asAdmin('CreateSampleFindings', { FindingTypes: [Mining] });
    sandbox.refuse = ({ service }) => service === 's3';
    await sandbox.advance(5 * 60_000);
    sandbox.refuse = () => false;
    expect(await asAdmin('DescribePublishingDestination', { DestinationId })).toMatchObject({
      Status: 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY',
      PublishingFailureStartTimestamp: Date.parse('2026-01-01T00:05:00Z'),
    });
  });
});

describe('a threat', () => {
  const threat = { accountId: Security, region: 'us-east-1', type: Mining };

  it('is noticed as a finding that is no sample', async () => {
    const id = noticeThreat(sandbox, threat);
    const { Findings } = await asAdmin('GetFindings', { FindingIds: [id] });
    expect(Findings).toMatchObject([
      {
        AccountId: Security,
        Type: Mining,
        Severity: 8,
        Title: expect.not.stringContaining('SAMPLE'),
        Service: { Archived: false, AdditionalInfo: { Value: '{}' } },
      },
    ]);
  });

  it('is archived by a filter that takes it', async () => {
    const FindingCriteria = { Criterion: { type: { Eq: [Mining] } } };
    await asAdmin('CreateFilter', { Name: 'hide', Action: 'ARCHIVE', FindingCriteria });
    noticeThreat(sandbox, threat);
    const open = { FindingCriteria: { Criterion: { 'service.archived': { Eq: ['false'] } } } };
    expect(await findingIds(open)).toEqual([]);
  });

  it('needs a known type and a detector that is on', async () => {
    expect(() => noticeThreat(sandbox, { ...threat, type: 'Moon:Landing' })).toThrow(/no type of finding/);
    expect(() => noticeThreat(sandbox, { ...threat, region: 'eu-west-1' })).toThrow(/no detector is on/);
    await asAdmin('UpdateDetector', { Enable: false });
    expect(() => noticeThreat(sandbox, threat)).toThrow(/no detector is on/);
  });
});

describe('usage', () => {
  it('is none for a sandbox without workloads', async () => {
    expect(
      await asAdmin('GetUsageStatistics', { UsageStatisticType: 'SUM_BY_ACCOUNT', UsageCriteria: {} }),
    ).toEqual({
      UsageStatistics: { SumByAccount: [{ AccountId: Security, Total: { Amount: '0.00', Unit: 'USD' } }] },
    });
  });

  it('counts the days of the free trial down', async () => {
    await sandbox.advance(10 * 24 * 3_600_000);
    const answer = (await asAdmin('GetRemainingFreeTrialDays', { AccountIds: [Security, Management] })) as {
      Accounts: { AccountId: string; Features: { FreeTrialDaysRemaining: number }[] }[];
      UnprocessedAccounts: object[];
    };
    expect(answer.Accounts[0]?.Features[0]?.FreeTrialDaysRemaining).toBe(20);
    expect(answer.UnprocessedAccounts).toEqual([{ AccountId: Management, Result: Message.notMember }]);
  });
});
