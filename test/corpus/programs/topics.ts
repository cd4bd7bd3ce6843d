import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { guiltyOf } from '../entry.ts';
import { alarmOf } from '../parts/alarm.ts';
import { policyOf, trailArn } from '../parts/log-bucket.ts';

/** A topic that a trail tells of new log files. */
const toldByTrail =
  (args: aws.sns.TopicArgs, add: (topic: aws.sns.Topic) => unknown = () => {}) =>
  () => {
    const topic = new aws.sns.Topic('deliveries', args);
    add(topic);
    new aws.cloudtrail.Trail('audit', { name: 'audit', s3BucketName: 'acme-logs', snsTopicName: topic.arn });
  };

/** A topic that an alarm tells. */
const toldByAlarm =
  (args: aws.sns.TopicArgs, add: (topic: aws.sns.Topic) => unknown = () => {}) =>
  () => {
    const topic = new aws.sns.Topic('alerts', args);
    add(topic);
    alarmOf('root-used', 'RootUse', { alarmActions: [topic.arn] });
  };

const topicArn = 'arn:aws:sns:us-east-1:111111111111:deliveries';
const publishes = (principal: object | '*', condition?: object) => ({
  Sid: 'Publish',
  Effect: 'Allow',
  Principal: principal,
  Action: 'sns:Publish',
  Resource: topicArn,
  ...(condition === undefined ? {} : { Condition: condition }),
});
const cloudTrail = { Service: 'cloudtrail.amazonaws.com' };
const ofTrail = { StringEquals: { 'aws:SourceArn': trailArn } };

const withPolicy = (...statements: object[]) =>
  toldByTrail({ name: 'deliveries' }, (topic) => {
    new aws.sns.TopicPolicy('deliveries-policy', { arn: topic.arn, policy: policyOf(...statements) });
  });

const subscribed = (args: Omit<aws.sns.TopicSubscriptionArgs, 'topic'>) =>
  toldByAlarm({}, (topic) => new aws.sns.TopicSubscription('on-call', { topic: topic.arn, ...args }));

/** A key that lets these services encrypt messages. */
const encryptedFor = (...services: string[]) => {
  const key = new aws.kms.Key('alert-key', {
    policy: policyOf({
      Effect: 'Allow',
      Principal: { Service: services },
      Action: ['kms:GenerateDataKey*', 'kms:Decrypt'],
      Resource: '*',
    }),
  });
  return { kmsMasterKeyId: key.id };
};

export default [
  guiltyOf('NT-01', {
    mistake: 'tells nobody of new log files',
    blames: 'audit',
    broken: () => new aws.cloudtrail.Trail('audit', { s3BucketName: 'acme-logs' }),
    mended: toldByTrail({}),
  }),
  guiltyOf('NT-02', {
    mistake: 'names a topic of another Region by its bare name',
    blames: 'audit',
    broken: inRegion('eu-west-1', (topic) => topic.name),
    mended: inRegion('eu-west-1', (topic) => topic.arn),
  }),
  guiltyOf(
    'NT-03',
    {
      mistake: 'lets CloudTrail publish for any customer',
      blames: 'deliveries-policy',
      broken: withPolicy(publishes(cloudTrail)),
      mended: withPolicy(publishes(cloudTrail, ofTrail)),
    },
    {
      mistake: 'does not let CloudTrail publish',
      blames: 'deliveries-policy',
      broken: withPolicy(publishes({ Service: 'cloudwatch.amazonaws.com' })),
      mended: withPolicy(publishes(cloudTrail, ofTrail)),
    },
    {
      mistake: 'lets CloudTrail publish for any customer, by the property of the topic',
      blames: 'deliveries',
      broken: toldByTrail({ policy: policyOf(publishes(cloudTrail)) }),
      mended: toldByTrail({ policy: policyOf(publishes(cloudTrail, ofTrail)) }),
    },
  ),
  guiltyOf(
    'NT-04',
    {
      mistake: 'does not encrypt the topic',
      blames: 'alerts',
      broken: toldByAlarm({}),
      mended: () => toldByAlarm(encryptedFor('cloudwatch.amazonaws.com'))(),
    },
    {
      mistake: 'takes the key of AWS, with which no alarm can publish',
      blames: 'alerts',
      broken: toldByAlarm({ kmsMasterKeyId: 'alias/aws/sns' }),
      mended: () => toldByAlarm(encryptedFor('cloudwatch.amazonaws.com'))(),
    },
    {
      mistake: 'has a key that does not admit alarms',
      blames: 'alert-key',
      broken: () => toldByAlarm(encryptedFor('events.amazonaws.com'))(),
      mended: () => toldByAlarm(encryptedFor('events.amazonaws.com', 'cloudwatch.amazonaws.com'))(),
    },
  ),
  guiltyOf(
    'NT-05',
    {
      mistake: 'lets everyone publish',
      blames: 'deliveries-policy',
      broken: withPolicy(publishes('*')),
      mended: withPolicy(publishes(cloudTrail, ofTrail)),
    },
    {
      mistake: 'lets everyone publish by AWS: *',
      blames: 'deliveries-policy',
      broken: withPolicy(publishes({ AWS: '*' })),
      mended: withPolicy(publishes({ AWS: '*' }, { StringEquals: { 'aws:SourceAccount': '111111111111' } })),
    },
    {
      mistake: 'lets everyone subscribe',
      blames: 'deliveries-policy',
      broken: withPolicy({ ...publishes({ AWS: ['*'] }), Action: ['SNS:Subscribe', 'SNS:Receive'] }),
      mended: withPolicy({
        ...publishes({ AWS: ['*'] }),
        Action: ['SNS:Subscribe', 'SNS:Receive'],
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
      }),
    },
    {
      mistake: 'lets everyone publish, in a policy made of outputs',
      blames: 'deliveries-policy',
      broken: ofOutputs('*'),
      mended: ofOutputs(cloudTrail, ofTrail),
    },
  ),
  guiltyOf('NT-07', {
    mistake: 'sends alerts in clear text',
    blames: 'alerts',
    broken: subscribed({ protocol: 'http', endpoint: 'http://pager.example.com/sns' }),
    mended: subscribed({ protocol: 'https', endpoint: 'https://pager.example.com/sns' }),
  }),
  guiltyOf('NT-08', {
    mistake: 'forgets a tag that topics must have',
    blames: 'alerts',
    settings: { requiredTags: ['owner'] },
    broken: toldByAlarm({ tags: { team: 'security' } }),
    mended: toldByAlarm({ tags: { owner: 'security' } }),
  }),
];

function ofOutputs(principal: object | '*', condition?: object) {
  return toldByTrail({}, (topic) => {
    const statement = { ...publishes(principal, condition), Resource: topic.arn };
    new aws.sns.TopicPolicy('deliveries-policy', {
      arn: topic.arn,
      policy: pulumi.jsonStringify({ Version: '2012-10-17', Statement: [statement] }),
    });
  });
}

/** A trail of us-east-1 that tells a topic of some Region. */
function inRegion(region: string, nameOf: (topic: aws.sns.Topic) => pulumi.Output<string>) {
  return () => {
    const topic = new aws.sns.Topic('deliveries', { region });
    new aws.cloudtrail.Trail('audit', { s3BucketName: 'acme-logs', snsTopicName: nameOf(topic) });
  };
}
