import * as aws from '@pulumi/aws';
import { guiltyOf } from '../entry.ts';
import { alarmOf } from '../parts/alarm.ts';
import { policyOf } from '../parts/log-bucket.ts';
import { alertTopic, watchedTrail } from '../parts/watched-trail.ts';

type GroupArgs = aws.cloudwatch.LogGroupArgs;
const group = (args: GroupArgs) => () => {
  watchedTrail(args);
};

/** The key of the log group lets these services encrypt. */
const encryptedFor = (service: string) => () => {
  const key = new aws.kms.Key('log-group-key', {
    policy: policyOf({
      Effect: 'Allow',
      Principal: { Service: service },
      Action: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
      Resource: '*',
    }),
  });
  watchedTrail({ kmsKeyId: key.arn });
};

const alarm =
  (args: Partial<aws.cloudwatch.MetricAlarmArgs> = {}) =>
  () => {
    const topic = alertTopic();
    alarmOf('alarm', 'RootUse', { alarmActions: [topic.arn], ...args });
  };

const writes = (principal: object | '*', condition?: object) => () => {
  new aws.cloudwatch.LogResourcePolicy('writers', {
    policyName: 'writers',
    policyDocument: policyOf({
      Sid: 'Write',
      Effect: 'Allow',
      Principal: principal,
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: 'arn:aws:logs:us-east-1:111111111111:log-group:/acme/*',
      ...(condition === undefined ? {} : { Condition: condition }),
    }),
  });
};
const route53 = { Service: 'route53.amazonaws.com' };
const ofAccount = { StringEquals: { 'aws:SourceAccount': '111111111111' } };

export default [
  guiltyOf(
    'CW-16',
    {
      mistake: 'makes an alarm that does nothing',
      blames: 'alarm',
      broken: alarm({ alarmActions: [] }),
      mended: alarm(),
    },
    {
      mistake: 'tells that the alarm is over, and not that it goes off',
      blames: 'alarm',
      broken: alarm({ alarmActions: [], okActions: ['arn:aws:sns:us-east-1:111111111111:alerts'] }),
      mended: alarm({ okActions: ['arn:aws:sns:us-east-1:111111111111:alerts'] }),
    },
  ),
  guiltyOf('CW-17', {
    mistake: 'disables the actions of an alarm',
    blames: 'alarm',
    broken: alarm({ actionsEnabled: false }),
    mended: alarm({ actionsEnabled: true }),
  }),
  guiltyOf('CW-18', {
    mistake: 'keeps events of the trail for three months',
    blames: 'audit',
    broken: group({ retentionInDays: 90 }),
    mended: group({ retentionInDays: 400 }),
  }),
  guiltyOf(
    'CW-19',
    {
      mistake: 'does not encrypt the log group with a key of its own',
      blames: 'audit',
      broken: group({}),
      mended: encryptedFor('logs.us-east-1.amazonaws.com'),
    },
    {
      mistake: 'has a key that admits CloudWatch Logs of another Region',
      blames: 'log-group-key',
      broken: encryptedFor('logs.eu-west-1.amazonaws.com'),
      mended: encryptedFor('logs.us-east-1.amazonaws.com'),
    },
  ),
  guiltyOf(
    'CW-20',
    {
      mistake: 'leaves the log group open to deletion',
      blames: 'audit',
      broken: group({}),
      mended: group({ deletionProtectionEnabled: true }),
    },
    {
      mistake: 'saves cost by a class that has no metric filters',
      blames: 'audit',
      broken: group({ deletionProtectionEnabled: true, logGroupClass: 'INFREQUENT_ACCESS' }),
      mended: group({ deletionProtectionEnabled: true, logGroupClass: 'STANDARD' }),
    },
  ),
  guiltyOf(
    'CW-21',
    {
      mistake: 'lets everyone write events',
      blames: 'writers',
      broken: writes('*'),
      mended: writes(route53, ofAccount),
    },
    {
      mistake: 'lets every account write events',
      blames: 'writers',
      broken: writes({ AWS: '*' }),
      mended: writes({ AWS: '*' }, { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } }),
    },
  ),
];
