import { describe, expect, it } from 'vitest';
import { programControls } from '../src/index.ts';
import { checkStates, readPolicyConfig } from '../src/state/index.ts';
import { judged, nameOf, usePack } from './asked-pack.ts';
import type { EngineResource, PolicySettings } from './pack-process.ts';
import { stateOf } from './state-of.ts';
import {
  account,
  bucket,
  bucketPolicy,
  bucketVersioning,
  detectionOrganization,
  detector,
  from,
  key,
  known,
  member,
  objectLock,
  organization,
  policyOf,
  publicAccessBlock,
  resource,
  statements,
  trail,
  trailProgram,
} from './program.ts';

const pack = usePack();
const guardDuty = [detector(), detectionOrganization()];
const narrowed = [
  {
    fieldSelectors: [
      { field: 'eventCategory', equals: ['Management'] },
      { field: 'eventName', notEquals: ['AssumeRole'] },
    ],
  },
];

/** Ids of the controls that fail on the state that a program leaves behind, one for each thing that is wrong. */
function failsInState(
  program: readonly EngineResource[],
  settings: Readonly<Record<string, PolicySettings>> = {},
): readonly string[] {
  const config = Object.fromEntries(
    Object.entries(settings).map(([name, { level, properties }]) => [
      name,
      { ...(level === undefined ? {} : { enforcementLevel: level }), ...properties },
    ]),
  );
  const { findings } = checkStates({
    controls: programControls.filter(({ id }) => judged.has(id)),
    files: [{ name: 'state.json', text: stateOf(program) }],
    config: readPolicyConfig(JSON.stringify(config), programControls),
    now: '2026-06-15T12:00:00.000Z',
  });
  return findings.filter(({ status }) => status === 'fail').map(({ controlId }) => controlId);
}

describe('a compliant program', () => {
  it.each<[string, EngineResource[]]>([
    ['of the trail and its archive', trailProgram()],
    ['of an organization with its trail', [organization(), ...trailProgram()]],
    ['of GuardDuty', guardDuty],
    ['of members that are enabled automatically', [account('a'), ...guardDuty]],
    [
      'without anything that the controls are about',
      [resource('aws:sns/topic:Topic', 'x', {}), resource('random:index/randomId:RandomId', 'y', {})],
    ],
    [
      'of a bucket that keeps no logs',
      [resource('aws:s3/bucket:Bucket', 'site', { bucket: 'site', acl: 'public-read' })],
    ],
  ])('%s has no violation', async (_case, program) => {
    expect(await pack.diagnosticsOf(program)).toEqual([]);
    expect(failsInState(program)).toEqual([]);
  });

  it('has none while its provider is not known, so that previews have no outputs at all', async () => {
    const program = trailProgram().map((part) => ({ ...part, outputs: {} }));
    expect(await pack.diagnosticsOf(program)).toEqual([]);
  });

  it('has none after the update either, when the outputs are known', async () => {
    const outputs = {
      arn: known.trailArn,
      homeRegion: 'us-east-1',
      enableLogging: true,
      includeGlobalServiceEvents: true,
      s3BucketName: known.bucketName,
      s3KeyPrefix: '',
      kmsKeyId: `arn:aws:kms:us-east-1:${known.management}:key/1`,
      cloudWatchLogsGroupArn: `arn:aws:logs:us-east-1:${known.management}:log-group:trail:*`,
      cloudWatchLogsRoleArn: `arn:aws:iam::${known.management}:role/trail-logs`,
      eventSelectors: [],
      advancedEventSelectors: [],
    };
    const program = trailProgram({
      trail: trail(outputs),
      key: key({ arn: outputs.kmsKeyId, keyId: '1' }),
      bucket: bucket({ arn: `arn:aws:s3:::${known.bucketName}`, region: 'us-east-1' }),
    });
    expect(await pack.diagnosticsOf(program)).toEqual([]);
  });
});

describe('a program whose provider is not known yet', () => {
  it('is judged by what it sets', async () => {
    const versioning = bucketVersioning({ versioningConfiguration: { status: 'Suspended' } });
    const program = trailProgram({ bucketVersioning: versioning }).map((part) => ({ ...part, outputs: {} }));
    expect(await pack.violationsOf(program)).toEqual(['LB-09']);
  });
});

describe('a program that breaks one control', () => {
  const cases: readonly [string, string, EngineResource[], Record<string, PolicySettings>?][] = [
    [
      'CT-01',
      'without the trail that it must have',
      [detector()],
      { [nameOf('CT-01')]: { properties: { required: true } } },
    ],
    [
      'CT-02',
      'with a trail of a single Region',
      trailProgram({ trail: trail({ isMultiRegionTrail: undefined, isOrganizationTrail: false }) }),
    ],
    [
      'CT-03',
      'whose organization has no organization trail',
      [organization(), ...trailProgram({ trail: trail({ isOrganizationTrail: false }) })],
    ],
    [
      'CT-03',
      'whose organization does not trust CloudTrail',
      [organization({ awsServiceAccessPrincipals: [] }), ...trailProgram()],
    ],
    [
      'CT-04',
      'with a trail that is stopped beside one that records',
      [...trailProgram(), trail({ enableLogging: false }, 'second')],
    ],
    [
      'CT-05',
      'with a trail that leaves out global services',
      trailProgram({ trail: trail({ includeGlobalServiceEvents: false }) }),
    ],
    [
      'CT-06',
      'with a trail that signs nothing',
      trailProgram({ trail: trail({ enableLogFileValidation: undefined }) }),
    ],
    ['CT-08', 'with a trail without a key', trailProgram({ trail: trail({ kmsKeyId: undefined }) })],
    ['CT-08', 'with a key that is disabled', trailProgram({ key: key({ isEnabled: false }) })],
    [
      'CT-09',
      'with management events narrowed by name',
      trailProgram({ trail: trail({ advancedEventSelectors: narrowed }) }),
    ],
    [
      'CT-18',
      'with a trail without a log group',
      trailProgram({ trail: trail({ cloudWatchLogsGroupArn: undefined }) }),
    ],
    [
      'LB-02',
      'with a bucket policy for everyone',
      trailProgram({
        bucketPolicy: bucketPolicy({
          policy: policyOf(...Object.values(statements), {
            Effect: 'Allow',
            Principal: '*',
            Action: 's3:GetObject',
            Resource: `arn:aws:s3:::${known.bucketName}/*`,
          }),
        }),
      }),
    ],
    [
      'LB-02',
      'with a public ACL',
      trailProgram({
        acl: resource('aws:s3/bucketAcl:BucketAcl', 'logs', { bucket: from(bucket()), acl: 'public-read' }),
      }),
    ],
    [
      'LB-03',
      'with a setting of the block off',
      trailProgram({ publicAccessBlock: publicAccessBlock({ restrictPublicBuckets: undefined }) }),
    ],
    ['LB-03', 'without a block', trailProgram({ publicAccessBlock: null })],
    [
      'LB-05',
      'whose bucket admits every trail',
      trailProgram({
        bucketPolicy: bucketPolicy({
          policy: policyOf(statements.acl, { ...statements.write, Condition: {} }, statements.deny),
        }),
      }),
    ],
    [
      'LB-08',
      'whose bucket lets log files be deleted',
      trailProgram({ bucketPolicy: bucketPolicy({ policy: policyOf(statements.acl, statements.write) }) }),
    ],
    [
      'LB-09',
      'with versioning suspended',
      trailProgram({
        bucketVersioning: bucketVersioning({ versioningConfiguration: { status: 'Suspended' } }),
      }),
    ],
    ['LB-09', 'without versioning', trailProgram({ bucketVersioning: null })],
    ['LB-12', 'without Object Lock', trailProgram({ objectLock: null })],
    [
      'LB-12',
      'with a lock that is too short',
      trailProgram({
        objectLock: objectLock({ rule: { defaultRetention: { mode: 'COMPLIANCE', days: 30 } } }),
      }),
    ],
    ['GD-01', 'with a detector that is off', [detector({ enable: false })]],
    [
      'GD-03',
      'that enables new accounts only',
      [detector(), detectionOrganization({ autoEnableOrganizationMembers: 'NEW' })],
    ],
    ['GD-04', 'that forgets a member', [account('a'), account('b'), detector(), member(account('a'))]],
  ];

  it.each(cases)('%s: %s', async (id, _case, program, settings = {}) => {
    await pack.configure(settings);
    expect(await pack.violationsOf(program)).toEqual([id]);
  });

  it.each(cases)('%s: %s, when it is applied, by its saved state', (id, _case, program, settings = {}) => {
    expect(failsInState(program, settings)).toEqual([id]);
  });

  it('is there for each control that the compliant programs are about', () => {
    expect(new Set(cases.map(([id]) => id))).toEqual(judged);
  });
});
