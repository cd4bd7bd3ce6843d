import { describe, expect, it } from 'vitest';
import { organizationNames } from '../organization-names.ts';
import { recordProgram } from '../testing/record-program.ts';
import { someSettings } from '../testing/settings.ts';
import { NotificationTopic, type NotificationTopicArgs } from './notification-topic.ts';
import { SubscriptionProtocol } from './subscriptions.ts';

const names = organizationNames(someSettings());
const region = 'us-east-1';

describe('NotificationTopic', () => {
  it('is encrypted and takes messages of our trail alone', async () => {
    const recording = await recordProgram(
      () =>
        void new NotificationTopic('log-delivery', {
          topicName: names.topicName,
          topicArn: names.topicArn,
          region,
          trailArn: names.trailArn,
          kmsKeyArn: 'key',
        }),
    );
    expect(recording.inputsOf('aws:sns/topic:Topic')).toEqual({
      region,
      name: 'trailguard-log-delivery',
      kmsMasterKeyId: 'key',
    });
    const { policy, ...rest } = recording.inputsOf('aws:sns/topicPolicy:TopicPolicy');
    expect(rest).toEqual({ region, arn: 'arn-of-log-delivery' });
    expect(JSON.parse(String(policy)).Statement).toEqual([
      {
        Sid: 'PublishByOurTrail',
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: names.topicArn,
        Condition: { StringEquals: { 'aws:SourceArn': names.trailArn } },
      },
      {
        Sid: 'DenyInsecureTransport',
        Effect: 'Deny',
        Principal: '*',
        Action: 'sns:Publish',
        Resource: [names.topicArn],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
  });

  const recorded = (different: Partial<NotificationTopicArgs>) =>
    recordProgram(() => {
      const topic = new NotificationTopic('log-delivery', {
        topicName: names.topicName,
        topicArn: names.topicArn,
        region,
        trailArn: names.trailArn,
        kmsKeyArn: 'key',
        ...different,
      });
      return { unconfirmed: topic.unconfirmedSubscriptions };
    });
  const typesOf = (resources: readonly { type: string }[]) =>
    resources.map(({ type }) => type.split(':').pop());

  it('lets further trails publish, each named', async () => {
    const recording = await recorded({ furtherTrailArns: [names.dataTrailArn, names.trailArn] });
    const { policy } = recording.inputsOf('aws:sns/topicPolicy:TopicPolicy');
    expect(JSON.parse(String(policy)).Statement[0].Condition).toEqual({
      StringEquals: { 'aws:SourceArn': [names.trailArn, names.dataTrailArn] },
    });
  });

  it('tells people by e-mail, after its policy stands, and logs nothing, since SNS learns nothing of an e-mail', async () => {
    const subscriptions = [{ protocol: SubscriptionProtocol.Email, endpoint: 'security@example.com' }];
    const recording = await recorded({ subscriptions, tags: { Owner: 'security' } });
    const made = recording.find('aws:sns/topicSubscription:TopicSubscription');
    expect(made.inputs).toEqual({
      region,
      topic: 'arn-of-log-delivery',
      protocol: 'email',
      endpoint: 'security@example.com',
    });
    expect(made.name).toMatch(/^log-delivery-email-[0-9a-f]{8}$/);
    expect(made.dependsOn).toContain('TopicPolicy log-delivery');
    expect(typesOf(recording.resources)).not.toContain('Role');
    expect(recording.inputsOf('aws:sns/topic:Topic').tags).toEqual({ Owner: 'security' });
  });

  it('keeps the failed deliveries to programs, with a role that writes nothing else', async () => {
    const recording = await recorded({
      subscriptions: [
        { protocol: SubscriptionProtocol.Https, endpoint: 'https://siem.example.com/sns' },
        { protocol: SubscriptionProtocol.Sqs, endpoint: 'arn:aws:sqs:us-east-1:333333333333:files' },
        {
          protocol: SubscriptionProtocol.Lambda,
          endpoint: 'arn:aws:lambda:us-east-1:333333333333:function:index:live',
        },
      ],
    });
    const failures = 'sns/us-east-1/111111111111/trailguard-log-delivery/Failure';
    const roleArn = 'arn-of-log-delivery-failures';
    expect(recording.inputsOf('aws:sns/topic:Topic')).toEqual({
      region,
      name: 'trailguard-log-delivery',
      kmsMasterKeyId: 'key',
      httpFailureFeedbackRoleArn: roleArn,
      lambdaFailureFeedbackRoleArn: roleArn,
      sqsFailureFeedbackRoleArn: roleArn,
    });
    expect(recording.inputsOf('aws:cloudwatch/logGroup:LogGroup')).toEqual({
      region,
      name: failures,
      retentionInDays: 90,
    });
    expect(JSON.parse(String(recording.inputsOf('aws:iam/role:Role').assumeRolePolicy)).Statement).toEqual([
      {
        Sid: 'AssumeBySns',
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sts:AssumeRole',
      },
    ]);
    expect(JSON.parse(String(recording.inputsOf('aws:iam/rolePolicy:RolePolicy').policy)).Statement).toEqual([
      {
        Sid: 'WriteFailures',
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: `arn:aws:logs:us-east-1:111111111111:log-group:${failures}:log-stream:*`,
      },
    ]);
    const https = recording.resources.filter(({ name }) => name.startsWith('log-delivery-https-'));
    expect(https.map(({ inputs }) => inputs.endpointAutoConfirms)).toEqual([true]);
  });

  it.each([
    ['us-gov-west-1', 'aws-us-gov'],
    ['cn-north-1', 'aws-cn'],
  ])('names what is of the partition of %s', async (homeRegion, partition) => {
    const there = organizationNames(someSettings({ homeRegion }));
    const recording = await recorded({
      region: homeRegion,
      topicArn: there.topicArn,
      trailArn: there.trailArn,
      subscriptions: [
        {
          protocol: SubscriptionProtocol.Sqs,
          endpoint: `arn:${partition}:sqs:${homeRegion}:333333333333:files`,
        },
      ],
    });
    const arns = JSON.stringify([
      recording.inputsOf('aws:sns/topicPolicy:TopicPolicy').policy,
      recording.inputsOf('aws:iam/rolePolicy:RolePolicy').policy,
    ]).match(/arn:[a-z-]+:/g);
    expect(new Set(arns)).toEqual(new Set([`arn:${partition}:`]));
  });

  it('leaves the others in place when a subscriber goes', async () => {
    const all = ['a@example.com', 'b@example.com', 'c@example.com'].map((endpoint) => ({
      protocol: SubscriptionProtocol.Email,
      endpoint,
    }));
    const namesOf = async (subscriptions: typeof all) =>
      (await recorded({ subscriptions })).resources
        .filter(({ type }) => type.endsWith(':TopicSubscription'))
        .map(({ name }) => name);
    const [, second, third] = await namesOf(all);
    expect(await namesOf(all.slice(1))).toEqual([second, third]);
  });

  it.each([
    [
      SubscriptionProtocol.Https,
      'http://example.com',
      'is not an address that starts with https://, as https asks',
    ],
    [SubscriptionProtocol.Email, 'nobody', 'is not an e-mail address'],
    [SubscriptionProtocol.Lambda, 'arn:aws:sqs:us-east-1:333333333333:q', 'is not the ARN of a function'],
  ])('refuses %s to %s', async (protocol, endpoint, message) => {
    await expect(recorded({ subscriptions: [{ protocol, endpoint }] })).rejects.toThrow(
      `NotificationTopic "log-delivery": "${endpoint}" ${message}`,
    );
  });

  it('refuses the same subscriber twice', async () => {
    const one = { protocol: SubscriptionProtocol.Email, endpoint: 'a@example.com' };
    await expect(recorded({ subscriptions: [one, one] })).rejects.toThrow(
      '"a@example.com" is subscribed twice by email',
    );
  });
});
