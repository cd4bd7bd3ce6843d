import { type Control, controls, judge } from '@trailguard/controls';
import { describe, expect, it } from 'vitest';
import { aProgramResource } from '../../test/a-program-resource.ts';
import { estateOf } from './estate.ts';
import { type PlainObject, unresolved } from './plain-values.ts';
import type { ProgramResource } from './program-resource.ts';
import { types } from './types.ts';

const region = 'us-east-1';
const management = { name: 'management', properties: { allowedAccountIds: '["111111111111"]', region } };

const aResource = (
  type: string,
  properties: PlainObject,
  name = 'main',
  sources: Readonly<Record<string, readonly ProgramResource[]>> = {},
) => aProgramResource(type, name, properties, sources, { provider: management });
const whole = (...resources: readonly ProgramResource[]) => estateOf({ resources, isWhole: true });
const alone = (resource: ProgramResource) => estateOf({ resources: [resource], isWhole: false });

/** What a control says of the things that the program shows, not of others that may be there. */
function statuses(estate: ReturnType<typeof estateOf>, id: string, parameters: object = {}) {
  const one = controls.filter((control: Control) => control.id === id);
  return judge(estate, { controls: one, parameters: { [id]: { ...parameters } } })
    .filter(({ subject }) => !subject.id.startsWith('other '))
    .map(({ verdict }) => verdict.status);
}

const both = [{ insightType: 'ApiCallRateInsight' }, { insightType: 'ApiErrorRateInsight' }];
const trail = (properties: PlainObject = {}, name = 'main') =>
  aResource(
    types.trail,
    {
      name,
      s3BucketName: 'logs',
      isMultiRegionTrail: true,
      enableLogFileValidation: true,
      kmsKeyId: 'alias/logs',
      insightSelectors: both,
      ...properties,
    },
    name,
  );
const selector = (category: string, ...fields: readonly PlainObject[]) => ({
  name: category,
  fieldSelectors: [{ field: 'eventCategory', equals: [category] }, ...fields],
});
const objects = (...fields: readonly PlainObject[]) =>
  selector('Data', { field: 'resources.type', equals: ['AWS::S3::Object'] }, ...fields);
const without = (...notStartsWiths: string[]) => ({ field: 'resources.ARN', notStartsWiths });
const store = (properties: PlainObject = {}, ...sources: readonly ProgramResource[]) =>
  aResource(types.eventDataStore, properties, 'lake', { kmsKeyId: sources });

describe('trails of a program', () => {
  it.each([
    ['true', 'pass'],
    ['false', 'fail'],
  ])('may give a boolean as the text %s', (enableLogFileValidation, status) => {
    expect(statuses(whole(trail({ enableLogFileValidation })), 'CT-06')).toEqual([status]);
  });

  it.each<[string, PlainObject, string]>([
    ['all sources', {}, 'pass'],
    ['all but KMS', { eventSelectors: [{ excludeManagementEventSources: ['kms.amazonaws.com'] }] }, 'fail'],
    [
      'all but KMS, in advanced form',
      {
        advancedEventSelectors: [
          selector('Management', { field: 'eventSource', notEquals: ['kms.amazonaws.com'] }),
        ],
      },
      'fail',
    ],
    ['what the update decides', { advancedEventSelectors: unresolved }, 'unknown'],
  ])('take in %s', (_what, properties, status) => {
    expect(statuses(whole(trail(properties)), 'CT-10')).toEqual([status]);
  });

  it.each<[string, PlainObject, readonly [string, string]]>([
    ['no data events', {}, ['fail', 'fail']],
    ['calls on objects', { advancedEventSelectors: [selector('Management'), objects()] }, ['pass', 'pass']],
    [
      'writes of objects',
      {
        eventSelectors: [
          {
            readWriteType: 'WriteOnly',
            dataResources: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }],
          },
        ],
      },
      ['pass', 'fail'],
    ],
    [
      'calls on objects but those of its own bucket',
      { advancedEventSelectors: [objects(without('arn:aws:s3:::logs/'))] },
      ['pass', 'pass'],
    ],
    [
      'calls on objects but those of a bucket that may keep logs elsewhere',
      { advancedEventSelectors: [objects(without('arn:aws:s3:::access-logs/'))] },
      ['unknown', 'unknown'],
    ],
    [
      'calls on objects of one bucket',
      {
        advancedEventSelectors: [objects({ field: 'resources.ARN', startsWiths: ['arn:aws:s3:::payroll/'] })],
      },
      ['fail', 'fail'],
    ],
  ])('record %s', (_what, properties, expected) => {
    const estate = whole(trail(properties));
    expect([statuses(estate, 'CT-11'), statuses(estate, 'CT-12')]).toEqual(expected.map((one) => [one]));
  });

  it('record what parameters ask for', () => {
    const table = 'arn:aws:dynamodb:us-east-1:111111111111:table/payments';
    const estate = whole(
      trail({
        advancedEventSelectors: [
          selector('Management'),
          selector(
            'Data',
            { field: 'resources.type', equals: ['AWS::DynamoDB::Table'] },
            { field: 'resources.ARN', equals: [table] },
          ),
          selector('NetworkActivity', { field: 'eventSource', equals: ['kms.amazonaws.com'] }),
        ],
      }),
    );
    expect(statuses(estate, 'CT-13', { scope: 'all' })).toEqual(['fail']);
    expect(statuses(estate, 'CT-14', { sensitiveTables: [table] })).toEqual(['pass']);
    expect(statuses(estate, 'CT-14', { sensitiveTables: [`${table}-2`] })).toEqual(['fail']);
    expect(statuses(estate, 'CT-15', { requiredDataTypes: ['AWS::SQS::Queue'] })).toEqual(['fail']);
    expect(statuses(estate, 'CT-16', { networkActivitySources: ['kms.amazonaws.com'] })).toEqual(['pass']);
    expect(statuses(estate, 'CT-27')).toEqual(['pass']);
  });

  it.each<[string, PlainObject, string]>([
    ['both kinds', {}, 'pass'],
    ['one kind', { insightSelectors: [{ insightType: 'ApiErrorRateInsight' }] }, 'fail'],
    ['none', { insightSelectors: undefined }, 'fail'],
    ['a kind that the update decides', { insightSelectors: [{ insightType: unresolved }] }, 'unknown'],
  ])('have Insights of %s', (_what, properties, status) => {
    expect(statuses(whole(trail(properties)), 'CT-17')).toEqual([status]);
  });

  it('record management events twice where two of them do', () => {
    expect(statuses(whole(trail(), trail({}, 'second')), 'CT-21')).toEqual(['fail']);
    const data = trail({ advancedEventSelectors: [objects()] }, 'data');
    expect(statuses(whole(trail(), data), 'CT-21')).toEqual(['pass']);
    expect(
      statuses(whole(trail({ advancedEventSelectors: [selector('Management'), objects()] })), 'CT-27'),
    ).toEqual(['fail']);
  });

  it('have tags of their own and of the provider', () => {
    const requiredTags = ['owner', 'purpose'];
    const tagged = trail({ tags: { owner: 'security' }, tagsAll: { owner: 'security', purpose: 'audit' } });
    expect(statuses(whole(tagged), 'CT-22', { requiredTags })).toEqual(['pass']);
    expect(statuses(alone(trail({ tags: { owner: 'security' } })), 'CT-22', { requiredTags })).toEqual([
      'fail',
    ]);
    expect(statuses(alone(trail({ tags: { owner: unresolved } })), 'CT-22', { requiredTags })).toEqual([
      'unknown',
    ]);
  });

  it('meet the profile by one trail or not at all', () => {
    const key = aResource(types.keys[0], { arn: unresolved }, 'logs');
    const alias = aResource(types.keyAlias, { name: 'alias/logs', targetKeyId: unresolved }, 'logs', {
      targetKeyId: [key],
    });
    expect(statuses(whole(key, alias, trail()), 'CT-23')).toEqual(['pass']);
    const parts = [trail({ kmsKeyId: undefined }, 'a'), trail({ enableLogFileValidation: false }, 'b')];
    expect(statuses(whole(key, alias, ...parts), 'CT-23')).toEqual(['fail']);
  });

  it('follow the convention of names', () => {
    const convention = { namePattern: 'org-*', homeRegion: region, ownerAccountIds: ['111111111111'] };
    expect(statuses(alone(trail({}, 'org-trail')), 'CT-30', convention)).toEqual(['pass']);
    expect(statuses(alone(trail()), 'CT-30', convention)).toEqual(['fail']);
    expect(statuses(alone(trail({ region: 'eu-west-1' }, 'org-trail')), 'CT-30', convention)).toEqual([
      'fail',
    ]);
  });

  it('deliver into the archive where there is no organization', () => {
    const archive = { archiveBuckets: ['archive'], archiveAccountIds: ['222222222222'] };
    expect(statuses(whole(trail()), 'CT-31', archive)).toEqual(['fail']);
    expect(statuses(whole(trail({ isOrganizationTrail: true })), 'CT-31', archive)).toEqual([
      'not_applicable',
    ]);
  });
});

describe('a trail in a saved state', () => {
  const arn = 'arn:aws:cloudtrail:us-east-1:111111111111:trail/main';
  const saved = trail({ arn, region, snsTopicName: 'trail', tagsAll: { owner: 'security' } });
  const applied = whole(saved).trails;
  const compared = (live: PlainObject) => ({
    ...whole(trail({ arn, region, snsTopicName: 'trail', tagsAll: { owner: 'security' }, ...live })),
    lens: 'live' as const,
    appliedTrails: applied,
  });

  it('tells all that is compared with the live one', () => {
    expect(statuses(compared({}), 'CT-24')).toEqual(['pass']);
  });

  it.each<[string, PlainObject]>([
    ['stopped', { enableLogging: false }],
    [
      'narrowed',
      { advancedEventSelectors: [selector('Management', { field: 'readOnly', equals: ['false'] })] },
    ],
    ['tagged otherwise', { tagsAll: {} }],
  ])('differs from a live one that was %s', (_case, live) => {
    expect(statuses(compared(live), 'CT-24')).toEqual(['fail']);
  });
});

describe('event data stores of a program', () => {
  const key = aResource(types.keys[0], { arn: unresolved }, 'lake');

  it('have the key that they name', () => {
    expect(statuses(whole(key, store({ kmsKeyId: unresolved }, key)), 'CT-25')).toEqual(['pass']);
    expect(statuses(alone(store()), 'CT-25')).toEqual(['fail']);
    expect(statuses(alone(store({ kmsKeyId: 'arn:aws:kms:us-east-1:1:key/elsewhere' })), 'CT-25')).toEqual([
      'unknown',
    ]);
  });

  it.each<[string, PlainObject, string]>([
    ['the provider’s defaults', { organizationEnabled: true }, 'pass'],
    ['one Region', { organizationEnabled: true, multiRegionEnabled: false }, 'fail'],
    ['no protection', { organizationEnabled: true, terminationProtectionEnabled: false }, 'fail'],
    ['a month of retention', { organizationEnabled: true, retentionPeriod: 30 }, 'fail'],
    ['ingestion suspended', { organizationEnabled: true, suspend: 'true' }, 'fail'],
    [
      'an archive tag',
      { organizationEnabled: true, suspend: 'true', tags: { 'trailguard:archive': '' } },
      'pass',
    ],
    ['one account', {}, 'fail'],
    [
      'a retention that the update decides',
      { organizationEnabled: true, retentionPeriod: unresolved },
      'unknown',
    ],
  ])('have %s', (_what, properties, status) => {
    const organization = trail({ isOrganizationTrail: true });
    expect(statuses(whole(organization, store(properties)), 'CT-26')).toEqual([status]);
  });

  it('need not exist', () => {
    expect(statuses(whole(trail()), 'CT-25')).toEqual([]);
  });
});
