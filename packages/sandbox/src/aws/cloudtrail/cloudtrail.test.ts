import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  CloudTrailClient,
  CreateTrailCommand,
  DescribeTrailsCommand,
  GetTrailStatusCommand,
  ListPublicKeysCommand,
  LookupEventsCommand,
  RegisterOrganizationDelegatedAdminCommand,
  StartLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { CreateUserCommand, GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateKeyCommand, KMSClient, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import { EnableAWSServiceAccessCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../index.ts';
import { administrator, codeOf, member } from '../../test/clients.ts';
import {
  archive,
  bucketPolicy,
  keyPolicy,
  type OrganizationTrail,
  startTrail,
  trailArn,
  trailSettings,
} from './test/organization-trail.ts';
import { validateLogs } from './test/validate-logs.ts';

const Minute = 60_000;
const Hour = 60 * Minute;

async function keys(parts: OrganizationTrail, Prefix: string): Promise<string[]> {
  const found: string[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await parts.s3.send(
      new ListObjectsV2Command({
        Bucket: parts.bucket,
        Prefix,
        ...(ContinuationToken && { ContinuationToken }),
      }),
    );
    found.push(...(page.Contents ?? []).map((object) => object.Key ?? ''));
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return found;
}

describe('creating an organization trail with the policies of bucket and key', () => {
  let sandbox: Sandbox;
  let parts: OrganizationTrail;
  const create = () => parts.cloudtrail.send(new CreateTrailCommand(trailSettings(parts)));

  beforeAll(async () => {
    sandbox = await startSandbox({ delays: { iam: 0, trustedAccess: 0 } });
    parts = await archive(sandbox);
  });
  afterAll(() => sandbox?.stop());

  it('is refused while trusted access is off', async () => {
    expect(await codeOf(create())).toBe('CloudTrailAccessNotEnabledException');
  });

  it('is refused to a member', async () => {
    const organizations = new OrganizationsClient(administrator(sandbox));
    await organizations.send(
      new EnableAWSServiceAccessCommand({ ServicePrincipal: 'cloudtrail.amazonaws.com' }),
    );
    const cloudtrail = new CloudTrailClient(parts.archive);
    expect(await codeOf(cloudtrail.send(new CreateTrailCommand(trailSettings(parts))))).toBe(
      'NotOrganizationMasterAccountException',
    );
  });

  it('is refused when the bucket admits another trail', async () => {
    const Policy = bucketPolicy(sandbox, `${parts.arn}-other`);
    await parts.s3.send(new PutBucketPolicyCommand({ Bucket: parts.bucket, Policy }));
    expect(await codeOf(create())).toBe('InsufficientS3BucketPolicyException');
    await parts.s3.send(new PutBucketPolicyCommand({ Bucket: parts.bucket, Policy: bucketPolicy(sandbox) }));
  });

  it('is refused when the key is for another encryption context', async () => {
    const KeyId = parts.keyArn;
    await parts.kms.send(new PutKeyPolicyCommand({ KeyId, Policy: keyPolicy(sandbox, false) }));
    expect(await codeOf(create())).toBe('InsufficientEncryptionPolicyException');
    await parts.kms.send(new PutKeyPolicyCommand({ KeyId, Policy: keyPolicy(sandbox) }));
  });

  it('is refused for a bucket or key that does not exist', async () => {
    const settings = trailSettings(parts);
    const send = (change: object) =>
      codeOf(parts.cloudtrail.send(new CreateTrailCommand({ ...settings, ...change })));
    expect(await send({ S3BucketName: 'nobody-has-this-bucket' })).toBe('S3BucketDoesNotExistException');
    expect(await send({ KmsKeyId: parts.keyArn.replace(/.{12}$/, '000000000000') })).toBe(
      'KmsKeyNotFoundException',
    );
  });

  it('is granted by the policies that AWS documents', async () => {
    expect(await create()).toMatchObject({
      TrailARN: parts.arn,
      IsOrganizationTrail: true,
      KmsKeyId: parts.keyArn,
    });
  });

  it('leaves the service-linked role of CloudTrail in the management account', async () => {
    const iam = new IAMClient(administrator(sandbox));
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'AWSServiceRoleForCloudTrail' }));
    expect(Role?.Path).toBe('/aws-service-role/cloudtrail.amazonaws.com/');
  });

  it('can be changed by the delegated administrator and by no other member', async () => {
    const security = new CloudTrailClient(await member(sandbox, sandbox.accounts.security));
    const start = () => security.send(new StartLoggingCommand({ Name: parts.arn }));
    expect(await codeOf(start())).toBe('NotOrganizationMasterAccountException');
    await parts.cloudtrail.send(
      new RegisterOrganizationDelegatedAdminCommand({ MemberAccountId: sandbox.accounts.security }),
    );
    await start();
    expect(await parts.cloudtrail.send(new GetTrailStatusCommand({ Name: parts.arn }))).toMatchObject({
      IsLogging: true,
    });
  });

  it('is seen from a member in another region', async () => {
    const cloudtrail = new CloudTrailClient(await member(sandbox, sandbox.accounts.security, 'eu-west-1'));
    const { trailList } = await cloudtrail.send(new DescribeTrailsCommand({}));
    expect(trailList).toMatchObject([
      { TrailARN: parts.arn, HomeRegion: 'us-east-1', HasInsightSelectors: false },
    ]);
  });
});

describe('a logging organization trail', () => {
  let sandbox: Sandbox;
  let parts: OrganizationTrail;
  let from: Date;
  const folder = (accountId: string, kind: string) =>
    `AWSLogs/${sandbox.organizationId}/${accountId}/${kind}/`;
  const validate = (accountId: string, region: string) =>
    validateLogs(sandbox, { trailArn: parts.arn, accountId, region, from, to: sandbox.clock.now() });

  beforeAll(async () => {
    sandbox = await startSandbox({ delays: { iam: 0, trustedAccess: 0 } });
    from = sandbox.clock.now();
    parts = await startTrail(sandbox);
    const security = await member(sandbox, sandbox.accounts.security, 'eu-west-1');
    for (let hour = 0; hour < 3; hour += 1) {
      await new KMSClient(security).send(new CreateKeyCommand({}));
      await new IAMClient(administrator(sandbox)).send(new CreateUserCommand({ UserName: `user-${hour}` }));
      await sandbox.clock.advance(Hour);
    }
    await sandbox.clock.advance(10 * Minute);
  }, 300_000);
  afterAll(() => sandbox?.stop());

  it('delivers the calls of members and of the management account to the bucket, encrypted', async () => {
    const member = await keys(parts, `${folder(sandbox.accounts.security, 'CloudTrail')}eu-west-1/`);
    const management = await keys(parts, `${folder(sandbox.accounts.management, 'CloudTrail')}us-east-1/`);
    expect(member.length).toBeGreaterThanOrEqual(3);
    expect(management.length).toBeGreaterThanOrEqual(3);
    const head = await parts.s3.send(new HeadObjectCommand({ Bucket: parts.bucket, Key: member[0] ?? '' }));
    expect(head).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: parts.keyArn });
    const object = await parts.s3.send(new GetObjectCommand({ Bucket: parts.bucket, Key: member[0] ?? '' }));
    const text = gunzipSync((await object.Body?.transformToByteArray()) ?? Buffer.alloc(0)).toString();
    expect(JSON.parse(text).Records).toMatchObject([
      {
        eventSource: 'kms.amazonaws.com',
        eventName: 'CreateKey',
        recipientAccountId: sandbox.accounts.security,
        userIdentity: {
          type: 'AssumedRole',
          principalId: expect.stringMatching(/^AROA[A-Z0-9]{17}:test$/),
          sessionContext: { sessionIssuer: { userName: 'OrganizationAccountAccessRole' } },
        },
      },
    ]);
  });

  it('delivers a digest an hour for each account and region', async () => {
    for (const accountId of Object.values(sandbox.accounts)) {
      for (const region of ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1']) {
        expect(await keys(parts, `${folder(accountId, 'CloudTrail-Digest')}${region}/`)).toHaveLength(3);
      }
    }
  });

  it('says so in its status, with the clock of the sandbox', async () => {
    const status = await parts.cloudtrail.send(new GetTrailStatusCommand({ Name: parts.arn }));
    expect(status.IsLogging).toBe(true);
    expect(status.LatestDeliveryError).toBeUndefined();
    expect(status.LatestDigestDeliveryTime?.getTime()).toBeGreaterThan(from.getTime() + 3 * Hour);
    expect(status.LatestDeliveryTime?.getTime()).toBeGreaterThan(from.getTime());
    expect(status.LatestDeliveryAttemptSucceeded).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  it('lists the public keys of a region', async () => {
    const { PublicKeyList = [] } = await parts.cloudtrail.send(new ListPublicKeysCommand({}));
    expect(PublicKeyList).toHaveLength(1);
    expect(PublicKeyList[0]?.Value?.byteLength).toBe(270);
  });

  it('looks up the calls of the account', async () => {
    const { Events = [] } = await parts.cloudtrail.send(
      new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'CreateUser' }],
      }),
    );
    expect(Events).toHaveLength(3);
    expect(Events[0]).toMatchObject({ EventSource: 'iam.amazonaws.com', ReadOnly: 'false' });
    expect(Events[0]?.EventTime).toBeInstanceOf(Date);
  });

  it.each([
    ['the management account', 'management', 'us-east-1'],
    ['a member in another region', 'security', 'eu-west-1'],
    ['a region in which nothing happened', 'logArchive', 'eu-central-1'],
  ] as const)('is valid for the AWS CLI: %s', async (_case, account, region) => {
    const { code, output } = await validate(sandbox.accounts[account], region);
    expect(output).toMatch(/3\/3 digest files valid/);
    expect(output).not.toMatch(/invalid|INVALID/);
    expect(code).toBe(0);
  });

  it('is not valid any more when a log file was deleted', async () => {
    const accountId = sandbox.accounts.security;
    const [victim = ''] = await keys(parts, `${folder(accountId, 'CloudTrail')}eu-west-1/`);
    await parts.s3.send(new DeleteObjectCommand({ Bucket: parts.bucket, Key: victim }));
    const { code, output } = await validate(accountId, 'eu-west-1');
    expect(output).toContain(`${victim}\tINVALID: not found`);
    expect(code).toBe(1);
  });

  it('shows the refusal of the bucket in its status, and delivers when it is admitted again', async () => {
    await parts.s3.send(
      new PutBucketPolicyCommand({
        Bucket: parts.bucket,
        Policy: bucketPolicy(sandbox, `${parts.arn}-other`),
      }),
    );
    const before = (await keys(parts, 'AWSLogs/')).length;
    await sandbox.clock.advance(Hour);
    const status = () => parts.cloudtrail.send(new GetTrailStatusCommand({ Name: parts.arn }));
    expect(await status()).toMatchObject({
      LatestDeliveryError: 'AccessDenied',
      LatestDigestDeliveryError: 'AccessDenied',
    });
    expect(await keys(parts, 'AWSLogs/')).toHaveLength(before);
    await parts.s3.send(new PutBucketPolicyCommand({ Bucket: parts.bucket, Policy: bucketPolicy(sandbox) }));
    await sandbox.clock.advance(Hour);
    const after = await status();
    expect(after.LatestDeliveryError).toBeUndefined();
    expect(after.LatestDigestDeliveryError).toBeUndefined();
    expect(await validate(sandbox.accounts.management, 'us-east-1')).toMatchObject({ code: 0 });
  });

  it('shows the refusal of the key in its status', async () => {
    await parts.kms.send(new PutKeyPolicyCommand({ KeyId: parts.keyArn, Policy: keyPolicy(sandbox, false) }));
    await sandbox.clock.advance(Hour);
    expect(await parts.cloudtrail.send(new GetTrailStatusCommand({ Name: parts.arn }))).toMatchObject({
      LatestDeliveryError: 'AccessDenied',
    });
  });
});

describe('a sandbox that is stopped and started again', () => {
  it('goes on with the chain of digests', async () => {
    const stateDir = await mkdtemp(join(tmpdir(), 'trail-'));
    const options = { stateDir, delays: { iam: 0, trustedAccess: 0 } };
    try {
      const first = await startSandbox(options);
      const from = first.clock.now();
      await startTrail(first);
      await first.clock.advance(Hour + 10 * Minute);
      await first.stop();
      await using second = await startSandbox(options);
      await second.clock.advance(Hour);
      const { code, output } = await validateLogs(second, {
        trailArn: trailArn(second),
        accountId: second.accounts.management,
        region: 'us-east-1',
        from,
        to: second.clock.now(),
      });
      expect(output).toMatch(/2\/2 digest files valid/);
      expect(code).toBe(0);
    } finally {
      await rm(stateDir, { recursive: true, force: true });
    }
  });
});
