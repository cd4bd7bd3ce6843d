import { organizationNames, partitionOf } from '@trailguard/baseline';
import { type RecordOptions, recordProgram } from '@trailguard/baseline/testing';
import { describe, expect, it } from 'vitest';
import { program as account } from './account/program.ts';
import { program as logArchive } from './log-archive/program.ts';
import { program as organization } from './organization/program.ts';
import { program as security } from './security/program.ts';
import { accountConfig } from './testing/config.ts';

const programs = { account, logArchive, organization, security };
const everywhere = ['account', 'logArchive', 'organization', 'security'] as const;
const names = organizationNames({
  organizationId: 'o-exampleorgid',
  managementAccountId: '111111111111',
  logArchiveAccountId: '222222222222',
  securityAccountId: '333333333333',
  homeRegion: 'us-east-1',
  namePrefix: 'trailguard',
  breakGlassRoleName: 'TrailGuardBreakGlass',
});

const recorded = (
  name: keyof typeof programs,
  different: Record<string, string> = {},
  options: RecordOptions = {},
) => {
  const home = different.homeRegion ?? 'us-east-1';
  return recordProgram(programs[name], {
    config: accountConfig(different),
    calls: {
      'aws:index/getRegions:getRegions': () => ({ names: ['eu-west-1', home] }),
      'aws:kms/getKey:getKey': () => ({ arn: 'arn:aws:kms:us-east-1:222222222222:key/looked-up' }),
      'aws:guardduty/getDetector:getDetector': ({ region }) => ({ id: `detector-${region}` }),
      'aws:organizations/getOrganization:getOrganization': () => ({
        awsServiceAccessPrincipals: [],
        enabledPolicyTypes: [],
        roots: [{ id: 'r-ab12' }],
      }),
      'aws:index/getCallerIdentity:getCallerIdentity': () => ({
        arn: `arn:${partitionOf(home)}:sts::222222222222:assumed-role/OrganizationAccountAccessRole/job`,
      }),
    },
    ...options,
  });
};
const isOf = (type: string) => (resource: { type: string }) => resource.type.endsWith(`:${type}`);

describe('the alarms of the organization', () => {
  it('stand on the log group of the trail, after it and the topic that they tell', async () => {
    const recording = await recorded('organization', { tags: '{"Owner":"security"}' });
    const filters = recording.resources.filter(isOf('LogMetricFilter'));
    const alarms = recording.resources.filter(isOf('MetricAlarm'));
    expect([filters.length, alarms.length]).toEqual([23, 23]);
    for (const { inputs } of filters) expect(inputs.logGroupName).toBe(names.logGroupName);
    for (const { inputs } of alarms) {
      expect(inputs.alarmActions).toEqual([names.alarmTopicArn]);
      expect(inputs.tags).toEqual({ Owner: 'security' });
    }
    const component = recording.find('trailguard:index:DetectionAlarms');
    expect(component.dependsOn).toEqual(expect.arrayContaining(['LogGroup log-delivery']));
    expect(filters[0]?.dependsOn).toEqual(
      expect.arrayContaining(['LogGroup log-delivery', 'TopicPolicy alerts']),
    );
    expect(recording.outputs.alarmTopicArn).toBe('arn-of-alerts');
  });

  it('are known on a preview before anything exists', async () => {
    const { resources } = await recorded('organization', {}, { isPreview: true });
    const known = resources.filter(isOf('MetricAlarm')).map(({ inputs }) => inputs.alarmActions);
    expect(known).toEqual(Array.from({ length: 23 }, () => [names.alarmTopicArn]));
  });

  it('take thresholds and subscribers from the settings, and can be left out', async () => {
    const recording = await recorded('organization', {
      alarmThresholds: '{"unauthorized-calls":20}',
      alertSubscriptions: '[{"protocol":"email","endpoint":"security@example.com"}]',
    });
    expect(
      recording.inputsOf('aws:cloudwatch/metricAlarm:MetricAlarm', 'detection-unauthorized-calls').threshold,
    ).toBe(20);
    expect(
      recording.resources.filter(isOf('TopicSubscription')).map(({ inputs }) => inputs.endpoint),
    ).toEqual(['security@example.com']);
    const without = await recorded('organization', { alarms: 'false', changeMonitor: 'false' });
    expect(
      without.resources.filter((each) =>
        ['LogMetricFilter', 'MetricAlarm', 'AlertTopic', 'EventRule'].some((type) => isOf(type)(each)),
      ),
    ).toEqual([]);
  });

  it('say what is wrong with thresholds and subscribers, all at once', async () => {
    const attempt = recorded('organization', {
      alarmThresholds: '{"root":1}',
      alertSubscriptions: '[{"protocol":"https","endpoint":"http://example.com"}]',
    });
    await expect(attempt).rejects.toThrow(
      /2 faults[\s\S]*alertSubscriptions: "http:\/\/example.com" is not an address[\s\S]*alarmThresholds: "root" is the name of no alarm/,
    );
  });
});

describe('the change monitor', () => {
  it.each(everywhere)('forwards from each region of %s to the one bus', async (name) => {
    // Reminders of reviews have targets of their own.
    const { resources } = await recorded(name, name === 'security' ? { reviewReminders: '[]' } : {});
    const targets = resources
      .filter(isOf('EventTarget'))
      .filter(({ inputs }) => inputs.eventBusName === undefined);
    expect(new Set(targets.map(({ inputs }) => inputs.region))).toEqual(new Set(['us-east-1', 'eu-west-1']));
    for (const { inputs, provider } of targets) {
      expect([inputs.arn, inputs.roleArn]).toEqual([names.eventBusArn, 'arn-of-changes']);
      expect(provider).toBe(name === 'account' ? 'member' : '');
    }
    const kinds = new Set(
      resources
        .filter(isOf('EventRule'))
        .filter(({ inputs }) => inputs.eventBusName === undefined)
        .map(({ inputs }) => inputs.name),
    );
    expect(kinds).toEqual(
      new Set([
        'trailguard-tampering',
        'trailguard-insights',
        ...(name === 'security' ? ['trailguard-findings'] : []),
      ]),
    );
  });

  it('watches the buckets of log files in their account', async () => {
    const patternOf = async (name: keyof typeof programs) =>
      String(
        (await recorded(name)).inputsOf('aws:cloudwatch/eventRule:EventRule', 'changes-tampering-us-east-1')
          .eventPattern,
      );
    expect(await patternOf('logArchive')).toContain(
      `"bucketName":["${names.logBucketName}","${names.accessLogBucketName}","trailguard-findings-222222222222-us-east-1","trailguard-config-222222222222-us-east-1"]`,
    );
    expect(await patternOf('account')).not.toContain('bucketName');
  });

  it('tells the topic of the security account from the severity that is set', async () => {
    const recording = await recorded('security', { alertFindingSeverity: '7', insights: '[]' });
    expect(
      JSON.parse(
        String(
          recording.inputsOf('aws:cloudwatch/eventRule:EventRule', 'changes-findings-eu-west-1').eventPattern,
        ),
      ).detail,
    ).toEqual({ severity: [{ numeric: ['>=', 7] }] });
    expect(recording.resources.some(({ name }) => name.startsWith('changes-insights'))).toBe(false);
    expect(recording.inputsOf('aws:cloudwatch/eventTarget:EventTarget', 'alerts-findings').arn).toBe(
      'arn-of-alerts',
    );
  });

  it.each(everywhere)('is left out of %s where it is off', async (name) => {
    const { resources } = await recorded(name, { changeMonitor: 'false' });
    expect(resources.filter((each) => isOf('EventRule')(each) || isOf('Queue')(each))).toEqual([]);
  });
});

it.each([
  ['us-gov-west-1', 'aws-us-gov'],
  ['cn-north-1', 'aws-cn'],
])('writes every ARN of alarms and rules in %s in its partition', async (homeRegion, partition) => {
  for (const name of everywhere) {
    const { resources } = await recorded(name, { homeRegion, regions: `["${homeRegion}"]` });
    const ours = resources.filter(({ name: each }) => /^(alerts|changes|detection)/.test(each));
    const arns = JSON.stringify(ours.map(({ inputs }) => inputs)).match(/arn:aws[a-z-]*(?=:)/g) ?? [];
    expect(arns.length).toBeGreaterThan(2);
    expect([...new Set(arns)]).toEqual([`arn:${partition}`]);
  }
});
