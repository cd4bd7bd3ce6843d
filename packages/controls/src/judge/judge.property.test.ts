import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aBucketPolicy,
  aDataTrail,
  aDeletionDeny,
  aDetectionOrganization,
  aDetector,
  aKey,
  aKeyPolicy,
  aLogBucket,
  anAccessLogBucket,
  anAccount,
  anAclStatement,
  anEstate,
  anEventDataStore,
  anOrganization,
  aRecord,
  aTrail,
  aWriteStatement,
  configuration,
  everySource,
  names,
} from '../../test/builders.ts';
import type { Estate, Selectors } from '../model/estate.ts';
import { type Collection, isUnknown, type Unknown, unknownBecause } from '../model/fact.ts';
import type { PolicyStatement } from '../model/policy-document.ts';
import { judge, type Result } from './judge.ts';

const seed = 20_260_615;
// Each run judges by all controls.
const runs = { seed, numRuns: 150 };

const accountIds = [names.management, names.security, names.member];
const regions = ['us-east-1', 'eu-west-1'];
const someTime = fc.constantFrom(
  '2025-01-01T00:00:00.000Z',
  '2026-06-15T02:00:00.000Z',
  '2026-06-15T11:40:00.000Z',
);
const nullable = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 4 });
const delivery = fc.record({ latest: nullable(someTime), error: nullable(fc.constant('AccessDenied')) });

const selectors: fc.Arbitrary<Selectors> = fc.oneof(
  fc.constant({ basic: null, advanced: null }),
  fc.constantFrom('All' as const, 'ReadOnly' as const, 'WriteOnly' as const).map((readWriteType) => ({
    basic: [
      { readWriteType, includeManagementEvents: true, excludedManagementSources: [], dataResources: [] },
    ],
    advanced: null,
  })),
  fc.constantFrom(['Management'], ['Data']).map((equals) => ({
    basic: null,
    advanced: [{ name: null, fields: [{ field: 'eventCategory', equals }] }],
  })),
  fc
    .tuple(
      fc.constantFrom(['arn:aws:s3'], ['arn:aws:s3:::payroll/']),
      fc.boolean(),
      fc.constantFrom([], ['kms.amazonaws.com']),
    )
    .map(([values, includeManagementEvents, excludedManagementSources]) => ({
      basic: [
        {
          readWriteType: 'All' as const,
          includeManagementEvents,
          excludedManagementSources,
          dataResources: [{ type: 'AWS::S3::Object', values }],
        },
      ],
      advanced: null,
    })),
  fc.constantFrom(everySource(), aDataTrail().selectors as Selectors),
);
const insights = fc
  .subarray(['ApiCallRateInsight', 'ApiErrorRateInsight'])
  .map((types) => types.map((type) => ({ type, categories: ['Management'] })));
const aggregations = fc.constantFrom([], [{ category: 'Data', templates: ['API_ACTIVITY'] }]);

const trail = (index: number) =>
  fc
    .record({
      ownerAccountId: fc.constantFrom(names.management, names.member),
      homeRegion: fc.constantFrom(...regions),
      isLogging: fc.boolean(),
      loggingSince: nullable(someTime),
      isMultiRegion: fc.boolean(),
      isOrganization: fc.boolean(),
      includesGlobalServices: fc.boolean(),
      validatesLogFiles: fc.boolean(),
      bucketName: fc.constantFrom(names.bucket, 'elsewhere'),
      keyPrefix: nullable(fc.constant('audit')),
      kmsKeyId: nullable(fc.constantFrom(names.keyArn, 'alias/aws/s3', 'gone')),
      logGroupArn: nullable(fc.constant(names.logGroupArn)),
      logsRoleArn: nullable(fc.constant(names.logsRoleArn)),
      selectors,
      insights,
      aggregations,
      recordsOwnDelivery: nullable(fc.boolean()),
      logGroupDelivery: delivery,
      delivery,
      deliveryByRegion: fc.dictionary(fc.constantFrom(...regions), delivery),
      digestDelivery: delivery,
      tags: fc.constantFrom({}, { 'trailguard:data-events': '' }, { 'trailguard:retired': 'CHG-7' }),
    })
    .map((facts) => aTrail({ ...facts, arn: `${names.trailArn}-${index}` }));

const eventDataStore = fc
  .record({
    accountId: fc.constantFrom(names.management, names.member),
    status: fc.constantFrom('ENABLED', 'STOPPED_INGESTION', 'PENDING_DELETION'),
    kmsKeyId: nullable(fc.constantFrom(names.keyArn, 'gone')),
    isMultiRegion: fc.boolean(),
    isOrganization: fc.boolean(),
    isProtected: fc.boolean(),
    retentionDays: fc.constantFrom(30, 2557),
    selectors: nullable(
      fc.constant([{ name: null, fields: [{ field: 'eventCategory', equals: ['Evidence'] }] }]),
    ),
    tags: fc.constantFrom({}, { 'trailguard:archive': '' }),
  })
  .map(anEventDataStore);

const statement: fc.Arbitrary<PolicyStatement> = fc.constantFrom<PolicyStatement[]>(
  anAclStatement(),
  aWriteStatement(),
  aWriteStatement({ Condition: {} }),
  aWriteStatement({ Resource: '*' }),
  aDeletionDeny(),
  aDeletionDeny({ Action: 's3:DeleteObject' }),
  { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' },
);

const openBlock = {
  blockPublicAcls: false,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};

const bucket = fc
  .record({
    role: fc.constantFrom('trail-logs' as const, 'access-logs' as const),
    region: fc.constantFrom(...regions),
    policy: nullable(
      fc.array(statement, { minLength: 1, maxLength: 4 }).map((list) => aBucketPolicy(...list)),
    ),
    policyIsPublic: nullable(fc.boolean()),
    publicGrants: nullable(fc.constantFrom([], ['http://acs.amazonaws.com/groups/global/AllUsers'])),
    versioning: nullable(fc.constantFrom('Enabled' as const, 'Suspended' as const)),
    objectLock: nullable(
      fc.constantFrom(
        { defaultRetention: null },
        { defaultRetention: { mode: 'GOVERNANCE' as const, days: 30 } },
        { defaultRetention: { mode: 'COMPLIANCE' as const, days: 400 } },
      ),
    ),
    mfaDelete: nullable(fc.boolean()),
    ownership: nullable(fc.constantFrom('BucketOwnerEnforced', 'ObjectWriter')),
    encryption: nullable(
      fc.constantFrom({ algorithm: 'AES256', keyId: null }, { algorithm: 'aws:kms', keyId: names.keyArn }),
    ),
    accessLogging: nullable(
      fc.constantFrom(names.bucket, names.accessLogBucket).map((targetBucket) => ({
        targetBucket,
        targetPrefix: '',
      })),
    ),
    lifecycle: nullable(fc.constant(aLogBucket().lifecycle)),
    accessPoints: fc.constantFrom([], [{ name: 'door', publicAccessBlock: openBlock }]),
    removal: nullable(
      fc.record({ isProtected: fc.boolean(), isRetained: fc.boolean(), isForced: fc.boolean() }),
    ),
  })
  .map(aLogBucket);

const keyStatement: fc.Arbitrary<PolicyStatement> = fc.constantFrom<PolicyStatement[]>(
  ...aKeyPolicy().Statement,
  { Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' },
  { Effect: 'Allow', Principal: { AWS: names.logArchive }, Action: 'kms:Decrypt', Resource: '*' },
);

const key = fc
  .record({
    manager: fc.constantFrom('CUSTOMER' as const, 'AWS' as const),
    state: fc.constantFrom('Enabled', 'Disabled', 'PendingDeletion'),
    region: fc.constantFrom(...regions),
    rotates: nullable(fc.boolean()),
    origin: fc.constantFrom('AWS_KMS', 'EXTERNAL'),
    isMultiRegion: fc.boolean(),
    policy: nullable(
      fc
        .array(keyStatement, { minLength: 1, maxLength: 3 })
        .map((list) => ({ Version: '2012-10-17', Statement: list })),
    ),
    deletionWindowDays: nullable(fc.constantFrom(7, 30)),
  })
  .map(aKey);

const account = (id: string) =>
  fc
    .record({
      status: fc.constantFrom('ACTIVE' as const, 'SUSPENDED' as const),
      joinedAt: nullable(someTime),
      enabledRegions: fc.subarray(regions),
      visibleTrails: fc.subarray([`${names.trailArn}-0`, `${names.trailArn}-1`]),
    })
    .map((facts) => anAccount({ id, ...facts }));

const detector = fc
  .record({
    accountId: fc.constantFrom(...accountIds),
    region: fc.constantFrom(...regions),
    id: nullable(fc.constant('d')),
    enabled: fc.boolean(),
  })
  .map(aDetector);

const detectionOrganization = (region: string) =>
  fc
    .record({
      administratorAccountId: nullable(fc.constant(names.security)),
      autoEnable: fc.constantFrom('ALL' as const, 'NEW' as const, 'NONE' as const),
      memberLimitReached: fc.boolean(),
      members: fc
        .subarray(accountIds)
        .map((ids) =>
          ids.map((accountId) => ({ accountId, status: accountId === names.member ? 'Removed' : 'Enabled' })),
        ),
    })
    .map((facts) => aDetectionOrganization({ region, ...facts }));

const someRecords = [aRecord({ id: 'done' }), aRecord({ id: 'failed', outcome: 'failed' })];

const list = <T>(items: fc.Arbitrary<T[]>) =>
  items.map((found) => ({ items: found, complete: true as const }));

/** What varies; all else is as in a compliant organization. */
const estate: fc.Arbitrary<Estate> = fc
  .record({
    lens: fc.constantFrom('live' as const, 'preview' as const),
    asOf: fc.constantFrom(names.asOf, null),
    organization: fc.oneof(
      fc.constant(null),
      fc
        .record({
          trustedServices: fc.constantFrom([], ['cloudtrail.amazonaws.com']),
          delegatedAdministrators: fc.constantFrom({}, { 'cloudtrail.amazonaws.com': [names.member] }),
        })
        .map(anOrganization),
    ),
    accounts: list(fc.tuple(...accountIds.map(account))),
    trails: list(fc.tuple(trail(0), trail(1))),
    appliedTrails: list(fc.tuple(trail(0), trail(2))),
    eventDataStores: list(fc.tuple(eventDataStore)),
    buckets: list(fc.tuple(bucket, fc.constant(anAccessLogBucket()))),
    keys: list(fc.array(key, { maxLength: 1 })),
    detectors: list(
      fc.uniqueArray(detector, { maxLength: 4, selector: (d) => `${d.accountId}/${d.region}` }),
    ),
    detectionOrganizations: list(fc.tuple(...regions.map(detectionOrganization))),
    records: list(fc.subarray([...someRecords])),
  })
  .map((varied) => ({ ...anEstate(), ...varied }));

const hidden: Unknown = unknownBecause('access-denied', 'AccessDenied');
const parameters = {
  'CT-04': { approvedRetirements: ['CHG-7'] },
  'CT-13': { functions: [`arn:aws:lambda:eu-west-1:${names.member}:function:pay`] },
  'CT-15': { requiredDataTypes: ['AWS::S3::Object'] },
  'CT-21': { approvedTrails: [`${names.trailArn}-1`] },
  'CT-22': { requiredTags: ['trailguard:data-events'] },
  'CT-30': { namePattern: 'org*', homeRegion: names.home, legacyTrails: [`${names.trailArn}-0`] },
  'CT-31': { archiveBuckets: [names.bucket], archiveAccountIds: [names.logArchive] },
  'GD-03': { allowNew: true },
};

/** Ids and the place of a thing stay, so that results can be compared; every other fact may be hidden. */
const kept = new Set(['observation', 'id', 'kind', 'role', 'managementAccountId']);

/** Fields of things that a lens always knows, as it asked for them by name. */
const asked: Readonly<Record<string, readonly string[]>> = {
  access: ['accountId'],
  closedFindings: ['accountId', 'at', 'region'],
  effectivePolicies: ['accountId', 'type'],
  features: ['name', 'managedBy'],
  lists: ['kind', 'purpose'],
  memberFeatures: ['accountId'],
  openFindings: ['accountId', 'createdAt', 'severity', 'type'],
  logArrivals: ['accountId', 'region'],
};

function hide(full: Estate, coin: () => boolean): Estate {
  const facts = <T extends object>(thing: T, known: readonly string[] = []): T =>
    Object.fromEntries(
      Object.entries(thing).map(([field, value]) => [
        field,
        kept.has(field) || known.includes(field) ? value : fact(value, asked[field]),
      ]),
    ) as T;
  const fact = (value: unknown, known?: readonly string[]): unknown =>
    isCollection(value) ? things(value, known) : coin() ? hidden : value;
  const things = <T extends object>({ items }: Collection<T>, known?: readonly string[]): Collection<T> => ({
    items: items.map((item) => facts(item, known)),
    complete: coin() ? hidden : true,
  });
  const { lens, asOf, organization, records, ...lists } = full;
  return {
    lens,
    asOf,
    organization: coin()
      ? hidden
      : organization === null || isUnknown(organization)
        ? organization
        : facts(organization),
    ...facts(lists),
    // A record is read whole or not at all.
    records: { items: records.items, complete: coin() ? hidden : true },
  };
}

function isCollection(value: unknown): value is Collection<object> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'complete');
}

/** Control, and the thing judged by where it was seen: names of things may be hidden, their place is not. */
function keyOf({ controlId, subject }: Result): string {
  return subject.kind === 'region' || subject.kind === 'watchedRegion'
    ? `${controlId} ${subject.id}`
    : `${controlId} ${subject.observation.arn ?? subject.id}`;
}

describe('judging any estate', () => {
  it('does not depend on the order in which things were listed', () => {
    const shuffled = estate.chain((original) =>
      fc
        .record({
          accounts: fc.shuffledSubarray([...original.accounts.items], {
            minLength: original.accounts.items.length,
          }),
          trails: fc.shuffledSubarray([...original.trails.items], {
            minLength: original.trails.items.length,
          }),
          detectors: fc.shuffledSubarray([...original.detectors.items], {
            minLength: original.detectors.items.length,
          }),
        })
        .map((orders) => ({
          original,
          other: {
            ...original,
            accounts: { items: orders.accounts, complete: true as const },
            trails: { items: orders.trails, complete: true as const },
            detectors: { items: orders.detectors, complete: true as const },
          },
        })),
    );
    fc.assert(
      fc.property(shuffled, ({ original, other }) => {
        expect(judge(other, { parameters })).toEqual(judge(original, { parameters }));
      }),
      runs,
    );
  });

  it('makes no control throw', () => {
    fc.assert(
      fc.property(estate, fc.infiniteStream(fc.boolean()), (full, coins) => {
        const results = judge(
          hide(full, () => coins.next().value as boolean),
          { parameters },
        );
        const errors = results.filter(
          ({ verdict }) => 'reason' in verdict && verdict.reason.includes('error in'),
        );
        expect(errors).toEqual([]);
      }),
      runs,
    );
  });

  // With S the verdicts on a full estate and H those on the same with facts hidden, H(x) is S(x) or unknown for
  // each x: what is not known never turns into a pass, a fail or a "not applicable" that knowledge would revoke.
  it('says no more of a half-known estate than of the full one', () => {
    fc.assert(
      fc.property(estate, fc.infiniteStream(fc.nat(7)), (full, dice) => {
        const known = new Map(
          judge(full, { parameters }).map((result) => [keyOf(result), result.verdict.status]),
        );
        const half = judge(
          hide(full, () => dice.next().value === 0),
          { parameters },
        );
        const revoked = half
          .map((result) => ({
            at: keyOf(result),
            now: result.verdict.status,
            reason: result.verdict,
            was: known.get(keyOf(result)),
          }))
          .filter(({ now, was }) => now !== 'unknown' && now !== was);
        expect(revoked).toEqual([]);
      }),
      { ...runs, numRuns: 500 },
    );
  });

  it('says nothing against the compliant organization while facts are hidden', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(9)), (dice) => {
        const half = judge(
          hide(anEstate(), () => dice.next().value === 0),
          { parameters: configuration },
        );
        const against = half.filter(({ verdict }) => verdict.status === 'fail');
        expect(against).toEqual([]);
      }),
      { ...runs, numRuns: 250 },
    );
  });
});
