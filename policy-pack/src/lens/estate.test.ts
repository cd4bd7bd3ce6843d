import { isUnknown, judge } from '@trailguard/controls';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { programControls } from '../index.ts';
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
  provider: ProgramResource['provider'] = { name: null, properties: {} },
) => aProgramResource(type, name, properties, dependencies, { provider });
const whole = (...resources: readonly ProgramResource[]) => estateOf({ resources, isWhole: true });
const [bucketType] = types.buckets;
const bucket = aResource(bucketType, 'logs', { bucket: 'logs' });
const trail = (properties: PlainObject = {}) =>
  aResource(types.trail, 'main', { s3BucketName: 'logs', ...properties });

describe('the estate of a program', () => {
  it('takes the provider’s defaults for what a trail leaves out', () => {
    expect(whole(trail()).trails.items[0]).toMatchObject({
      isLogging: true,
      includesGlobalServices: true,
      isMultiRegion: false,
      isOrganization: false,
      validatesLogFiles: false,
      kmsKeyId: null,
      selectors: { basic: null, advanced: null },
    });
  });

  it('makes each part once, and can be copied', () => {
    const estate = whole(bucket, trail());
    const copy = { ...estate };
    expect(copy.trails).toBe(estate.trails);
    expect(copy.buckets.items).toHaveLength(1);
    expect(Object.keys(copy).sort()).toEqual(Object.keys(estate).sort());
    expect([copy.lens, 'appliedTrails' in estate]).toEqual(['preview', false]);
  });

  it('says nothing about trails where the program has none', () => {
    const { trails, accounts } = whole(bucket);
    expect([trails.complete, accounts.items]).toEqual([
      expect.objectContaining({ unknown: 'open-world' }),
      [],
    ]);
  });

  it('knows the ARN of a trail before AWS does, when the provider tells account and Region', () => {
    const provider = {
      name: 'eu',
      properties: { allowedAccountIds: '["111111111111"]', region: 'eu-west-1' },
    };
    const resource = aResource(types.trail, 'main', { name: 'audit' }, {}, provider);
    expect(whole(resource).trails.items[0]).toMatchObject({
      arn: 'arn:aws:cloudtrail:eu-west-1:111111111111:trail/audit',
      ownerAccountId: '111111111111',
    });
  });

  it('takes the account from the role that the provider assumes', () => {
    const assumeRoles = JSON.stringify([{ roleArn: 'arn:aws:iam::222222222222:role/admin' }]);
    const resource = aResource(types.trail, 'main', {}, {}, { name: 'member', properties: { assumeRoles } });
    expect(whole(resource).trails.items[0]?.ownerAccountId).toBe('222222222222');
  });

  it('prefers the Region of the resource to that of the provider', () => {
    const provider = { name: null, properties: { region: 'us-east-1' } };
    const detector = aResource(types.detector, 'x', { region: 'eu-west-1' }, {}, provider);
    expect(whole(detector).detectors.items[0]?.region).toBe('eu-west-1');
  });

  it('tells log buckets from others: destination, policy for CloudTrail, access logs', () => {
    const site = aResource(bucketType, 'site', { bucket: 'site' });
    const byPolicy = aResource(bucketType, 'archive', { bucket: 'archive' });
    const access = aResource(bucketType, 'access', { bucket: 'access' });
    const policy = aResource(types.bucketPolicy[0], 'archive', {
      bucket: 'archive',
      policy: { Statement: [{ Effect: 'Allow', Principal: { Service: ['cloudtrail.amazonaws.com'] } }] },
    });
    const logging = aResource(types.bucketLogging[0], 'logs', { bucket: 'logs', targetBucket: 'access' });
    const { buckets } = whole(site, bucket, byPolicy, access, policy, logging, trail());
    expect(Object.fromEntries(buckets.items.map(({ name, role }) => [name, role]))).toEqual({
      site: 'other',
      logs: 'trail-logs',
      archive: 'trail-logs',
      access: 'access-logs',
    });
  });

  it('leaves a setting open while a part cannot be told to which bucket it belongs', () => {
    const stray = aResource(types.bucketVersioning[0], 'stray', {
      bucket: unresolved,
      versioningConfiguration: { status: 'Enabled' },
    });
    expect(whole(bucket, stray).buckets.items[0]?.versioning).toMatchObject({ unknown: 'unresolved' });
  });

  it('leaves a setting open that two resources claim', () => {
    const one = (name: string, status: string) =>
      aResource(types.bucketVersioning[0], name, { bucket: 'logs', versioningConfiguration: { status } });
    const { buckets } = whole(bucket, one('a', 'Enabled'), one('b', 'Suspended'));
    expect(buckets.items[0]?.versioning).toMatchObject({ detail: 'a and b both configure the bucket' });
  });

  it('names the parts of a bucket elsewhere without claiming what is absent there', () => {
    const block = aResource(types.bucketPublicAccessBlock[0], 'x', {
      bucket: 'elsewhere',
      blockPublicAcls: false,
    });
    const [found] = whole(block).buckets.items;
    expect(found).toMatchObject({ name: 'elsewhere', publicAccessBlock: { blockPublicAcls: false } });
    expect(isUnknown(found?.versioning)).toBe(true);
  });

  it('counts years of retention in days', () => {
    const rule = { defaultRetention: { mode: 'COMPLIANCE', years: 7 } };
    const lock = aResource(types.bucketObjectLock[0], 'logs', { bucket: 'logs', rule });
    expect(whole(bucket, lock).buckets.items[0]?.objectLock).toEqual({
      defaultRetention: { mode: 'COMPLIANCE', days: 2555 },
    });
  });

  it('follows a trail to its key through an alias', () => {
    const key = aResource(types.keys[0], 'logs', {});
    const alias = aResource(
      types.keyAlias,
      'logs',
      { name: 'alias/logs', targetKeyId: unresolved },
      { targetKeyId: [key] },
    );
    const named = trail({ kmsKeyId: 'alias/logs' });
    expect(whole(key, alias, named).trails.items[0]?.kmsKeyId).toBe(key.urn);
  });

  it('sees an organization by what exists only in one', () => {
    expect(isUnknown(whole(trail()).organization)).toBe(true);
    expect(whole(trail({ isOrganizationTrail: true })).organization).toMatchObject({
      managementAccountId: '(account of the default provider)',
    });
  });
});

const allTypes = Object.values(types).flat();
const { plain } = fc.letrec<{ plain: Plain }>((tie) => ({
  plain: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Plain[]>(
      'logs',
      'Enabled',
      'ALL',
      'alias/logs',
      '{"Statement":[]}',
      '',
      null,
      unresolved,
    ),
    fc.boolean(),
    fc.integer(),
    fc.array(tie('plain'), { maxLength: 2 }),
    fc.dictionary(
      fc.constantFrom('status', 'rule', 'defaultRetention', 'mode', 'field', 'equals', '__proto__'),
      tie('plain'),
      {
        maxKeys: 2,
        noNullPrototype: true,
      },
    ) as fc.Arbitrary<PlainObject>,
  ),
}));
const property = fc.constantFrom(
  ...[
    'bucket',
    'policy',
    'acl',
    'grants',
    'rule',
    'versioning',
    'versioningConfiguration',
    'objectLockEnabled',
  ],
  ...[
    's3BucketName',
    'kmsKeyId',
    'eventSelectors',
    'advancedEventSelectors',
    'insightSelectors',
    'name',
    'region',
    'tags',
    'arn',
  ],
  ...[
    'targetBucket',
    'targetKeyId',
    'accountId',
    'autoEnableOrganizationMembers',
    'enable',
    'isOrganizationTrail',
  ],
  ...['awsServiceAccessPrincipals', 'servicePrincipal', 'accessControlPolicy', 'cloudWatchLogsGroupArn'],
);
const anyResource = fc
  .record({
    type: fc.constantFrom(...allTypes),
    name: fc.constantFrom('a', 'b'),
    properties: fc.dictionary(property, plain, { maxKeys: 8, noNullPrototype: true }),
    provider: fc.record({
      name: fc.constantFrom(null, 'p'),
      properties: fc.dictionary(fc.constantFrom('allowedAccountIds', 'assumeRoles', 'region'), plain, {
        noNullPrototype: true,
      }),
    }),
  })
  .map(({ type, name, properties, provider }) =>
    aResource(type, name, properties as PlainObject, {}, provider as never),
  );

describe('any program', () => {
  it('is judged without an error, whatever its properties hold', () => {
    fc.assert(
      fc.property(fc.array(anyResource, { maxLength: 8 }), fc.boolean(), (resources, isWhole) => {
        const results = judge(estateOf({ resources, isWhole }), { controls: programControls });
        const errors = results.filter(
          ({ verdict }) => 'reason' in verdict && verdict.reason.includes('could not be judged'),
        );
        expect(errors).toEqual([]);
      }),
      { seed: 77, numRuns: 1000 },
    );
  });
});
