import {
  CreateBucketCommand,
  DeletePublicAccessBlockCommand,
  PutBucketAclCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateAccessPointCommand, CreateMultiRegionAccessPointCommand } from '@aws-sdk/client-s3-control';
import type { Bucket } from '@trailguard/controls';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LocalS3ControlClient } from '../../test/clients.ts';
import { startFakeAws } from '../../test/fake-aws.ts';
import { useOrganization } from '../../test/use-organization.ts';
import { Reader } from './reader.ts';
import { type BucketPlace, readBucket } from './s3.ts';

const used = useOrganization();

/** A place in the log archive. */
function placeOf(name: string, differing: Partial<BucketPlace> = {}): BucketPlace {
  const { logArchive } = used.parts.sandbox.accounts;
  return { name, owners: [logArchive], homeRegion: 'us-east-1', partition: 'aws', ...differing };
}
/** The security account, whose buckets may be public. */
const elsewhere = () => used.parts.administrators.client(S3Client, used.parts.sandbox.accounts.security);
const placeElsewhere = (name: string) => placeOf(name, { owners: [used.parts.sandbox.accounts.security] });
const archive = (region?: string) =>
  used.parts.administrators.client(S3Client, used.parts.sandbox.accounts.logArchive, region);

/** Reads a bucket that is there. */
async function read(place: BucketPlace, reader = used.reader()): Promise<Bucket> {
  return (await readBucket(reader, 'trail-logs', place)) as Bucket;
}

describe('a trail’s bucket', () => {
  it('is read with all that controls judge', async () => {
    const { bucket, accessLogBucket, bucketPolicy, sandbox } = used.parts;
    const found = await read(placeOf(bucket));
    const on = {
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: true,
      restrictPublicBuckets: true,
    };
    expect(found).toEqual({
      name: bucket,
      accountId: sandbox.accounts.logArchive,
      region: 'us-east-1',
      role: 'trail-logs',
      publicAccessBlock: on,
      accountPublicAccessBlock: on,
      policy: JSON.parse(bucketPolicy),
      policyIsPublic: false,
      publicGrants: [],
      admitsLogDeliveryGroup: false,
      ownership: 'BucketOwnerEnforced',
      versioning: 'Enabled',
      mfaDelete: null,
      objectLock: { defaultRetention: { mode: 'GOVERNANCE', days: 365 } },
      encryption: { algorithm: 'aws:kms', keyId: used.parts.keyArn },
      accessLogging: { targetBucket: accessLogBucket, targetPrefix: 'trail/' },
      lifecycle: [expect.objectContaining({ enabled: true, prefix: 'AWSLogs/', abortUploadsDays: 7 })],
      replication: null,
      notifications: { eventBridge: true, targets: [] },
      accessPoints: [{ name: 'readers', publicAccessBlock: on }],
      removal: null,
      observation: {
        arn: `arn:aws:s3:::${bucket}`,
        calls: expect.objectContaining({ versioning: 's3:GetBucketVersioning' }),
        at: expect.stringMatching(/^\d{4}-/),
      },
    });
  });

  it('shows what it does not have as absent, which is no failure', async () => {
    const s3 = await archive();
    await s3.send(new CreateBucketCommand({ Bucket: 'bare-logs' }));
    await s3.send(new DeletePublicAccessBlockCommand({ Bucket: 'bare-logs' }));
    const reader = used.reader();
    const bucket = await read(placeOf('bare-logs'), reader);
    expect(bucket).toMatchObject({
      publicAccessBlock: null,
      policy: null,
      policyIsPublic: null,
      publicGrants: [],
      versioning: null,
      objectLock: null,
      encryption: { algorithm: 'AES256', keyId: null },
      accessLogging: null,
      lifecycle: null,
      replication: null,
      notifications: { eventBridge: false, targets: [] },
      accessPoints: [],
    });
    expect(reader.failures).toEqual([]);
  });

  it('tells grants to everyone from others', async () => {
    const s3 = await elsewhere();
    const Bucket = 'open-logs';
    await s3.send(new CreateBucketCommand({ Bucket, ObjectOwnership: 'BucketOwnerPreferred' }));
    await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    await s3.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' }));
    const bucket = await read(placeElsewhere(Bucket));
    expect(bucket.publicGrants).toEqual(['http://acs.amazonaws.com/groups/global/AllUsers']);
  });

  it('has AWS’s word on whether its policy is public', async () => {
    const s3 = await elsewhere();
    const Bucket = 'shared-logs';
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    const Statement = [
      { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` },
    ];
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    expect((await read(placeElsewhere(Bucket))).policyIsPublic).toBe(true);
  });

  it.each([
    [
      'with a retention in years',
      { DefaultRetention: { Mode: 'COMPLIANCE' as const, Years: 2 } },
      { mode: 'COMPLIANCE', days: 730 },
    ],
    ['without a default retention', undefined, null],
  ])('has Object Lock %s', async (what, Rule, defaultRetention) => {
    const s3 = await archive();
    const Bucket = `locked-logs-${what.split(' ').at(-1)}`;
    await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
    const ObjectLockConfiguration = { ObjectLockEnabled: 'Enabled' as const, ...(Rule ? { Rule } : {}) };
    await s3.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration }));
    expect((await read(placeOf(Bucket))).objectLock).toEqual({ defaultRetention });
  });

  it('may have suspended versioning', async () => {
    const s3 = await archive();
    const Bucket = 'suspended-logs';
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Suspended' } }),
    );
    expect((await read(placeOf(Bucket))).versioning).toBe('Suspended');
  });

  it('has its lifecycle, replication, notices, ownership and encryption in the words of controls', async () => {
    const s3 = await archive();
    const Bucket = 'busy-logs';
    await s3.send(new CreateBucketCommand({ Bucket, ObjectOwnership: 'ObjectWriter' }));
    await s3.send(
      new PutBucketLifecycleConfigurationCommand({
        Bucket,
        LifecycleConfiguration: {
          Rules: [
            {
              ID: 'tagged',
              Status: 'Disabled',
              Filter: { And: { Prefix: 'x/', Tags: [{ Key: 'a', Value: 'b' }] } },
              Expiration: { Days: 30 },
              Transitions: [{ Days: 1, StorageClass: 'GLACIER' }],
              NoncurrentVersionExpiration: { NoncurrentDays: 9 },
            },
          ],
        },
      }),
    );
    await s3.send(
      new PutBucketEncryptionCommand({
        Bucket,
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
        },
      }),
    );
    expect(await read(placeOf(Bucket))).toMatchObject({
      ownership: 'ObjectWriter',
      encryption: { algorithm: 'aws:kms', keyId: null },
      lifecycle: [
        {
          id: 'tagged',
          enabled: false,
          prefix: 'x/',
          byTag: true,
          bySize: false,
          expirationDays: 30,
          expirationDate: null,
          transitions: true,
          noncurrentExpirationDays: 9,
          noncurrentTransitions: false,
          abortUploadsDays: null,
        },
      ],
    });
  });

  it('has its access points, those of several Regions among them', async () => {
    const s3 = await archive();
    const { logArchive } = used.parts.sandbox.accounts;
    await s3.send(new CreateBucketCommand({ Bucket: 'entered-logs' }));
    const control = await used.parts.administrators.client(LocalS3ControlClient, logArchive);
    await control.send(
      new CreateAccessPointCommand({
        AccountId: logArchive,
        Bucket: 'entered-logs',
        Name: 'side-door',
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          IgnorePublicAcls: false,
          BlockPublicPolicy: false,
          RestrictPublicBuckets: true,
        },
      }),
    );
    const world = await used.parts.administrators.client(LocalS3ControlClient, logArchive, 'us-west-2');
    await world.send(
      new CreateMultiRegionAccessPointCommand({
        AccountId: logArchive,
        ClientToken: 'once',
        Details: { Name: 'world-door', Regions: [{ Bucket: 'entered-logs' }] },
      }),
    );
    const { accessPoints } = await read(placeOf('entered-logs'));
    expect(accessPoints).toEqual([
      {
        name: 'side-door',
        publicAccessBlock: {
          blockPublicAcls: true,
          ignorePublicAcls: false,
          blockPublicPolicy: false,
          restrictPublicBuckets: true,
        },
      },
      { name: 'world-door', publicAccessBlock: expect.objectContaining({ blockPublicAcls: true }) },
    ]);
  });

  it('is asked in its own region', async () => {
    const s3 = await archive('eu-west-1');
    const Bucket = 'european-logs';
    await s3.send(
      new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }),
    );
    expect((await read(placeOf(Bucket))).region).toBe('eu-west-1');
  });

  it('is absent when there is none of this name', async () => {
    const reader = used.reader();
    expect(await readBucket(reader, 'trail-logs', placeOf('nobodys-logs'))).toBeNull();
    expect(reader.failures).toEqual([]);
  });
});

describe('the owner of a bucket', () => {
  it('may be another account than the likeliest, without anything being missed', async () => {
    const { administrators, sandbox } = used.parts;
    const { logArchive, management } = sandbox.accounts;
    const s3 = await administrators.client(S3Client, management);
    await s3.send(new CreateBucketCommand({ Bucket: 'central-logs' }));
    const reader = used.reader();
    const bucket = await read(placeOf('central-logs', { owners: [logArchive, management] }), reader);
    expect(bucket).toMatchObject({ accountId: management, region: 'us-east-1' });
    expect(reader.failures).toEqual([]);
  });

  it('is unknown, as is all of the bucket, when it is none of ours', async () => {
    const { administrators, sandbox } = used.parts;
    const { logArchive, management, security } = sandbox.accounts;
    const s3 = await administrators.client(S3Client, security);
    await s3.send(new CreateBucketCommand({ Bucket: 'stolen-logs' }));
    const reader = used.reader();
    const bucket = await read(placeOf('stolen-logs', { owners: [logArchive, management] }), reader);
    const { name, role, observation, removal, ...facts } = bucket;
    for (const fact of Object.values(facts)) expect(fact).toMatchObject({ unknown: 'access-denied' });
    expect(reader.failures.length).toBeGreaterThan(0);
  });
});

describe('the region of a bucket', () => {
  afterEach(() => vi.stubEnv('AWS_ENDPOINT_URL', used.parts.sandbox.endpoint));

  it.each([
    ['', 'us-east-1', 'us-east-1', 'aws'],
    ['EU', 'eu-west-1', 'us-east-1', 'aws'],
    ['us-west-2', 'us-west-2', 'us-east-1', 'aws'],
    ['us-gov-west-1', 'us-gov-west-1', 'us-gov-east-1', 'aws-us-gov'],
    ['cn-northwest-1', 'cn-northwest-1', 'cn-north-1', 'aws-cn'],
  ])(
    'by the constraint "%s" is %s, and it is asked there',
    async (constraint, region, homeRegion, partition) => {
      await using aws = await startFakeAws(({ path }) => ({
        status: 200,
        body: path.includes('location')
          ? `<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${constraint}</LocationConstraint>`
          : '<Answer/>',
      }));
      vi.stubEnv('AWS_ENDPOINT_URL', aws.endpoint);
      const reader = new Reader(async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }));
      const bucket = await read(placeOf('logs', { homeRegion, partition }), reader);
      reader.close();
      expect(bucket).toMatchObject({ region, observation: { arn: `arn:${partition}:s3:::logs` } });
      const [first, ...others] = aws.requests
        .filter(({ path }) => !path.includes('/mrap/'))
        .map((request) => request.region);
      expect(first).toBe(homeRegion);
      expect(new Set(others)).toEqual(new Set([region]));
    },
  );
});

describe('a stranger’s bucket that lets us read', () => {
  afterEach(() => vi.stubEnv('AWS_ENDPOINT_URL', used.parts.sandbox.endpoint));

  it('is not judged in place of ours: each call names the owner that it expects', async () => {
    await using aws = await startFakeAws(() => ({ status: 200, body: '<Answer/>' }));
    vi.stubEnv('AWS_ENDPOINT_URL', aws.endpoint);
    const reader = new Reader(async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }));
    await readBucket(reader, 'trail-logs', placeOf('logs', { owners: ['222222222222'] }));
    reader.close();
    // Calls about the account name it themselves.
    const owners = aws.requests.map(
      ({ headers }) => headers['x-amz-expected-bucket-owner'] ?? headers['x-amz-account-id'],
    );
    expect(owners.length).toBeGreaterThan(10);
    expect(new Set(owners)).toEqual(new Set(['222222222222']));
  });
});
