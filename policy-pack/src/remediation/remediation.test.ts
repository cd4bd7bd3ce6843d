import { controls, judge } from '@trailguard/controls';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estateOf } from '../lens/estate.ts';
import { type Plain, plainValues } from '../lens/plain-values.ts';
import { fromInputs } from '../lens/program-resource.ts';
import { programControls } from '../program-controls.ts';
import { apply, type Remediation, type RemediationSettings, remediations, settingsOf } from './index.ts';

const logs = 'example-logs';
const keyArn = 'arn:aws:kms:us-east-1:111111111111:key/1';
const unknownText = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
type Properties = Readonly<Record<string, unknown>>;

const settings: RemediationSettings = {
  parameters: { requiredTags: ['owner'], minRetentionDays: 400 },
  logBuckets: [logs],
  values: {
    remediationKmsKeyArn: keyArn,
    remediationLogGroups: ['/trail'],
    remediationTags: ['owner=platform'],
  },
};

/** The properties after a remediation; `undefined` where it does nothing. */
function remedied(id: string, type: string, before: Properties, told = settings): unknown {
  const after = structuredClone(before) as Record<string, unknown>;
  const plain = plainValues(before);
  const read = (property: string) => (Object.hasOwn(plain, property) ? plain[property] : undefined);
  const changes = settingsOf(remediations[id] as Remediation, { type, read }, told);
  if (changes.length === 0) return undefined;
  apply(after, changes);
  return after;
}

const trail = 'aws:cloudtrail/trail:Trail';
const guardDuty = (kind: string) => `aws:guardduty/${kind[0]?.toLowerCase()}${kind.slice(1)}:${kind}`;
const s3 = (kind: string) => `aws:s3/${kind[0]?.toLowerCase()}${kind.slice(1)}:${kind}`;
const feature = guardDuty('DetectorFeature');
const organizationFeature = guardDuty('OrganizationConfigurationFeature');
const bucket = { bucket: logs };
const allowed = {
  Effect: 'Allow',
  Principal: { Service: 'cloudtrail.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: `arn:aws-us-gov:s3:::${logs}/*`,
};
const deny = (arn: string) => ({
  Sid: 'DenyInsecureTransport',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [arn, `${arn}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});
const closed = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};

type Case = readonly [id: string, type: string, before: Properties, after: Properties];
const cases: readonly Case[] = [
  ['CT-02', trail, {}, { isMultiRegionTrail: true }],
  ['CT-04', trail, { enableLogging: false }, { enableLogging: true }],
  ['CT-05', trail, { includeGlobalServiceEvents: false }, { includeGlobalServiceEvents: true }],
  ['CT-06', trail, {}, { enableLogFileValidation: true }],
  ['CT-06', trail, { enableLogFileValidation: false }, { enableLogFileValidation: true }],
  [
    'CT-17',
    trail,
    { insightSelectors: [{ insightType: 'ApiErrorRateInsight' }] },
    { insightSelectors: [{ insightType: 'ApiErrorRateInsight' }, { insightType: 'ApiCallRateInsight' }] },
  ],
  ['CT-22', trail, { tags: { team: 'a' } }, { tags: { team: 'a', owner: 'platform' } }],
  [
    'CT-26',
    'aws:cloudtrail/eventDataStore:EventDataStore',
    { terminationProtectionEnabled: false, multiRegionEnabled: false },
    { terminationProtectionEnabled: true, multiRegionEnabled: true },
  ],
  ['LB-03', s3('BucketPublicAccessBlock'), { ...bucket, blockPublicAcls: false }, { ...bucket, ...closed }],
  ['LB-04', s3('AccountPublicAccessBlock'), {}, closed],
  [
    'LB-07',
    s3('BucketPolicy'),
    { ...bucket, policy: JSON.stringify({ Version: '2012-10-17', Statement: [allowed] }) },
    {
      ...bucket,
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [allowed, deny(`arn:aws-us-gov:s3:::${logs}`)],
      }),
    },
  ],
  [
    'LB-07',
    s3('BucketPolicy'),
    { ...bucket, policy: { Statement: { Effect: 'Deny', Principal: '*', Action: 's3:Delete*' } } },
    {
      ...bucket,
      policy: {
        Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:Delete*' }, deny(`arn:aws:s3:::${logs}`)],
      },
    },
  ],
  ['LB-09', s3('BucketVersioning'), bucket, { ...bucket, versioningConfiguration: { status: 'Enabled' } }],
  [
    'LB-09',
    s3('BucketVersioning'),
    { ...bucket, versioningConfiguration: { status: 'Suspended', mfaDelete: 'Enabled' } },
    { ...bucket, versioningConfiguration: { status: 'Enabled', mfaDelete: 'Enabled' } },
  ],
  [
    'LB-13',
    s3('BucketServerSideEncryptionConfiguration'),
    { ...bucket, rules: [{ bucketKeyEnabled: true }] },
    {
      ...bucket,
      rules: [
        {
          bucketKeyEnabled: true,
          applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: keyArn },
        },
      ],
    },
  ],
  [
    'LB-18',
    s3('BucketOwnershipControls'),
    { ...bucket, rule: { objectOwnership: 'ObjectWriter' } },
    { ...bucket, rule: { objectOwnership: 'BucketOwnerEnforced' } },
  ],
  ['LB-24', s3('Bucket'), { ...bucket, forceDestroy: true }, { ...bucket, forceDestroy: false }],
  ['KM-02', 'aws:kms/key:Key', { description: 'logs' }, { description: 'logs', enableKeyRotation: true }],
  ['NT-04', 'aws:sns/topic:Topic', { name: 'trail' }, { name: 'trail', kmsMasterKeyId: keyArn }],
  ['NT-04', 'aws:sns/topic:Topic', { kmsMasterKeyId: 'alias/aws/sns' }, { kmsMasterKeyId: keyArn }],
  ['CW-17', 'aws:cloudwatch/metricAlarm:MetricAlarm', { actionsEnabled: false }, { actionsEnabled: true }],
  [
    'CW-18',
    'aws:cloudwatch/logGroup:LogGroup',
    { name: '/trail', retentionInDays: 30 },
    { name: '/trail', retentionInDays: 400 },
  ],
  ['GD-01', guardDuty('Detector'), { enable: false }, { enable: true }],
  [
    'GD-03',
    guardDuty('OrganizationConfiguration'),
    { autoEnableOrganizationMembers: 'NEW' },
    { autoEnableOrganizationMembers: 'ALL' },
  ],
  ...(
    [
      ['GD-05', 'S3_DATA_EVENTS'],
      ['GD-06', 'EKS_AUDIT_LOGS'],
      ['GD-07', 'EBS_MALWARE_PROTECTION'],
      ['GD-08', 'RDS_LOGIN_EVENTS'],
      ['GD-09', 'LAMBDA_NETWORK_LOGS'],
      ['GD-10', 'RUNTIME_MONITORING'],
      ['GD-16', 'AI_PROTECTION'],
    ] as const
  ).flatMap(([id, name]): Case[] => [
    [id, feature, { name, status: 'DISABLED' }, { name, status: 'ENABLED' }],
    [id, organizationFeature, { name, autoEnable: 'NEW' }, { name, autoEnable: 'ALL' }],
    [id, guardDuty('MemberDetectorFeature'), { name, status: 'DISABLED' }, { name, status: 'ENABLED' }],
  ]),
  ...(
    [
      ['GD-11', 'EKS_ADDON_MANAGEMENT'],
      ['GD-12', 'ECS_FARGATE_AGENT_MANAGEMENT'],
      ['GD-13', 'EC2_AGENT_MANAGEMENT'],
    ] as const
  ).flatMap(([id, agent]): Case[] => {
    const name = 'RUNTIME_MONITORING';
    return [
      [id, feature, { name }, { name, additionalConfigurations: [{ name: agent, status: 'ENABLED' }] }],
      [
        id,
        organizationFeature,
        { name, additionalConfigurations: [{ name: 'OTHER' }, { name: agent, autoEnable: 'NONE' }] },
        { name, additionalConfigurations: [{ name: 'OTHER' }, { name: agent, autoEnable: 'ALL' }] },
      ],
    ];
  }),
  [
    'GD-19',
    guardDuty('Detector'),
    { enable: true },
    { enable: true, findingPublishingFrequency: 'FIFTEEN_MINUTES' },
  ],
  ['GD-27', guardDuty('Filter'), { name: 'a' }, { name: 'a', tags: { owner: 'platform' } }],
];

describe('a remediation', () => {
  it.each(cases)('of %s sets the safe value on %s and keeps the rest', (id, type, before, after) => {
    expect(remedied(id, type, before)).toEqual(after);
  });

  it.each(cases)('of %s on %s finds nothing more to do after itself', (id, type, _before, after) => {
    expect(remedied(id, type, after)).toBeUndefined();
  });

  it.each<[string, string, Properties, Partial<RemediationSettings>?]>([
    ['CT-02', trail, { isMultiRegionTrail: false }],
    ['CT-06', trail, { enableLogFileValidation: unknownText }],
    ['CT-17', trail, { insightSelectors: unknownText }],
    ['CT-22', trail, { tags: unknownText }],
    ['CT-22', trail, { tagsAll: { owner: 'provider' } }],
    ['CT-22', trail, {}, { values: {} }],
    ['LB-03', s3('BucketPublicAccessBlock'), { bucket: 'site' }],
    ['LB-03', s3('BucketPublicAccessBlock'), { bucket: unknownText }],
    ['LB-04', s3('AccountPublicAccessBlock'), { ...closed, blockPublicAcls: unknownText }],
    ['LB-07', s3('BucketPolicy'), { ...bucket, policy: unknownText }],
    ['LB-07', s3('BucketPolicy'), { ...bucket, policy: '{' }],
    ['LB-13', s3('BucketServerSideEncryptionConfiguration'), bucket, { values: {} }],
    [
      'LB-13',
      s3('BucketServerSideEncryptionConfiguration'),
      { ...bucket, rules: [{ applyServerSideEncryptionByDefault: { kmsMasterKeyId: 'another' } }] },
    ],
    ['LB-24', s3('Bucket'), { bucket: 'site', forceDestroy: true }],
    ['KM-02', 'aws:kms/key:Key', { customerMasterKeySpec: 'RSA_4096' }],
    ['KM-02', 'aws:kms/key:Key', { keyUsage: 'SIGN_VERIFY' }],
    ['NT-04', 'aws:sns/topic:Topic', { kmsMasterKeyId: unknownText }],
    ['NT-04', 'aws:sns/topic:Topic', {}, { values: {} }],
    ['CW-18', 'aws:cloudwatch/logGroup:LogGroup', { name: '/app', retentionInDays: 1 }],
    ['CW-18', 'aws:cloudwatch/logGroup:LogGroup', { name: '/trail', retentionInDays: 0 }],
    ['GD-05', feature, { name: 'RDS_LOGIN_EVENTS', status: 'DISABLED' }],
    ['GD-05', feature, { name: 'S3_DATA_EVENTS', status: unknownText }],
    ['GD-11', feature, { name: 'S3_DATA_EVENTS' }],
  ])('of %s leaves alone %s with %j', (id, type, before, told = {}) => {
    expect(remedied(id, type, before, { ...settings, ...told })).toBeUndefined();
  });

  it('is tried for each control that has one', () => {
    expect(new Set(cases.map(([id]) => id))).toEqual(new Set(Object.keys(remediations)));
  });

  it('is there for each control that says so', () => {
    const said = programControls.filter(({ policies }) => policies.includes('remediation'));
    expect(said.map(({ id }) => id).filter((id) => !Object.hasOwn(remediations, id))).toEqual([]);
  });
});

describe('any resource', () => {
  const known = fc.constantFrom<unknown>(
    ...[
      true,
      false,
      null,
      0,
      30,
      3653,
      '',
      'Enabled',
      'Suspended',
      'ENABLED',
      'DISABLED',
      'ALL',
      'NEW',
      'NONE',
    ],
    ...['ObjectWriter', 'SIX_HOURS', 'FIFTEEN_MINUTES', 'RSA_4096', logs, keyArn, unknownText, '/trail'],
    ...['S3_DATA_EVENTS', 'RUNTIME_MONITORING', 'AI_PROTECTION', '{"Statement":[]}', '{'],
  );
  const value = fc.oneof(
    { weight: 4, arbitrary: known },
    fc.record({ status: known, objectOwnership: known, owner: known }, { requiredKeys: [] }),
    fc.array(fc.record({ name: known, status: known, insightType: known, autoEnable: known }), {
      maxLength: 2,
    }),
  );
  const names = [
    ...['isMultiRegionTrail', 'enableLogging', 'includeGlobalServiceEvents', 'enableLogFileValidation'],
    ...['insightSelectors', 'tags', 'terminationProtectionEnabled', 'multiRegionEnabled', 'forceDestroy'],
    ...['blockPublicAcls', 'restrictPublicBuckets', 'policy', 'versioningConfiguration', 'rules', 'rule'],
    ...['enableKeyRotation', 'customerMasterKeySpec', 'kmsMasterKeyId', 'actionsEnabled', 'retentionInDays'],
    ...['enable', 'autoEnableOrganizationMembers', 'status', 'autoEnable', 'additionalConfigurations'],
    'findingPublishingFrequency',
  ];
  const properties = fc
    .tuple(
      fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 8, noNullPrototype: true }),
      fc.constantFrom('S3_DATA_EVENTS', 'RUNTIME_MONITORING', 'AI_PROTECTION', '/trail'),
    )
    .map(([drawn, name]) => ({ bucket: logs, name, ...drawn }));
  const drawn = fc
    .constantFrom(...Object.entries(remediations))
    .chain(([id, { types }]) => fc.tuple(fc.constant(id), fc.constantFrom(...types), properties));

  /** Statuses of all controls on a program of that one resource, by control and subject. */
  function verdictsOn(type: string, given: Properties): ReadonlyMap<string, string> {
    const resource = fromInputs({
      type,
      name: 'x',
      urn: `urn:pulumi:a::b::${type}::x`,
      properties: given,
      provider: {
        name: 'default',
        properties: { region: 'us-east-1', allowedAccountIds: '["111111111111"]' },
      },
    });
    const estate = estateOf({ resources: [resource], isWhole: true }, { logBuckets: [logs] });
    return new Map(
      judge(estate, { controls: programControls }).map(({ controlId, subject, verdict }) => [
        `${controlId} ${subject.id}`,
        verdict.status,
      ]),
    );
  }

  it('fails no control after a remediation that it did not fail before, and a second time nothing changes', () => {
    fc.assert(
      fc.property(drawn, ([id, type, before]) => {
        const after = remedied(id, type, before) as Properties | undefined;
        if (after === undefined) return;
        expect(remedied(id, type, after)).toBeUndefined();
        const [was, is] = [verdictsOn(type, before), verdictsOn(type, after)];
        const loosened = [...is].filter(([key, status]) => status === 'fail' && was.get(key) === 'pass');
        expect(loosened).toEqual([]);
      }),
      { seed: 17, numRuns: 600 },
    );
  });

  it('keeps all that the remediation does not name', () => {
    fc.assert(
      fc.property(drawn, ([id, type, before]) => {
        const after = remedied(id, type, before) as Record<string, Plain> | undefined;
        if (after === undefined) return;
        const changed = Object.keys(after).filter(
          (name) => JSON.stringify(after[name]) !== JSON.stringify((before as Record<string, unknown>)[name]),
        );
        const plain = plainValues(before);
        const of = remediations[id] as Remediation;
        const said = settingsOf(of, { type, read: (name) => plain[name] }, settings);
        expect(changed.sort()).toEqual([...new Set(said.map(({ path }) => String(path[0])))].sort());
      }),
      { seed: 18, numRuns: 300 },
    );
  });
});

it('is there for each control that says so, and for no other', () => {
  const promising = controls.filter(({ policies }) => policies.includes('remediation'));
  expect(Object.keys(remediations).sort()).toEqual(promising.map(({ id }) => id));
});
