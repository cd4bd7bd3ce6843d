import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  aDetectionList,
  aDetectionOrganization,
  aFindingFilter,
  aMalwarePlan,
  anAccount,
  anAdministratorDetector,
  anEstate,
  anUploadBucket,
  aProductSubscription,
  aPublishingDestination,
  complete,
  detectorFeatures,
  featuresSet,
  names,
} from '../../test/builders.ts';
import { controls } from '../controls/index.ts';
import { judge, type Result } from '../judge/judge.ts';
import type { AutoEnable, Estate, FeatureSetting, FeatureStatus } from '../model/estate.ts';
import { type Collection, unknownBecause } from '../model/fact.ts';

const family = controls.filter(({ id }) => id.startsWith('GD-'));
const parameters = {
  'GD-16': { aiWorkloads: 'yes' },
  'GD-17': { rdsDataRisk: 'ENABLED' },
  'GD-25': { approvedLists: ['botnets'], approvedBuckets: ['example-lists'] },
  'GD-27': { requiredTags: ['Owner'] },
};

/** Mostly what is compliant, so that single faults show. */
const mostly = <T>(usual: T, ...others: readonly T[]) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(usual, ...others) },
  );

function features<T extends string>(on: T, ...others: readonly T[]) {
  return fc
    .tuple(...featuresSet(on).map((one) => mostly(one.setting as T, ...others)))
    .map((settings) =>
      featuresSet(on).map((one, index): FeatureSetting<T> => ({ ...one, setting: settings[index] as T })),
    );
}
const ownFeatures = features<FeatureStatus>('ENABLED', 'DISABLED').map((some) => detectorFeatures(...some));

const detector = (region: string) =>
  fc
    .record({
      id: mostly<string | null>('12abc34d567e8fa901bc2d34e56789f0', null),
      enabled: mostly(true, false),
      features: ownFeatures,
      publishingFrequency: mostly('FIFTEEN_MINUTES' as const, 'SIX_HOURS' as const),
      scanExclusions: mostly<readonly string[]>([], ['team=build']),
      destinations: mostly(
        complete([aPublishingDestination()]),
        complete([]),
        complete([aPublishingDestination({ status: 'STOPPED' })]),
      ),
      filters: mostly(
        complete([aFindingFilter()]),
        complete([aFindingFilter({ criteria: {} })]),
        complete([]),
      ),
      lists: mostly(
        complete([aDetectionList()]),
        complete([aDetectionList({ purpose: 'trusted', ranges: ['0.0.0.0/0'] })]),
        complete([]),
      ),
      openFindings: mostly(
        complete([]),
        complete([
          { id: '1', type: 'x', accountId: names.member, severity: 8, createdAt: '2026-01-01T00:00:00.000Z' },
        ]),
      ),
      tags: mostly<Readonly<Record<string, string>>>({ Owner: 'x' }, {}),
    })
    .map((facts) => anAdministratorDetector({ region, ...facts }));

const memberIds = [names.management, names.logArchive, names.member];
const organization = (region: string) =>
  fc
    .record({
      administratorAccountId: mostly<string | null>(names.security, null, names.member),
      autoEnable: mostly<AutoEnable>('ALL', 'NEW', 'NONE'),
      features: features<AutoEnable>('ALL', 'NEW', 'NONE').map(complete),
      statuses: fc.tuple(...memberIds.map(() => mostly('Enabled', 'Removed'))),
      theirs: fc.tuple(...memberIds.map(() => features<FeatureStatus>('ENABLED', 'DISABLED').map(complete))),
    })
    .map(({ statuses, theirs, ...facts }) =>
      aDetectionOrganization({
        region,
        ...facts,
        members: memberIds.map((accountId, index) => ({ accountId, status: statuses[index] as string })),
        memberFeatures: complete(
          memberIds.map((accountId, index) => ({ accountId, features: theirs[index] as never })),
        ),
      }),
    );

const list = <T>(...items: fc.Arbitrary<T>[]) => fc.tuple(...items).map((all) => complete(all));
const estate: fc.Arbitrary<Estate> = fc
  .record({
    accounts: fc.constant(complete([names.security, ...memberIds].map((id) => anAccount({ id })))),
    administratorDetectors: list(...names.regions.map(detector)),
    detectionOrganizations: list(...names.regions.map(organization)),
    malwarePlans: mostly(
      complete([aMalwarePlan()]),
      complete([aMalwarePlan({ status: 'ERROR' })]),
      complete([aMalwarePlan({ bucketName: 'others' })]),
    ),
    uploadBuckets: mostly(complete([anUploadBucket()]), complete([])),
    productSubscriptions: mostly(
      complete(names.regions.map((region) => aProductSubscription({ region }))),
      complete([]),
    ),
    resourceCounts: mostly<Estate['resourceCounts']>({ 'AWS::EC2::Instance': 1 }, {}),
  })
  .map((varied) => ({ ...anEstate(), ...varied }));
const varied = [
  'administratorDetectors',
  'detectionOrganizations',
  'malwarePlans',
  'uploadBuckets',
  'productSubscriptions',
] as const;

const hidden = unknownBecause('access-denied', 'AccessDenied');
/** What a thing is told by, and what a lens knows of a thing that it asked for by name. */
const kept = new Set(['observation', 'name', 'purpose', 'kind', 'severity', 'createdAt', 'type']);

function hide(full: Estate, coin: () => boolean): Estate {
  const isCollection = (value: unknown): value is Collection<object> =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, 'items');
  const things = ({ items }: Collection<object>, inMembers = false): Collection<object> => ({
    items: items.map((item) =>
      Object.fromEntries(
        Object.entries(item).map(([field, value]) => {
          if (isCollection(value)) return [field, things(value, field === 'memberFeatures')];
          const known = kept.has(field) || (inMembers && field === 'accountId') || field === 'statusReasons';
          return [field, !known && coin() ? hidden : value];
        }),
      ),
    ),
    complete: coin() ? hidden : true,
  });
  return {
    ...full,
    // That there is nothing to watch has to be proven: without a count a feature is asked for.
    ...(Object.fromEntries(varied.map((name) => [name, things(full[name])])) as Partial<Estate>),
  };
}

const keyOf = ({ controlId, subject: { id, observation } }: Result) =>
  `${controlId} ${observation.arn ?? id}`;

it('what is not known of GuardDuty never turns into a verdict that knowledge would revoke', () => {
  let passed = 0;
  let failed = 0;
  fc.assert(
    fc.property(estate, fc.infiniteStream(fc.nat(24)), (full, dice) => {
      const all = judge(full, { controls: family, parameters });
      const known = new Map(all.map((one) => [keyOf(one), one.verdict.status]));
      failed += all.filter(({ verdict }) => verdict.status === 'fail').length;
      const half = judge(
        hide(full, () => dice.next().value === 0),
        { controls: family, parameters },
      );
      const revoked = half
        .map((result) => ({ at: keyOf(result), now: result.verdict, was: known.get(keyOf(result)) }))
        .filter(({ now, was }) => now.status !== 'unknown' && now.status !== was);
      expect(revoked).toEqual([]);
      passed += half.filter(({ verdict: { status } }) => status === 'pass').length;
    }),
    { seed: 20_261_121, numRuns: 300 },
  );
  expect(Math.min(passed, failed)).toBeGreaterThan(1000);
});
