import { type RecordOptions, recordProgram } from '@trailguard/baseline/testing';
import { describe, expect, it } from 'vitest';
import { program as account } from './account/program.ts';
import { program as logArchive } from './log-archive/program.ts';
import { program as organization } from './organization/program.ts';
import { program as security } from './security/program.ts';
import { accountConfig } from './testing/config.ts';

const calls: NonNullable<RecordOptions['calls']> = {
  'aws:organizations/getOrganization:getOrganization': () => ({
    awsServiceAccessPrincipals: [],
    enabledPolicyTypes: [],
    roots: [{ id: 'r-ab12' }],
  }),
  'aws:index/getRegions:getRegions': () => ({ names: ['eu-west-1', 'us-east-1'] }),
  'aws:kms/getKey:getKey': ({ keyId }) => ({ arn: `arn:aws:kms:us-east-1:222222222222:key/of-${keyId}` }),
  'aws:guardduty/getDetector:getDetector': ({ region }) => ({ id: `detector-${region}` }),
  'aws:index/getCallerIdentity:getCallerIdentity': () => ({
    arn: 'arn:aws:sts::222222222222:assumed-role/OrganizationAccountAccessRole/job',
  }),
};
const programs = { account, logArchive, organization, security };
const recorded = (name: keyof typeof programs, settings: Record<string, string> = {}) =>
  recordProgram(programs[name], { config: accountConfig(settings), calls });

const filter = {
  name: 'own-scanner',
  criteria: [
    { field: 'type', equals: ['Recon:EC2/PortProbeUnprotectedPort'] },
    { field: 'accountId', equals: ['444444444444'] },
  ],
  owner: 'security',
  reason: 'our scanner',
  expires: '2999-12-31',
};
const list = {
  name: 'botnets',
  kind: 'threat',
  text: '198.51.100.7\n',
  owner: 'security',
  reason: 'seen in incidents',
  expires: '2999-12-31',
};
const everyOption = {
  threatLists: JSON.stringify([list, { ...list, name: 'scanners', kind: 'trusted' }]),
  suppressionFilters: JSON.stringify([filter, { ...filter, name: 'second' }]),
  memberFeatures: JSON.stringify([{ accountId: '444444444444', feature: 'AI_PROTECTION' }]),
  tags: '{"Owner":"security"}',
};

describe('by default', () => {
  it('every detector publishes every 15 minutes and is tagged', async () => {
    const { resources } = await recorded('organization', { tags: '{"Owner":"security"}' });
    const detectors = resources.filter(({ type }) => type === 'aws:guardduty/detector:Detector');
    expect(detectors).toHaveLength(4);
    for (const { inputs } of detectors) {
      expect(inputs).toMatchObject({
        findingPublishingFrequency: 'FIFTEEN_MINUTES',
        tags: { Purpose: 'threat-detection', Owner: 'security' },
      });
    }
  });

  it('findings of every region go into the archive of the log-archive account, under its own key', async () => {
    const archive = await recorded('logArchive');
    expect(archive.outputs.findingsBucketName).toBe('trailguard-findings-222222222222-us-east-1');
    const { resources, outputs } = await recorded('security');
    const destinations = resources.filter(({ type }) => type.endsWith(':PublishingDestination'));
    expect(destinations.map(({ inputs }) => inputs)).toEqual(
      ['us-east-1', 'eu-west-1'].map((region) => ({
        region,
        detectorId: `detector-${region}`,
        destinationType: 'S3',
        destinationArn: `arn:aws:s3:::${String(archive.outputs.findingsBucketName)}`,
        kmsKeyArn:
          'arn:aws:kms:us-east-1:222222222222:key/of-arn:aws:kms:us-east-1:222222222222:alias/trailguard-findings',
        tags: { Purpose: 'threat-detection' },
      })),
    );
    expect(outputs.findingsNotExported).toEqual([]);
  });

  it('there are no lists, filters, features of single members, or scans of uploads', async () => {
    for (const name of ['security', 'account'] as const) {
      const { resources } = await recorded(name);
      const types = resources.map(({ type }) => type.split(':').pop());
      for (const type of [
        'IPSet',
        'ThreatIntelSet',
        'Filter',
        'MemberDetectorFeature',
        'MalwareProtectionPlan',
      ])
        expect(types).not.toContain(type);
    }
  });

  it('the break-glass role reaches the findings too', async () => {
    const { inputsOf } = await recorded('logArchive');
    expect(inputsOf('aws:iam/rolePolicy:RolePolicy', 'break-glass').policy).toContain(
      'arn:aws:s3:::trailguard-findings-222222222222-us-east-1/*',
    );
  });
});

describe('the settings of detection', () => {
  it('switch the export off and leave the archive', async () => {
    const { resources } = await recorded('security', { findingsExport: 'false' });
    expect(resources.filter(({ type }) => type.endsWith(':PublishingDestination'))).toEqual([]);
    const archive = await recorded('logArchive', { findingsExport: 'false' });
    expect(archive.find('aws:s3/bucket:Bucket', 'findings').protect).toBe(true);
  });

  it('choose features and agents', async () => {
    const { resources } = await recorded('security', {
      detectionFeatures: '["RUNTIME_MONITORING"]',
      manageDetectionAgents: 'false',
    });
    const features = resources.filter(({ type }) => type.endsWith(':OrganizationConfigurationFeature'));
    expect(features.map(({ inputs }) => inputs.name)).toEqual(['RUNTIME_MONITORING', 'RUNTIME_MONITORING']);
    expect(JSON.stringify(features[0]?.inputs.additionalConfigurations)).toContain('"autoEnable":"NONE"');
  });

  it('make lists, filters and features of single members in every region', async () => {
    const { resources } = await recorded('security', everyOption);
    const count = (type: string) => resources.filter((one) => one.type.endsWith(`:${type}`)).length;
    expect(['IPSet', 'ThreatIntelSet', 'Filter', 'MemberDetectorFeature'].map(count)).toEqual([2, 2, 4, 2]);
  });

  it('keep the bucket of lists when the last one is out', async () => {
    const { resources } = await recorded('security', { threatLists: '[]' });
    expect(resources.filter(({ type }) => type === 'aws:s3/bucket:Bucket').map(({ name }) => name)).toContain(
      'threat-lists',
    );
  });

  it('scan buckets of a vended account, with its own credentials', async () => {
    const { find } = await recorded('account', {
      malwareProtectionBuckets: '[{"bucketName":"uploads-of-customers","region":"eu-west-1"}]',
    });
    const plan = find('aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan');
    expect(plan.provider).toBe('member');
    expect(plan.inputs).toMatchObject({ region: 'eu-west-1', tags: { Purpose: 'threat-detection' } });
  });

  it.each([
    [
      'an expired list',
      { threatLists: JSON.stringify([{ ...list, expires: '2020-01-31' }]) },
      'trailguard:threatLists: list "botnets": it expired on 2020-01-31 and security answers for it',
    ],
    [
      'a list with a line that is no address',
      { threatLists: JSON.stringify([{ ...list, text: '198.51.100.7\nevil\n' }]) },
      'trailguard:threatLists: list "botnets": text line 2: "evil" is no IPv4 address',
    ],
    [
      'a filter that is too broad',
      { suppressionFilters: JSON.stringify([{ ...filter, criteria: filter.criteria.slice(0, 1) }]) },
      'trailguard:suppressionFilters: filter "own-scanner": it names no resource or account',
    ],
  ])('refuse %s in the stack that makes it alone', async (_what, settings, message) => {
    await expect(recorded('security', settings)).rejects.toThrow(message);
    await expect(recorded('logArchive', settings)).resolves.toBeDefined();
  });

  it.each([
    [
      'a feature that every account has',
      { memberFeatures: '[{"accountId":"444444444444","feature":"S3_DATA_EVENTS"}]' },
      'trailguard:memberFeatures: S3_DATA_EVENTS of 444444444444: every account has it already',
    ],
    [
      'a feature that there is not',
      { detectionFeatures: '["EKS_RUNTIME_MONITORING"]' },
      'trailguard:detectionFeatures is ["EKS_RUNTIME_MONITORING"]; it must be the protection plans',
    ],
    [
      'a field that there is not',
      { suppressionFilters: JSON.stringify([{ ...filter, criteria: [{ field: 'colour' }] }]) },
      'trailguard:suppressionFilters is [{',
    ],
    [
      'a scan of the log bucket',
      { malwareProtectionBuckets: '[{"bucketName":"trailguard-logs-222222222222-us-east-1"}]' },
      'trailguard:malwareProtectionBuckets: trailguard-logs-222222222222-us-east-1 is a bucket of log files',
    ],
  ])('refuse %s', async (_what, settings, message) => {
    await expect(recorded('account', settings)).rejects.toThrow(message);
  });
});

describe('a region that drops out of the settings', () => {
  it.each(['logArchive', 'organization', 'security'] as const)(
    'takes along what is in it, and leaves the rest of %s as it was',
    async (name) => {
      // A component only notes its arguments anew; its children are what counts.
      const inRegions = async (regions: string[]) =>
        (await recorded(name, { ...everyOption, regions: JSON.stringify(regions) })).resources
          .filter(({ type }) => !type.startsWith('trailguard:'))
          .map(({ type, name: child, inputs }) => ({ of: `${type} ${child}`, inputs }))
          .sort((left, right) => left.of.localeCompare(right.of));
      const before = await inRegions(['us-east-1', 'eu-west-1', 'eu-central-1']);
      const after = await inRegions(['us-east-1', 'eu-central-1']);
      const isThere = ({ inputs }: { inputs: Record<string, unknown> }) => inputs.region === 'eu-west-1';
      expect(before.some(isThere)).toBe(true);
      expect(after).toEqual(before.filter((one) => !isThere(one)));
    },
  );
});
