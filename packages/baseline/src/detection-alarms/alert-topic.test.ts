import { describe, expect, it } from 'vitest';
import { organizationNames } from '../organization-names.ts';
import { recordProgram } from '../testing/record-program.ts';
import { someSettings } from '../testing/settings.ts';
import { AlertPublisher, AlertTopic, type AlertTopicArgs } from './alert-topic.ts';

const names = organizationNames(someSettings());
const recorded = (different: Partial<AlertTopicArgs> = {}) =>
  recordProgram(() => {
    const topic = new AlertTopic('alerts', {
      topicName: names.alertTopicName,
      region: 'us-east-1',
      accountId: '111111111111',
      publishers: [AlertPublisher.Alarms],
      alarmNamePrefix: 'trailguard',
      ...different,
    });
    return { topicArn: topic.topicArn };
  });
const statementsOf = (policy: unknown) => JSON.parse(String(policy)).Statement as { Sid: string }[];

describe('AlertTopic', () => {
  it('is encrypted with a key of its own and takes the messages of our alarms', async () => {
    const recording = await recorded({ tags: { Owner: 'security' } });
    expect(recording.inputsOf('aws:sns/topic:Topic')).toEqual({
      region: 'us-east-1',
      name: 'trailguard-alerts',
      kmsMasterKeyId: 'arn-of-alerts',
      tags: { Owner: 'security' },
    });
    const { policy: keyPolicy, ...key } = recording.inputsOf('aws:kms/key:Key');
    expect(key).toEqual({
      region: 'us-east-1',
      description: 'Encrypts alerts of the organization',
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      tags: { Owner: 'security' },
    });
    const condition = {
      ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:us-east-1:111111111111:alarm:trailguard-*' },
      StringEquals: { 'aws:SourceAccount': '111111111111' },
    };
    expect(statementsOf(keyPolicy).at(-1)).toEqual({
      Sid: 'PublishByOurAlarms',
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
      Condition: condition,
    });
    const { policy, ...rest } = recording.inputsOf('aws:sns/topicPolicy:TopicPolicy');
    expect(rest).toEqual({ region: 'us-east-1', arn: 'arn-of-alerts' });
    expect(statementsOf(policy)).toEqual([
      {
        Sid: 'PublishByOurAlarms',
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: names.alarmTopicArn,
        Condition: condition,
      },
      {
        Sid: 'DenyInsecureTransport',
        Effect: 'Deny',
        Principal: '*',
        Action: 'sns:Publish',
        Resource: [names.alarmTopicArn],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
    expect(recording.inputsOf('aws:kms/alias:Alias').name).toBe('alias/trailguard-alerts');
  });

  it('admits event rules without a condition, which EventBridge would not meet', async () => {
    const recording = await recorded({ publishers: [AlertPublisher.EventRules] });
    const { policy } = recording.inputsOf('aws:sns/topicPolicy:TopicPolicy');
    expect(statementsOf(policy).map(({ Sid }) => Sid)).toEqual([
      'PublishByEventRules',
      'DenyEventRulesOfOtherAccounts',
      'DenyInsecureTransport',
    ]);
    expect(statementsOf(policy)[0]).not.toHaveProperty('Condition');
  });

  it('tells subscribers once its policy stands, and names none of them', async () => {
    const recording = await recorded({
      subscriptions: [
        { protocol: 'email', endpoint: 'security@example.com' },
        { protocol: 'https', endpoint: 'https://pager.example.com/aws' },
      ],
    });
    const made = recording.resources.filter(({ type }) => type.endsWith(':TopicSubscription'));
    expect(made.map(({ inputs }) => inputs)).toEqual([
      {
        region: 'us-east-1',
        topic: 'arn-of-alerts',
        protocol: 'email',
        endpoint: 'security@example.com',
      },
      {
        region: 'us-east-1',
        topic: 'arn-of-alerts',
        protocol: 'https',
        endpoint: 'https://pager.example.com/aws',
        endpointAutoConfirms: true,
      },
    ]);
    for (const { name, dependsOn } of made) {
      expect(name).toMatch(/^alerts-(email|https)-[0-9a-f]{8}$/);
      expect(dependsOn).toContain('TopicPolicy alerts');
    }
  });

  it('refuses plain HTTP', async () => {
    await expect(
      recorded({ subscriptions: [{ protocol: 'https', endpoint: 'http://example.com' }] }),
    ).rejects.toThrow(
      'AlertTopic "alerts": "http://example.com" is not an address that starts with https://',
    );
  });

  it.each([
    ['us-gov-west-1', 'aws-us-gov', 'sns.us-gov-west-1.amazonaws.com'],
    ['cn-north-1', 'aws-cn', 'sns.cn-north-1.amazonaws.com.cn'],
  ])('names what is in %s in its partition', async (region, partition, endpoint) => {
    const recording = await recorded({
      region,
      publishers: [AlertPublisher.Alarms, AlertPublisher.EventRules],
    });
    const texts = [
      recording.inputsOf('aws:sns/topicPolicy:TopicPolicy').policy,
      recording.inputsOf('aws:kms/key:Key').policy,
    ].map(String);
    for (const arn of texts.join().match(/arn:[a-z-]+/g) ?? []) expect(arn).toBe(`arn:${partition}`);
    expect(texts[1]).toContain(`"kms:ViaService":"${endpoint}"`);
  });
});
