import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { policyNameOf, programControls } from '../src/index.ts';
import { type Diagnostic, type EngineResource, PackProcess, type PolicySettings } from './pack-process.ts';
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

let pack: PackProcess;
beforeAll(async () => {
  pack = await PackProcess.start();
  console.log(`The pack took ${Math.round(pack.startMilliseconds)} ms to start.`);
});
afterEach(() => pack.configure({}));
afterAll(() => pack[Symbol.asyncDispose]());

const nameOf = (id: string) => policyNameOf(programControls.find((control) => control.id === id) as never);

/** Asks as the engine does: each resource by itself, then the whole stack. */
async function diagnosticsOf(program: readonly EngineResource[]): Promise<Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const part of program) {
    found.push(...(await pack.analyze(part)).map((diagnostic) => ({ ...diagnostic, urn: part.urn })));
  }
  return [...found, ...(await pack.analyzeStack(program))];
}

/** Ids of the violations, one for each. */
async function violationsOf(program: readonly EngineResource[]): Promise<string[]> {
  const diagnostics = await diagnosticsOf(program);
  return diagnostics.map(
    ({ policy }) => programControls.find((control) => policyNameOf(control) === policy)?.id ?? policy,
  );
}

const guardDuty = [detector(), detectionOrganization()];
const narrowed = [
  {
    fieldSelectors: [
      { field: 'eventCategory', equals: ['Management'] },
      { field: 'eventName', notEquals: ['AssumeRole'] },
    ],
  },
];

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
    expect(await diagnosticsOf(program)).toEqual([]);
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
    expect(await diagnosticsOf(program)).toEqual([]);
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
    expect(await violationsOf(program)).toEqual([id]);
  });

  it('is there for each control of the pack', () => {
    expect(new Set(cases.map(([id]) => id))).toEqual(new Set(programControls.map(({ id }) => id)));
    expect(programControls).toHaveLength(18);
  });
});

describe('a violation', () => {
  it('is reported on the resource where that shows it alone, so that its step is blocked', async () => {
    const stopped = trail({ enableLogFileValidation: false });
    const [violation, ...others] = await pack.analyze(stopped);
    expect(others).toEqual([]);
    expect(violation).toMatchObject({ policy: nameOf('CT-06'), level: 'mandatory' });
    expect(violation?.message).toBe(
      'Signed digests prove that a log file was changed or removed.\n' +
        'CT-06 Log file validation enabled: the trail signs no digests of its log files; ' +
        'organization (aws:cloudtrail/trail:Trail); ' +
        'fix: Set enableLogFileValidation: true on the trail; the provider’s default is false.; ' +
        'frameworks: CIS AWS Foundations Benchmark 3.0 3.2, CIS AWS Foundations Benchmark 5.0 3.2, ' +
        'CIS AWS Foundations Benchmark 6.0 4.2, CIS AWS Foundations Benchmark 7.0 4.2, ' +
        'AWS Security Hub controls CloudTrail.4, PCI DSS 4.0.1 10.3.2',
    );
  });

  it('names the resource that sets the value, not the one that it is about', async () => {
    const program = trailProgram({ publicAccessBlock: publicAccessBlock({ blockPublicAcls: false }) });
    expect(await pack.analyzeStack(program)).toMatchObject([{ urn: publicAccessBlock().urn }]);
  });

  it('of a missing part names the bucket', async () => {
    expect(await pack.analyzeStack(trailProgram({ publicAccessBlock: null }))).toMatchObject([
      { urn: bucket().urn },
    ]);
  });

  it('is found again when the resource alone was not asked for', async () => {
    const program = trailProgram({ trail: trail({ kmsKeyId: undefined }) });
    expect(await violationsOf(program)).toEqual(['CT-08']);
    await pack.analyze(trail());
    expect((await pack.analyzeStack(program)).map(({ policy }) => policy)).toEqual([nameOf('CT-08')]);
  });
});

describe('the parts of a bucket', () => {
  it('are followed by dependency while the name is not known', async () => {
    const unnamed = bucket({ bucket: undefined });
    const by = { bucket: from(unnamed) };
    const parts = {
      bucket: unnamed,
      bucketVersioning: bucketVersioning(by),
      objectLock: objectLock(by),
      publicAccessBlock: publicAccessBlock({ ...by, blockPublicPolicy: false }),
      bucketPolicy: bucketPolicy({ ...by, policy: from(unnamed) }),
      trail: trail({ s3BucketName: from(unnamed) }),
    };
    const diagnostics = await diagnosticsOf(trailProgram(parts));
    expect(diagnostics.filter(({ level }) => level === 'mandatory').map(({ policy }) => policy)).toEqual([
      nameOf('LB-03'),
    ]);
  });

  it('may carry their policy as an object', async () => {
    const policy = { Version: '2012-10-17', Statement: [statements.acl, statements.write] };
    expect(await violationsOf(trailProgram({ bucketPolicy: bucketPolicy({ policy }) }))).toEqual(['LB-08']);
  });

  it('may still stand on the bucket itself', async () => {
    const inline = bucket({
      versioning: { enabled: true },
      objectLockConfiguration: { rule: { defaultRetention: { mode: 'GOVERNANCE', days: 365 } } },
    });
    expect(
      await violationsOf(trailProgram({ bucket: inline, bucketVersioning: null, objectLock: null })),
    ).toEqual([]);
  });

  it('do not count when only the provider reports them', async () => {
    const set = bucket();
    const reported = { ...set, properties: { ...set.properties, versioning: { enabled: true } } };
    expect(await violationsOf(trailProgram({ bucket: reported, bucketVersioning: null }))).toEqual(['LB-09']);
  });

  it('of a bucket that the configuration names are judged, and block their step', async () => {
    const name = nameOf('LB-03');
    await pack.configure({ [name]: { properties: { logBuckets: ['archive'] } } });
    const open = publicAccessBlock({ bucket: 'archive', blockPublicAcls: false });
    expect((await pack.analyze(open)).map(({ policy }) => policy)).toEqual([name]);
    const bare = resource('aws:s3/bucket:Bucket', 'archive', { bucket: 'archive' });
    expect((await pack.analyzeStack([bare])).map(({ policy }) => policy)).toEqual([name]);
  });

  it('elsewhere than in the program are no finding', async () => {
    expect(await violationsOf([bucketPolicy()])).toEqual([]);
  });
});

describe('what is not known before the update', () => {
  it('is no violation and is listed once', async () => {
    const source = resource('aws:ssm/parameter:Parameter', 'settings', {});
    const program = [
      source,
      ...trailProgram({
        trail: trail({
          isMultiRegionTrail: from(source),
          enableLogFileValidation: from(source),
          kmsKeyId: from(source),
        }),
        bucketPolicy: bucketPolicy({ policy: from(source) }),
        bucketVersioning: bucketVersioning({ versioningConfiguration: from(source) }),
      }),
    ];
    const diagnostics = await diagnosticsOf(program);
    expect(diagnostics).toMatchObject([{ policy: 'not-evaluated', level: 'advisory' }]);
    for (const id of ['CT-02', 'CT-06', 'CT-08', 'LB-05', 'LB-08', 'LB-09']) {
      expect(diagnostics[0]?.message).toContain(`${id}: `);
    }
    expect(diagnostics[0]?.message).toContain('policy of logs is known only after the update');
  });

  it('is not taken for a setting when the provider will compute it', async () => {
    const set = bucket();
    const unknown = {
      ...set.properties,
      versioning: '04da6b54-80e4-46f7-96ec-b56ff0331ba9',
      policy: '04da6b54-80e4-46f7-96ec-b56ff0331ba9',
    };
    const program = trailProgram({ bucket: { ...set, properties: unknown }, bucketVersioning: null });
    expect(await violationsOf(program)).toEqual(['LB-09']);
  });

  it('lists a policy that is malformed', async () => {
    const diagnostics = await diagnosticsOf(
      trailProgram({ bucketPolicy: bucketPolicy({ policy: '{"Statement":' }) }),
    );
    expect(diagnostics).toMatchObject([
      { policy: 'not-evaluated', message: expect.stringContaining('not JSON') },
    ]);
  });
});

describe('configuration', () => {
  it('overrides the parameters of a control', async () => {
    const program = trailProgram({
      objectLock: objectLock({ rule: { defaultRetention: { mode: 'GOVERNANCE', days: 30 } } }),
    });
    await pack.configure({ [nameOf('LB-12')]: { level: 'advisory', properties: { lockMinDays: 30 } } });
    expect(await violationsOf(program)).toEqual([]);
  });

  it('sets the level of a policy, and disables it', async () => {
    const program = trailProgram({ objectLock: null });
    await pack.configure({ [nameOf('LB-12')]: { level: 'advisory' } });
    expect(await diagnosticsOf(program)).toMatchObject([{ level: 'advisory' }]);
    await pack.configure({ [nameOf('LB-12')]: { level: 'disabled' } });
    expect(await diagnosticsOf(program)).toEqual([]);
  });

  it('that does not fit is refused by name', async () => {
    await pack.configure({ [nameOf('LB-12')]: { properties: { lockMinDays: 'long' } } });
    await expect(pack.analyzeStack(trailProgram())).rejects.toThrow(
      'LB-12.lockMinDays: must be a number, not "long"',
    );
  });
});

describe('remediation', () => {
  const asked = (...ids: string[]) =>
    pack.configure(Object.fromEntries(ids.map((id) => [nameOf(id), { level: 'remediate' as const }])));

  it('does nothing unless it is asked for', async () => {
    expect(await pack.remediate(trail({ enableLogging: false }))).toEqual([]);
  });

  it.each<[string, EngineResource, object, Record<string, unknown>?]>([
    ['CT-02', trail({ isMultiRegionTrail: undefined }), { isMultiRegionTrail: true }],
    ['CT-04', trail({ enableLogging: false }), { enableLogging: true }],
    ['CT-05', trail({ includeGlobalServiceEvents: false }), { includeGlobalServiceEvents: true }],
    ['CT-06', trail({ enableLogFileValidation: undefined }), { enableLogFileValidation: true }],
    ['GD-01', detector({ enable: false }), { enable: true }],
    [
      'GD-03',
      detectionOrganization({ autoEnableOrganizationMembers: 'NONE' }),
      { autoEnableOrganizationMembers: 'ALL' },
    ],
  ])('of %s sets the safe value and keeps the rest, unknown values too', async (id, before, change) => {
    await asked(id);
    expect(await pack.remediate(before)).toEqual([
      { policy: nameOf(id), properties: { ...before.properties, ...change } },
    ]);
  });

  it('of a bucket needs to know that it keeps logs', async () => {
    const open = publicAccessBlock({ blockPublicAcls: false });
    await pack.configure({ [nameOf('LB-03')]: { level: 'remediate' } });
    expect(await pack.remediate(open)).toEqual([]);
    await pack.configure({
      [nameOf('LB-03')]: { level: 'remediate', properties: { logBuckets: [known.bucketName] } },
    });
    expect(await pack.remediate(open)).toMatchObject([{ properties: publicAccessBlock().properties }]);
  });

  it('leaves alone what is as it should be', async () => {
    await asked('CT-02', 'CT-04', 'CT-05', 'CT-06');
    expect(await pack.remediate(trail())).toEqual([]);
  });
});

describe('the pack', () => {
  it('tells the engine its policies with severity, schema, framework and steps', async () => {
    const info = await pack.info();
    expect(info).toMatchObject({ name: 'trailguard', provider: 'aws', supportsconfig: true });
    expect(info.policiesList).toHaveLength(19);
    const [first] = info.policiesList.filter(({ name }: { name: string }) => name === nameOf('CT-06'));
    expect(first).toMatchObject({
      displayname: 'CT-06 Log file validation enabled',
      enforcementlevel: 1,
      framework: { name: 'CIS AWS Foundations Benchmark', version: '7.0', reference: '4.2' },
      url: expect.stringContaining('docs.aws.amazon.com'),
      tagsList: expect.arrayContaining(['cis-aws-5.0:3.2', 'security-hub:CloudTrail.4']),
    });
  });

  it('names each policy as Pulumi allows, once', async () => {
    const names = programControls.map(policyNameOf);
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => /^[a-z0-9-]{1,100}$/.test(name))).toBe(true);
  });
});
