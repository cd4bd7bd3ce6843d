import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aBucketPolicy,
  aDeletionDeny,
  aDetectionOrganization,
  aDetector,
  aKey,
  aKeyPolicy,
  aLogBucket,
  anAclStatement,
  anEstate,
  anOrganization,
  aTlsDeny,
  aTrail,
  aWriteStatement,
  complete,
  everySource,
  names,
} from '../../test/builders.ts';
import type { Bucket, Estate, LifecycleRule, Trail } from '../model/estate.ts';
import { unknownBecause } from '../model/fact.ts';
import { type BlackoutScope, blackouts } from './blackouts.ts';
import { coverageOf } from './coverage.ts';
import { describeBlackout } from './describe.ts';

const scope: BlackoutScope = {
  accounts: [names.management, names.logArchive, names.security, names.member],
  regions: names.regions,
};
const changed = (before: Estate, after: Estate, within: BlackoutScope = scope) =>
  blackouts(coverageOf(before), coverageOf(after), within);
/** What a change of the compliant organization takes away. */
const taken = (different: Partial<Estate>) => changed(anEstate(), anEstate(different));
const trail = (differing: Partial<Trail>) => ({
  trails: complete([aTrail({ selectors: everySource(), ...differing })]),
});
const bucket = (differing: Partial<Bucket>) => ({
  buckets: complete([aLogBucket(differing), ...anEstate().buckets.items.slice(1)]),
});

describe('a change that takes nothing away', () => {
  it.each<[string, Partial<Estate>]>([
    ['none at all', {}],
    [
      'a second trail',
      {
        trails: complete([
          aTrail({ selectors: everySource() }),
          aTrail({ arn: `${names.trailArn}-2`, name: 'two' }),
        ]),
      },
    ],
    ['a longer lock', bucket({ objectLock: { defaultRetention: { mode: 'COMPLIANCE', days: 3650 } } })],
    ['logs that are kept for ever', bucket({ lifecycle: null })],
    [
      'new trusted access',
      {
        organization: anOrganization({
          trustedServices: [...(anOrganization().trustedServices as string[]), 'sso.amazonaws.com'],
        }),
      },
    ],
  ])('is %s', (_case, different) => {
    expect(taken(different)).toEqual([]);
  });

  it('is the same estate in another order', () => {
    const { detectors } = anEstate();
    expect(taken({ detectors: complete(detectors.items.toReversed()) })).toEqual([]);
  });

  it('is one trail in the place of another that recorded the same', () => {
    const renamed = aTrail({ name: 'renamed', arn: `${names.trailArn}-renamed`, selectors: everySource() });
    expect(taken({ trails: complete([renamed]) })).toEqual([]);
  });

  it('is any first deployment', () => {
    const nothing = anEstate({
      trails: complete([]),
      detectors: complete([]),
      detectionOrganizations: complete([]),
      administratorDetectors: complete([]),
      buckets: complete([]),
      keys: complete([]),
    });
    expect(changed(nothing, anEstate())).toEqual([]);
  });
});

describe('recording that stops', () => {
  const everywhere = { accounts: scope.accounts, regions: scope.regions };

  it.each<[string, Partial<Estate>, string]>([
    ['by a trail that is removed', { trails: complete([]) }, 'is removed'],
    ['by a trail that is switched off', trail({ isLogging: false }), 'it does not log'],
    ['by a bucket without a policy', bucket({ policy: null }), 'has no policy, so CloudTrail cannot write'],
    [
      'by a bucket policy that no longer lets CloudTrail write',
      bucket({ policy: aBucketPolicy(anAclStatement(), aTlsDeny(), aDeletionDeny()) }),
      'no statement allows s3:PutObject',
    ],
    [
      'by a bucket policy that shuts everyone out',
      bucket({
        policy: aBucketPolicy(anAclStatement(), aWriteStatement(), {
          Sid: 'Freeze',
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: '*',
        }),
      }),
      'statement "Freeze" denies s3:PutObject',
    ],
    [
      'by a bucket policy that admits principals of the organization alone, which a service is not',
      bucket({
        policy: aBucketPolicy(aWriteStatement(), {
          Sid: 'OursAlone',
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:PutObject',
          Resource: '*',
          Condition: { StringNotEquals: { 'aws:PrincipalOrgID': names.organizationId } },
        }),
      }),
      'statement "OursAlone" denies s3:PutObject',
    ],
    ['by a key that is switched off', { keys: complete([aKey({ state: 'Disabled' })]) }, 'is Disabled'],
    [
      'by a key policy that leaves CloudTrail out',
      { keys: complete([aKey({ policy: aKeyPolicy(aKeyPolicy().Statement[0] as never) })]) },
      'no statement allows kms:GenerateDataKey',
    ],
  ])('%s is named for every account and Region', (_case, different, reason) => {
    const stopped = taken(different).filter(({ kind }) => kind === 'stops');
    const management = stopped.find(({ what }) => what === 'management events');
    expect(management).toMatchObject(everywhere);
    expect(management?.because.join()).toContain(reason);
    expect(stopped.map(({ what }) => what)).toContainEqual(
      expect.stringContaining('data events of AWS::S3::Object'),
    );
  });

  it('by statements that a service passes is not named', () => {
    const services = {
      Sid: 'OursAndServices',
      Effect: 'Deny' as const,
      Principal: '*' as const,
      Action: 's3:PutObject',
      Resource: '*',
      Condition: {
        StringNotEqualsIfExists: { 'aws:PrincipalOrgID': names.organizationId },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
    };
    const policy = aBucketPolicy(...aBucketPolicy().Statement, services);
    expect(taken(bucket({ policy }))).toEqual([]);
  });

  it('for all but the account that owns the trail, when it leaves the organization', () => {
    const [lost] = taken(trail({ isOrganization: false }));
    expect(lost).toMatchObject({
      kind: 'stops',
      accounts: [names.logArchive, names.security, names.member],
      regions: names.regions,
      because: [expect.stringContaining(`records account ${names.management} only`)],
    });
  });

  it('in all Regions but the home of a trail, when it is no longer of all Regions', () => {
    const [lost] = taken(trail({ isMultiRegion: false }));
    expect(lost).toMatchObject({ kind: 'stops', accounts: scope.accounts, regions: ['eu-west-1'] });
  });

  it('for the calls that a narrower selector leaves out, and only for those', () => {
    const fields = [{ field: 'eventCategory', equals: ['Management'] }];
    const all = trail({ selectors: { basic: null, advanced: [{ name: null, fields }] } });
    const writes = trail({
      selectors: {
        basic: null,
        advanced: [{ name: null, fields: [...fields, { field: 'readOnly', equals: ['false'] }] }],
      },
    });
    const lost = changed(anEstate(all), anEstate(writes));
    expect(lost.map(({ what }) => what)).toEqual(['management events (reads)']);
  });

  it('but is no loss where another trail records the same', () => {
    const second = aTrail({ name: 'second', arn: `${names.trailArn}-second`, selectors: everySource() });
    const before = anEstate({ trails: complete([aTrail({ selectors: everySource() }), second]) });
    expect(
      changed(before, anEstate({ trails: complete([second]) })).filter(({ kind }) => kind === 'stops'),
    ).toEqual([]);
  });

  it('cannot be excluded while it is not known whether the trail logs', () => {
    const open = unknownBecause('unresolved', 'enableLogging is known only after the update');
    const lost = taken(trail({ isLogging: open }));
    expect(lost[0]).toMatchObject({ kind: 'unproven', ...everywhere });
    expect(lost.map(({ kind }) => kind)).not.toContain('stops');
  });

  it('counts accounts that nobody named as one', () => {
    const [lost] = changed(anEstate(), anEstate({ trails: complete([]) }), {});
    expect(lost?.accounts).toContain('every other account of the organization');
    expect(lost?.regions).toContain('every other Region');
  });
});

describe('watching that stops', () => {
  it('in one Region is named for each of its accounts and sources, and for no other Region', () => {
    const rest = <T extends { readonly region: unknown }>({ items }: { readonly items: readonly T[] }) =>
      complete(items.filter(({ region }) => region !== 'eu-west-1'));
    const estate = anEstate();
    const lost = taken({
      detectors: rest(estate.detectors),
      detectionOrganizations: rest(estate.detectionOrganizations),
      administratorDetectors: rest(estate.administratorDetectors),
    });
    for (const what of ['GuardDuty', 'GuardDuty S3_DATA_EVENTS']) {
      expect(lost).toContainEqual(
        expect.objectContaining({ kind: 'stops', what, accounts: scope.accounts, regions: ['eu-west-1'] }),
      );
    }
    expect(new Set(lost.flatMap(({ regions }) => regions))).toEqual(new Set(['eu-west-1']));
  });

  it('for one account is named for it alone', () => {
    const { detectors } = anEstate();
    const without = detectors.items.filter(({ accountId }) => accountId !== names.member);
    // The organization takes accounts in by itself, so only a detector outside of it is watched by itself alone.
    const alone = { detectionOrganizations: complete([aDetectionOrganization({ autoEnable: 'NONE' })]) };
    const lost = changed(anEstate(alone), anEstate({ ...alone, detectors: complete(without) }));
    expect(new Set(lost.flatMap(({ accounts }) => accounts))).toEqual(new Set([names.member]));
  });

  it('for the management account is named though all accounts are enabled by themselves: it alone is not', () => {
    const without = anEstate().detectors.items.filter(({ accountId }) => accountId !== names.management);
    const lost = taken({ detectors: complete(without) }).filter(({ kind }) => kind === 'stops');
    expect(lost.map(({ what }) => what)).toContain('GuardDuty');
    expect(new Set(lost.flatMap(({ accounts }) => accounts))).toEqual(new Set([names.management]));
    expect(lost.flatMap(({ because }) => because).join()).not.toContain('of the organization');
  });

  it('for the management account has not stopped where only what comes after does not tell which account that is', () => {
    const lost = taken({ organization: null });
    expect(lost.map(({ what }) => what)).not.toContain('GuardDuty');
  });

  it('for the management account has not stopped where its detector has another name', () => {
    const renamed = anEstate().detectors.items.map((detector) =>
      detector.accountId === names.management
        ? { ...detector, observation: { ...detector.observation, arn: `${detector.observation.arn}-2` } }
        : detector,
    );
    expect(taken({ detectors: complete(renamed) })).toEqual([]);
  });

  it('for a member is named by nothing while all accounts are enabled by themselves', () => {
    const without = anEstate().detectors.items.filter(({ accountId }) => accountId !== names.member);
    const lost = taken({ detectors: complete(without) });
    expect(lost.map(({ what }) => what)).not.toContain('GuardDuty');
  });

  it('for one feature is named by the feature', () => {
    const off = anEstate().detectors.items.map((detector) =>
      aDetector({
        ...detector,
        features: complete(
          detector.features.items.map((one) =>
            one.name === 'S3_DATA_EVENTS' ? { ...one, setting: 'DISABLED' as const } : one,
          ),
        ),
      }),
    );
    const organizations = anEstate().detectionOrganizations.items.map((one) => ({
      ...one,
      features: complete(one.features.items.filter(({ name }) => name !== 'S3_DATA_EVENTS')),
    }));
    const lost = taken({ detectors: complete(off), detectionOrganizations: complete(organizations) });
    expect(lost.filter(({ kind }) => kind === 'stops').map(({ what }) => what)).toEqual([
      'GuardDuty S3_DATA_EVENTS',
    ]);
  });
});

describe('protection that weakens', () => {
  it.each<[string, Partial<Estate>, string]>([
    [
      'a shorter lock',
      bucket({ objectLock: { defaultRetention: { mode: 'GOVERNANCE', days: 30 } } }),
      'Object Lock retention in days: 365 -> 30',
    ],
    ['no lock', bucket({ objectLock: null }), 'Object Lock mode: "GOVERNANCE" -> none'],
    ['versioning suspended', bucket({ versioning: 'Suspended' }), 'versioning: true -> false'],
    [
      'a bucket that may become public',
      bucket({
        publicAccessBlock: {
          blockPublicAcls: true,
          ignorePublicAcls: true,
          blockPublicPolicy: false,
          restrictPublicBuckets: true,
        },
      }),
      'Block Public Access no longer has blockPublicPolicy',
    ],
    [
      'deletion that is no longer refused',
      bucket({ policy: aBucketPolicy(anAclStatement(), aWriteStatement(), aTlsDeny()) }),
      'bucket policy: statement "KeepLogs" no longer refuses all that it refused',
    ],
    [
      'a shorter retention',
      bucket({
        lifecycle: (aLogBucket().lifecycle as readonly LifecycleRule[]).map((rule) => ({
          ...rule,
          expirationDays: 400,
        })),
      }),
      'days until objects are removed: 2555 -> 400',
    ],
    [
      'no notice of removals',
      bucket({ notifications: { eventBridge: false, targets: [] } }),
      'notices of removed objects: true -> false',
    ],
    ['a trail without validation', trail({ validatesLogFiles: false }), 'log file validation: true -> false'],
    ['a trail without its log group', trail({ logGroupArn: null }), 'delivery to CloudWatch Logs'],
    ['a key that no longer rotates', { keys: complete([aKey({ rotates: null })]) }, 'rotation: true -> none'],
    [
      'trusted access that is taken back',
      { organization: anOrganization({ trustedServices: ['guardduty.amazonaws.com'] }) },
      'trusted access no longer has cloudtrail.amazonaws.com',
    ],
    [
      'an administrator that is dismissed',
      { organization: anOrganization({ delegatedAdministrators: {} }) },
      `delegated administrators no longer has ${names.security} for guardduty.amazonaws.com`,
    ],
    [
      'accounts that are no longer taken in by themselves',
      {
        detectionOrganizations: complete(
          names.regions.map((region) => aDetectionOrganization({ region, autoEnable: 'NEW' })),
        ),
      },
      'accounts enabled by themselves: "ALL" -> "NEW"',
    ],
  ])('%s is named', (_case, different, reason) => {
    const weakened = taken(different).filter(({ kind }) => kind === 'weakens');
    expect(weakened.flatMap(({ because }) => because)).toContainEqual(expect.stringContaining(reason));
  });

  it.each<[string, Partial<Estate>, string]>([
    ['the bucket', { buckets: complete([]) }, `bucket ${names.bucket}`],
    ['the key', { keys: complete([]) }, `key ${names.keyArn}`],
    [
      'the settings of the organization in a Region',
      { detectionOrganizations: complete([aDetectionOrganization()]) },
      'GuardDuty of the organization in eu-west-1',
    ],
  ])('and ends with %s itself', (_case, different, what) => {
    expect(taken(different)).toContainEqual(expect.objectContaining({ kind: 'stops', what }));
  });

  it('cannot be excluded while a policy is not known', () => {
    const open = unknownBecause('unresolved', 'policy is known only after the update');
    expect(taken(bucket({ policy: open }))).toEqual([
      expect.objectContaining({ kind: 'unproven', what: `bucket ${names.bucket}` }),
    ]);
  });
});

describe('coverage as it is committed', () => {
  it('survives JSON', () => {
    const before = coverageOf(anEstate());
    expect(blackouts(JSON.parse(JSON.stringify(before)), before, scope)).toEqual([]);
  });

  it('is the same text whatever the order of the estate', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), (keys) => {
        const { detectors, trails } = anEstate();
        const shuffled = detectors.items.toSorted(
          (a, b) => rank(keys, String(a.observation.arn)) - rank(keys, String(b.observation.arn)),
        );
        const one = coverageOf(
          anEstate({ detectors: complete(shuffled), trails: complete(trails.items.toReversed()) }),
        );
        expect(JSON.stringify(one)).toBe(JSON.stringify(coverageOf(anEstate())));
      }),
      { seed: 7, numRuns: 50 },
    );
  });
});

const rank = (keys: readonly number[], text: string) =>
  [...text].reduce(
    (sum, character, index) => sum + character.charCodeAt(0) * ((keys[index % keys.length] ?? 0) % 97),
    0,
  );

describe('any two changes', () => {
  const variants: readonly Partial<Estate>[] = [
    {},
    trail({ isLogging: false }),
    trail({ isMultiRegion: false }),
    trail({ isOrganization: false }),
    trail({ selectors: { basic: null, advanced: null } }),
    bucket({ objectLock: null }),
    bucket({ policy: aBucketPolicy(aWriteStatement()) }),
    { detectors: complete([]) },
    { detectionOrganizations: complete([]) },
    { organization: anOrganization({ trustedServices: [] }) },
  ];
  const anyEstate = fc
    .array(fc.constantFrom(...variants), { maxLength: 3 })
    .map((parts) => anEstate(Object.assign({}, ...parts)));

  it('that undo each other lose something on one of the two ways, unless they are the same', () => {
    fc.assert(
      fc.property(anyEstate, anyEstate, (one, other) => {
        const [there, back] = [changed(one, other), changed(other, one)];
        const isSame = JSON.stringify(coverageOf(one)) === JSON.stringify(coverageOf(other));
        expect(there.length + back.length === 0).toBe(isSame);
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it('are described in one line each', () => {
    fc.assert(
      fc.property(anyEstate, anyEstate, (one, other) => {
        for (const blackout of changed(one, other))
          expect(describeBlackout(blackout)).toMatch(/^[^\n]+: [^\n]+$/);
      }),
      { seed: 13, numRuns: 50 },
    );
  });
});
