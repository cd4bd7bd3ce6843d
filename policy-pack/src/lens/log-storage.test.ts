import { isUnknown, judge } from '@trailguard/controls';
import { describe, expect, it } from 'vitest';
import { aProgramResource } from '../../test/a-program-resource.ts';
import { estateOf } from './estate.ts';
import { type Plain, type PlainObject, unresolved } from './plain-values.ts';
import type { ProgramResource } from './program-resource.ts';
import { types } from './types.ts';

const aResource = (
  type: string,
  name: string,
  properties: PlainObject,
  dependencies: Record<string, readonly ProgramResource[]> = {},
  differing: Partial<ProgramResource> = {},
) => aProgramResource(type, name, properties, dependencies, { options: { protect: true }, ...differing });
const whole = (...resources: readonly ProgramResource[]) => estateOf({ resources, isWhole: true });
const [bucketType] = types.buckets;
const [keyType, replicaType, externalType] = types.keys;
const trail = aResource(types.trail, 'main', { s3BucketName: 'logs' });
const bucket = aResource(bucketType, 'logs', { bucket: 'logs' });
const part = (
  type: string,
  properties: PlainObject,
  sources: Record<string, readonly ProgramResource[]> = {},
) => aResource(type, 'part', { bucket: 'logs', ...properties }, sources);
/** The log bucket of a program with these resources beside it. */
const logs = (...parts: readonly ProgramResource[]) => whole(trail, bucket, ...parts).buckets.items[0];
const on = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};

describe('a bucket of a program', () => {
  it('has what AWS gives a new one where the program says nothing', () => {
    expect(logs()).toMatchObject({
      role: 'trail-logs',
      encryption: { algorithm: 'AES256', keyId: null },
      ownership: 'BucketOwnerEnforced',
      admitsLogDeliveryGroup: false,
      mfaDelete: null,
      accessLogging: null,
      lifecycle: null,
      replication: null,
      notifications: null,
      accessPoints: [],
      removal: { isProtected: true, isRetained: false, isForced: false },
      accountPublicAccessBlock: { unknown: 'open-world' },
    });
  });

  it('keeps logs when its key is one that CloudTrail encrypts log files with', () => {
    const policy = {
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'cloudtrail.amazonaws.com' }, Action: 'kms:DescribeKey' },
      ],
    };
    const rules: Plain = [
      {
        applyServerSideEncryptionByDefault: {
          sseAlgorithm: 'aws:kms',
          kmsMasterKeyId: unresolved,
        } as PlainObject,
      },
    ];
    const withKey = (properties: PlainObject) => {
      const key = aResource(keyType, 'logs', properties);
      return whole(bucket, key, part(types.bucketEncryption[0], { rules }, { rules: [key] })).buckets.items[0]
        ?.role;
    };
    expect([withKey({ policy }), withKey({})]).toEqual(['trail-logs', 'other']);
  });

  it('names its key by ARN, or as the one of the program that it comes from', () => {
    const key = aResource(keyType, 'logs', {});
    const encryption = (kmsMasterKeyId: Plain, sources: readonly ProgramResource[] = []) => {
      const rules: Plain = [
        { applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId } as PlainObject },
      ];
      return logs(key, part(types.bucketEncryption[0], { rules }, { rules: sources }))?.encryption;
    };
    expect(encryption('arn:aws:kms:x')).toEqual({ algorithm: 'aws:kms', keyId: 'arn:aws:kms:x' });
    expect(encryption(undefined)).toEqual({ algorithm: 'aws:kms', keyId: null });
    expect(encryption(unresolved, [bucket, key])).toEqual({ algorithm: 'aws:kms', keyId: key.urn });
    expect(encryption(unresolved)).toMatchObject({ unknown: 'unresolved' });
    expect(logs(part(types.bucketEncryption[0], { rules: unresolved }))?.encryption).toMatchObject({
      unknown: 'unresolved',
    });
  });

  it('reads what an older program puts on the bucket itself', () => {
    const older = aResource(bucketType, 'logs', {
      bucket: 'logs',
      serverSideEncryptionConfiguration: {
        rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: 'k' } },
      },
      lifecycleRules: [{ enabled: true, prefix: 'AWSLogs/', expiration: { days: 400 } }],
      logging: { targetBucket: 'access' },
      forceDestroy: true,
    });
    expect(whole(trail, older).buckets.items[0]).toMatchObject({
      encryption: { algorithm: 'aws:kms', keyId: 'k' },
      lifecycle: [{ enabled: true, prefix: 'AWSLogs/', expirationDays: 400, abortUploadsDays: null }],
      accessLogging: { targetBucket: 'access', targetPrefix: '' },
      removal: { isForced: true },
    });
  });

  it('has lifecycle rules, with their filters in any form', () => {
    const rules = [
      {
        id: 'all',
        status: 'Enabled',
        filter: { prefix: 'AWSLogs/' },
        transitions: [{ days: 365, storageClass: 'GLACIER' }],
        expiration: { days: 2555 },
        noncurrentVersionExpiration: { noncurrentDays: 90 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
      {
        id: 'tagged',
        status: 'Disabled',
        filter: { tag: { key: 'a', value: 'b' } },
        expiration: { date: '2030-01-01' },
      },
      {
        id: 'both',
        status: 'Enabled',
        filter: { and: { prefix: 'x/', tags: { a: 'b' }, objectSizeGreaterThan: 5 } },
        expiration: { expiredObjectDeleteMarker: true },
      },
    ];
    expect(logs(part(types.bucketLifecycle[0], { rules }))?.lifecycle).toEqual([
      {
        id: 'all',
        enabled: true,
        prefix: 'AWSLogs/',
        byTag: false,
        bySize: false,
        expirationDays: 2555,
        expirationDate: null,
        transitions: true,
        noncurrentExpirationDays: 90,
        noncurrentTransitions: false,
        abortUploadsDays: 7,
      },
      expect.objectContaining({ enabled: false, byTag: true, prefix: '', expirationDate: '2030-01-01' }),
      expect.objectContaining({ prefix: 'x/', byTag: true, bySize: true, expirationDays: null }),
    ]);
    expect(
      logs(part(types.bucketLifecycle[0], { rules: [{ status: unresolved }] }))?.lifecycle,
    ).toMatchObject({
      unknown: 'unresolved',
    });
  });

  it('tells removals to EventBridge, topics and queues, whose ARNs need not be known', () => {
    const read = (properties: PlainObject) =>
      logs(part(types.bucketNotification[0], properties))?.notifications;
    expect(read({ eventbridge: true })).toEqual({ eventBridge: true, targets: [] });
    expect(
      read({
        topics: [{ topicArn: unresolved, events: ['s3:ObjectRemoved:*'], filterPrefix: 'AWSLogs/' }],
        queues: [{ queueArn: 'q', events: ['s3:ObjectCreated:*'], filterSuffix: '.gz' }],
      }),
    ).toEqual({
      eventBridge: false,
      targets: [
        {
          arn: expect.objectContaining({ unknown: 'unresolved' }),
          events: ['s3:ObjectRemoved:*'],
          prefix: 'AWSLogs/',
          suffix: '',
        },
        { arn: 'q', events: ['s3:ObjectCreated:*'], prefix: '', suffix: '.gz' },
      ],
    });
    expect(read({ topics: [{ events: [unresolved] }] })).toMatchObject({ unknown: 'unresolved' });
    expect(read({})).toEqual({ eventBridge: false, targets: [] });
  });

  it('is a copy of log files when a log bucket is replicated into it', () => {
    const copy = aResource(bucketType, 'copy', { bucket: 'copy', region: 'eu-west-1' });
    const rule = (destination: PlainObject, more: PlainObject = {}) => ({
      id: 'copy',
      status: 'Enabled',
      filter: { prefix: '' },
      destination,
      ...more,
    });
    const replicated = (rules: Plain, sources: readonly ProgramResource[] = []) =>
      whole(trail, bucket, copy, part(types.bucketReplication[0], { rules }, { rules: sources })).buckets
        .items;
    const [source, target] = replicated([rule({ bucket: 'arn:aws:s3:::copy' })]);
    expect(source?.replication).toEqual([
      {
        id: 'copy',
        enabled: true,
        prefix: '',
        byTag: false,
        destinationBucket: 'copy',
        destinationAccountId: null,
        copiesDeleteMarkers: false,
      },
    ]);
    expect(target?.role).toBe('log-copy');
    const [, byUrn] = replicated([rule({ bucket: unresolved })], [copy]);
    expect(byUrn?.role).toBe('log-copy');
    expect(replicated([rule({ bucket: unresolved })])[0]?.replication).toMatchObject({
      unknown: 'unresolved',
    });
    const markers = rule({ bucket: 'arn:aws:s3:::copy' }, { deleteMarkerReplication: { status: 'Enabled' } });
    expect(replicated([markers])[0]?.replication).toMatchObject([{ copiesDeleteMarkers: true }]);
  });

  it('has the access points of the program that lead to it', () => {
    const point = (properties: PlainObject) =>
      aResource(types.accessPoint[0], 'door', { name: 'door', ...properties });
    const urn = point({}).urn;
    expect(logs(point({ bucket: 'logs' }))?.accessPoints).toEqual([
      { name: 'door', publicAccessBlock: on, urn },
    ]);
    expect(logs(point({ bucket: unresolved }))?.accessPoints).toMatchObject({ unknown: 'unresolved' });
    expect(
      logs(point({ bucket: 'logs', publicAccessBlockConfiguration: { blockPublicPolicy: false } }))
        ?.accessPoints,
    ).toMatchObject([{ publicAccessBlock: { ...on, blockPublicPolicy: false } }]);
    expect(logs(point({ bucket: 'other' }))?.accessPoints).toEqual([]);
    const multiple = aResource(types.multiRegionAccessPoint, 'world', {
      details: {
        name: 'world',
        publicAccessBlock: { blockPublicAcls: false },
        regions: [{ bucket: 'logs' }],
      },
    });
    expect(logs(multiple)?.accessPoints).toMatchObject([{ publicAccessBlock: { blockPublicAcls: false } }]);
  });

  it('has the account’s block where the same program sets it for that account', () => {
    const block = (properties: PlainObject) =>
      aResource(types.accountPublicAccessBlock, 'account', properties);
    expect(logs(block(on))?.accountPublicAccessBlock).toEqual(on);
    expect(logs(block({ ...on, accountId: '999999999999' }))?.accountPublicAccessBlock).toMatchObject({
      unknown: 'open-world',
    });
  });

  it('says nothing of options that are not shown', () => {
    const shown = aResource(bucketType, 'logs', { bucket: 'logs' }, {}, { options: { protect: false } });
    const { options, ...silent } = shown;
    const removalOf = (resource: ProgramResource) => whole(trail, resource).buckets.items[0]?.removal;
    expect(removalOf(shown)).toEqual({ isProtected: false, isRetained: false, isForced: false });
    expect(removalOf({ ...shown, options: { protect: false, retainOnDelete: true } })).toMatchObject({
      isRetained: true,
    });
    expect(removalOf(silent)).toMatchObject({ unknown: 'not-read' });
    expect(options).toEqual({ protect: false });
  });

  it('reads MFA Delete, ownership and the grant of S3’s log delivery', () => {
    expect(
      logs(
        part(types.bucketVersioning[0], {
          versioningConfiguration: { status: 'Enabled', mfaDelete: 'Enabled' },
        }),
      )?.mfaDelete,
    ).toBe(true);
    expect(
      logs(part(types.bucketOwnership[0], { rule: { objectOwnership: 'ObjectWriter' } }))?.ownership,
    ).toBe('ObjectWriter');
    expect(logs(part(types.bucketAcl[0], { acl: 'log-delivery-write' }))?.admitsLogDeliveryGroup).toBe(true);
    expect(logs(part(types.bucketAcl[0], { acl: unresolved }))?.admitsLogDeliveryGroup).toMatchObject({
      unknown: 'unresolved',
    });
  });
});

describe('a key of a program', () => {
  const statement = { Effect: 'Allow', Principal: { Service: 'cloudtrail.amazonaws.com' }, Action: 'kms:*' };
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const keys = (...resources: readonly ProgramResource[]) => whole(...resources).keys.items;

  it('has the provider’s defaults', () => {
    expect(keys(aResource(keyType, 'logs', {}))).toMatchObject([
      {
        role: 'other',
        state: 'Enabled',
        spec: 'SYMMETRIC_DEFAULT',
        usage: 'ENCRYPT_DECRYPT',
        origin: 'AWS_KMS',
        isMultiRegion: false,
        primaryArn: null,
        rotates: false,
        rotationPeriodDays: null,
        deletionWindowDays: null,
        policy: { Statement: [{ Principal: { AWS: '(account of the default provider)' }, Action: 'kms:*' }] },
        grants: [],
        removal: { isProtected: true },
      },
    ]);
  });

  it.each<[string, () => readonly ProgramResource[]]>([
    ['its policy admits CloudTrail', () => [aResource(keyType, 'logs', { policy })]],
    [
      'a KeyPolicy of its own admits CloudTrail',
      () => {
        const key = aResource(keyType, 'logs', {});
        return [key, aResource(types.keyPolicy[0], 'logs', { keyId: unresolved, policy }, { keyId: [key] })];
      },
    ],
    [
      'a trail names it',
      () => {
        const key = aResource(keyType, 'logs', { arn: 'arn:aws:kms:a:1:key/x' });
        return [
          key,
          aResource(types.trail, 'main', { s3BucketName: 'logs', kmsKeyId: 'arn:aws:kms:a:1:key/x' }),
        ];
      },
    ],
    [
      'a log bucket names it',
      () => {
        const key = aResource(keyType, 'logs', { arn: 'k' });
        const rules = [
          { applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: 'k' } },
        ];
        return [key, trail, bucket, part(types.bucketEncryption[0], { rules })];
      },
    ],
  ])('is a log key when %s', (_case, resources) => {
    expect(keys(...resources())[0]?.role).toBe('trail-logs');
  });

  it('is none when its policy lets CloudTrail publish alone', () => {
    const Action = ['kms:GenerateDataKey*', 'kms:Decrypt'];
    const ofTopic = { Statement: [{ ...statement, Action }] };
    expect(keys(aResource(keyType, 'topic', { policy: ofTopic }))[0]?.role).toBe('other');
  });

  it('is that of an event data store alone, where a store names it and no trail does', () => {
    const key = aResource(keyType, 'store', { arn: 'k', policy });
    const store = aResource(types.eventDataStore, 'store', { kmsKeyId: 'k' });
    const trail = aResource(types.trail, 'main', { s3BucketName: 'logs', kmsKeyId: 'k' });
    expect(keys(key, store)[0]?.role).toBe('other');
    expect(keys(key, store, trail)[0]?.role).toBe('trail-logs');
  });

  it('may have its policy from elsewhere, or from two places', () => {
    const key = aResource(keyType, 'logs', { keyId: 'k' });
    const one = (name: string, keyId: Plain) => aResource(types.keyPolicy[0], name, { keyId, policy });
    expect(keys(key, one('a', 'k'))[0]?.observation.urns).toEqual({ policy: one('a', 'k').urn });
    expect(keys(key, one('a', 'k'), one('b', 'k'))[0]?.policy).toMatchObject({ unknown: 'not-read' });
    expect(keys(key, one('a', unresolved))[0]?.policy).toMatchObject({ unknown: 'unresolved' });
    const [elsewhere] = keys(one('a', 'arn:aws:kms:eu-west-1:111111111111:key/x'));
    expect(elsewhere).toMatchObject({ role: 'trail-logs', accountId: '111111111111', region: 'eu-west-1' });
    expect(isUnknown(elsewhere?.rotates)).toBe(true);
  });

  it('may be a replica, of imported material, or in a key store', () => {
    const primary = aResource(keyType, 'logs', { multiRegion: true });
    const replica = aResource(
      replicaType,
      'copy',
      { primaryKeyArn: unresolved },
      { primaryKeyArn: [primary] },
    );
    expect(keys(primary, replica)).toMatchObject([
      { isMultiRegion: true, primaryArn: null },
      { isMultiRegion: true, primaryArn: primary.urn },
    ]);
    expect(keys(aResource(externalType, 'x', {}))[0]?.origin).toBe('EXTERNAL');
    expect(keys(aResource(keyType, 'x', { customKeyStoreId: 'cks' }))[0]?.origin).toBe('AWS_CLOUDHSM');
  });

  it('has the grants that the program gives', () => {
    const key = aResource(keyType, 'logs', { keyId: 'k' });
    const grant = aResource(types.keyGrant[0], 'app', {
      keyId: 'k',
      granteePrincipal: 'role',
      operations: ['Decrypt'],
    });
    expect(keys(key, grant)[0]?.grants).toEqual([{ grantee: 'role', operations: ['Decrypt'] }]);
  });
});

it('lets each control of log storage find its fault in a program', () => {
  const key = aResource(
    keyType,
    'logs',
    {
      isEnabled: false,
      deletionWindowInDays: 7,
      multiRegion: true,
      policy: {
        Statement: [
          { Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' },
          {
            Effect: 'Allow',
            Principal: { Service: 'cloudtrail.amazonaws.com' },
            Action: 'kms:GenerateDataKey*',
            Resource: '*',
          },
        ],
      },
    },
    {},
    {
      provider: { name: 'management', properties: { allowedAccountIds: '["111111111111"]' } },
      options: { protect: false },
    },
  );
  const organization = aResource(types.organization, 'o', { masterAccountId: '111111111111' });
  const recording = aResource(
    types.trail,
    'main',
    {
      s3BucketName: 'logs',
      kmsKeyId: unresolved,
      enableLogFileValidation: true,
      isOrganizationTrail: true,
    },
    { kmsKeyId: [key] },
  );
  const log = aResource(
    bucketType,
    'logs',
    { bucket: 'logs', forceDestroy: true },
    {},
    { options: { protect: false } },
  );
  const policy = {
    Statement: [
      { Effect: 'Allow', Principal: { AWS: '*' }, Action: 's3:*', Resource: '*' },
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: '*',
        Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
      },
    ],
  };
  const rules = [{ id: 'r', status: 'Enabled', filter: { prefix: '' }, expiration: { days: 1 } }];
  const access = aResource(bucketType, 'access', { bucket: 'access' });
  const estate = whole(
    key,
    organization,
    recording,
    log,
    access,
    aResource(types.accountPublicAccessBlock, 'account', { ...on, blockPublicAcls: false }),
    part(types.bucketPolicy[0], { policy }),
    part(types.bucketOwnership[0], { rule: { objectOwnership: 'ObjectWriter' } }),
    part(types.bucketLifecycle[0], { rules }),
    part(types.bucketLogging[0], { targetBucket: 'logs' }),
    aResource(types.bucketLogging[0], 'second', { bucket: 'logs-2', targetBucket: 'access' }),
    aResource(bucketType, 'second', { bucket: 'logs-2' }),
    aResource(types.trail, 'second', { s3BucketName: 'logs-2' }),
    aResource(types.accessPoint[0], 'door', {
      bucket: 'logs',
      publicAccessBlockConfiguration: { restrictPublicBuckets: false },
    }),
  );
  const failed = judge(estate, { parameters: { 'LB-19': { requireReplication: true } } })
    .filter(({ verdict }) => verdict.status === 'fail')
    .map(({ controlId }) => controlId);
  expect([...new Set(failed)].filter((id) => /^(LB|KM)-/.test(id))).toEqual(
    expect.arrayContaining([
      ...['KM-01', 'KM-02', 'KM-03', 'KM-04', 'KM-05', 'KM-06'],
      ...['LB-02', 'LB-03', 'LB-04', 'LB-06', 'LB-07', 'LB-09', 'LB-12', 'LB-13', 'LB-14', 'LB-15', 'LB-16'],
      ...['LB-17', 'LB-18', 'LB-19', 'LB-20', 'LB-22', 'LB-23', 'LB-24'],
    ]),
  );
});
