import { blamedUrn, type Control, controls, judge, uploadTag } from '@trailguard/controls';
import { describe, expect, it } from 'vitest';
import { aProgramResource } from '../../test/a-program-resource.ts';
import { estateOf } from './estate.ts';
import { type PlainObject, unresolved } from './plain-values.ts';
import type { ProgramResource } from './program-resource.ts';
import { types } from './types.ts';

const region = 'us-east-1';
const security = { name: 'security', properties: { allowedAccountIds: '["333333333333"]', region } };
const management = { name: 'management', properties: { allowedAccountIds: '["111111111111"]', region } };

const aResource = (
  type: string,
  properties: PlainObject,
  name = 'main',
  provider: ProgramResource['provider'] = security,
) => aProgramResource(type, name, properties, {}, { provider });
const whole = (...resources: readonly ProgramResource[]) => estateOf({ resources, isWhole: true });
const alone = (resource: ProgramResource) => estateOf({ resources: [resource], isWhole: false });

/** Reasons why a control fails, with the resource that is to be changed. */
function failsOf(estate: ReturnType<typeof estateOf>, id: string, parameters: object = {}) {
  const one = controls.filter((control: Control) => control.id === id);
  return judge(estate, { controls: one, parameters: { [id]: { ...parameters } } }).flatMap(({ verdict }) =>
    verdict.status === 'fail' ? [verdict.reason] : [],
  );
}

const feature = (name: string, status = 'ENABLED', place = region) =>
  aResource(types.detectorFeature, { detectorId: 'd', name, status, region: place }, `${name}-${place}`);
const forAll = (name: string, autoEnable = 'ALL', place = region) =>
  aResource(
    types.organizationFeature,
    { detectorId: 'd', name, autoEnable, region: place },
    `${name}-${place}`,
  );
const configuration = (place = region, more: PlainObject = {}) =>
  aResource(
    types.detectionOrganization,
    { detectorId: 'd', autoEnableOrganizationMembers: 'ALL', region: place, ...more },
    place,
  );

describe('a feature of GuardDuty', () => {
  it.each([
    ['at the detector', feature('S3_DATA_EVENTS', 'DISABLED')],
    ['for accounts', forAll('S3_DATA_EVENTS', 'NONE')],
    [
      'of a member',
      aResource(types.memberFeature, {
        accountId: '444444444444',
        name: 'S3_DATA_EVENTS',
        status: 'DISABLED',
      }),
    ],
  ])('that is off %s names the resource that sets it', (_where, off) => {
    const declared = [configuration(), feature('EKS_AUDIT_LOGS'), forAll('EKS_AUDIT_LOGS'), off];
    const ofFeature = controls.filter(({ id }) => id === 'GD-05');
    const failed = judge(whole(...declared), { controls: ofFeature }).filter(
      ({ verdict }) => verdict.status === 'fail',
    );
    expect(failed.map(blamedUrn)).toContain(off.urn);
  });

  it.each([
    ['at the detector', feature('S3_DATA_EVENTS', 'DISABLED'), /is DISABLED$/],
    ['for accounts', forAll('S3_DATA_EVENTS', 'NONE'), /is NONE$/],
    ['for new accounts alone', forAll('S3_DATA_EVENTS', 'NEW'), /is NEW$/],
    [
      'of a member',
      aResource(types.memberFeature, {
        accountId: '444444444444',
        name: 'S3_DATA_EVENTS',
        status: 'DISABLED',
      }),
      /is off in 444444444444$/,
    ],
  ])('that is off %s fails by its resource alone', (_where, resource, reason) => {
    expect(failsOf(alone(resource), 'GD-05')).toEqual([expect.stringMatching(reason)]);
    expect(failsOf(alone(resource), 'GD-06')).toEqual([]);
  });

  it('that is on fails nowhere, and what the program does not show is no finding', () => {
    const program = whole(configuration(), feature('S3_DATA_EVENTS'), forAll('S3_DATA_EVENTS'));
    expect(failsOf(program, 'GD-05')).toEqual([]);
  });

  it('that is left out where the program sets others for accounts', () => {
    const program = whole(configuration(), forAll('S3_DATA_EVENTS'));
    expect(failsOf(program, 'GD-09')).toEqual([expect.stringContaining('is not set')]);
  });

  it('that is set in one Region of the account and left out in another', () => {
    const program = whole(
      ...[region, 'eu-west-1'].flatMap((place) => [
        configuration(place),
        forAll('S3_DATA_EVENTS', 'ALL', place),
      ]),
      feature('S3_DATA_EVENTS'),
    );
    expect(failsOf(program, 'GD-05')).toEqual(['S3_DATA_EVENTS at the administrator’s detector is not set']);
  });

  it('that a new detector lacks is missed where the program sets others', () => {
    expect(failsOf(whole(feature('S3_DATA_EVENTS')), 'GD-10')).toEqual([
      expect.stringContaining('is not set'),
    ]);
    expect(failsOf(whole(feature('S3_DATA_EVENTS')), 'GD-06')).toEqual([]);
  });

  it('is open while its setting is known only after the update', () => {
    const resource = aResource(types.detectorFeature, { name: 'S3_DATA_EVENTS', status: unresolved });
    expect(failsOf(alone(resource), 'GD-05')).toEqual([]);
    const nameless = aResource(types.organizationFeature, { name: unresolved, autoEnable: 'NONE' });
    expect(failsOf(alone(nameless), 'GD-05')).toEqual([]);
  });

  it.each([
    ['EKS_ADDON_MANAGEMENT', 'GD-11'],
    ['ECS_FARGATE_AGENT_MANAGEMENT', 'GD-12'],
    ['EC2_AGENT_MANAGEMENT', 'GD-13'],
  ])('has its part %s, in any order', (part, id) => {
    const parts = ['EC2_AGENT_MANAGEMENT', 'EKS_ADDON_MANAGEMENT', 'ECS_FARGATE_AGENT_MANAGEMENT'];
    const runtime = (named: readonly string[], status = 'ENABLED') =>
      aResource(types.detectorFeature, {
        name: 'RUNTIME_MONITORING',
        status: 'ENABLED',
        additionalConfigurations: named.map((name) => ({ name, status: name === part ? status : 'ENABLED' })),
      });
    expect(failsOf(alone(runtime(parts)), id)).toEqual([]);
    expect(failsOf(alone(runtime(parts.filter((name) => name !== part))), id)).toHaveLength(1);
    expect(failsOf(alone(runtime(parts, 'DISABLED')), id)).toHaveLength(1);
  });
});

describe('a detector of a program', () => {
  const detector = (properties: PlainObject) => alone(aResource(types.detector, properties));

  it.each<[string, PlainObject, string, number]>([
    ['of the default frequency', {}, 'GD-19', 1],
    ['of another frequency', { findingPublishingFrequency: 'ONE_HOUR' }, 'GD-19', 1],
    ['of the shortest interval', { findingPublishingFrequency: 'FIFTEEN_MINUTES' }, 'GD-19', 0],
    ['of an unknown frequency', { findingPublishingFrequency: unresolved }, 'GD-19', 0],
    ['with data sources', { datasources: { s3Logs: { enable: true } } }, 'GD-29', 1],
    ['without data sources', {}, 'GD-29', 0],
  ])('%s', (_case, properties, id, count) => {
    expect(failsOf(detector(properties), id)).toHaveLength(count);
  });

  it('has the tags of its provider too', () => {
    const required = { requiredTags: ['Owner'] };
    expect(failsOf(detector({}), 'GD-27', required)).toEqual(['the detector has no tag Owner']);
    expect(failsOf(detector({ tags: { Owner: 'x' } }), 'GD-27', required)).toEqual([]);
    const tagging = {
      ...security,
      properties: { ...security.properties, defaultTags: '{"tags":{"Owner":"x"}}' },
    };
    const tagged = alone(aResource(types.detector, {}, 'main', tagging));
    expect(failsOf(tagged, 'GD-27', required)).toEqual([]);
    expect(failsOf(detector({ tags: { Owner: unresolved } }), 'GD-27', required)).toEqual([]);
  });

  it('has one kind of Runtime Monitoring', () => {
    const both = whole(feature('RUNTIME_MONITORING'), feature('EKS_RUNTIME_MONITORING', 'DISABLED'));
    expect(failsOf(both, 'GD-29')).toEqual([expect.stringContaining('are both set')]);
    const block = configuration(region, { datasources: {} });
    expect(failsOf(alone(block), 'GD-29')).toEqual(['the deprecated datasources block is used']);
  });
});

describe('the export of findings', () => {
  const into = (place: string, more: PlainObject = {}) =>
    aResource(
      types.publishingDestination,
      {
        region: place,
        detectorId: 'd',
        destinationArn: 'arn:aws:s3:::findings',
        kmsKeyArn: unresolved,
        ...more,
      },
      place,
    );

  it('is missed where the program exports the findings of other Regions', () => {
    const program = whole(into(region), configuration(), configuration('eu-west-1'));
    expect(failsOf(program, 'GD-20')).toEqual(['findings are exported nowhere']);
    expect(failsOf(whole(configuration()), 'GD-20')).toEqual([]);
  });

  it('goes to a bucket with a key', () => {
    expect(failsOf(alone(into(region)), 'GD-20')).toEqual([]);
    expect(failsOf(alone(into(region, { kmsKeyArn: '' })), 'GD-20')).toEqual(['the export names no KMS key']);
  });
});

describe('the bucket of findings', () => {
  const source = {
    StringEquals: { 'aws:SourceAccount': '333333333333' },
    ArnLike: { 'aws:SourceArn': 'arn:aws:guardduty:*:333333333333:detector/*' },
  };
  const policy = (Condition: PlainObject) => ({
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: ['guardduty.amazonaws.com', 'guardduty.ap-east-1.amazonaws.com'] },
        Action: 's3:PutObject',
        Resource: 'arn:aws:s3:::findings/*',
        Condition,
      },
    ],
  });
  const guarded = (Condition: PlainObject) =>
    alone(aResource(types.bucketPolicy[0], { bucket: 'findings', policy: policy(Condition) }));

  it('is known by its policy, which has to name our detectors', () => {
    expect(guarded(source).buckets.items.map(({ role }) => role)).toEqual(['findings']);
    expect(failsOf(guarded(source), 'GD-21').join()).not.toContain('aws:SourceAccount');
    expect(failsOf(guarded({}), 'GD-21')).toEqual([expect.stringContaining('without aws:SourceAccount')]);
  });

  it('is known by where findings are exported to', () => {
    const bucket = aResource(types.buckets[0], { bucket: 'findings' });
    const destination = aResource(types.publishingDestination, {
      destinationArn: 'arn:aws:s3:::findings/prefix',
      kmsKeyArn: 'k',
    });
    expect(whole(bucket, destination).buckets.items.map(({ role }) => role)).toEqual(['findings']);
    expect(failsOf(whole(bucket, destination), 'GD-21')).toEqual([expect.stringContaining('LB-09: ')]);
  });
});

describe('who is told of findings', () => {
  const rule = (state: string) =>
    aResource(types.eventRule, {
      name: 'findings',
      state,
      eventPattern: '{"source":["aws.guardduty"],"detail":{"severity":[{"numeric":[">=",7]}]}}',
    });
  const target = aResource(types.eventTarget, {
    rule: 'findings',
    arn: 'arn:aws:sns:us-east-1:333333333333:alerts',
  });

  it('is somebody where the administrator has a rule that is on', () => {
    expect(failsOf(whole(configuration(), rule('ENABLED'), target), 'GD-22')).toEqual([]);
    expect(failsOf(whole(configuration(), rule('DISABLED'), target), 'GD-22')).toEqual([
      'findings is DISABLED',
    ]);
  });
});

describe('Security Hub', () => {
  const product = (place: string, name = 'guardduty') =>
    aResource(
      types.productSubscription,
      { productArn: `arn:aws:securityhub:${place}::product/aws/${name}`, region: place },
      `${name}-${place}`,
    );

  it('takes findings in each Region where the program has it take some in another', () => {
    const both = [configuration(), configuration('eu-west-1')];
    expect(failsOf(whole(...both, product(region)), 'GD-28')).toEqual([
      'Security Hub takes no findings of GuardDuty in eu-west-1',
    ]);
    expect(failsOf(whole(...both, product(region), product('eu-west-1')), 'GD-28')).toEqual([]);
    expect(failsOf(whole(...both, product(region, 'macie')), 'GD-28')).toEqual([]);
  });
});

describe('a filter of a program', () => {
  const filter = (criterions: readonly PlainObject[], more: PlainObject = {}) =>
    alone(
      aResource(types.findingFilter, {
        name: 'x',
        action: 'ARCHIVE',
        description: 'Owner: security - Review by: 2026-12-31 - Reason: scanner',
        findingCriteria: { criterions },
        ...more,
      }),
    );
  const narrow = [
    { field: 'type', equals: ['Recon:EC2/Portscan'] },
    { field: 'accountId', equals: ['444444444444'] },
  ];

  it.each<[string, ReturnType<typeof filter>, number]>([
    ['narrow', filter([...narrow, { field: 'severity', lessThan: '7' }]), 0],
    ['of all severities', filter(narrow), 1],
    ['up to 8', filter([...narrow, { field: 'severity', lessThan: '8' }]), 1],
    ['without an owner', filter([...narrow, { field: 'severity', lessThan: '7' }], { description: '' }), 1],
    ['that only marks', filter([], { action: 'NOOP' }), 0],
    ['of unknown criteria', filter([{ field: 'type', equals: unresolved }]), 0],
  ])('%s', (_case, estate, count) => {
    expect(failsOf(estate, 'GD-24')).toHaveLength(count);
  });
});

describe('a list of a program', () => {
  const list = (type: string, more: PlainObject = {}) =>
    aResource(type, {
      name: 'offices',
      activate: true,
      format: 'TXT',
      location: 'https://s3.us-east-1.amazonaws.com/lists/trusted/offices.txt',
      ...more,
    });
  const approved = { approvedLists: ['offices'], approvedBuckets: ['lists'] };
  const file = (content: string) =>
    aResource(types.bucketObjects[0], { bucket: 'lists', key: 'trusted/offices.txt', content });
  const versioning = (status: string) =>
    aResource(types.bucketVersioning[0], { bucket: 'lists', versioningConfiguration: { status } });

  it('is trusted only by name, from a bucket that keeps versions, and of small ranges', () => {
    const trusted = list(types.trustedList);
    expect(
      failsOf(whole(trusted, file('203.0.113.0/24\n'), versioning('Enabled')), 'GD-25', approved),
    ).toEqual([]);
    expect(failsOf(whole(trusted, versioning('Suspended')), 'GD-25', approved)).toHaveLength(1);
    expect(failsOf(whole(trusted, file('198.51.0.0/16\n')), 'GD-25')).toEqual([
      expect.stringContaining('198.51.0.0/16'),
    ]);
    expect(failsOf(alone(trusted), 'GD-25', { approvedLists: ['other'] })).toHaveLength(1);
  });

  it('of threats is active', () => {
    const inactive = list(types.threatList, { activate: false });
    expect(failsOf(alone(list(types.threatList)), 'GD-26')).toEqual([]);
    expect(failsOf(alone(inactive), 'GD-26')).toEqual([]);
    expect(failsOf(whole(inactive), 'GD-26')).toEqual(['the list of threats is INACTIVE']);
  });

  it('of threats that a program has in one Region is missing in the others', () => {
    const detectors = [region, 'eu-west-1'].map((place) =>
      aResource(types.detector, { region: place }, place),
    );
    expect(failsOf(whole(...detectors), 'GD-26')).toEqual([]);
    expect(failsOf(whole(...detectors, list(types.threatList)), 'GD-26')).toEqual([
      'there is no list of threats',
    ]);
  });
});

describe('who administers GuardDuty', () => {
  const delegation = (adminAccountId: string, place = region) =>
    aResource(types.detectionAdministrator, { adminAccountId, region: place }, place, management);

  it('is one account that is not the management account', () => {
    expect(failsOf(whole(delegation('333333333333')), 'GD-02')).toEqual([]);
    expect(failsOf(whole(delegation('111111111111')), 'GD-02')).toEqual([
      'the management account administers GuardDuty itself',
    ]);
    const two = whole(delegation('333333333333'), delegation('222222222222', 'eu-west-1'));
    expect(failsOf(two, 'GD-02')).toHaveLength(2);
  });

  it('is named in each Region where the management account has a detector', () => {
    const elsewhere = aResource(types.detector, { region: 'eu-west-1' }, 'eu-west-1', management);
    expect(failsOf(whole(delegation('333333333333'), elsewhere), 'GD-02')).toEqual([
      'GuardDuty has no delegated administrator',
    ]);
    expect(failsOf(whole(elsewhere), 'GD-02')).toEqual([]);
  });

  it('is no account of whose detectors the program hands the Region to another', () => {
    const own = aResource(types.detector, { findingPublishingFrequency: 'SIX_HOURS' }, 'own', management);
    const administrator = aResource(types.detector, { findingPublishingFrequency: 'SIX_HOURS' });
    const placesIn = (...resources: readonly ProgramResource[]) =>
      whole(own, administrator, ...resources).administratorDetectors.items.map(({ accountId }) => accountId);
    expect(placesIn(delegation('333333333333'))).toEqual(['333333333333']);
    expect(placesIn(delegation('333333333333', 'eu-west-1'))).toEqual(['111111111111', '333333333333']);
    expect(placesIn()).toEqual(['111111111111', '333333333333']);
  });

  it('is told once where another stack of the organization shows it too', () => {
    const { detectionOrganizations } = whole(delegation('333333333333'), configuration());
    expect(detectionOrganizations.items).toHaveLength(1);
  });
});

describe('a bucket that takes files from outside', () => {
  const bucket = aResource(types.buckets[0], {
    bucket: 'uploads',
    tags: { [uploadTag.key]: uploadTag.value },
  });
  const plan = (bucketName: string, status = 'ENABLED') =>
    aResource(
      types.malwarePlan,
      { protectedResource: { s3Bucket: { bucketName } }, role: 'r', actions: [{ taggings: [{ status }] }] },
      bucketName,
    );

  it('is scanned and tagged', () => {
    expect(failsOf(whole(bucket, plan('uploads')), 'GD-18')).toEqual([]);
    expect(failsOf(alone(plan('uploads', 'DISABLED')), 'GD-18')).toEqual([
      'the plan does not tag what it scanned',
    ]);
  });

  it('is missed where the program scans others', () => {
    expect(failsOf(whole(bucket, plan('others')), 'GD-18')).toEqual([
      'uploads takes files from outside and no plan scans it',
    ]);
    expect(failsOf(whole(bucket), 'GD-18')).toEqual([]);
  });
});
