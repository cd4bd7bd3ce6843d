import { isControlTowerResource, isControlTowerTrustedAccess } from '@trailguard/baseline';
import { type RecordOptions, recordProgram } from '@trailguard/baseline/testing';
import * as pulumi from '@pulumi/pulumi';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { program as logArchive } from './log-archive/program.ts';
import { program as organization } from './organization/program.ts';
import { program as security } from './security/program.ts';
import { organizationConfig } from './testing/config.ts';
import { organizationAnswers } from './testing/organization-answers.ts';

const trail = 'arn:aws:cloudtrail:us-east-1:111111111111:trail/aws-controltower-BaselineCloudTrail';
const bucket = 'aws-controltower-logs-222222222222-us-east-1';
const logGroup = 'aws-controltower/CloudTrailLogs';
const dataEvents = JSON.stringify({ s3: {} });
const trustedServices = ['cloudtrail.amazonaws.com', 'config.amazonaws.com', 'controltower.amazonaws.com'];
type Calls = NonNullable<RecordOptions['calls']>;

const failing = (message: string) => () => {
  throw Object.assign(new Error(message), { details: message });
};
/** AWS where Control Tower has set everything up; a test states what differs. */
const answers = (different: Calls = {}): Calls => ({
  ...organizationAnswers({ trustedServices }),
  'aws:index/getRegions:getRegions': () => ({ names: ['us-east-1', 'eu-west-1'] }),
  'aws:kms/getKey:getKey': () => ({ arn: 'arn:aws:kms:us-east-1:222222222222:key/looked-up' }),
  'aws:index/getCallerIdentity:getCallerIdentity': () => ({
    arn: 'arn:aws:sts::222222222222:assumed-role/OrganizationAccountAccessRole/job',
  }),
  'aws:s3/getBucket:getBucket': ({ bucket: name }) => {
    if (name !== bucket) throw new Error(`no bucket ${String(name)}`);
    return { bucket };
  },
  'aws:cloudwatch/getLogGroup:getLogGroup': ({ name }) => {
    if (name !== logGroup) throw new Error(`no log group ${String(name)}`);
    return { name };
  },
  'aws:iam/getRole:getRole': ({ name }) => ({ name }),
  ...different,
});
const recorded = (
  program: () => Promise<Record<string, unknown>>,
  settings: Record<string, string> = {},
  different: Calls = {},
) => recordProgram(program, { config: organizationConfig(settings), calls: answers(different) });
const withoutBucket = { 'aws:s3/getBucket:getBucket': failing("couldn't find resource") };
const withoutLogGroup = { 'aws:cloudwatch/getLogGroup:getLogGroup': failing("couldn't find resource") };

const said: string[] = [];
beforeEach(() => {
  said.length = 0;
  const keep = async (text: string) => void said.push(text);
  vi.spyOn(pulumi.log, 'warn').mockImplementation(keep);
  vi.spyOn(pulumi.log, 'info').mockImplementation(keep);
});
afterEach(() => vi.restoreAllMocks());

const named = (recording: Awaited<ReturnType<typeof recorded>>, type: string) =>
  recording.resources.filter((resource) => resource.type.endsWith(`:${type}`)).map(({ name }) => name);

describe('the stack organization under Control Tower', () => {
  it('uses the trail that is there, says so once, and makes none of management events', async () => {
    const recording = await recorded(organization);
    expect(named(recording, 'Trail')).toEqual([]);
    expect(named(recording, 'LogGroup').concat(named(recording, 'Topic'))).toEqual(['alerts']);
    expect(recording.outputs).toMatchObject({
      trailArn: trail,
      logGroupArn: `arn:aws:logs:us-east-1:111111111111:log-group:${logGroup}:*`,
    });
    expect(said.filter((text) => text.includes('Control Tower'))).toEqual([
      `Control Tower is set up here: its trail aws-controltower-BaselineCloudTrail, log group ${logGroup} and bucket ${bucket} ` +
        'are used and never changed, and no second trail of management events is made',
    ]);
  });

  it('declares nothing that is Control Tower’s', async () => {
    const { resources } = await recorded(organization, {
      dataEvents,
      delegatedServices: '["config","access-analyzer"]',
    });
    const own = resources.flatMap(({ inputs }) => [inputs.name, inputs.bucket, inputs.servicePrincipal]);
    expect(own.filter((name) => typeof name === 'string' && isControlTowerResource(name))).toEqual([]);
    const access = resources.filter(({ type }) => type.endsWith(':AwsServiceAccess'));
    const trusted = access.map(({ inputs }) => String(inputs.servicePrincipal));
    expect(trusted).toContain('access-analyzer.amazonaws.com');
    expect(trusted.filter(isControlTowerTrustedAccess)).toEqual([]);
  });

  it('raises alarms on the log group that is there, and tells of changes of its buckets', async () => {
    const recording = await recorded(organization);
    const filters = recording.resources.filter(({ type }) => type.endsWith(':LogMetricFilter'));
    expect(filters.length).toBeGreaterThan(15);
    expect([...new Set(filters.map(({ inputs }) => inputs.logGroupName))]).toEqual([logGroup]);
    expect(JSON.stringify(filters.map(({ inputs }) => inputs.pattern))).toContain(bucket);
  });

  it('leaves Control Tower’s roles free, and guards its log files too', async () => {
    const recording = await recorded(organization);
    const contents = recording.resources
      .filter(({ type }) => type === 'aws:organizations/policy:Policy')
      .map(({ inputs }) => String(inputs.content));
    const guardrails = contents.find((content) => content.includes('DenyTrailTampering'));
    expect(guardrails).toContain('arn:aws:iam::*:role/AWSControlTowerExecution');
    expect(guardrails).toContain(`arn:aws:s3:::${bucket}/*`);
    // The unit for suspended accounts has a policy that Control Tower can work under, too.
    expect(contents.find((content) => content.includes('DenyAllButCaretakers'))).toContain(
      'arn:aws:iam::*:role/AWSControlTowerExecution',
    );
  });

  it('records data events on a trail of their own, without the deliveries of Control Tower’s trail', async () => {
    const recording = await recorded(organization, { dataEvents });
    expect(named(recording, 'Trail')).toEqual(['data']);
    expect(JSON.stringify(recording.inputsOf('aws:cloudtrail/trail:Trail').advancedEventSelectors)).toContain(
      `arn:aws:s3:::${bucket}/`,
    );
  });

  it('names settings that have no effect', async () => {
    const endpoint = 'arn:aws:sqs:us-east-1:333333333333:files';
    await recorded(organization, { deliverySubscriptions: JSON.stringify([{ protocol: 'sqs', endpoint }]) });
    expect(said).toContainEqual(expect.stringContaining('deliverySubscriptions has no effect'));
  });

  it('takes no trail for a duplicate of itself, and names one that is', async () => {
    const found = (arn: string) => ({
      arn,
      homeRegion: 'us-east-1',
      isMultiRegion: true,
      isOrganization: true,
    });
    const old = 'arn:aws:cloudtrail:us-east-1:111111111111:trail/old';
    await recorded(organization, { otherTrails: JSON.stringify([found(trail), found(old)]) });
    expect(said.filter((text) => text.includes('which the organization trail records too'))).toEqual([
      expect.stringContaining(old),
    ]);
  });

  it('makes a trail of ours where it is told that Control Tower keeps none, and leaves its roles free', async () => {
    const recording = await recorded(organization, { controlTowerTrail: 'none' }, withoutLogGroup);
    expect(named(recording, 'Trail')).toEqual(['organization']);
    expect(
      String(recording.inputsOf('aws:organizations/policy:Policy', 'organization-guardrails-1').content),
    ).toContain('AWSControlTowerExecution');
  });

  it.each([
    ['its log group is not in the home region', {}, withoutLogGroup, 'streams to no log group'],
    ['its bucket is not in the log archive', {}, withoutBucket, `there is no bucket ${bucket}`],
    [
      'somebody looked at trails and did not see it',
      {
        otherTrails: JSON.stringify([
          {
            arn: trail.replace('aws-controltower', 'other'),
            homeRegion: 'us-east-1',
            isMultiRegion: true,
            isOrganization: true,
          },
        ]),
      },
      {},
      `there is no trail ${trail}`,
    ],
    [
      'it records one account',
      {
        otherTrails: JSON.stringify([
          { arn: trail, homeRegion: 'us-east-1', isMultiRegion: true, isOrganization: false },
        ]),
      },
      {},
      'version 3.0 and later',
    ],
  ])('stops with a way out where %s', async (_what, settings, different, message) => {
    const attempt = recorded(organization, settings, different);
    await expect(attempt).rejects.toThrow(message);
    await expect(attempt).rejects.toThrow('pulumi config set trailguard:controlTowerTrail none');
  });

  it('takes a refusal for a bucket of another account, and no other error for an answer', async () => {
    const refusing = {
      'aws:s3/getBucket:getBucket': failing('HeadBucket, https response error StatusCode: 403, Forbidden'),
    };
    await expect(recorded(organization, {}, refusing)).resolves.toBeDefined();
    const denied = {
      'aws:cloudwatch/getLogGroup:getLogGroup': failing('AccessDeniedException: not authorized'),
    };
    await expect(recorded(organization, {}, denied)).rejects.toThrow('could not be found out (AccessDenied');
    const broken = { 'aws:cloudwatch/getLogGroup:getLogGroup': failing('connection reset') };
    await expect(recorded(organization, {}, broken)).rejects.toThrow(
      'could not be found out (connection reset',
    );
  });
});

describe('the stack log-archive under Control Tower', () => {
  it('keeps no log files of its own, and watches the buckets that do', async () => {
    const recording = await recorded(logArchive);
    expect(named(recording, 'LogArchive').concat(named(recording, 'LogKey'))).toEqual([]);
    expect(recording.outputs).toMatchObject({ logBucketName: bucket });
    expect(recording.outputs).not.toHaveProperty('logKeyArn');
    const rules = recording.resources.filter(({ type }) => type.endsWith(':EventRule'));
    expect(JSON.stringify(rules.map(({ inputs }) => inputs.eventPattern))).toContain(bucket);
    expect(said.filter((text) => text.includes('Control Tower'))).toHaveLength(1);
  });

  it('lets the break-glass role reach what is ours alone', async () => {
    const reach = String(
      (await recorded(logArchive)).inputsOf('aws:iam/rolePolicy:RolePolicy', 'break-glass').policy,
    );
    expect(reach).toContain('trailguard-findings-222222222222-us-east-1');
    expect(reach).not.toContain('trailguard-logs-');
    expect(reach).not.toContain('aws-controltower');
  });

  it('has an archive for a trail of data events, which alone may write there', async () => {
    const recording = await recorded(logArchive, { dataEvents });
    const policy = String(recording.inputsOf('aws:s3/bucketPolicy:BucketPolicy', 'logs').policy);
    expect(policy).toContain('trail/trailguard-data');
    expect(policy).not.toContain('trail/trailguard-organization');
    expect(recording.outputs.logBucketName).toBe('trailguard-logs-222222222222-us-east-1');
  });

  it('refuses a copy of files that it does not keep', async () => {
    await expect(recorded(logArchive, { logCopyRegion: 'eu-west-1' })).rejects.toThrow(
      'nothing can be copied from it',
    );
  });

  it('stops in an account that Control Tower has enrolled and does not log into', async () => {
    await expect(recorded(logArchive, {}, withoutBucket)).rejects.toThrow(
      'trailguard:logArchiveAccountId to its log archive',
    );
    const neither = { ...withoutBucket, 'aws:iam/getRole:getRole': failing("couldn't find resource") };
    expect(named(await recorded(logArchive, {}, neither), 'LogArchive')).toEqual(['logs']);
  });

  it('keeps log files where it is told that Control Tower keeps no trail', async () => {
    expect(named(await recorded(logArchive, { controlTowerTrail: 'none' }), 'LogArchive')).toEqual(['logs']);
  });
});

describe('an investigation under Control Tower', () => {
  const alice = 'arn:aws:iam::444444444444:user/alice';
  const asked = { investigatorPrincipalArns: JSON.stringify([alice]) };
  const tableType = 'aws:glue/catalogTable:CatalogTable';
  const policiesOf = (recording: Awaited<ReturnType<typeof recorded>>, name: string) =>
    String(recording.inputsOf('aws:iam/policy:Policy', name).policy);
  const inSecurity = {
    'aws:guardduty/getDetector:getDetector': ({ region }: Record<string, unknown>) => ({
      id: `detector-${String(region)}`,
    }),
  };

  it('is made in the log archive, over the folder of the organization, for roles of that account', async () => {
    const recording = await recorded(logArchive, asked);
    expect(recording.inputsOf(tableType).storageDescriptor).toMatchObject({
      location: `s3://${bucket}/o-exampleorgid/AWSLogs/o-exampleorgid/`,
    });
    expect(recording.outputs).toMatchObject({
      peopleRoleArns: { investigator: 'arn-of-people-investigator' },
    });
    expect(policiesOf(recording, 'people-investigator')).toContain(`arn:aws:s3:::${bucket}/*`);
    expect(policiesOf(recording, 'people-investigator')).toContain('arn:aws:athena:us-east-1:222222222222:');
    // Results and findings are read by the role of this account, and by none of the security account.
    const policies = recording.resources
      .filter(({ type }) => type === 'aws:s3/bucketPolicy:BucketPolicy' || type === 'aws:kms/key:Key')
      .map(({ inputs }) => String(inputs.policy));
    const readers = policies.filter((text) => text.includes('role/trailguard-investigator'));
    expect(readers.length).toBeGreaterThan(2);
    expect(readers.join()).toContain('arn:aws:iam::222222222222:role/trailguard-investigator');
    expect(readers.join()).not.toContain('arn:aws:iam::333333333333:role/trailguard-investigator');
  });

  it('is not made in the security account, which the bucket does not admit, and says who asks instead', async () => {
    const recording = await recorded(security, asked, inSecurity);
    expect(named(recording, 'TrailInvestigation').concat(named(recording, 'AccessPolicies'))).toEqual([]);
    expect(said.filter((text) => text.includes('admits no other account'))).toEqual([
      expect.stringContaining('by arn:aws:iam::222222222222:role/trailguard-investigator'),
    ]);
    expect(JSON.stringify(recording.resources)).not.toContain('trailguard-investigation');
  });

  it('is the security account’s where Control Tower keeps no trail, and nowhere where nobody asks for it', async () => {
    const own = await recorded(security, { ...asked, controlTowerTrail: 'none' }, inSecurity);
    expect(named(own, 'TrailInvestigation')).toEqual(['investigation']);
    const off = { investigation: 'false' };
    expect(named(await recorded(logArchive, off), 'TrailInvestigation')).toEqual([]);
    await recorded(security, off, inSecurity);
    expect(said.filter((text) => text.includes('admits no other account'))).toEqual([]);
  });
});
