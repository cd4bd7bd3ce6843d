import { describe, expect, it } from 'vitest';
import { organizationNames } from '../organization-names.ts';
import { recordProgram } from '../testing/record-program.ts';
import { someSettings } from '../testing/settings.ts';
import { BreakGlassRole } from './break-glass-role.ts';
import { LogArchive, type LogArchiveArgs } from './log-archive.ts';
import { LogCopy, type LogCopyArgs } from './log-copy.ts';
import { LogKey } from './log-key.ts';

const names = organizationNames(someSettings());
const bucket = names.logBucketName;
const accessBucket = names.accessLogBucketName;
const region = 'us-east-1';

const args = (different: Partial<LogArchiveArgs> = {}) => ({
  organizationId: 'o-exampleorgid',
  bucketName: bucket,
  accessLogBucketName: accessBucket,
  region,
  accountId: '222222222222',
  managementAccountId: '111111111111',
  trailArn: names.trailArn,
  kmsKeyArn: 'arn:aws:kms:us-east-1:222222222222:key/k',
  breakGlassRoleArn: names.breakGlassRoleArn,
  deployRoleArns: ['arn:aws:iam::222222222222:role/Deploy'],
  ...different,
});
const destination = {
  bucketName: 'copy',
  region: 'eu-west-1',
  accountId: '222222222222',
  kmsKeyArn: 'arn:aws:kms:eu-west-1:222222222222:key/c',
  replicationRoleName: 'Copy',
};
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
        'BucketNotification logs',
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
    expect(policies.map(({ type, name, inputs }) => [type, name, typeof inputs.policy]).sort()).toEqual([
      ['aws:kms/key:Key', 'logs', 'string'],
      ['aws:kms/key:Key', 'logs-removals', 'string'],
      ['aws:s3/bucketPolicy:BucketPolicy', 'logs', 'string'],
      ['aws:s3/bucketPolicy:BucketPolicy', 'logs-access', 'string'],
      ['aws:sns/topicPolicy:TopicPolicy', 'logs-removals', 'string'],
    ]);
  });

  it('refuses periods that do not fit together, naming the component', async () => {
    await expect(archive({ logRetentionDays: 30, objectLockDays: 60 })).rejects.toThrow(
      'LogArchive "logs": logRetentionDays (30) must be longer than objectLockDays (60)',
    );
  });

  it.each([
    [{ objectLockMode: 'COMPLIANCE' }, 'set complianceLockConfirmedDays to 365 to confirm it'],
    [{ readerRoleArns: ['*'] }, '"*" is no reader'],
    [
      { readerRoleArns: ['arn:aws:iam::222222222222:role/Deploy'] },
      'role/Deploy administers the archive and must not read it too',
    ],
    [{ accessLogRetentionDays: 0 }, 'accessLogRetentionDays is 0'],
    [{ copy: { ...destination, region } }, "copy is in us-east-1, the archive's own region"],
    [{ furtherTrailArns: ['arn:aws:cloudtrail:*:*:trail/*'] }, 'is not the ARN of one trail'],
  ] as const)('refuses %j', async (different, message) => {
    await expect(archive(different as Partial<LogArchiveArgs>)).rejects.toThrow(message);
  });

  it('locks for good when that is confirmed', async () => {
    const recording = await archive({ objectLockMode: 'COMPLIANCE', complianceLockConfirmedDays: 365 });
    expect(
      recording.inputsOf('aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration').rule,
    ).toEqual({ defaultRetention: { mode: 'COMPLIANCE', days: 365 } });
  });

  it('keeps the files of a trail with a prefix of its own as long', async () => {
    const prefixedTrails = ['a', 'b'].map((name) => ({
      trailArn: `arn:aws:cloudtrail:us-east-1:111111111111:trail/${name}`,
      keyPrefix: 'data-events',
    }));
    const { rules } = (await archive({ prefixedTrails })).inputsOf(
      'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration',
      'logs',
    );
    expect(
      (rules as Record<string, unknown>[]).map(({ id, filter, expiration }) => [id, filter, expiration]),
    ).toEqual([
      ['archive-and-expire', { prefix: 'AWSLogs/' }, { days: 2555 }],
      ['remove-delete-markers', { prefix: 'AWSLogs/' }, { expiredObjectDeleteMarker: true }],
      ['archive-and-expire-2', { prefix: 'data-events/AWSLogs/' }, { days: 2555 }],
      ['remove-delete-markers-2', { prefix: 'data-events/AWSLogs/' }, { expiredObjectDeleteMarker: true }],
    ]);
  });

  it('leaves lifecycle rules out where MFA Delete is to take their place', async () => {
    const { resources } = await archive({ manualRetention: true });
    const rules = resources.filter(({ type }) => type.endsWith(':BucketLifecycleConfiguration'));
    expect(rules.map(({ name }) => name)).toEqual(['logs-access']);
  });

  it('lets readers of other accounts read by the bucket policy too', async () => {
    const readerRoleArns = ['arn:aws:iam::333333333333:role/Analyst'];
    const { policy } = (await archive({ readerRoleArns })).inputsOf(
      'aws:s3/bucketPolicy:BucketPolicy',
      'logs',
    );
    const reads = JSON.parse(String(policy)).Statement.filter(({ Sid }: { Sid: string }) =>
      /Readers$/.test(Sid),
    );
    expect(reads).toEqual([
      {
        Sid: 'ListByReaders',
        Effect: 'Allow',
        Principal: { AWS: ['arn:aws:iam::333333333333:root'] },
        Action: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketVersions'],
        Resource: `arn:aws:s3:::${bucket}`,
        Condition: { ArnLike: { 'aws:PrincipalArn': readerRoleArns } },
      },
      {
        Sid: 'ReadByReaders',
        Effect: 'Allow',
        Principal: { AWS: ['arn:aws:iam::333333333333:root'] },
        Action: ['s3:GetObject', 's3:GetObjectVersion', 's3:RestoreObject'],
        Resource: `arn:aws:s3:::${bucket}/*`,
        Condition: { ArnLike: { 'aws:PrincipalArn': readerRoleArns } },
      },
    ]);
  });
});

describe('notices of removed files', () => {
  it('go to an encrypted topic, without a word from the program', async () => {
    const recording = await archive();
    expect(recording.inputsOf('aws:s3/bucketNotification:BucketNotification')).toEqual({
      region,
      bucket,
      topics: [{ id: 'removals', topicArn: 'arn-of-logs-removals', events: ['s3:ObjectRemoved:*'] }],
    });
    expect(recording.inputsOf('aws:sns/topic:Topic')).toEqual({
      region,
      name: `${bucket}-removals`,
      kmsMasterKeyId: 'arn-of-logs-removals',
    });
    expect(recording.find('aws:kms/key:Key', 'logs-removals')).toMatchObject({
      protect: true,
      inputs: { region, enableKeyRotation: true, deletionWindowInDays: 30 },
    });
    expect(recording.inputsOf('aws:kms/alias:Alias', 'logs-removals').name).toBe(`alias/${bucket}-removals`);
    expect(recording.resources.filter(({ type }) => type.endsWith(':TopicSubscription'))).toEqual([]);
  });

  it('are sent once the topic lets S3 publish', async () => {
    const notification = (await archive()).find('aws:s3/bucketNotification:BucketNotification');
    expect(notification.dependsOn).toContain('TopicPolicy logs-removals');
  });

  it('reach those who are named, and name what they are asked to', async () => {
    const recording = await archive({
      removalTopicName: 'removals',
      removalNoticeEmails: ['security@example.com'],
      removalSubscriberAccountIds: ['333333333333'],
      notifyOfExpirations: true,
      copy: { ...destination, withinFifteenMinutes: true },
    });
    expect(recording.inputsOf('aws:sns/topicSubscription:TopicSubscription')).toEqual({
      region,
      topic: 'arn-of-logs-removals',
      protocol: 'email',
      endpoint: 'security@example.com',
    });
    const { policy } = recording.inputsOf('aws:sns/topicPolicy:TopicPolicy');
    const { Statement: statements } = JSON.parse(String(policy));
    expect(statements.map(({ Sid }: { Sid: string }) => Sid)).toEqual([
      'PublishByOurBucket',
      'SubscribeByOurAccounts',
      'DenyInsecureTransport',
    ]);
    expect(recording.inputsOf('aws:s3/bucketNotification:BucketNotification').topics).toMatchObject([
      {
        events: [
          's3:ObjectRemoved:*',
          's3:LifecycleExpiration:*',
          's3:Replication:OperationFailedReplication',
          's3:Replication:OperationMissedThreshold',
        ],
      },
    ]);
  });
});

describe('the copy in another region', () => {
  it('takes every log file, with its lock and a key of its own, and no deletion', async () => {
    const recording = await archive({ copy: destination });
    expect(recording.inputsOf('aws:s3/bucketReplicationConfig:BucketReplicationConfig')).toEqual({
      region,
      bucket,
      role: 'arn-of-logs',
      rules: [
        {
          id: 'copy-logs',
          status: 'Enabled',
          priority: 1,
          filter: { prefix: '' },
          deleteMarkerReplication: { status: 'Disabled' },
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: 'Enabled' } },
          destination: {
            bucket: 'arn:aws:s3:::copy',
            encryptionConfiguration: { replicaKmsKeyId: destination.kmsKeyArn },
            metrics: { status: 'Enabled' },
          },
        },
      ],
    });
    expect(recording.find('aws:s3/bucketReplicationConfig:BucketReplicationConfig').dependsOn).toEqual(
      expect.arrayContaining(['BucketVersioning logs', 'RolePolicy logs']),
    );
    expect(recording.find('aws:s3/bucketReplicationConfig:BucketReplicationConfig').protect).toBe(true);
    expect(recording.find('aws:s3/bucketPolicy:BucketPolicy', 'logs').dependsOn).toContain(
      'BucketReplicationConfig logs',
    );
  });

  it('is owned by its own account where that is another', async () => {
    const copy = { ...destination, accountId: '444444444444', withinFifteenMinutes: true };
    const recording = await archive({ copy });
    const { rules } = recording.inputsOf('aws:s3/bucketReplicationConfig:BucketReplicationConfig');
    expect(rules).toMatchObject([
      {
        destination: {
          account: '444444444444',
          accessControlTranslation: { owner: 'Destination' },
          metrics: { status: 'Enabled', eventThreshold: { minutes: 15 } },
          replicationTime: { status: 'Enabled', time: { minutes: 15 } },
        },
      },
    ]);
    expect(String(recording.inputsOf('aws:iam/rolePolicy:RolePolicy').policy)).toContain(
      's3:ObjectOwnerOverrideToBucketOwner',
    );
  });

  it('is not made unless it is asked for', async () => {
    const { resources } = await archive();
    expect(resources.filter(({ type }) => /Replication|iam/.test(type))).toEqual([]);
  });
});

describe('LogCopy', () => {
  const copyArgs = (different: Partial<LogCopyArgs> = {}): LogCopyArgs => ({
    bucketName: 'copy',
    accessLogBucketName: 'copy-access',
    keyAlias: 'alias/copy',
    region: 'eu-west-1',
    accountId: '222222222222',
    sourceAccountId: '222222222222',
    replicationRoleArn: 'arn:aws:iam::222222222222:role/Copy',
    breakGlassRoleArn: names.breakGlassRoleArn,
    deployRoleArns: ['arn:aws:iam::222222222222:role/Deploy'],
    ...different,
  });
  const copied = (different: Partial<LogCopyArgs> = {}) =>
    recordProgram(() => ({ keyArn: new LogCopy('copy', copyArgs(different)).keyArn }));

  it('is locked, versioned, encrypted, closed and heard of as the archive is', async () => {
    const recording = await copied();
    const inputs = (type: string) => recording.inputsOf(`aws:s3/${type}`, 'copy');
    const common = { region: 'eu-west-1', bucket: 'copy' };
    expect(inputs('bucket:Bucket')).toEqual({ ...common, objectLockEnabled: true });
    expect(inputs('bucketVersioning:BucketVersioning')).toEqual({
      ...common,
      versioningConfiguration: { status: 'Enabled' },
    });
    expect(inputs('bucketPublicAccessBlock:BucketPublicAccessBlock')).toMatchObject({
      blockPublicPolicy: true,
      restrictPublicBuckets: true,
    });
    expect(inputs('bucketObjectLockConfiguration:BucketObjectLockConfiguration').rule).toEqual({
      defaultRetention: { mode: 'GOVERNANCE', days: 365 },
    });
    expect(inputs('bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration')).toEqual(
      {
        ...common,
        rules: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: 'arn-of-copy' },
            bucketKeyEnabled: true,
          },
        ],
      },
    );
    expect(inputs('bucketLogging:BucketLogging')).toEqual({
      ...common,
      targetBucket: 'copy-access',
      targetPrefix: 'copy/',
    });
    expect(recording.find('aws:kms/key:Key')).toMatchObject({
      protect: true,
      inputs: { region: 'eu-west-1', enableKeyRotation: true, deletionWindowInDays: 30 },
    });
    expect(recording.find('aws:s3/bucketPolicy:BucketPolicy', 'copy').dependsOn).toEqual(
      expect.arrayContaining(['BucketObjectLockConfiguration copy', 'BucketLifecycleConfiguration copy']),
    );
  });

  it('lets the copying role of another account in, and that role alone', async () => {
    const own = await copied();
    const other = await copied({ sourceAccountId: '555555555555' });
    const allowed = (recording: typeof own) =>
      JSON.parse(String(recording.inputsOf('aws:s3/bucketPolicy:BucketPolicy', 'copy').policy))
        .Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Allow')
        .map(({ Sid, Condition }: { Sid: string; Condition: unknown }) => [Sid, Condition]);
    expect(allowed(own)).toEqual([]);
    const byRole = { StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::222222222222:role/Copy' } };
    expect(allowed(other)).toEqual([
      ['FindByReplication', byRole],
      ['CopyByReplication', byRole],
    ]);
  });

  it.each([
    [{ objectLockMode: 'COMPLIANCE' }, 'set complianceLockConfirmedDays to 365'],
    [{ logRetentionDays: 10 }, 'logRetentionDays (10) must be longer than objectLockDays (365)'],
    [{ readerRoleArns: ['arn:aws:iam::333333333333:root'] }, 'is no reader'],
  ] as const)('refuses %j', async (different, message) => {
    await expect(copied(different as Partial<LogCopyArgs>)).rejects.toThrow(`LogCopy "copy": ${''}`);
    await expect(copied(different as Partial<LogCopyArgs>)).rejects.toThrow(message);
  });
});

describe('LogKey', () => {
  it('refuses a reader that is no single role', async () => {
    const key = () =>
      recordProgram(
        () =>
          void new LogKey('logs', {
            ...args(),
            alias: 'alias/logs',
            readerRoleArns: ['arn:aws:iam::333333333333:root'],
          }),
      );
    await expect(key()).rejects.toThrow('LogKey "logs": "arn:aws:iam::333333333333:root" is no reader');
  });

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
          accountId: '222222222222',
          trustedAccountId: '111111111111',
          bucketNames: ['a', 'b'],
          keyAliases: ['alias/a'],
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
      'arn:aws:kms:*:222222222222:key/*',
    ]);
    expect(policy.Statement[2].Condition).toEqual({
      'ForAnyValue:StringEquals': { 'kms:ResourceAliases': ['alias/a'] },
    });
    expect(JSON.stringify(policy)).not.toContain('Decrypt');
  });
});
