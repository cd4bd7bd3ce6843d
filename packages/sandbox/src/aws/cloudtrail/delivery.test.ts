import { createHash, createPublicKey, verify } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { Management, Member, MemorySandbox, Regions, Security } from '../test/memory-sandbox.ts';
import { CloudTrailPrincipal } from './find-trail.ts';
import { cloudtrail } from './service.ts';

const Minute = 60_000;
const Hour = 60 * Minute;
let sandbox: MemorySandbox;

interface Digest {
  awsAccountId: string;
  digestStartTime: string;
  digestEndTime: string;
  digestS3Bucket: string;
  digestS3Object: string;
  digestPublicKeyFingerprint: string;
  previousDigestS3Object: string | null;
  previousDigestSignature: string | null;
  previousDigestHashValue: string | null;
  logFiles: { s3Object: string; hashValue: string; oldestEventTime: string; newestEventTime: string }[];
}
interface LogRecord {
  eventName: string;
  recipientAccountId: string;
  awsRegion: string;
  [name: string]: unknown;
}

function content(key: string): Buffer {
  const object = sandbox.objects.get(key);
  if (!object) throw new Error(`no object ${key}`);
  return gunzipSync(object.body);
}
const keys = (part: string) => [...sandbox.objects.keys()].filter((key) => key.includes(part)).sort();
const digest = (key: string) => JSON.parse(content(key).toString()) as Digest;
const events = (part = '/CloudTrail/') =>
  keys(part).flatMap((key) => (JSON.parse(content(key).toString()) as { Records: LogRecord[] }).Records);
const names = (part?: string) => events(part).map((event) => event.eventName);
const status = (options = {}) => sandbox.send('GetTrailStatus', { Name: trailArn }, options);

const trailArn = `arn:aws:cloudtrail:us-east-1:${Management}:trail/first`;

async function aLoggingTrail(settings: object = {}): Promise<void> {
  await sandbox.send('CreateTrail', {
    Name: 'first',
    S3BucketName: 'trail-bucket',
    IsMultiRegionTrail: true,
    EnableLogFileValidation: true,
    ...settings,
  });
  await sandbox.send('StartLogging', { Name: 'first' });
}

beforeEach(() => {
  sandbox = new MemorySandbox(cloudtrail);
  sandbox.trustedAccess.add(CloudTrailPrincipal);
});

describe('log files', () => {
  it('hold the calls of five minutes, per account and region, in AWS key layout', async () => {
    await aLoggingTrail();
    await sandbox.advance(Minute);
    sandbox.happened('kms', 'CreateKey', {}, { region: 'eu-west-1' });
    await sandbox.advance(5 * Minute);
    expect(keys('/CloudTrail/eu-west-1/')).toEqual([
      expect.stringMatching(
        new RegExp(
          `^AWSLogs/${Management}/CloudTrail/eu-west-1/2026/01/01/${Management}_CloudTrail_eu-west-1_20260101T0005Z_[A-Za-z0-9]{16}\\.json\\.gz$`,
        ),
      ),
    ]);
    expect(names('/CloudTrail/eu-west-1/')).toEqual(['CreateKey']);
  });

  it('are written as compressed JSON that the bucket owner controls', async () => {
    await aLoggingTrail();
    await sandbox.advance(5 * Minute);
    const [key = ''] = keys('/CloudTrail/us-east-1/');
    expect(sandbox.objects.get(key)?.input).toMatchObject({
      ACL: 'bucket-owner-full-control',
      ContentType: 'application/json',
      ContentEncoding: 'gzip',
      ServerSideEncryption: 'AES256',
    });
  });

  it('have the fields of a CloudTrail record', async () => {
    await aLoggingTrail();
    sandbox.happened('iam', 'CreateRole', { RoleName: 'r', Tags: [{ Key: 'Team', Value: 'x' }] });
    await sandbox.advance(5 * Minute);
    expect(events().find((event) => event.eventName === 'CreateRole')).toEqual({
      eventVersion: '1.11',
      userIdentity: {
        type: 'IAMUser',
        principalId: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/),
        arn: `arn:aws:iam::${Management}:user/admin`,
        accountId: Management,
        accessKeyId: 'AKIAEXAMPLE',
        userName: 'admin',
      },
      eventTime: '2026-01-01T00:00:00Z',
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateRole',
      awsRegion: 'us-east-1',
      sourceIPAddress: '127.0.0.1',
      userAgent: 'test',
      requestParameters: { roleName: 'r', tags: [{ key: 'Team', value: 'x' }] },
      responseElements: null,
      requestID: expect.any(String),
      eventID: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: Management,
      eventCategory: 'Management',
    });
  });

  it('never hold secrets', async () => {
    await aLoggingTrail();
    sandbox.happened(
      'iam',
      'CreateAccessKey',
      {},
      { output: { AccessKey: { AccessKeyId: 'AKIA1', SecretAccessKey: 'topsecret' } } },
    );
    sandbox.happened(
      'sts',
      'AssumeRole',
      {},
      { output: { Credentials: { AccessKeyId: 'ASIA1', SecretAccessKey: 'topsecret' } } },
    );
    sandbox.happened('iam', 'CreateLoginProfile', { Password: 'topsecret' });
    await sandbox.advance(5 * Minute);
    expect(names()).toContain('CreateAccessKey');
    expect(JSON.stringify(events())).not.toContain('topsecret');
  });

  it('are not made of calls before StartLogging or after StopLogging', async () => {
    sandbox.happened('iam', 'CreateUser');
    await sandbox.advance(Minute);
    await aLoggingTrail();
    await sandbox.send('StopLogging', { Name: 'first' });
    await sandbox.advance(1000);
    sandbox.happened('iam', 'DeleteUser');
    await sandbox.advance(2 * Hour);
    expect(names()).toContain('StopLogging');
    expect(names()).not.toContain('CreateUser');
    expect(names()).not.toContain('DeleteUser');
  });

  it('still come for a trail that was deleted', async () => {
    await aLoggingTrail();
    await sandbox.send('DeleteTrail', { Name: 'first' });
    await sandbox.advance(5 * Minute);
    expect(names()).toContain('DeleteTrail');
  });

  it('hold each call once', async () => {
    await aLoggingTrail();
    for (const n of [1, 2, 3, 4]) {
      sandbox.happened('iam', 'CreateRole', { RoleName: `r${n}` });
      await sandbox.advance(3 * Minute);
    }
    expect(names().filter((name) => name === 'CreateRole')).toHaveLength(4);
  });

  it('follow the selectors of the trail', async () => {
    await aLoggingTrail();
    await sandbox.send('PutEventSelectors', {
      TrailName: 'first',
      EventSelectors: [
        {
          ReadWriteType: 'WriteOnly',
          DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::seen/'] }],
          ExcludeManagementEventSources: ['kms.amazonaws.com'],
        },
      ],
    });
    sandbox.happened('iam', 'ListRoles');
    sandbox.happened('kms', 'CreateKey');
    sandbox.happened('iam', 'CreateRole');
    sandbox.happened('s3', 'PutObject', { Bucket: 'seen', Key: 'a' });
    sandbox.happened('s3', 'PutObject', { Bucket: 'unseen', Key: 'a' });
    await sandbox.advance(5 * Minute);
    const others = events().filter((event) => event.eventSource !== 'cloudtrail.amazonaws.com');
    expect(others.map((event) => event.eventName)).toEqual(['CreateRole', 'PutObject']);
  });

  it('follow advanced selectors', async () => {
    await aLoggingTrail();
    await sandbox.send('PutEventSelectors', {
      TrailName: 'first',
      AdvancedEventSelectors: [
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
            { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::seen/'] },
            { Field: 'eventName', NotEquals: ['GetObject'] },
          ],
        },
      ],
    });
    sandbox.happened('s3', 'PutObject', { Bucket: 'seen', Key: 'a' });
    sandbox.happened('s3', 'GetObject', { Bucket: 'seen', Key: 'a' });
    sandbox.happened('s3', 'PutObject', { Bucket: 'unseen', Key: 'a' });
    sandbox.happened('iam', 'CreateRole');
    await sandbox.advance(5 * Minute);
    expect(names()).toEqual(['PutObject']);
  });

  it('of an organization trail lie below the organization, the management account too', async () => {
    await aLoggingTrail({ IsOrganizationTrail: true, S3KeyPrefix: 'logs' });
    sandbox.happened('iam', 'CreateRole', {}, { accountId: Member });
    await sandbox.advance(5 * Minute);
    const folders = keys('/CloudTrail/').map((key) => key.split('/').slice(0, 4).join('/'));
    expect(new Set(folders)).toEqual(
      new Set([`logs/AWSLogs/o-exampleorg1/${Management}`, `logs/AWSLogs/o-exampleorg1/${Member}`]),
    );
  });

  it('tell both accounts of a role assumed across them', async () => {
    await aLoggingTrail({ IsOrganizationTrail: true });
    sandbox.happened('sts', 'AssumeRole', { RoleArn: `arn:aws:iam::${Member}:role/audit` });
    await sandbox.advance(5 * Minute);
    const assumed = events().filter((event) => event.eventName === 'AssumeRole');
    expect(assumed.map((event) => event.recipientAccountId).sort()).toEqual([Management, Member]);
    expect(new Set(assumed.map((event) => event.sharedEventID)).size).toBe(1);
    expect(new Set(assumed.map((event) => event.eventID)).size).toBe(2);
  });

  it('that the bucket refuses are an error in the status and come when it admits them again', async () => {
    await aLoggingTrail();
    sandbox.refuse = ({ service }) => service === 's3';
    await sandbox.advance(5 * Minute);
    expect(await status()).toMatchObject({
      LatestDeliveryError: 'AccessDenied',
      LatestDeliveryTime: undefined,
    });
    sandbox.refuse = () => false;
    await sandbox.advance(5 * Minute);
    expect(names()).toContain('StartLogging');
    expect(await status()).toMatchObject({
      LatestDeliveryError: undefined,
      LatestDeliveryTime: new Date('2026-01-01T00:10:00Z'),
    });
  });

  it('that the key refuses are an error in the status', async () => {
    const KmsKeyId = `arn:aws:kms:us-east-1:${Management}:key/11111111-2222-3333-4444-555555555555`;
    sandbox.keys.set(KmsKeyId, { state: 'Enabled', spec: 'SYMMETRIC_DEFAULT' });
    await aLoggingTrail({ KmsKeyId });
    sandbox.refuse = ({ operation }) => operation === 'GenerateDataKey';
    await sandbox.advance(5 * Minute);
    expect(await status()).toMatchObject({ LatestDeliveryError: 'AccessDenied' });
    expect(sandbox.objects.size).toBe(0);
  });

  it('and digests are encrypted with the key of the trail', async () => {
    const KmsKeyId = `arn:aws:kms:us-east-1:${Management}:key/11111111-2222-3333-4444-555555555555`;
    sandbox.keys.set(KmsKeyId, { state: 'Enabled', spec: 'SYMMETRIC_DEFAULT' });
    await aLoggingTrail({ KmsKeyId });
    await sandbox.advance(Hour + 5 * Minute);
    const inputs = [...sandbox.objects.values()].map(({ input }) => input);
    expect(inputs.length).toBeGreaterThan(2);
    for (const input of inputs) {
      expect(input).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KmsKeyId });
    }
  });
});

describe('digests', () => {
  it('come every hour for every account and region, empty hours included', async () => {
    await aLoggingTrail({ IsOrganizationTrail: true });
    await sandbox.advance(3 * Hour);
    for (const accountId of [Management, Security, Member]) {
      for (const region of Regions) {
        const found = keys(`/${accountId}/CloudTrail-Digest/${region}/`);
        expect(found.map((key) => key.split('_').at(-1))).toEqual([
          '20260101T010000Z.json.gz',
          '20260101T020000Z.json.gz',
          '20260101T030000Z.json.gz',
        ]);
      }
    }
    expect(digest(keys(`/${Member}/CloudTrail-Digest/eu-west-1/`)[1] ?? '').logFiles).toEqual([]);
  });

  it('name every log file once, with the hash of its uncompressed content', async () => {
    await aLoggingTrail();
    for (let n = 0; n < 20; n += 1) {
      sandbox.happened('iam', 'CreateRole', { RoleName: `r${n}` });
      await sandbox.advance(10 * Minute);
    }
    await sandbox.advance(Hour);
    const files = keys('/CloudTrail-Digest/us-east-1/').flatMap((key) => digest(key).logFiles);
    expect(files.map((file) => file.s3Object).sort()).toEqual(keys('/CloudTrail/us-east-1/'));
    for (const file of files) {
      expect(createHash('sha256').update(content(file.s3Object)).digest('hex')).toBe(file.hashValue);
    }
  });

  it('are signed and chained, the first with no previous one', async () => {
    await aLoggingTrail();
    await sandbox.advance(3 * Hour);
    const { PublicKeyList } = (await sandbox.send('ListPublicKeys', {})) as {
      PublicKeyList: { Value: Buffer; Fingerprint: string }[];
    };
    let previousSignature: string | undefined;
    let previousKey: string | undefined;
    for (const key of keys('/CloudTrail-Digest/us-east-1/')) {
      const one = digest(key);
      const signature = sandbox.objects.get(key)?.metadata.signature ?? '';
      const publicKey = PublicKeyList.find(
        (candidate) => candidate.Fingerprint === one.digestPublicKeyFingerprint,
      );
      const text = [
        one.digestEndTime,
        `${one.digestS3Bucket}/${one.digestS3Object}`,
        createHash('sha256').update(content(key)).digest('hex'),
        one.previousDigestSignature ?? 'null',
      ].join('\n');
      const pem = createPublicKey({ key: publicKey?.Value ?? Buffer.alloc(0), format: 'der', type: 'pkcs1' });
      expect(verify('RSA-SHA256', Buffer.from(text), pem, Buffer.from(signature, 'hex'))).toBe(true);
      expect(one.digestS3Object).toBe(key);
      expect(one.previousDigestSignature).toBe(previousSignature ?? null);
      expect(one.previousDigestS3Object).toBe(previousKey ?? null);
      previousSignature = signature;
      previousKey = key;
    }
    expect(previousKey).toBeDefined();
  });

  it('are signed by a key of their own region', async () => {
    await aLoggingTrail();
    await sandbox.advance(Hour);
    const fingerprint = async (region: string) => {
      const answer = (await sandbox.send('ListPublicKeys', {}, { region })) as {
        PublicKeyList: { Fingerprint: string }[];
      };
      return answer.PublicKeyList.map((key) => key.Fingerprint);
    };
    const [us, eu] = [await fingerprint('us-east-1'), await fingerprint('eu-west-1')];
    expect(us).toHaveLength(1);
    expect(eu).not.toEqual(us);
  });

  it('end with the hour in which logging stopped and begin anew after it', async () => {
    await aLoggingTrail();
    await sandbox.advance(Hour + 10 * Minute);
    await sandbox.send('StopLogging', { Name: 'first' });
    await sandbox.advance(5 * Hour);
    expect(keys('/CloudTrail-Digest/us-east-1/')).toHaveLength(2);
    await sandbox.send('StartLogging', { Name: 'first' });
    await sandbox.advance(Hour);
    const all = keys('/CloudTrail-Digest/us-east-1/');
    expect(all).toHaveLength(3);
    expect(digest(all[2] ?? '').previousDigestS3Object).toBeNull();
  });

  it('of a stopped trail name its last log file, which comes after their hour', async () => {
    await sandbox.advance(30_000);
    await aLoggingTrail();
    await sandbox.advance(59 * Minute + 50_000);
    await sandbox.send('StopLogging', { Name: 'first' });
    await sandbox.advance(2 * Hour);
    const files = keys('/CloudTrail-Digest/us-east-1/').flatMap((key) => digest(key).logFiles);
    expect(files.map((file) => file.s3Object).sort()).toEqual(keys('/CloudTrail/us-east-1/'));
  });

  it('are not made without log file validation', async () => {
    await aLoggingTrail({ EnableLogFileValidation: false });
    await sandbox.advance(2 * Hour);
    expect(keys('CloudTrail-Digest')).toEqual([]);
    await sandbox.send('UpdateTrail', { Name: 'first', EnableLogFileValidation: true });
    await sandbox.advance(Hour + 5 * Minute);
    expect(keys('/CloudTrail-Digest/us-east-1/')).toHaveLength(1);
  });

  it('begin for a new account when it joins', async () => {
    await aLoggingTrail({ IsOrganizationTrail: true });
    await sandbox.advance(90 * Minute);
    const joinedAt = sandbox.clock.now().toISOString();
    sandbox.members.push({
      id: '444444444444',
      name: 'new',
      email: 'n@example.com',
      status: 'ACTIVE',
      joinedAt,
    });
    await sandbox.advance(Hour + 5 * Minute);
    const [first = ''] = keys('/444444444444/CloudTrail-Digest/us-east-1/');
    expect(digest(first)).toMatchObject({
      digestStartTime: '2026-01-01T01:30:00Z',
      digestEndTime: '2026-01-01T02:30:00Z',
      previousDigestS3Object: null,
    });
  });

  it('that the bucket refuses are an error in the status and are made up for later', async () => {
    await aLoggingTrail();
    sandbox.refuse = ({ service }) => service === 's3';
    await sandbox.advance(2 * Hour);
    expect(await status()).toMatchObject({ LatestDigestDeliveryError: 'AccessDenied' });
    sandbox.refuse = () => false;
    await sandbox.advance(Hour);
    expect(keys('/CloudTrail-Digest/us-east-1/')).toHaveLength(3);
    const answer = await status();
    expect(answer.LatestDigestDeliveryError).toBeUndefined();
    expect(answer.LatestDigestDeliveryTime).toEqual(new Date('2026-01-01T03:00:00Z'));
  });

  it('keep up when the clock jumps a week', async () => {
    await aLoggingTrail();
    await sandbox.advance(7 * 24 * Hour);
    expect(keys('/CloudTrail-Digest/us-east-1/')).toHaveLength(7 * 24);
  });
});

describe('other destinations', () => {
  it('are told of each log file by SNS', async () => {
    const arn = `arn:aws:sns:us-east-1:${Management}:t`;
    sandbox.topics.add(arn);
    await aLoggingTrail({ SnsTopicName: arn });
    await sandbox.advance(5 * Minute);
    expect(sandbox.published).toHaveLength(1);
    expect(JSON.parse(String(sandbox.published[0]?.Message))).toEqual({
      s3Bucket: 'trail-bucket',
      s3ObjectKey: keys('/CloudTrail/'),
    });
    expect(await status()).toMatchObject({ LatestNotificationTime: new Date('2026-01-01T00:05:00Z') });
  });

  it('show the error of a topic that refuses', async () => {
    const arn = `arn:aws:sns:us-east-1:${Management}:t`;
    sandbox.topics.add(arn);
    await aLoggingTrail({ SnsTopicName: arn });
    sandbox.refuse = ({ operation }) => operation === 'Publish';
    await sandbox.advance(5 * Minute);
    expect(await status()).toMatchObject({ LatestNotificationError: 'AccessDeniedException' });
  });

  const role = `arn:aws:iam::${Management}:role/trail`;
  const group = {
    CloudWatchLogsLogGroupArn: `arn:aws:logs:us-east-1:${Management}:log-group:trail:*`,
    CloudWatchLogsRoleArn: role,
    IsOrganizationTrail: true,
  };

  it('get every event in a log stream per account and region', async () => {
    sandbox.logGroups.add('trail');
    sandbox.roles.add(role);
    await aLoggingTrail(group);
    sandbox.happened('iam', 'CreateRole', {}, { accountId: Member });
    await sandbox.advance(5 * Minute);
    const stream = sandbox.logEvents.get(`o-exampleorg1_${Member}_CloudTrail_us-east-1`);
    expect(stream?.map((event) => JSON.parse(event.message).eventName)).toEqual(['CreateRole']);
    expect(await status()).toMatchObject({
      LatestCloudWatchLogsDeliveryTime: new Date('2026-01-01T00:05:00Z'),
    });
  });

  it('show the error of a role that may not write any more', async () => {
    sandbox.logGroups.add('trail');
    sandbox.roles.add(role);
    await aLoggingTrail(group);
    sandbox.refuse = ({ operation }) => operation === 'PutLogEvents';
    await sandbox.advance(5 * Minute);
    expect(await status()).toMatchObject({
      LatestCloudWatchLogsDeliveryError: expect.stringContaining('Access denied'),
    });
  });
});

describe('the event history', () => {
  const lookUp = async (input: object = {}, options = {}) => {
    const answer = (await sandbox.send('LookupEvents', input, options)) as {
      Events: { EventName: string; CloudTrailEvent: string }[];
      NextToken?: string;
    };
    return { names: answer.Events.map((event) => event.EventName), next: answer.NextToken };
  };

  it('has management events without a trail, newest first', async () => {
    sandbox.happened('iam', 'CreateRole');
    sandbox.happened('s3', 'PutObject', { Bucket: 'b', Key: 'k' });
    sandbox.happened('iam', 'DeleteRole');
    expect((await lookUp()).names).toEqual(['DeleteRole', 'CreateRole']);
  });

  it('is of the account and region of the call', async () => {
    sandbox.happened('kms', 'CreateKey', {}, { accountId: Member });
    sandbox.happened('kms', 'DisableKey', {}, { region: 'eu-west-1' });
    expect((await lookUp()).names).toEqual([]);
    expect((await lookUp({}, { region: 'eu-west-1' })).names).toEqual(['DisableKey']);
  });

  it.each([
    ['EventName', 'CreateRole', ['CreateRole']],
    ['EventSource', 'kms.amazonaws.com', ['CreateKey']],
    ['ReadOnly', 'true', ['ListRoles']],
    ['Username', 'admin', ['CreateKey', 'ListRoles', 'CreateRole']],
    ['ResourceName', 'r', ['CreateRole']],
  ])('is searched by %s', async (AttributeKey, AttributeValue, expected) => {
    sandbox.happened('iam', 'CreateRole', { RoleName: 'r' });
    sandbox.happened('iam', 'ListRoles');
    sandbox.happened('kms', 'CreateKey');
    expect((await lookUp({ LookupAttributes: [{ AttributeKey, AttributeValue }] })).names).toEqual(expected);
  });

  it('comes in pages that new calls do not shift', async () => {
    for (const n of [1, 2, 3]) sandbox.happened('iam', `CreateRole${n}`);
    const first = await lookUp({ MaxResults: 2 });
    expect(first.names).toEqual(['CreateRole3', 'CreateRole2']);
    expect((await lookUp({ MaxResults: 2, NextToken: first.next })).names).toEqual(['CreateRole1']);
  });

  it('refuses a start after the end', async () => {
    const input = { StartTime: new Date('2026-01-02'), EndTime: new Date('2026-01-01') };
    await expect(lookUp(input)).rejects.toMatchObject({ code: 'InvalidTimeRangeException' });
  });
});
