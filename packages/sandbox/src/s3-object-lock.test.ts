import {
  CreateBucketCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  HeadBucketCommand,
  type ObjectLockConfiguration,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';
import { type ClientConfig, codeOf, member } from './test/clients.ts';

let sandbox: Sandbox;
let account: ClientConfig;
let s3: S3Client;
let counter = 0;

beforeAll(async () => {
  sandbox = await startSandbox({ delays: { iam: 0 } });
  account = await member(sandbox, sandbox.accounts.logArchive);
  s3 = new S3Client(account);
});
afterAll(() => sandbox?.stop());

async function bucket(options: { ObjectLockEnabledForBucket?: boolean } = {}): Promise<string> {
  counter += 1;
  const Bucket = `locked-${counter}`;
  await s3.send(new CreateBucketCommand({ Bucket, ...options }));
  return Bucket;
}

const lock = (Bucket: string, configuration: ObjectLockConfiguration) =>
  s3.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration: configuration }));

describe('the expected owner of a bucket', () => {
  it('lets a call through when it is right, and refuses it when it is not', async () => {
    const Bucket = await bucket();
    const { logArchive, security } = sandbox.accounts;
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', ExpectedBucketOwner: logArchive }));
    await s3.send(new HeadBucketCommand({ Bucket, ExpectedBucketOwner: logArchive }));
    for (const command of [
      new PutObjectCommand({ Bucket, Key: 'a', Body: 'y', ExpectedBucketOwner: security }),
      new GetObjectCommand({ Bucket, Key: 'a', ExpectedBucketOwner: security }),
      new GetBucketPolicyCommand({ Bucket, ExpectedBucketOwner: security }),
      new PutBucketVersioningCommand({
        Bucket,
        VersioningConfiguration: { Status: 'Enabled' },
        ExpectedBucketOwner: security,
      }),
    ]) {
      const refused = s3.send(command as GetObjectCommand);
      await expect(refused, command.constructor.name).rejects.toMatchObject({
        name: 'AccessDenied',
        $metadata: { httpStatusCode: 403 },
      });
    }
    const object = await s3.send(new GetObjectCommand({ Bucket, Key: 'a' }));
    expect(await object.Body?.transformToString()).toBe('x');
  });

  it('is not asked of a bucket that is not there', async () => {
    const { logArchive } = sandbox.accounts;
    const missing = { Bucket: 'nowhere-at-all', ExpectedBucketOwner: logArchive };
    expect(await codeOf(s3.send(new GetBucketPolicyCommand(missing)))).toBe('NoSuchBucket');
  });
});

describe('Object Lock', () => {
  const governance = (Days: number): ObjectLockConfiguration => ({
    ObjectLockEnabled: 'Enabled',
    Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days } },
  });

  it('can be turned on for a bucket that exists, is versioned and has objects', async () => {
    const Bucket = await bucket();
    expect(await codeOf(lock(Bucket, governance(3)))).toBe('InvalidBucketState');
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'before', Body: 'x' }));
    await lock(Bucket, governance(3));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'after', Body: 'x' }));

    const { ObjectLockConfiguration: kept } = await s3.send(
      new GetObjectLockConfigurationCommand({ Bucket }),
    );
    expect(kept).toEqual(governance(3));
    const { Retention } = await s3.send(new GetObjectRetentionCommand({ Bucket, Key: 'after' }));
    expect(Retention?.Mode).toBe('GOVERNANCE');
    expect(await codeOf(s3.send(new GetObjectRetentionCommand({ Bucket, Key: 'before' })))).toBe(
      'NoSuchObjectLockConfiguration',
    );
  });

  it('keeps versioning on', async () => {
    const Bucket = await bucket({ ObjectLockEnabledForBucket: true });
    const suspend = { Bucket, VersioningConfiguration: { Status: 'Suspended' } } as const;
    expect(await codeOf(s3.send(new PutBucketVersioningCommand(suspend)))).toBe('InvalidBucketState');
  });

  it('without a rule has no default retention', async () => {
    const Bucket = await bucket({ ObjectLockEnabledForBucket: true });
    await lock(Bucket, governance(3));
    await lock(Bucket, { ObjectLockEnabled: 'Enabled' });
    const { ObjectLockConfiguration: kept } = await s3.send(
      new GetObjectLockConfigurationCommand({ Bucket }),
    );
    expect(kept).toEqual({ ObjectLockEnabled: 'Enabled' });
  });

  it.each([
    ['both days and years', { Mode: 'GOVERNANCE', Days: 1, Years: 1 }, 'MalformedXML'],
    ['neither days nor years', { Mode: 'GOVERNANCE' }, 'MalformedXML'],
    ['no mode', { Days: 1 }, 'MalformedXML'],
    ['no day at all', { Mode: 'COMPLIANCE', Days: 0 }, 'InvalidRetentionPeriod'],
    ['more than a hundred years', { Mode: 'COMPLIANCE', Years: 101 }, 'InvalidRetentionPeriod'],
  ] as const)('refuses a retention with %s', async (_case, retention, code) => {
    const Bucket = await bucket({ ObjectLockEnabledForBucket: true });
    const configuration = {
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: retention },
    } as ObjectLockConfiguration;
    expect(await codeOf(lock(Bucket, configuration))).toBe(code);
  });
});
