import { beforeEach, describe, expect, it } from 'vitest';
import { Management, Member, MemorySandbox } from '../test/memory-sandbox.ts';
import { Message } from './errors.ts';
import { guardduty } from './service.ts';

let sandbox: MemorySandbox;
beforeEach(() => {
  sandbox = new MemorySandbox(guardduty);
});

interface Feature {
  Name: string;
  Status: string;
  AdditionalConfiguration?: { Name: string; Status: string }[];
}

async function create(input: object = {}, options = {}): Promise<string> {
  return String((await sandbox.send('CreateDetector', { Enable: true, ...input }, options)).DetectorId);
}
async function statuses(DetectorId: string): Promise<Record<string, string>> {
  const { Features } = (await sandbox.send('GetDetector', { DetectorId })) as unknown as {
    Features: Feature[];
  };
  return Object.fromEntries(Features.map((feature) => [feature.Name, feature.Status]));
}
const refusal = (message: string) => ({ code: 'BadRequestException', message });

describe('a new detector', () => {
  it('has every feature in AWS order, runtime monitoring and AI off', async () => {
    expect(Object.entries(await statuses(await create()))).toEqual([
      ['CLOUD_TRAIL', 'ENABLED'],
      ['DNS_LOGS', 'ENABLED'],
      ['FLOW_LOGS', 'ENABLED'],
      ['S3_DATA_EVENTS', 'ENABLED'],
      ['EKS_AUDIT_LOGS', 'ENABLED'],
      ['EBS_MALWARE_PROTECTION', 'ENABLED'],
      ['RDS_LOGIN_EVENTS', 'ENABLED'],
      ['EKS_RUNTIME_MONITORING', 'DISABLED'],
      ['LAMBDA_NETWORK_LOGS', 'ENABLED'],
      ['RUNTIME_MONITORING', 'DISABLED'],
      ['AI_PROTECTION', 'DISABLED'],
      ['AI_ANALYST', 'DISABLED'],
    ]);
  });

  it('keeps the default of features that its creator does not name', async () => {
    const id = await create({ Features: [{ Name: 'S3_DATA_EVENTS', Status: 'DISABLED' }] });
    expect(await statuses(id)).toMatchObject({ S3_DATA_EVENTS: 'DISABLED', RDS_LOGIN_EVENTS: 'ENABLED' });
  });

  it('has the additional settings of runtime monitoring', async () => {
    const id = await create({
      Features: [
        {
          Name: 'RUNTIME_MONITORING',
          Status: 'ENABLED',
          AdditionalConfiguration: [{ Name: 'EC2_AGENT_MANAGEMENT', Status: 'ENABLED' }],
        },
      ],
    });
    const { Features } = (await sandbox.send('GetDetector', { DetectorId: id })) as unknown as {
      Features: Feature[];
    };
    expect(
      Features.find((feature) => feature.Name === 'RUNTIME_MONITORING')?.AdditionalConfiguration,
    ).toMatchObject([
      { Name: 'EKS_ADDON_MANAGEMENT', Status: 'DISABLED' },
      { Name: 'ECS_FARGATE_AGENT_MANAGEMENT', Status: 'DISABLED' },
      { Name: 'EC2_AGENT_MANAGEMENT', Status: 'ENABLED' },
    ]);
  });

  it('says the same in the older data sources', async () => {
    const DetectorId = await create({ DataSources: { S3Logs: { Enable: false } } });
    expect(await sandbox.send('GetDetector', { DetectorId })).toMatchObject({
      Status: 'ENABLED',
      FindingPublishingFrequency: 'SIX_HOURS',
      DataSources: { CloudTrail: { Status: 'ENABLED' }, S3Logs: { Status: 'DISABLED' } },
    });
  });

  it('is the only one of its account and region', async () => {
    await create();
    await expect(create()).rejects.toMatchObject(refusal(Message.detectorExists));
    await expect(create({}, { region: 'eu-west-1' })).resolves.toMatch(/^[0-9a-f]{32}$/);
    await expect(create({}, { accountId: Member })).resolves.toMatch(/^[0-9a-f]{32}$/);
  });

  it.each([
    ['an unknown feature', { Features: [{ Name: 'MIND_READING', Status: 'ENABLED' }] }],
    ['a foundational feature', { Features: [{ Name: 'CLOUD_TRAIL', Status: 'DISABLED' }] }],
    ['an unknown status', { Features: [{ Name: 'S3_DATA_EVENTS', Status: 'MAYBE' }] }],
    [
      'a foreign additional setting',
      {
        Features: [
          {
            Name: 'S3_DATA_EVENTS',
            AdditionalConfiguration: [{ Name: 'EC2_AGENT_MANAGEMENT', Status: 'ENABLED' }],
          },
        ],
      },
    ],
    ['an unknown frequency', { FindingPublishingFrequency: 'DAILY' }],
    ['a tag of AWS', { Tags: { 'aws:x': 'y' } }],
  ])('is refused with %s', async (_case, input) => {
    await expect(create(input)).rejects.toMatchObject(refusal(Message.invalidValue));
  });

  it('is refused with both kinds of runtime monitoring', async () => {
    const Features = ['EKS_RUNTIME_MONITORING', 'RUNTIME_MONITORING'].map((Name) => ({
      Name,
      Status: 'ENABLED',
    }));
    await expect(create({ Features })).rejects.toMatchObject(refusal(Message.bothRuntimeFeatures));
  });
});

describe('a detector', () => {
  it('is changed where a request says so and stays otherwise', async () => {
    const DetectorId = await create({ FindingPublishingFrequency: 'ONE_HOUR' });
    await sandbox.send('UpdateDetector', {
      DetectorId,
      Features: [{ Name: 'RDS_LOGIN_EVENTS', Status: 'DISABLED' }],
    });
    expect(await statuses(DetectorId)).toMatchObject({
      RDS_LOGIN_EVENTS: 'DISABLED',
      S3_DATA_EVENTS: 'ENABLED',
    });
    expect(await sandbox.send('GetDetector', { DetectorId })).toMatchObject({
      FindingPublishingFrequency: 'ONE_HOUR',
    });
  });

  it('is suspended and resumed', async () => {
    const DetectorId = await create();
    await sandbox.send('UpdateDetector', { DetectorId, Enable: false });
    expect(await sandbox.send('GetDetector', { DetectorId })).toMatchObject({ Status: 'DISABLED' });
  });

  it('is listed until it is deleted', async () => {
    const DetectorId = await create();
    expect(await sandbox.send('ListDetectors')).toEqual({ DetectorIds: [DetectorId] });
    await sandbox.send('DeleteDetector', { DetectorId });
    expect(await sandbox.send('ListDetectors')).toEqual({ DetectorIds: [] });
  });

  it.each(['GetDetector', 'UpdateDetector', 'DeleteDetector', 'ListMembers', 'ListFilters', 'ListFindings'])(
    'of another account is refused by %s',
    async (operation) => {
      const DetectorId = await create({}, { accountId: Member });
      await expect(sandbox.send(operation, { DetectorId })).rejects.toMatchObject(
        refusal(Message.notYourDetector),
      );
    },
  );

  it('has tags', async () => {
    const id = await create({ Tags: { a: '1' } });
    const ResourceArn = `arn:aws:guardduty:us-east-1:${Management}:detector/${id}`;
    await sandbox.send('TagResource', { ResourceArn, Tags: { b: '2' } });
    await sandbox.send('UntagResource', { ResourceArn, TagKeys: ['a'] });
    expect(await sandbox.send('ListTagsForResource', { ResourceArn })).toEqual({ Tags: { b: '2' } });
  });
});

describe('lists and filters', () => {
  it.each([
    ['IPSet', 'IpSetId', 'IpSetIds', 1],
    ['ThreatIntelSet', 'ThreatIntelSetId', 'ThreatIntelSetIds', 6],
    ['ThreatEntitySet', 'ThreatEntitySetId', 'ThreatEntitySetIds', 6],
    ['TrustedEntitySet', 'TrustedEntitySetId', 'TrustedEntitySetIds', 1],
  ])('%s is created, changed, listed, deleted and limited', async (kind, idField, listField, limit) => {
    const DetectorId = await create();
    const set = { DetectorId, Name: 'n', Format: 'TXT', Location: 's3://bucket/key.txt', Activate: true };
    const { [idField]: id } = await sandbox.send(`Create${kind}`, set);
    await sandbox.send(`Update${kind}`, { DetectorId, [idField]: id, Activate: false });
    expect(await sandbox.send(`Get${kind}`, { DetectorId, [idField]: id })).toMatchObject({
      Status: 'INACTIVE',
    });
    for (let n = 1; n < limit; n += 1) await sandbox.send(`Create${kind}`, set);
    await expect(sandbox.send(`Create${kind}`, set)).rejects.toMatchObject(refusal(Message.limit));
    await sandbox.send(`Delete${kind}`, { DetectorId, [idField]: id });
    expect((await sandbox.send(`List${kind}s`, { DetectorId }))[listField]).toHaveLength(limit - 1);
    await expect(sandbox.send(`Get${kind}`, { DetectorId, [idField]: id })).rejects.toMatchObject(
      refusal(Message.noSuchResource),
    );
  });

  it('a filter answers both forms of its conditions, and ranks stay dense', async () => {
    const DetectorId = await create();
    const FindingCriteria = { Criterion: { severity: { Gte: 4 } } };
    await sandbox.send('CreateFilter', { DetectorId, Name: 'one', FindingCriteria });
    await sandbox.send('CreateFilter', { DetectorId, Name: 'two', FindingCriteria, Rank: 1 });
    expect(await sandbox.send('ListFilters', { DetectorId })).toEqual({ FilterNames: ['two', 'one'] });
    expect(await sandbox.send('GetFilter', { DetectorId, FilterName: 'one' })).toMatchObject({
      Action: 'NOOP',
      Rank: 2,
      FindingCriteria: { Criterion: { severity: { Gte: 4, GreaterThanOrEqual: 4 } } },
    });
    await expect(
      sandbox.send('CreateFilter', { DetectorId, Name: 'one', FindingCriteria }),
    ).rejects.toMatchObject(refusal(Message.filterExists));
  });
});

describe('malware protection plans', () => {
  const plan = {
    Role: `arn:aws:iam::${Management}:role/scan`,
    ProtectedResource: { S3Bucket: { BucketName: 'trail-bucket', ObjectPrefixes: ['in/'] } },
    Tags: { a: '1' },
  };

  it('are created, changed, listed and deleted without a detector', async () => {
    const { MalwareProtectionPlanId } = await sandbox.send('CreateMalwareProtectionPlan', plan);
    await sandbox.send('UpdateMalwareProtectionPlan', {
      MalwareProtectionPlanId,
      Actions: { Tagging: { Status: 'ENABLED' } },
    });
    expect(await sandbox.send('GetMalwareProtectionPlan', { MalwareProtectionPlanId })).toMatchObject({
      Status: 'ACTIVE',
      Actions: { Tagging: { Status: 'ENABLED' } },
      ProtectedResource: { S3Bucket: { BucketName: 'trail-bucket', ObjectPrefixes: ['in/'] } },
    });
    await sandbox.send('DeleteMalwareProtectionPlan', { MalwareProtectionPlanId });
    expect(await sandbox.send('ListMalwareProtectionPlans')).toEqual({ MalwareProtectionPlans: [] });
  });

  it('are one a bucket', async () => {
    await sandbox.send('CreateMalwareProtectionPlan', plan);
    await expect(sandbox.send('CreateMalwareProtectionPlan', plan)).rejects.toMatchObject({
      code: 'ConflictException',
    });
  });

  it('need a role that trusts the service', async () => {
    sandbox.refuse = ({ operation }) => operation === 'AssumeRole';
    await expect(sandbox.send('CreateMalwareProtectionPlan', plan)).rejects.toMatchObject({
      code: 'BadRequestException',
    });
  });
});

describe('what a sandbox cannot do', () => {
  it('is refused by name', async () => {
    await expect(sandbox.send('StartMalwareScan', {})).rejects.toMatchObject({
      message: expect.stringContaining('guardduty:StartMalwareScan'),
    });
  });
});
