import { partitionOf } from '@trailguard/baseline';
import { type RecordOptions, recordProgram } from '@trailguard/baseline/testing';
import * as pulumi from '@pulumi/pulumi';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { program as account } from './account/program.ts';
import { program as logArchive } from './log-archive/program.ts';
import { program as organization } from './organization/program.ts';
import { program as security } from './security/program.ts';
import { accountConfig, organizationConfig } from './testing/config.ts';
import { organizationAnswers } from './testing/organization-answers.ts';

/** Answers of an AWS whose accounts have two regions, a log key and detectors. */
function answers(region = 'us-east-1'): NonNullable<RecordOptions['calls']> {
  return {
    ...organizationAnswers(),
    'aws:index/getRegions:getRegions': () => ({ names: ['eu-west-1', region].sort() }),
    'aws:kms/getKey:getKey': () => ({ arn: `arn:aws:kms:${region}:222222222222:key/looked-up` }),
    'aws:guardduty/getDetector:getDetector': ({ region: asked }) => ({ id: `detector-${asked}` }),
    'aws:index/getCallerIdentity:getCallerIdentity': () => ({
      arn: `arn:${partitionOf(region)}:sts::222222222222:assumed-role/OrganizationAccountAccessRole/job`,
    }),
  };
}
const programs = { account, logArchive, organization, security };
const recorded = (name: keyof typeof programs, options: RecordOptions = {}) =>
  recordProgram(programs[name], { config: accountConfig(), calls: answers(), ...options });

const typesOf = async (name: keyof typeof programs) =>
  (await recorded(name)).resources
    .filter(({ type }) => type.startsWith('trailguard:'))
    .map(({ type, name }) => `${type.split(':').pop()} ${name}`);

describe('log-archive', () => {
  it('composes baseline, break-glass role, key and archive', async () => {
    expect((await typesOf('logArchive')).sort()).toEqual([
      'AccessLogBucket config-access',
      'AccessLogBucket findings-access',
      'AccessLogBucket logs-access',
      'AccountBaseline account',
      'BreakGlassRole break-glass',
      'ChangeMonitor changes',
      'ClosedBucket config',
      'ClosedBucket config-access',
      'ClosedBucket findings',
      'ClosedBucket findings-access',
      'ClosedBucket logs',
      'ClosedBucket logs-access',
      'ConfigArchive config',
      'ConfigRecorder config',
      'FindingsArchive findings',
      'LogArchive logs',
      'LogKey logs',
      'RemovalNotices logs-removals',
    ]);
  });

  it.each([
    ['a role that is not named', 'assumed-role/Administrator/someone', 'add "Administrator" to the list'],
    ['a user', 'user/someone', 'is no session of a role'],
    ['root', 'root', 'is no session of a role'],
  ])('refuses an update by %s, which its policies would shut out', async (_who, caller, message) => {
    const arn = `arn:aws:iam::222222222222:${caller}`;
    const calls = { ...answers(), 'aws:index/getCallerIdentity:getCallerIdentity': () => ({ arn }) };
    await expect(recorded('logArchive', { calls })).rejects.toThrow(message);
    await expect(recorded('logArchive', { calls, isPreview: true })).resolves.toBeDefined();
  });

  it('lets the named roles deploy, in IAM Identity Center too', async () => {
    const name = 'AWSReservedSSO_Deploy_0123456789abcdef';
    const config = organizationConfig({
      deployRoleNames: JSON.stringify([`aws-reserved/sso.amazonaws.com/eu-west-1/${name}`]),
    });
    const arn = `arn:aws:sts::222222222222:assumed-role/${name}/someone`;
    const calls = { ...answers(), 'aws:index/getCallerIdentity:getCallerIdentity': () => ({ arn }) };
    const recording = await recorded('logArchive', { config, calls });
    expect(String(recording.inputsOf('aws:kms/key:Key', 'logs').policy)).toContain(
      `arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/eu-west-1/${name}`,
    );
  });

  it('names its outputs', async () => {
    expect((await recorded('logArchive')).outputs).toEqual({
      logBucketName: 'trailguard-logs-222222222222-us-east-1',
      accessLogBucketName: 'trailguard-access-logs-222222222222-us-east-1',
      logKeyArn: 'arn-of-logs',
      breakGlassRoleArn: 'arn-of-break-glass',
      removalTopicArn: 'arn-of-logs-removals',
      findingsBucketName: 'trailguard-findings-222222222222-us-east-1',
      findingsKeyArn: 'arn-of-findings',
      configBucketName: 'trailguard-config-222222222222-us-east-1',
      auditRoleArn: 'arn-of-account-audit',
      previewRoleArn: 'arn-of-account-preview',
    });
  });

  it('takes retention from the settings', async () => {
    const config = organizationConfig({
      logRetentionDays: '500',
      objectLockDays: '400',
      objectLockMode: 'COMPLIANCE',
      complianceLockConfirmedDays: '400',
    });
    const recording = await recorded('logArchive', { config });
    expect(
      recording.inputsOf('aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration', 'logs').rule,
    ).toEqual({
      defaultRetention: { mode: 'COMPLIANCE', days: 400 },
    });
  });
});

describe('the copy of the log files', () => {
  const copying = (different: Record<string, string> = {}) => ({
    config: organizationConfig({ logCopyRegion: 'eu-west-1', ...different }),
  });
  const otherAccount = { logCopyAccountId: '444444444444', logCopyProfile: 'copy' };

  it('is made in the other region of the same account, before log files are copied into it', async () => {
    const recording = await recorded('logArchive', copying());
    expect(recording.inputsOf('aws:s3/bucket:Bucket', 'logs-copy')).toMatchObject({
      region: 'eu-west-1',
      bucket: 'trailguard-logs-copy-222222222222-eu-west-1',
    });
    expect(recording.find('aws:s3/bucket:Bucket', 'logs-copy').provider).toBe('');
    const replication = recording.find('aws:s3/bucketReplicationConfig:BucketReplicationConfig');
    expect(replication.dependsOn).toContain('BucketPolicy logs-copy');
    expect(String(recording.inputsOf('aws:iam/rolePolicy:RolePolicy', 'break-glass').policy)).toContain(
      'arn:aws:s3:::trailguard-logs-copy-222222222222-eu-west-1/*',
    );
  });

  it('has an account, credentials and a break-glass role of its own where one is named', async () => {
    const recording = await recorded('logArchive', copying(otherAccount));
    const { profile, allowedAccountIds } = recording.inputsOf('pulumi:providers:aws', 'log-copy');
    expect([profile, allowedAccountIds]).toEqual(['copy', '["444444444444"]']);
    expect(recording.find('aws:s3/bucket:Bucket', 'logs-copy').provider).toBe('log-copy');
    expect(recording.find('aws:iam/role:Role', 'copy-break-glass').provider).toBe('log-copy');
    expect(String(recording.inputsOf('aws:iam/rolePolicy:RolePolicy', 'break-glass').policy)).not.toContain(
      'logs-copy',
    );
  });
});

describe('AWS Config', () => {
  const recorders = async (name: keyof typeof programs, options: RecordOptions = {}) =>
    (await recorded(name, options)).resources
      .filter(({ type }) => type === 'aws:cfg/recorder:Recorder')
      .map(({ name: recorder, provider }) => `${recorder} ${provider}`.trim());
  const underControlTower = {
    calls: {
      ...answers(),
      ...organizationAnswers({ trustedServices: ['controltower.amazonaws.com'] }),
      'aws:iam/getRole:getRole': () => ({ name: 'AWSControlTowerExecution' }),
    },
  };

  it('records every account in each region, a vended one by its own provider', async () => {
    const both = ['config-eu-west-1', 'config-us-east-1'];
    for (const name of ['logArchive', 'organization', 'security'] as const)
      expect((await recorders(name)).sort()).toEqual(both);
    expect((await recorders('account')).sort()).toEqual(both.map((recorder) => `${recorder} member`));
  });

  it('leaves accounts to Control Tower that it records', async () => {
    expect(await recorders('account', underControlTower)).toEqual([]);
    expect(await recorders('security', underControlTower)).toEqual([]);
  });

  it('evaluates rules once the security account is recorded, and neither where settings say so', async () => {
    const on = { config: organizationConfig({ configRules: 'true' }) };
    const { find, resources } = await recorded('security', on);
    expect(find('aws:cfg/configurationAggregator:ConfigurationAggregator').dependsOn).toContain(
      'RecorderStatus config-us-east-1',
    );
    const rules = resources.filter(({ type }) => type.startsWith('aws:cfg/organization'));
    expect(rules).toHaveLength(8);
    const byDefault = (await recorded('security')).resources;
    expect(byDefault.filter(({ type }) => type.startsWith('aws:cfg/organization'))).toEqual([]);
    const config = organizationConfig({ configRecorder: 'false' });
    const off = (await recorded('security', { config })).resources;
    expect(off.filter(({ type }) => type.startsWith('aws:cfg/'))).toEqual([]);
    const archive = (await recorded('logArchive', { config })).resources;
    expect(archive.filter(({ name }) => name.startsWith('config'))).toEqual([]);
  });

  it('leaves its bucket and key to the break-glass role, where there are any', async () => {
    const reach = async (configRecorder: string) => {
      const config = organizationConfig({ configRecorder });
      const { inputsOf } = await recorded('logArchive', { config });
      return String(inputsOf('aws:iam/rolePolicy:RolePolicy', 'break-glass').policy);
    };
    const storage = [
      'arn:aws:s3:::trailguard-config-222222222222-us-east-1/*',
      'arn:aws:s3:::trailguard-config-logs-222222222222-us-east-1/*',
      'alias/trailguard-config',
    ];
    const [on, off] = [await reach('true'), await reach('false')];
    expect(storage.filter((name) => on.includes(name))).toEqual(storage);
    expect(storage.filter((name) => off.includes(name))).toEqual([]);
  });

  it('has its administrators only where something records', async () => {
    const administered = async (configRecorder: string) => {
      const config = organizationConfig({ configRecorder });
      const { resources } = await recorded('organization', { config });
      return resources
        .filter(({ type }) => type.includes('delegatedAdministrator:'))
        .map(({ inputs }) => inputs.servicePrincipal)
        .filter((principal) => String(principal).startsWith('config'));
    };
    expect(await administered('true')).toEqual([
      'config.amazonaws.com',
      'config-multiaccountsetup.amazonaws.com',
    ]);
    expect(await administered('false')).toEqual([]);
  });
});

describe('Security Hub', () => {
  const made = async (securityHub: string) => {
    const config = organizationConfig({ securityHub });
    const { resources } = await recorded('organization', { config });
    return resources.filter(({ type }) => type.startsWith('aws:securityhub/'));
  };
  const named = (all: Awaited<ReturnType<typeof made>>) =>
    all.map(({ type, name, provider }) => `${type.split(':').at(-1)} ${name} ${provider || 'management'}`);

  it('checks all accounts by one policy at the root, from the security account', async () => {
    const resources = await made('central');
    expect(named(resources)).toEqual([
      'Account security-us-east-1 security',
      'OrganizationAdminAccount security-securityhub management',
      'FindingAggregator organization security',
      'OrganizationConfiguration organization-us-east-1 security',
      'ConfigurationPolicy organization security',
      'ConfigurationPolicyAssociation organization security',
    ]);
    expect(resources.at(-1)?.inputs).toMatchObject({ targetId: 'r-ab12' });
    expect(resources[1]?.dependsOn).toEqual(
      expect.arrayContaining(['Account security-us-east-1', 'AwsServiceAccess organization-securityhub']),
    );
    expect(resources[2]?.dependsOn).toContain('OrganizationAdminAccount security-securityhub');
  });

  it('is designated in each region with local configuration, and nowhere when it is off', async () => {
    const local = named(await made('local'));
    expect(local.filter((one) => one.startsWith('OrganizationAdminAccount'))).toEqual([
      'OrganizationAdminAccount security-securityhub management',
      'OrganizationAdminAccount security-securityhub-eu-west-1 management',
    ]);
    expect(local.filter((one) => one.startsWith('Account '))).toHaveLength(2);
    expect(await made('off')).toEqual([]);
  });
});

describe('organization', () => {
  it('encrypts the trail with the key of the log archive, found by its alias', async () => {
    const asked: unknown[] = [];
    const calls = {
      ...answers(),
      'aws:kms/getKey:getKey': (inputs: Record<string, unknown>) => {
        asked.push(inputs);
        return { arn: 'arn:aws:kms:us-east-1:222222222222:key/looked-up' };
      },
    };
    const recording = await recorded('organization', { calls });
    expect(asked).toEqual([
      { keyId: 'arn:aws:kms:us-east-1:222222222222:alias/trailguard-logs', region: 'us-east-1' },
    ]);
    expect(recording.inputsOf('aws:cloudtrail/trail:Trail').kmsKeyId).toBe(
      'arn:aws:kms:us-east-1:222222222222:key/looked-up',
    );
  });

  it('takes the key from the settings without looking when it is set', async () => {
    const { 'aws:kms/getKey:getKey': _, ...calls } = answers();
    const logKeyArn = 'arn:aws:kms:us-east-1:222222222222:key/set';
    const recording = await recorded('organization', { calls, config: organizationConfig({ logKeyArn }) });
    expect(recording.inputsOf('aws:cloudtrail/trail:Trail').kmsKeyId).toBe(logKeyArn);
  });

  it('fails and names the stack to apply first when the key is not there', async () => {
    const { 'aws:kms/getKey:getKey': _, ...calls } = answers();
    await expect(recorded('organization', { calls })).rejects.toThrow(
      'The key arn:aws:kms:us-east-1:222222222222:alias/trailguard-logs was not found; apply the stack "log-archive" first',
    );
  });

  it('previews without the key, as something that an update brings', async () => {
    const { 'aws:kms/getKey:getKey': _, ...calls } = answers();
    const recording = await recorded('organization', { calls, isPreview: true });
    expect(recording.inputsOf('aws:cloudtrail/trail:Trail').kmsKeyId).toHaveProperty('__pulumiUnknown');
  });

  it("makes the administrator's detectors with a provider of its account, before it delegates", async () => {
    const recording = await recorded('organization');
    expect(recording.inputsOf('pulumi:providers:aws', 'security')).toMatchObject({
      region: 'us-east-1',
      allowedAccountIds: '["333333333333"]',
      assumeRoles: JSON.stringify([
        { roleArn: 'arn:aws:iam::333333333333:role/OrganizationAccountAccessRole' },
      ]),
    });
    expect(recording.find('aws:guardduty/detector:Detector', 'administrator-eu-west-1').provider).toBe(
      'security',
    );
    expect(recording.find('aws:guardduty/detector:Detector', 'threat-detection-eu-west-1').provider).toBe('');
    const delegation = recording.find(
      'aws:guardduty/organizationAdminAccount:OrganizationAdminAccount',
      'threat-detection-us-east-1',
    );
    expect(delegation.dependsOn).toContain('Detector administrator-us-east-1');
  });

  it('delegates where both accounts have a region enabled, and names the others', async () => {
    const calls: RecordOptions['calls'] = {
      ...answers(),
      'aws:index/getRegions:getRegions': (_, provider) => ({
        names: provider === 'security' ? ['us-east-1', 'ap-east-1'] : ['us-east-1', 'eu-west-1'],
      }),
    };
    const { outputs, resources } = await recorded('organization', { calls });
    expect(outputs).toMatchObject({
      regions: ['us-east-1', 'ap-east-1'],
      regionsWithoutAdministrator: ['eu-west-1'],
      administratorDetectorIds: {
        'us-east-1': 'administrator-us-east-1-id',
        'ap-east-1': 'administrator-ap-east-1-id',
      },
      managementDetectorIds: { 'us-east-1': 'threat-detection-us-east-1-id' },
    });
    const delegated = resources.filter(({ type }) =>
      type.startsWith('aws:guardduty/organizationAdminAccount:'),
    );
    expect(delegated.map(({ inputs }) => inputs.region)).toEqual(['us-east-1']);
  });
});

describe('the trail of data events', () => {
  const dataEvents = JSON.stringify({ s3: { access: 'WriteOnly' }, lambda: {} });
  const dataTrail = 'arn:aws:cloudtrail:us-east-1:111111111111:trail/trailguard-data';

  it('is not there unless it is asked for', async () => {
    const { resources } = await recorded('organization');
    expect(resources.filter(({ type }) => type === 'aws:cloudtrail/trail:Trail')).toHaveLength(1);
    expect(JSON.stringify((await recorded('logArchive')).resources)).not.toContain('trailguard-data');
  });

  it('records beside the organization trail, which records management events as before', async () => {
    const config = organizationConfig({ dataEvents, logCopyRegion: 'eu-west-1' });
    const recording = await recorded('organization', { config });
    const trail = recording.find('aws:cloudtrail/trail:Trail', 'data');
    expect(trail.dependsOn).toContain('Trail organization');
    expect(trail.inputs).toMatchObject({
      s3BucketName: 'trailguard-logs-222222222222-us-east-1',
      kmsKeyId: 'arn:aws:kms:us-east-1:222222222222:key/looked-up',
    });
    const [s3] = trail.inputs.advancedEventSelectors as { fieldSelectors: Record<string, unknown>[] }[];
    expect(s3?.fieldSelectors.at(-1)).toEqual({
      field: 'resources.ARN',
      notStartsWiths: [
        'arn:aws:s3:::trailguard-logs-222222222222-us-east-1/',
        'arn:aws:s3:::trailguard-access-logs-222222222222-us-east-1/',
        'arn:aws:s3:::trailguard-logs-copy-222222222222-eu-west-1/',
        'arn:aws:s3:::trailguard-access-copy-222222222222-eu-west-1/',
      ],
    });
    expect(recording.outputs.dataTrailArn).toBe('arn-of-data');
  });

  it.each([
    ['beside management events', {}, '', ''],
    ['below its folder', { dataLogPrefix: 'data-events' }, 'data-events/', 'Belowdataevents'],
  ])('is admitted by bucket and key, %s', async (_where, different, folder, below) => {
    const config = organizationConfig({ dataEvents, ...different });
    const recording = await recorded('logArchive', { config });
    const statementsOf = (text: unknown) => JSON.parse(String(text)).Statement as Record<string, unknown>[];
    const writes = statementsOf(recording.inputsOf('aws:s3/bucketPolicy:BucketPolicy', 'logs').policy)
      .filter((statement) => JSON.stringify(statement.Condition ?? '').includes(dataTrail))
      .map(({ Sid, Resource }) => [Sid, Resource]);
    const bucket = 'arn:aws:s3:::trailguard-logs-222222222222-us-east-1';
    expect(writes).toEqual([
      ['CheckAclByOurTrail', bucket],
      [`WriteForManagementAccount${below}`, `${bucket}/${folder}AWSLogs/111111111111/*`],
      [`WriteForOrganization${below}`, `${bucket}/${folder}AWSLogs/o-exampleorgid/*`],
    ]);
    expect(String(recording.inputsOf('aws:kms/key:Key', 'logs').policy)).toContain(dataTrail);
  });
});

describe('trails of accounts outside the organization', () => {
  it('are admitted by bucket and key, below the folder of their account', async () => {
    const own = 'arn:aws:cloudtrail:eu-west-1:555555555555:trail/trailguard-account';
    const config = organizationConfig({ furtherTrailArns: JSON.stringify([own]) });
    const recording = await recorded('logArchive', { config });
    const policy = String(recording.inputsOf('aws:s3/bucketPolicy:BucketPolicy', 'logs').policy);
    expect(policy).toContain('/AWSLogs/555555555555/*');
    expect(String(recording.inputsOf('aws:kms/key:Key', 'logs').policy)).toContain(own);
  });
});

describe('what the organization costs', () => {
  const log = () => {
    const said: string[] = [];
    const keep = async (text: string) => void said.push(text);
    vi.spyOn(pulumi.log, 'info').mockImplementation(keep);
    vi.spyOn(pulumi.log, 'warn').mockImplementation(keep);
    return said;
  };
  afterEach(() => vi.restoreAllMocks());
  const volumes = [{ region: 'us-east-1', managementReads: 900_000, managementWrites: 100_000 }];
  const monthlyVolumes = JSON.stringify(volumes);
  const second = {
    arn: 'arn:aws:cloudtrail:us-east-1:111111111111:trail/old',
    homeRegion: 'us-east-1',
    isMultiRegion: true,
    isOrganization: true,
    isLogging: true,
    managementReads: true,
    managementWrites: true,
  };

  it('is told on a preview when volumes are set, with what is not known', async () => {
    const said = log();
    const config = organizationConfig({ monthlyVolumes });
    const { outputs } = await recorded('organization', { config, isPreview: true });
    // $0.35 for 100,000 analyzed: writes twice, reads once; GuardDuty $4.00 a million.
    expect(outputs.estimatedMonthlyCost).toMatchObject({ usd: 7.85, pricesAsOf: '2026-06' });
    expect(said.join()).toContain(
      'CloudTrail, GuardDuty, AWS Config and Security Hub cost at least $7.85 a month',
    );
    expect(said.join()).toContain('flowAndDnsLogs in us-east-1: no volume is given');
    expect(said.join()).toContain('securityChecks in us-east-1: no volume is given');
  });

  it('is not told without them', async () => {
    const said = log();
    expect((await recorded('organization')).outputs).not.toHaveProperty('estimatedMonthlyCost');
    expect(said).toEqual([]);
  });

  it('names another trail of the same events, and what the copy costs', async () => {
    const said = log();
    const config = organizationConfig({ monthlyVolumes, otherTrails: JSON.stringify([second]) });
    await recorded('organization', { config, isPreview: true });
    expect(said).toContainEqual(
      expect.stringContaining(
        `${second.arn} records management reads and writes of every account in every region, which the organization trail records too: ` +
          'the second copy costs about $20.00 a month',
      ),
    );
  });

  it('says what AWS bills where no volumes are set, and nothing of our own trail', async () => {
    const said = log();
    const ours = { ...second, arn: second.arn.replace('old', 'trailguard-organization') };
    const config = organizationConfig({ otherTrails: JSON.stringify([ours, second]) });
    await recorded('organization', { config });
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('AWS bills each copy beyond the first');
  });
});

describe('security', () => {
  it('enables every account in each region, by the detector of that region', async () => {
    const { resources } = await recorded('security');
    const organizations = resources.filter(({ type }) => type.endsWith(':OrganizationConfiguration'));
    expect(organizations.map(({ inputs }) => inputs)).toEqual([
      { region: 'us-east-1', detectorId: 'detector-us-east-1', autoEnableOrganizationMembers: 'ALL' },
      { region: 'eu-west-1', detectorId: 'detector-eu-west-1', autoEnableOrganizationMembers: 'ALL' },
    ]);
  });

  it('fails and names the stack to apply first when there is no detector', async () => {
    const { 'aws:guardduty/getDetector:getDetector': _, ...calls } = answers();
    await expect(recorded('security', { calls })).rejects.toThrow(
      'The detector in us-east-1 was not found; apply the stack "organization" first',
    );
  });
});

describe('account', () => {
  it('creates the account once and for all', async () => {
    const created = (await recorded('account')).find('aws:organizations/account:Account');
    expect(created.inputs).toEqual({
      name: 'payments',
      email: 'aws+payments@example.com',
      parentId: 'ou-ab12-11111111',
      closeOnDeletion: false,
    });
    expect(created).toMatchObject({
      protect: true,
      retainOnDelete: true,
      ignoreChanges: ['roleName', 'iamUserAccessToBilling'],
    });
  });

  it('puts the baseline into the new account, in the regions that every new account has', async () => {
    const asked: unknown[] = [];
    const calls = {
      ...answers(),
      'aws:index/getRegions:getRegions': (inputs: Record<string, unknown>) => {
        asked.push(inputs);
        return { names: ['us-east-1'] };
      },
    };
    const recording = await recorded('account', { calls });
    expect(asked).toEqual([{ filters: [{ name: 'opt-in-status', values: ['opt-in-not-required'] }] }]);
    expect(recording.find('aws:iam/role:Role', 'account-audit').provider).toBe('member');
    expect(recording.inputsOf('pulumi:providers:aws')).toMatchObject({
      allowedAccountIds: '["account-id"]',
      assumeRoles: JSON.stringify([
        { roleArn: 'arn:aws:iam::account-id:role/OrganizationAccountAccessRole' },
      ]),
    });
  });

  it("uses the profile when one is set, so that the provider's inputs never change", async () => {
    const recording = await recorded('account', { config: accountConfig({ memberProfile: 'member' }) });
    const { profile, assumeRoles } = recording.inputsOf('pulumi:providers:aws');
    expect([profile, assumeRoles]).toEqual(['member', undefined]);
  });
});

describe.each([
  ['us-gov-west-1', 'aws-us-gov', 'us-gov-east-1'],
  ['cn-north-1', 'aws-cn', 'cn-northwest-1'],
])('in %s', (region, partition, logCopyRegion) => {
  const config = accountConfig({
    homeRegion: region,
    logCopyRegion,
    logReaderRoleArns: `["arn:${partition}:iam::333333333333:role/Analyst"]`,
  });
  const calls = {
    ...answers(region),
    'aws:kms/getKey:getKey': () => ({ arn: `arn:${partition}:kms:${region}:222222222222:key/k` }),
  };

  it.each(Object.keys(programs) as (keyof typeof programs)[])(
    'writes every ARN of %s in the partition',
    async (name) => {
      const { resources } = await recorded(name, { config, calls });
      const partitions = JSON.stringify(resources).match(/arn:aws[a-z-]*:/g) ?? [];
      expect([...new Set(partitions)]).toEqual([`arn:${partition}:`]);
    },
  );
});

it('refuses a home region that the account has not enabled', async () => {
  const config = { ...accountConfig(), 'trailguard:homeRegion': 'ap-east-1' };
  await expect(recorded('logArchive', { config })).rejects.toThrow(
    'trailguard:homeRegion is ap-east-1, which is not enabled in this account (enabled: eu-west-1, us-east-1)',
  );
});

it.each(['organization', 'log-archive', 'security', 'account'])(
  'has an entry for the CLI in %s: one default export, a function',
  async (folder) => {
    const entry = await import(`./${folder}/index.ts`);
    expect(Object.keys(entry)).toEqual(['default']);
    expect(entry.default).toBeInstanceOf(Function);
  },
);
