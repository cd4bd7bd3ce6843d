import { CreateKeyCommand, DisableKeyCommand, KMSClient, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetBucketEncryptionCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyStatusCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetObjectRetentionCommand,
  GetPublicAccessBlockCommand,
  PutBucketAclCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  GetPublicAccessBlockCommand as GetAccountBlock,
  PutPublicAccessBlockCommand as PutAccountBlock,
  S3ControlClient,
} from '@aws-sdk/client-s3-control';
import { CreateTopicCommand, SetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';
import { administrator, type ClientConfig, codeOf, member } from './test/clients.ts';

let sandbox: Sandbox;
let account: ClientConfig;
let s3: S3Client;
let accountId: string;
let counter = 0;

beforeAll(async () => {
  sandbox = await startSandbox({ delays: { iam: 0 } });
  accountId = sandbox.accounts.logArchive;
  account = await member(sandbox, accountId);
  s3 = new S3Client(account);
});
afterAll(() => sandbox?.stop());

async function bucket(options: { ObjectLockEnabledForBucket?: boolean } = {}): Promise<string> {
  counter += 1;
  const Bucket = `bucket-${counter}`;
  await s3.send(new CreateBucketCommand({ Bucket, ...options }));
  return Bucket;
}

/** Its rules put the account before an IP address, which is no host name; on loopback the header names the account. */
const controlClient = () =>
  new S3ControlClient({ ...account, endpointProvider: () => ({ url: new URL(sandbox.endpoint) }) });

const policy = (Bucket: string, statement: object) => ({
  Bucket,
  Policy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*`, ...statement },
    ],
  }),
});

describe('a new bucket', () => {
  it('blocks public access, enforces its owner and encrypts', async () => {
    const Bucket = await bucket();
    const block = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(block.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    });
    const controls = await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }));
    expect(controls.OwnershipControls?.Rules).toEqual([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
    const encryption = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    expect(encryption.ServerSideEncryptionConfiguration?.Rules).toEqual([
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false },
    ]);
  });

  it('has no ACLs', async () => {
    const Bucket = await bucket();
    expect(await codeOf(s3.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' })))).toBe(
      'AccessControlListNotSupported',
    );
  });

  it('cannot take the name of a bucket in another account', async () => {
    const Bucket = await bucket();
    const other = new S3Client(administrator(sandbox));
    expect(await codeOf(other.send(new CreateBucketCommand({ Bucket })))).toBe('BucketAlreadyExists');
  });
});

describe('versioning', () => {
  it('tells whether deleting needs MFA, which only a request with MFA can change', async () => {
    const Bucket = await bucket();
    const versioning = {
      Bucket,
      VersioningConfiguration: { Status: 'Enabled', MFADelete: 'Enabled' },
    } as const;
    expect(await codeOf(s3.send(new PutBucketVersioningCommand(versioning)))).toBe('AccessDenied');
    await s3.send(new PutBucketVersioningCommand({ ...versioning, MFA: 'arn:aws:iam::1:mfa/root 123456' }));
    const answer = await s3.send(new GetBucketVersioningCommand({ Bucket }));
    expect([answer.Status, answer.MFADelete]).toEqual(['Enabled', 'Enabled']);
  });
});

describe('a bucket policy', () => {
  it.each([
    ['no JSON', '{"Statement":'],
    [
      'an unknown effect',
      '{"Version":"2012-10-17","Statement":[{"Effect":"Permit","Principal":"*","Action":"s3:*","Resource":"*"}]}',
    ],
    [
      'a statement without a principal',
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}',
    ],
    [
      'another bucket',
      '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::other"}]}',
    ],
  ])('with %s is malformed', async (_case, Policy) => {
    const Bucket = await bucket();
    expect(await codeOf(s3.send(new PutBucketPolicyCommand({ Bucket, Policy })))).toBe('MalformedPolicy');
  });

  it('that is public is refused while public policies are blocked, by the bucket or by the account', async () => {
    const Bucket = await bucket();
    const open = policy(Bucket, { Principal: '*' });
    expect(await codeOf(s3.send(new PutBucketPolicyCommand(open)))).toBe('AccessDenied');
    await s3.send(
      new PutPublicAccessBlockCommand({
        Bucket,
        PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false },
      }),
    );
    const control = controlClient();
    await control.send(
      new PutAccountBlock({
        AccountId: accountId,
        PublicAccessBlockConfiguration: { BlockPublicPolicy: true },
      }),
    );
    expect(await codeOf(s3.send(new PutBucketPolicyCommand(open)))).toBe('AccessDenied');
    await control.send(
      new PutAccountBlock({
        AccountId: accountId,
        PublicAccessBlockConfiguration: { BlockPublicPolicy: false },
      }),
    );
    await s3.send(new PutBucketPolicyCommand(open));
    const status = await s3.send(new GetBucketPolicyStatusCommand({ Bucket }));
    expect(status.PolicyStatus?.IsPublic).toBe(true);
  });

  it('lets another account in, and nothing else does', async () => {
    const Bucket = await bucket();
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'hello' }));
    const other = new S3Client(await member(sandbox, sandbox.accounts.security));
    expect(await codeOf(other.send(new GetObjectCommand({ Bucket, Key: 'a' })))).toBe('AccessDenied');
    await s3.send(
      new PutBucketPolicyCommand(policy(Bucket, { Principal: { AWS: sandbox.accounts.security } })),
    );
    const object = await other.send(new GetObjectCommand({ Bucket, Key: 'a' }));
    expect(await object.Body?.transformToString()).toBe('hello');
  });
});

describe('the public access block of an account', () => {
  it('is read back', async () => {
    const control = controlClient();
    const PublicAccessBlockConfiguration = {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: false,
      RestrictPublicBuckets: false,
    };
    await control.send(new PutAccountBlock({ AccountId: accountId, PublicAccessBlockConfiguration }));
    const answer = await control.send(new GetAccountBlock({ AccountId: accountId }));
    expect(answer.PublicAccessBlockConfiguration).toEqual(PublicAccessBlockConfiguration);
  });

  it('of another account is not told', async () => {
    const control = controlClient();
    expect(await codeOf(control.send(new GetAccountBlock({ AccountId: sandbox.accounts.security })))).toBe(
      'AccessDenied',
    );
  });
});

describe('an object', () => {
  it('has the retention of its bucket, and cannot be deleted before it ends', async () => {
    const Bucket = await bucket({ ObjectLockEnabledForBucket: true });
    await s3.send(
      new PutObjectLockConfigurationCommand({
        Bucket,
        ObjectLockConfiguration: {
          ObjectLockEnabled: 'Enabled',
          Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 2 } },
        },
      }),
    );
    const { VersionId } = await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
    const { Retention } = await s3.send(new GetObjectRetentionCommand({ Bucket, Key: 'a' }));
    const days = ((Retention?.RetainUntilDate?.getTime() ?? 0) - sandbox.clock.now().getTime()) / 86_400_000;
    expect(Retention?.Mode).toBe('COMPLIANCE');
    expect(days).toBeCloseTo(2, 2);
    const deletion = { Bucket, Key: 'a', ...(VersionId ? { VersionId } : {}) };
    expect(await codeOf(s3.send(new DeleteObjectCommand(deletion)))).toBe('AccessDenied');
    await sandbox.clock.advance(3 * 86_400_000);
    await s3.send(new DeleteObjectCommand(deletion));
  });

  it('is not written with a key that is off or that the writer may not use', async () => {
    const Bucket = await bucket();
    const kms = new KMSClient(account);
    const { KeyMetadata: key } = await kms.send(new CreateKeyCommand({}));
    const write = () =>
      s3.send(
        new PutObjectCommand({
          Bucket,
          Key: 'a',
          Body: 'x',
          ServerSideEncryption: 'aws:kms',
          SSEKMSKeyId: key?.Arn,
        }),
      );
    await write();
    const administration = {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${accountId}:root` },
      Action: ['kms:Put*', 'kms:Disable*', 'kms:Describe*'],
      Resource: '*',
    };
    await kms.send(
      new PutKeyPolicyCommand({
        KeyId: key?.KeyId,
        Policy: JSON.stringify({ Version: '2012-10-17', Statement: [administration] }),
      }),
    );
    expect(await codeOf(write())).toBe('AccessDenied');
    await kms.send(
      new PutKeyPolicyCommand({
        KeyId: key?.KeyId,
        Policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ ...administration, Action: 'kms:*' }],
        }),
      }),
    );
    await kms.send(new DisableKeyCommand({ KeyId: key?.KeyId }));
    expect(await codeOf(write())).toBe('KMS.DisabledException');
  });

  it('is encrypted with the managed key of the account when no key is named', async () => {
    const Bucket = await bucket();
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', ServerSideEncryption: 'aws:kms' }));
    const object = await s3.send(new GetObjectCommand({ Bucket, Key: 'a' }));
    expect(object.ServerSideEncryption).toBe('aws:kms');
  });
});

describe('bucket notifications', () => {
  it('go only to a topic whose policy lets S3 publish', async () => {
    const Bucket = await bucket();
    const sns = new SNSClient(account);
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'notifications' }));
    const configuration = {
      Bucket,
      NotificationConfiguration: {
        TopicConfigurations: [{ TopicArn, Events: ['s3:ObjectCreated:*' as const] }],
      },
    };
    expect(await codeOf(s3.send(new PutBucketNotificationConfigurationCommand(configuration)))).toBe(
      'InvalidArgument',
    );
    const statement = {
      Effect: 'Allow',
      Principal: { Service: 's3.amazonaws.com' },
      Action: 'sns:Publish',
      Resource: TopicArn,
      Condition: { ArnEquals: { 'aws:SourceArn': `arn:aws:s3:::${Bucket}` } },
    };
    await sns.send(
      new SetTopicAttributesCommand({
        TopicArn,
        AttributeName: 'Policy',
        AttributeValue: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
      }),
    );
    await s3.send(new PutBucketNotificationConfigurationCommand(configuration));
    const answer = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
    expect(answer.TopicConfigurations?.[0]?.TopicArn).toBe(TopicArn);
  });
});
