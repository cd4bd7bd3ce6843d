import { describe, expect, it } from 'vitest';
import { organizationNames } from '../organization-names.ts';
import { recordProgram } from '../testing/record-program.ts';
import { someSettings } from '../testing/settings.ts';
import { AlertBus } from './alert-bus.ts';
import { ChangeMonitor, type ChangeMonitorArgs } from './change-monitor.ts';
import { tamperingPattern } from './event-patterns.ts';

const names = organizationNames(someSettings());
const args: ChangeMonitorArgs = {
  namePrefix: 'trailguard',
  accountId: '444444444444',
  regions: ['us-east-1', 'eu-west-1'],
  busArn: names.eventBusArn,
  roleName: names.eventForwardRoleName,
};
const recorded = (different: Partial<ChangeMonitorArgs> = {}) =>
  recordProgram(() => {
    const monitor = new ChangeMonitor('changes', { ...args, ...different });
    return { queues: monitor.undeliveredQueueArns };
  });
const ruleType = 'aws:cloudwatch/eventRule:EventRule';
const targetType = 'aws:cloudwatch/eventTarget:EventTarget';

describe('ChangeMonitor', () => {
  it('forwards from the default bus of each region, with a role and a dead-letter queue', async () => {
    const recording = await recorded();
    const rules = recording.resources.filter(({ type }) => type === ruleType);
    expect(rules.map(({ name }) => name)).toEqual([
      'changes-tampering-us-east-1',
      'changes-insights-us-east-1',
      'changes-tampering-eu-west-1',
      'changes-insights-eu-west-1',
    ]);
    expect(recording.inputsOf(ruleType, 'changes-insights-eu-west-1')).toEqual({
      region: 'eu-west-1',
      name: 'trailguard-insights',
      description: 'Unusual rates of calls and errors',
      eventPattern: '{"source":["aws.cloudtrail"],"detail-type":["AWS Insight via CloudTrail"]}',
    });
    expect(recording.inputsOf(targetType, 'changes-tampering-eu-west-1')).toEqual({
      region: 'eu-west-1',
      rule: 'trailguard-tampering',
      targetId: 'security-account',
      arn: names.eventBusArn,
      roleArn: 'arn-of-changes',
      deadLetterConfig: { arn: 'arn-of-changes-eu-west-1' },
    });
    expect(recording.outputs.queues).toEqual({
      'us-east-1': 'arn-of-changes-us-east-1',
      'eu-west-1': 'arn-of-changes-eu-west-1',
    });
  });

  it('lets our rules alone take the role, and the role do one thing', async () => {
    const recording = await recorded({ tags: { Owner: 'security' } });
    const { assumeRolePolicy, ...role } = recording.inputsOf('aws:iam/role:Role');
    expect(role).toEqual({
      name: 'trailguard-event-forward',
      description: 'EventBridge forwards changes of recording and detection to the security account',
      tags: { Owner: 'security' },
    });
    expect(JSON.parse(String(assumeRolePolicy)).Statement).toEqual([
      {
        Sid: 'AssumeByOurRules',
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: {
          ArnLike: { 'aws:SourceArn': 'arn:aws:events:*:444444444444:rule/trailguard-*' },
          StringEquals: { 'aws:SourceAccount': '444444444444' },
        },
      },
    ]);
    expect(JSON.parse(String(recording.inputsOf('aws:iam/rolePolicy:RolePolicy').policy)).Statement).toEqual([
      { Sid: 'PutEvents', Effect: 'Allow', Action: 'events:PutEvents', Resource: names.eventBusArn },
    ]);
  });

  it('keeps what it could not forward, encrypted, where our rules alone write', async () => {
    const recording = await recorded();
    const { policy, ...queue } = recording.inputsOf('aws:sqs/queue:Queue', 'changes-eu-west-1');
    expect(queue).toEqual({
      region: 'eu-west-1',
      name: 'trailguard-undelivered-events',
      sqsManagedSseEnabled: true,
      messageRetentionSeconds: 1_209_600,
    });
    expect(JSON.parse(String(policy)).Statement[0]).toEqual({
      Sid: 'WriteByOurRules',
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: 'arn:aws:sqs:eu-west-1:444444444444:trailguard-undelivered-events',
      Condition: {
        ArnLike: { 'aws:SourceArn': 'arn:aws:events:eu-west-1:444444444444:rule/trailguard-*' },
      },
    });
  });

  it('forwards findings from the severity that is given, and no insights where there are none', async () => {
    const { resources } = await recorded({
      regions: ['us-east-1'],
      insights: false,
      findingSeverity: 7,
    });
    const rules = resources.filter(({ type }) => type === ruleType);
    expect(rules.map(({ inputs }) => inputs.name)).toEqual(['trailguard-tampering', 'trailguard-findings']);
    expect(JSON.parse(String(rules[1]?.inputs.eventPattern))).toEqual({
      source: ['aws.guardduty'],
      'detail-type': ['GuardDuty Finding'],
      detail: { severity: [{ numeric: ['>=', 7] }] },
    });
  });

  it('keeps the pattern within what EventBridge takes, for the longest names', () => {
    const pattern = tamperingPattern({
      namePrefix: 'a'.repeat(21),
      logBucketNames: ['u', 'v', 'w', 'x', 'y', 'z'].map((letter) => letter.repeat(63)),
    });
    expect(pattern.length).toBeLessThanOrEqual(2048);
  });

  it('refuses to forward into a default bus, and a severity that GuardDuty has not', async () => {
    const busArn = 'arn:aws:events:us-east-1:333333333333:event-bus/default';
    await expect(recorded({ busArn })).rejects.toThrow(`ChangeMonitor "changes": ${busArn} is a default bus`);
    await expect(recorded({ findingSeverity: 11 })).rejects.toThrow('severity 11 is not between 1 and 10');
  });

  it.each([
    ['us-gov-west-1', 'aws-us-gov'],
    ['cn-north-1', 'aws-cn'],
  ])('names what is in %s in the partition %s', async (homeRegion, partition) => {
    const { eventBusArn } = organizationNames(someSettings({ homeRegion }));
    const { resources } = await recorded({ regions: [homeRegion], busArn: eventBusArn });
    const arns = JSON.stringify(resources.map(({ inputs }) => inputs)).match(/arn:[a-z-]+(?=:)/g) ?? [];
    expect(arns.length).toBeGreaterThan(3);
    for (const arn of arns) expect(arn).toBe(`arn:${partition}`);
  });
});

describe('AlertBus', () => {
  const bus = () =>
    recordProgram(() => {
      const made = new AlertBus('alerts', {
        busName: names.eventBusName,
        region: 'us-east-1',
        accountId: '333333333333',
        organizationId: 'o-exampleorgid',
        forwardRoleName: names.eventForwardRoleName,
        topicArn: names.alertTopicArn,
        namePrefix: 'trailguard',
      });
      return { busArn: made.busArn };
    });

  it('takes events of the forwarding roles of the organization', async () => {
    const recording = await bus();
    const { policy } = recording.inputsOf('aws:cloudwatch/eventBusPolicy:EventBusPolicy');
    expect(JSON.parse(String(policy)).Statement).toEqual([
      {
        Sid: 'PutEventsByForwardingRoles',
        Effect: 'Allow',
        Principal: '*',
        Action: 'events:PutEvents',
        Resource: names.eventBusArn,
        Condition: {
          StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' },
          ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/trailguard-event-forward' },
        },
      },
    ]);
  });

  it('tells the topic of each kind in a sentence, and forwards to no bus', async () => {
    const recording = await bus();
    const targets = recording.resources.filter(({ type }) => type === targetType);
    expect(targets.map(({ inputs }) => [inputs.arn, inputs.eventBusName])).toEqual(
      ['tampering', 'insights', 'findings'].map(() => [names.alertTopicArn, names.eventBusName]),
    );
    for (const { inputs } of targets) {
      const { inputPaths, inputTemplate } = inputs.inputTransformer as {
        inputPaths: Record<string, string>;
        inputTemplate: string;
      };
      const used = [...inputTemplate.matchAll(/<([a-z]+)>/g)].map(([, name]) => name);
      expect(new Set(used)).toEqual(new Set(Object.keys(inputPaths)));
      expect(JSON.parse(inputTemplate)).toMatch(/\.$/);
      expect(inputs.deadLetterConfig).toEqual({ arn: 'arn-of-alerts' });
    }
    expect(recording.inputsOf(ruleType, 'alerts-findings')).toEqual({
      region: 'us-east-1',
      name: 'trailguard-findings-alerts',
      description: 'Tells the alert topic of findings',
      eventBusName: names.eventBusName,
      eventPattern: '{"source":["aws.guardduty"],"detail-type":["GuardDuty Finding"]}',
    });
  });
});
