import { describe, expect, it } from 'vitest';
import { recordProgram } from '../testing/record-program.ts';
import { someSettings } from '../testing/settings.ts';
import { CatalogueRules } from './catalogue-rules.ts';
import { ConfigArchive, type ConfigArchiveArgs } from './config-archive.ts';
import { configNames } from './config-names.ts';
import { ConfigRecorder, type ConfigRecorderArgs } from './config-recorder.ts';
import { ConfigRules, type ConfigRulesArgs, conformancePackTemplate } from './config-rules.ts';

describe('ConfigArchive', () => {
  const recorded = (different: Partial<ConfigArchiveArgs> = {}) =>
    recordProgram(() => {
      const archive = new ConfigArchive('config', {
        bucketName: 'config-222222222222',
        accessLogBucketName: 'config-logs-222222222222',
        keyAlias: 'alias/config',
        region: 'us-east-1',
        accountId: '222222222222',
        organizationId: 'o-exampleorgid',
        breakGlassRoleArn: 'arn:aws:iam::222222222222:role/BreakGlass',
        deployRoleArns: ['arn:aws:iam::222222222222:role/Deploy'],
        ...different,
      });
      return { bucketName: archive.bucketName, keyArn: archive.keyArn };
    });

  it('keeps files encrypted and versioned, without the lock that AWS Config refuses', async () => {
    const { find, inputsOf, resources, outputs } = await recorded();
    const bucket = find('aws:s3/bucket:Bucket', 'config');
    expect([bucket.inputs, bucket.protect]).toEqual([
      { region: 'us-east-1', bucket: 'config-222222222222' },
      true,
    ]);
    expect(resources.filter(({ type }) => type.includes('ObjectLock'))).toEqual([]);
    expect(
      inputsOf(
        'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration',
        'config',
      ).rules,
    ).toEqual([
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: 'arn-of-config' },
        bucketKeyEnabled: true,
      },
    ]);
    const [rule] = inputsOf('aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration', 'config')
      .rules as { expiration: object }[];
    expect(rule?.expiration).toEqual({ days: 2555 });
    expect(outputs).toEqual({ bucketName: 'config-222222222222', keyArn: 'arn-of-config' });
  });

  it('is written by AWS Config for recorders of the organization alone, into the folders of accounts', async () => {
    const { inputsOf, find } = await recorded();
    const policy = JSON.parse(String(inputsOf('aws:s3/bucketPolicy:BucketPolicy', 'config').policy));
    const allowed = policy.Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Allow');
    const Principal = { Service: 'config.amazonaws.com' };
    expect(allowed).toEqual([
      {
        Sid: 'CheckByConfig',
        Effect: 'Allow',
        Principal,
        Action: ['s3:GetBucketAcl', 's3:ListBucket'],
        Resource: 'arn:aws:s3:::config-222222222222',
        Condition: { StringEquals: { 'aws:SourceOrgID': 'o-exampleorgid' } },
      },
      {
        Sid: 'WriteByConfig',
        Effect: 'Allow',
        Principal,
        Action: 's3:PutObject',
        Resource: 'arn:aws:s3:::config-222222222222/AWSLogs/*/Config/*',
        Condition: {
          StringEquals: {
            'aws:SourceOrgID': 'o-exampleorgid',
            's3:x-amz-acl': 'bucket-owner-full-control',
          },
        },
      },
    ]);
    const denied = policy.Statement.map(({ Sid }: { Sid: string }) => Sid);
    expect(denied).toEqual(
      expect.arrayContaining(['DenyInsecureTransport', 'DenyDeletionExceptBreakGlass', 'DenyWritesByPeople']),
    );
    const key = JSON.parse(String(inputsOf('aws:kms/key:Key', 'config').policy));
    expect(key.Statement).toContainEqual({
      Sid: 'EncryptByConfig',
      Effect: 'Allow',
      Principal,
      Condition: { StringEquals: { 'aws:SourceOrgID': 'o-exampleorgid' } },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: '*',
    });
    expect(find('aws:s3/bucketPolicy:BucketPolicy', 'config').dependsOn).toEqual(
      expect.arrayContaining(['BucketLifecycleConfiguration config', 'BucketLogging config', 'Alias config']),
    );
  });

  it.each([
    ['us-gov-west-1', 'aws-us-gov'],
    ['cn-north-1', 'aws-cn'],
  ])('names what is in %s in the partition %s', async (region, partition) => {
    const { inputsOf } = await recorded({ region });
    const policy = String(inputsOf('aws:s3/bucketPolicy:BucketPolicy', 'config').policy);
    expect(policy).toContain(`arn:${partition}:s3:::config-222222222222`);
    expect(policy).not.toContain('arn:aws:s3');
  });

  it.each<[string, Partial<ConfigArchiveArgs>, string]>([
    ['a retention of no days', { retentionDays: 0 }, 'retentionDays is 0'],
    [
      'a reader that administers',
      { readerRoleArns: ['arn:aws:iam::222222222222:role/Deploy'] },
      'must not read it',
    ],
  ])('refuses %s', async (_what, different, message) => {
    await expect(recorded(different)).rejects.toThrow(message);
  });
});

describe('ConfigRecorder', () => {
  const recorded = (different: Partial<ConfigRecorderArgs> = {}) =>
    recordProgram(() => {
      const recorder = new ConfigRecorder('config', {
        accountId: '444444444444',
        regions: ['us-east-1', 'eu-west-1'],
        homeRegion: 'us-east-1',
        bucketName: 'config-222222222222',
        ...different,
      });
      return { recordedRegions: recorder.recordedRegions };
    });

  it('records everything in each region, and what is global in the home region', async () => {
    const { find, outputs } = await recorded();
    for (const region of ['us-east-1', 'eu-west-1']) {
      const name = `config-${region}`;
      const recorder = find('aws:cfg/recorder:Recorder', name);
      const channel = find('aws:cfg/deliveryChannel:DeliveryChannel', name);
      const status = find('aws:cfg/recorderStatus:RecorderStatus', name);
      expect([recorder.inputs, channel.inputs, status.inputs]).toEqual([
        {
          region,
          name: 'default',
          roleArn: 'arn-of-config',
          recordingGroup: { allSupported: true, includeGlobalResourceTypes: region === 'us-east-1' },
        },
        {
          region,
          name: 'default',
          s3BucketName: 'config-222222222222',
          snapshotDeliveryProperties: { deliveryFrequency: 'TwentyFour_Hours' },
        },
        { region, name: 'default', isEnabled: true },
      ]);
      expect(channel.dependsOn).toContain(`Recorder ${name}`);
      expect(status.dependsOn).toContain(`DeliveryChannel ${name}`);
      expect([recorder.protect, channel.protect, status.protect]).toEqual([true, true, true]);
    }
    expect(outputs.recordedRegions).toEqual(['us-east-1', 'eu-west-1']);
  });

  it('takes the name of what is there, and the role that the account has', async () => {
    const { inputsOf, resources } = await recorded({
      recorderName: 'corporate',
      createServiceLinkedRole: false,
      homeRegion: 'us-gov-west-1',
      regions: ['us-gov-west-1'],
    });
    expect(inputsOf('aws:cfg/recorder:Recorder')).toMatchObject({
      name: 'corporate',
      roleArn:
        'arn:aws-us-gov:iam::444444444444:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
    });
    expect(resources.filter(({ type }) => type.includes('serviceLinkedRole'))).toEqual([]);
  });

  it('refuses regions without the home region, as nobody would record users and roles', async () => {
    await expect(recorded({ regions: ['eu-west-1'] })).rejects.toThrow('lacks the home region us-east-1');
  });
});

describe('ConfigRules', () => {
  const recorded = (different: Partial<ConfigRulesArgs> = {}) =>
    recordProgram(() => {
      const rules = new ConfigRules('config', {
        namePrefix: 'trailguard',
        homeRegion: 'us-east-1',
        securityAccountId: '333333333333',
        ...different,
      });
      return { aggregatorArn: rules.aggregatorArn };
    });
  const managed = 'aws:cfg/organizationManagedRule:OrganizationManagedRule';
  const packs = 'aws:cfg/organizationConformancePack:OrganizationConformancePack';

  it('deploys each rule that a control requires to all accounts, and gathers what AWS Config finds', async () => {
    const { resources, inputsOf, find, outputs } = await recorded();
    const rules = resources.filter(({ type }) => type === managed);
    expect(rules.map(({ inputs }) => String(inputs.ruleIdentifier)).sort()).toEqual(
      CatalogueRules.filter(({ isRequired }) => isRequired).map(({ identifier }) => identifier),
    );
    expect(inputsOf(managed, 'config-guardduty-enabled-centralized')).toEqual({
      region: 'us-east-1',
      name: 'trailguard-guardduty-enabled-centralized',
      ruleIdentifier: 'GUARDDUTY_ENABLED_CENTRALIZED',
      inputParameters: '{"CentralMonitoringAccount":"333333333333"}',
    });
    const aggregator = find('aws:cfg/configurationAggregator:ConfigurationAggregator');
    expect(aggregator.inputs).toEqual({
      region: 'us-east-1',
      name: 'trailguard-organization',
      organizationAggregationSource: { allRegions: true, roleArn: 'arn-of-config-aggregator' },
    });
    expect(aggregator.dependsOn).toContain('RolePolicyAttachment config-aggregator');
    expect(inputsOf('aws:iam/rolePolicyAttachment:RolePolicyAttachment').policyArn).toBe(
      'arn:aws:iam::aws:policy/service-role/AWSConfigRoleForOrganizations',
    );
    expect(resources.filter(({ type }) => type === packs)).toEqual([]);
    expect(outputs.aggregatorArn).toBe('arn-of-config');
  });

  it('gathers alone where no rules are asked for', async () => {
    const { resources } = await recorded({ managedRules: false });
    const config = resources.filter(({ type }) => type.startsWith('aws:cfg/'));
    expect(config.map(({ type }) => type.split(':').at(-1))).toEqual(['ConfigurationAggregator']);
  });

  it('brings the other rules by a pack where it is asked for, in each region, without excluded accounts', async () => {
    const { inputsOf } = await recorded({
      conformancePack: true,
      ruleRegions: ['us-east-1', 'eu-west-1'],
      excludedAccountIds: ['444444444444'],
    });
    for (const [name, region] of [
      ['config', 'us-east-1'],
      ['config-eu-west-1', 'eu-west-1'],
    ]) {
      const { templateBody, ...pack } = inputsOf(packs, name);
      expect(pack).toEqual({ region, name: 'trailguard-catalogue', excludedAccounts: ['444444444444'] });
      expect(String(templateBody)).not.toContain('"MULTI_REGION_CLOUD_TRAIL_ENABLED"');
    }
    expect(inputsOf(managed, 'config-eu-west-1-multi-region-cloud-trail-enabled')).toMatchObject({
      region: 'eu-west-1',
      excludedAccounts: ['444444444444'],
    });
  });

  it('describes a pack as CloudFormation does, within what a call carries', () => {
    const text = conformancePackTemplate(CatalogueRules);
    expect(text.length).toBeLessThan(51_200);
    const { Resources } = JSON.parse(text) as { Resources: Record<string, unknown> };
    expect(Object.keys(Resources)).toHaveLength(CatalogueRules.length);
    expect(Resources.CLOUDWATCHALARMACTIONCHECK).toEqual({
      Type: 'AWS::Config::ConfigRule',
      Properties: {
        ConfigRuleName: 'cloudwatch-alarm-action-check',
        Source: { Owner: 'AWS', SourceIdentifier: 'CLOUDWATCH_ALARM_ACTION_CHECK' },
        InputParameters: {
          alarmActionRequired: 'true',
          insufficientDataActionRequired: 'false',
          okActionRequired: 'false',
        },
      },
    });
  });
});

describe('configNames', () => {
  it('keeps names of buckets within 63 characters, for the longest prefix and region', () => {
    const names = configNames(someSettings({ namePrefix: 'a'.repeat(21), homeRegion: 'ap-southeast-1' }));
    expect(names.configBucketName).toBe('aaaaaaaaaaaaaaaaaaaaa-config-222222222222-ap-southeast-1');
    expect(names.configAccessLogBucketName.length).toBeLessThanOrEqual(63);
  });
});
