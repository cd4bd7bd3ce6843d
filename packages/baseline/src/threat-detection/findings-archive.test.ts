import { describe, expect, it } from 'vitest';
import { recordProgram } from '../testing/record-program.ts';
import { someSettings } from '../testing/settings.ts';
import { detectionNames } from './detection-names.ts';
import { FindingsArchive, type FindingsArchiveArgs } from './findings-archive.ts';
import { FindingsExport } from './findings-export.ts';

const recorded = (different: Partial<FindingsArchiveArgs> = {}) =>
  recordProgram(() => {
    const archive = new FindingsArchive('findings', {
      bucketName: 'findings-222222222222',
      accessLogBucketName: 'findings-logs-222222222222',
      keyAlias: 'alias/findings',
      region: 'us-east-1',
      accountId: '222222222222',
      administratorAccountId: '333333333333',
      detectorRegions: ['us-east-1', 'eu-west-1'],
      breakGlassRoleArn: 'arn:aws:iam::222222222222:role/BreakGlass',
      deployRoleArns: ['arn:aws:iam::222222222222:role/Deploy'],
      ...different,
    });
    return { bucketName: archive.bucketName, bucketArn: archive.bucketArn, keyArn: archive.keyArn };
  });

describe('FindingsArchive', () => {
  it('locks, versions and encrypts the bucket with a key of its own, and closes it to the public', async () => {
    const { find, inputsOf, outputs } = await recorded();
    const bucket = find('aws:s3/bucket:Bucket', 'findings');
    expect(bucket.inputs).toEqual({
      region: 'us-east-1',
      bucket: 'findings-222222222222',
      objectLockEnabled: true,
    });
    expect(bucket.protect).toBe(true);
    expect(inputsOf('aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration').rule).toEqual({
      defaultRetention: { mode: 'GOVERNANCE', days: 365 },
    });
    expect(inputsOf('aws:s3/bucketVersioning:BucketVersioning', 'findings').versioningConfiguration).toEqual({
      status: 'Enabled',
    });
    expect(
      inputsOf(
        'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration',
        'findings',
      ).rules,
    ).toEqual([
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: 'arn-of-findings' },
        bucketKeyEnabled: true,
      },
    ]);
    expect(inputsOf('aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock', 'findings')).toMatchObject({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const { policy: _, ...key } = inputsOf('aws:kms/key:Key', 'findings');
    expect(key).toEqual({
      region: 'us-east-1',
      description: 'Encrypts the exported findings of threat detection',
      enableKeyRotation: true,
      deletionWindowInDays: 30,
    });
    expect(find('aws:kms/key:Key', 'findings').protect).toBe(true);
    expect(inputsOf('aws:s3/bucketLogging:BucketLogging')).toMatchObject({
      targetBucket: 'findings-logs-222222222222',
    });
    expect(outputs).toEqual({
      bucketName: 'findings-222222222222',
      bucketArn: 'arn:aws:s3:::findings-222222222222',
      keyArn: 'arn-of-findings',
    });
  });

  it('puts the policy that refuses changes of retention on last', async () => {
    const policy = (await recorded()).find('aws:s3/bucketPolicy:BucketPolicy', 'findings');
    expect(policy.dependsOn).toEqual(
      expect.arrayContaining([
        'Alias findings',
        'BucketLifecycleConfiguration findings',
        'BucketLogging findings',
        'BucketObjectLockConfiguration findings',
        'BucketPublicAccessBlock findings',
      ]),
    );
  });

  it.each([
    ['us-east-1', 'aws', ['eu-west-1'], 'guardduty.amazonaws.com'],
    [
      'us-east-1',
      'aws',
      ['me-south-1', 'ap-east-1'],
      ['guardduty.amazonaws.com', 'guardduty.ap-east-1.amazonaws.com', 'guardduty.me-south-1.amazonaws.com'],
    ],
    ['us-gov-west-1', 'aws-us-gov', ['us-gov-east-1'], 'guardduty.amazonaws.com'],
    ['cn-north-1', 'aws-cn', ['cn-northwest-1'], 'guardduty.amazonaws.com'],
  ])('lets GuardDuty in, in %s (%s) for %j', async (region, partition, detectorRegions, Service) => {
    const { inputsOf } = await recorded({ region, detectorRegions: [region, ...detectorRegions] });
    const texts = [
      String(inputsOf('aws:kms/key:Key', 'findings').policy),
      String(inputsOf('aws:s3/bucketPolicy:BucketPolicy', 'findings').policy),
    ];
    for (const text of texts) {
      const statements = JSON.parse(text).Statement.filter(
        ({ Principal }: { Principal: { Service?: unknown } }) => Principal?.Service,
      );
      expect(statements).toHaveLength(2);
      for (const { Principal, Condition } of statements) {
        expect(Principal).toEqual({ Service });
        expect(Condition).toMatchObject({
          StringEquals: { 'aws:SourceAccount': '333333333333' },
          ArnLike: { 'aws:SourceArn': `arn:${partition}:guardduty:*:333333333333:detector/*` },
        });
      }
      if (partition !== 'aws') expect(text).not.toContain('"arn:aws:s3');
    }
  });

  it.each<[string, Partial<FindingsArchiveArgs>, string]>([
    ['a lock longer than the retention', { logRetentionDays: 100 }, 'logRetentionDays (100) must be longer'],
    [
      'a final lock that is not confirmed',
      { objectLockMode: 'COMPLIANCE' },
      'set complianceLockConfirmedDays',
    ],
    [
      'a reader that administers',
      { readerRoleArns: ['arn:aws:iam::222222222222:role/Deploy'] },
      'must not read it',
    ],
  ])('refuses %s', async (_what, different, message) => {
    await expect(recorded(different)).rejects.toThrow(message);
  });
});

describe('FindingsExport', () => {
  const exported = (bucketRegion: string, regions: string[]) =>
    recordProgram(() => {
      const made = new FindingsExport('findings', {
        detectors: regions.map((region) => ({ region, detectorId: `d-${region}` })),
        bucketArn: 'arn:aws:s3:::findings-222222222222',
        bucketRegion,
        kmsKeyArn: 'arn:aws:kms:us-east-1:222222222222:key/1',
        tags: { Owner: 'security' },
      });
      return { notExported: made.notExported };
    });
  const type = 'aws:guardduty/publishingDestination:PublishingDestination';

  it('sends the findings of every region into the one bucket, opt-in regions among them', async () => {
    const recording = await exported('us-east-1', ['us-east-1', 'ap-east-1']);
    for (const region of ['us-east-1', 'ap-east-1']) {
      expect(recording.inputsOf(type, `findings-${region}`)).toEqual({
        region,
        detectorId: `d-${region}`,
        destinationType: 'S3',
        destinationArn: 'arn:aws:s3:::findings-222222222222',
        kmsKeyArn: 'arn:aws:kms:us-east-1:222222222222:key/1',
        tags: { Owner: 'security' },
      });
    }
    expect(recording.outputs.notExported).toEqual([]);
  });

  it('names the regions that GuardDuty does not export into an opt-in region', async () => {
    const recording = await exported('ap-east-1', ['ap-east-1', 'us-east-1', 'me-south-1']);
    expect(recording.resources.filter((one) => one.type === type).map(({ name }) => name)).toEqual([
      'findings-ap-east-1',
    ]);
    expect(recording.outputs.notExported).toEqual([
      expect.stringContaining('Findings of us-east-1 are not exported'),
      expect.stringContaining('Findings of me-south-1 are not exported'),
    ]);
  });
});

describe('detectionNames', () => {
  it('derives every name from the settings', () => {
    expect(detectionNames(someSettings())).toEqual({
      findingsBucketName: 'trailguard-findings-222222222222-us-east-1',
      findingsBucketArn: 'arn:aws:s3:::trailguard-findings-222222222222-us-east-1',
      findingsAccessLogBucketName: 'trailguard-findings-logs-222222222222-us-east-1',
      findingsKeyAlias: 'alias/trailguard-findings',
      findingsKeyAliasArn: 'arn:aws:kms:us-east-1:222222222222:alias/trailguard-findings',
      threatListBucketName: 'trailguard-threat-lists-333333333333-us-east-1',
    });
  });

  it('keeps names of buckets within 63 characters, for the longest prefix and region', () => {
    const names = detectionNames(someSettings({ namePrefix: 'a'.repeat(21), homeRegion: 'ap-southeast-1' }));
    for (const [key, name] of Object.entries(names))
      if (key.endsWith('BucketName')) expect(name.length).toBeLessThanOrEqual(63);
  });
});
