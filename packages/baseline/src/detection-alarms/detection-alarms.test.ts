import { describe, expect, it } from 'vitest';
import { organizationNames } from '../organization-names.ts';
import { recordProgram } from '../testing/record-program.ts';
import { someSettings } from '../testing/settings.ts';
import { CisAlarms } from './cis-alarms.ts';
import { AlarmNames, DetectionAlarms, type DetectionAlarmsArgs } from './detection-alarms.ts';

const names = organizationNames(someSettings());
const args: DetectionAlarmsArgs = {
  namePrefix: 'trailguard',
  logGroupName: names.logGroupName,
  region: 'us-east-1',
  accountId: '111111111111',
  logArchiveAccountId: '222222222222',
  logBucketNames: [names.logBucketName, names.accessLogBucketName],
  breakGlassRoleArn: names.breakGlassRoleArn,
  topicArn: names.alarmTopicArn,
};
const recorded = (different: Partial<DetectionAlarmsArgs> = {}) =>
  recordProgram(() => {
    const alarms = new DetectionAlarms('detection', { ...args, ...different });
    return { alarmNames: alarms.alarmNames };
  });
const filterType = 'aws:cloudwatch/logMetricFilter:LogMetricFilter';
const alarmType = 'aws:cloudwatch/metricAlarm:MetricAlarm';

describe('DetectionAlarms', () => {
  it('counts on the log group and tells the topic, in the home region', async () => {
    const recording = await recorded();
    expect(recording.inputsOf(filterType, 'detection-root-use')).toEqual({
      region: 'us-east-1',
      name: 'trailguard-root-use',
      logGroupName: '/trailguard/organization-trail',
      pattern:
        '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
      metricTransformation: {
        name: 'root-use',
        namespace: 'trailguard/organization-trail',
        value: '1',
      },
    });
    expect(recording.inputsOf(alarmType, 'detection-root-use')).toEqual({
      region: 'us-east-1',
      name: 'trailguard-root-use',
      alarmDescription:
        'The root user of an account did something. CloudTrail has the event of the last minutes. (CIS AWS 5.0.0 4.3, Security Hub CloudWatch.1)',
      namespace: 'trailguard/organization-trail',
      metricName: 'root-use',
      statistic: 'Sum',
      period: 300,
      evaluationPeriods: 1,
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
      treatMissingData: 'notBreaching',
      actionsEnabled: true,
      alarmActions: [names.alarmTopicArn],
    });
  });

  it('has an alarm for each filter, on its metric, and an action for each alarm', async () => {
    const { resources, outputs } = await recorded({ tags: { Owner: 'security' } });
    const filters = resources.filter(({ type }) => type === filterType);
    const alarms = resources.filter(({ type }) => type === alarmType);
    expect(filters).toHaveLength(23);
    const metricOf = ({ inputs }: (typeof filters)[number]) =>
      inputs.metricTransformation as { name: string; namespace: string };
    expect(alarms.map(({ inputs }) => [inputs.namespace, inputs.metricName])).toEqual(
      filters.map((filter) => [metricOf(filter).namespace, metricOf(filter).name]),
    );
    for (const { inputs } of alarms) {
      expect(inputs.alarmActions).toEqual([names.alarmTopicArn]);
      expect(inputs.tags).toEqual({ Owner: 'security' });
    }
    expect(outputs.alarmNames).toEqual(AlarmNames.map((name) => `trailguard-${name}`));
  });

  it('has all fifteen of CIS, each once and in one place, with a threshold of 1', () => {
    expect(CisAlarms.map(({ cis }) => Number(cis?.replace('4.', ''))).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 15 }, (_, index) => index + 1),
    );
    expect(new Set(AlarmNames).size).toBe(AlarmNames.length);
    expect(CisAlarms.filter(({ threshold }) => threshold !== undefined)).toEqual([]);
  });

  it('keeps patterns within what CloudWatch Logs takes, for the longest names', async () => {
    const long = organizationNames(
      someSettings({ namePrefix: 'a'.repeat(21), homeRegion: 'ap-southeast-1' }),
    );
    const { resources } = await recorded({
      namePrefix: 'a'.repeat(21),
      logGroupName: long.logGroupName,
      logBucketNames: ['x'.repeat(63), 'y'.repeat(63), 'z'.repeat(63), 'w'.repeat(63)],
    });
    const lengths = resources
      .filter(({ type }) => type === filterType)
      .map(({ inputs }) => String(inputs.pattern).length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(1024);
  });

  it('tells of each use of the break-glass role, where it is told which that is', async () => {
    const recording = await recorded();
    expect(recording.inputsOf(filterType, 'detection-break-glass-use').pattern).toBe(
      `{($.eventSource=sts.amazonaws.com) && ($.eventName=AssumeRole) && ($.requestParameters.roleArn="${names.breakGlassRoleArn}")}`,
    );
    const { breakGlassRoleArn: _, ...without } = args;
    const { resources } = await recordProgram(() => {
      new DetectionAlarms('detection', without);
      return {};
    });
    expect(resources.filter(({ type }) => type === filterType)).toHaveLength(22);
  });

  it('takes thresholds by name, and refuses one of no alarm and one that is no count', async () => {
    const recording = await recorded({ thresholds: { 'unauthorized-calls': 20 } });
    expect(recording.inputsOf(alarmType, 'detection-unauthorized-calls').threshold).toBe(20);
    expect(recording.inputsOf(alarmType, 'detection-identity-center-sign-in-failures').threshold).toBe(5);
    await expect(recorded({ thresholds: { 'root-usage': 1, 'root-use': 0.5 } })).rejects.toThrow(
      /DetectionAlarms "detection": "root-usage" is the name of no alarm; there are root-use, .*; the threshold of "root-use" is 0.5; it must be a whole number/,
    );
  });
});
