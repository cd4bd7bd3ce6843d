import { describe, expect, it } from 'vitest';
import { organizationNames } from '../organization-names.ts';
import { recordProgram } from '../testing/record-program.ts';
import { someSettings } from '../testing/settings.ts';
import { BreakGlassRole } from './break-glass-role.ts';
import { LogArchive, type LogArchiveArgs } from './log-archive.ts';
import { LogKey } from './log-key.ts';

const names = organizationNames(someSettings());
const bucket = names.logBucketName;
const accessBucket = names.accessLogBucketName;
const region = 'us-east-1';

const args = (different: Partial<LogArchiveArgs> = {}): LogArchiveArgs => ({
  bucketName: bucket,
  accessLogBucketName: accessBucket,
  region,
  accountId: '222222222222',
  managementAccountId: '111111111111',
  organizationId: 'o-exampleorgid',
  trailArn: names.trailArn,
  kmsKeyArn: 'arn:aws:kms:us-east-1:222222222222:key/k',
  breakGlassRoleArn: names.breakGlassRoleArn,
  ...different,
});
const archive = (different: Partial<LogArchiveArgs> = {}, options = {}) =>
  recordProgram(() => ({ name: new LogArchive('logs', args(different)).bucketName }), options);

describe('LogArchive', () => {
  it('makes a locked, versioned, encrypted, closed bucket', async () => {
    const recording = await archive();
    const inputs = (type: string) => recording.inputsOf(`aws:s3/${type}`, 'logs');
    expect(inputs('bucket:Bucket')).toEqual({ region, bucket, objectLockEnabled: true });
    expect(inputs('bucketVersioning:BucketVersioning')).toEqual({
      region,
      bucket,
      versioningConfiguration: { status: 'Enabled' },
    });
    expect(inputs('bucketPublicAccessBlock:BucketPublicAccessBlock')).toEqual({
      region,
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(inputs('bucketOwnershipControls:BucketOwnershipControls')).toEqual({
      region,
      bucket,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
    });
    expect(inputs('bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration')).toEqual(
      {
        region,
        bucket,
        rules: [
          {
            applyServerSideEncryptionByDefault: {
              sseAlgorithm: 'aws:kms',
              kmsMasterKeyId: 'arn:aws:kms:us-east-1:222222222222:key/k',
            },
            bucketKeyEnabled: true,
          },
        ],
      },
    );
    expect(inputs('bucketObjectLockConfiguration:BucketObjectLockConfiguration')).toEqual({
      region,
      bucket,
      objectLockEnabled: 'Enabled',
      rule: { defaultRetention: { mode: 'GOVERNANCE', days: 365 } },
    });
    expect(inputs('bucketLifecycleConfiguration:BucketLifecycleConfiguration')).toEqual({
      region,
      bucket,
      rules: [
        {
          id: 'archive-and-expire',
          status: 'Enabled',
          filter: { prefix: 'AWSLogs/' },
          transitions: [{ days: 365, storageClass: 'GLACIER' }],
          expiration: { days: 2555 },
          noncurrentVersionExpiration: { noncurrentDays: 365 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
        {
          id: 'remove-delete-markers',
          status: 'Enabled',
          filter: { prefix: 'AWSLogs/' },
          expiration: { expiredObjectDeleteMarker: true },
        },
      ],
    });
    expect(inputs('bucketLogging:BucketLogging')).toEqual({
      region,
      bucket,
      targetBucket: accessBucket,
      targetPrefix: `${bucket}/`,
    });
  });

  it('makes the bucket of access logs with SSE-S3 and without Object Lock', async () => {
    const recording = await archive();
    const inputs = (type: string) => recording.inputsOf(`aws:s3/${type}`, 'logs-access');
    expect(inputs('bucket:Bucket')).toEqual({ region, bucket: accessBucket });
    expect(inputs('bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration')).toEqual(
      {
        region,
        bucket: accessBucket,
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
      },
    );
    expect(inputs('bucketLifecycleConfiguration:BucketLifecycleConfiguration')).toEqual({
      region,
      bucket: accessBucket,
      rules: [
        {
          id: 'expire',
          status: 'Enabled',
          filter: { prefix: '' },
          expiration: { days: 365 },
          noncurrentVersionExpiration: { noncurrentDays: 365 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    });
    expect(JSON.parse(String(inputs('bucketPolicy:BucketPolicy').policy)).Statement[0]).toEqual({
      Sid: 'WriteAccessLogs',
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::${accessBucket}/*`,
      Condition: {
        ArnLike: { 'aws:SourceArn': `arn:aws:s3:::${bucket}` },
        StringEquals: { 'aws:SourceAccount': '222222222222' },
      },
    });
    const locks = recording.resources.filter(({ type }) => type.endsWith(':BucketObjectLockConfiguration'));
    expect(locks.map(({ name }) => name)).toEqual(['logs']);
  });

  it('protects both buckets and never destroys what they hold', async () => {
    const { resources } = await archive();
    const buckets = resources.filter(({ type }) => type === 'aws:s3/bucket:Bucket');
    expect(buckets.map(({ protect }) => protect)).toEqual([true, true]);
    expect(JSON.stringify(resources)).not.toContain('forceDestroy');
  });

  it('puts the policy on the bucket after everything that the policy refuses', async () => {
    const policy = (await archive()).find('aws:s3/bucketPolicy:BucketPolicy', 'logs');
    expect(policy.dependsOn).toEqual(
      expect.arrayContaining([
        'BucketVersioning logs',
        'BucketObjectLockConfiguration logs',
        'BucketLifecycleConfiguration logs',
        'BucketLogging logs',
      ]),
    );
  });

  it('knows the policies on the first preview, when the key is not there yet', async () => {
    const recording = await recordProgram(
      () => {
        const key = new LogKey('logs', { ...args(), alias: names.logKeyAlias });
        new LogArchive('logs', args({ kmsKeyArn: key.keyArn }));
      },
      { isPreview: true },
    );
    const policies = recording.resources.filter(({ inputs }) => 'policy' in inputs);
    expect(policies.map(({ type, inputs }) => [type, typeof inputs.policy])).toEqual([
      ['aws:kms/key:Key', 'string'],
      ['aws:s3/bucketPolicy:BucketPolicy', 'string'],
      ['aws:s3/bucketPolicy:BucketPolicy', 'string'],
    ]);
  });

  it('refuses periods that do not fit together, naming the component', async () => {
    await expect(archive({ logRetentionDays: 30, objectLockDays: 60 })).rejects.toThrow(
      'LogArchive "logs": logRetentionDays (30) must be longer than objectLockDays (60)',
    );
  });
});

describe('LogKey', () => {
  it('makes a rotated, protected key with a long window, and its alias', async () => {
    const recording = await recordProgram(() => void new LogKey('logs', { ...args(), alias: 'alias/logs' }));
    const key = recording.find('aws:kms/key:Key');
    expect(key.inputs).toEqual({
      region,
      description: 'Encrypts the log files of the organization trail',
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: expect.stringContaining('EncryptLogsOfOurTrail'),
    });
    expect(key.protect).toBe(true);
    expect(recording.inputsOf('aws:kms/alias:Alias')).toEqual({
      region,
      name: 'alias/logs',
      targetKeyId: 'key-of-logs',
    });
  });
});

describe('BreakGlassRole', () => {
  it('asks for MFA, lasts an hour and reaches the named buckets alone', async () => {
    const recording = await recordProgram(
      () =>
        void new BreakGlassRole('break-glass', {
          roleName: 'BreakGlass',
          region,
          trustedAccountId: '111111111111',
          bucketNames: ['a', 'b'],
        }),
    );
    const role = recording.inputsOf('aws:iam/role:Role');
    expect({ ...role, assumeRolePolicy: JSON.parse(String(role.assumeRolePolicy)) }).toEqual({
      name: 'BreakGlass',
      description: 'Deletes log files and changes their retention; for emergencies, with MFA',
      maxSessionDuration: 3600,
      assumeRolePolicy: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'AssumeWithMfa',
            Effect: 'Allow',
            Principal: { AWS: 'arn:aws:iam::111111111111:root' },
            Action: 'sts:AssumeRole',
            Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
          },
        ],
      },
    });
    const policy = JSON.parse(String(recording.inputsOf('aws:iam/rolePolicy:RolePolicy').policy));
    expect(policy.Statement.map(({ Resource }: { Resource: string[] }) => Resource)).toEqual([
      ['arn:aws:s3:::a', 'arn:aws:s3:::b'],
      ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'],
    ]);
  });
});
