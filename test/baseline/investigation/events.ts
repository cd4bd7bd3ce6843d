import { anEvent as aCall, root, user } from '@trailguard/investigate/test';

let made = 0;

/** A call of the day's first hours in the home Region; its number sorts as it was made. */
function anEvent(differing: object = {}): Readonly<Record<string, unknown>> {
  made += 1;
  return {
    ...aCall(),
    eventTime: '2026-03-01T06:00:00Z',
    awsRegion: 'us-east-1',
    eventID: `event-${String(made).padStart(3, '0')}`,
    ...differing,
  };
}

const at = (time: string) => ({ eventTime: `2026-03-01T${time}Z` });
const signIn = (ConsoleLogin: string, differing: object) =>
  anEvent({
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    eventType: 'AwsConsoleSignIn',
    responseElements: { ConsoleLogin },
    additionalEventData: { MFAUsed: 'No' },
    ...differing,
  });
const call = (eventSource: string, eventName: string, differing: object = {}) =>
  anEvent({ eventSource: `${eventSource}.amazonaws.com`, eventName, ...differing });
const denied = (minute: number, differing: object = {}) =>
  call('iam', minute % 2 === 0 ? 'CreateUser' : 'CreateRole', {
    ...user('mallory'),
    ...at(`14:${String(minute % 5).padStart(2, '0')}:${String(minute).padStart(2, '0')}`),
    errorCode: 'AccessDenied',
    errorMessage: 'no',
    ...differing,
  });
const key = {
  resources: [
    { ARN: 'arn:aws:kms:us-east-1:111111111111:key/1234', accountId: '111111111111', type: 'AWS::KMS::Key' },
  ],
};

/** A day on which each query has something to find, and something alike that it must not find. */
export const events = [
  anEvent(),
  call('ec2', 'DescribeInstances', { readOnly: true, ...at('06:01:00') }),
  signIn('Success', { ...user('alice'), ...at('07:00:00') }),
  signIn('Success', { ...user('carol'), ...at('07:01:00'), additionalEventData: { MFAUsed: 'Yes' } }),
  signIn('Failure', { ...user('bob'), ...at('07:02:00'), errorMessage: 'Failed authentication' }),
  signIn('Failure', { ...user('bob'), ...at('07:03:00'), userAgent: 'other' }),
  call('iam', 'DeleteUser', { ...root, ...at('08:00:00') }),
  call('support', 'Anything', {
    userIdentity: { ...root.userIdentity, invokedBy: 'support.amazonaws.com' },
    ...at('08:01:00'),
  }),
  call('cloudtrail', 'StopLogging', { ...at('09:00:00'), requestParameters: { name: 'main' } }),
  call('cloudtrail', 'DescribeTrails', { ...at('09:01:00'), readOnly: true }),
  call('cloudtrail', 'StartQuery', at('09:02:00')),
  call('guardduty', 'CreateFilter', { ...at('09:03:00'), requestParameters: { name: 'hide' } }),
  call('guardduty', 'ListFilters', { ...at('09:04:00'), readOnly: true }),
  call('kms', 'ScheduleKeyDeletion', { ...at('09:05:00'), ...key, requestParameters: { keyId: 'key/1234' } }),
  call('kms', 'Decrypt', { ...at('09:06:00'), ...key, readOnly: true }),
  call('kms', 'Decrypt', { ...at('09:07:00'), ...key, readOnly: true }),
  call('kms', 'Decrypt', { ...at('09:08:00'), ...key, readOnly: true, errorCode: 'AccessDenied' }),
  call('kms', 'Decrypt', { ...at('09:09:00'), readOnly: true, resources: [{ ARN: 'arn:aws:kms:::key/9' }] }),
  call('s3', 'PutBucketPolicy', {
    ...at('10:00:00'),
    requestParameters: { bucketName: 'logs', policy: 'none' },
    resources: [{ ARN: 'arn:aws:s3:::logs', type: 'AWS::S3::Bucket' }],
  }),
  call('s3', 'DeleteObject', {
    ...at('10:01:00'),
    requestParameters: { bucketName: 'logs', key: 'AWSLogs/a.json.gz' },
    resources: [{ ARN: 'arn:aws:s3:::logs/AWSLogs/a.json.gz' }],
    eventCategory: 'Data',
  }),
  call('s3', 'DeleteBucket', { ...at('10:02:00'), requestParameters: { bucketName: 'other' } }),
  call('config', 'PutThing', {
    ...at('10:03:00'),
    requestParameters: { deep: [{ arn: 'arn:aws:s3:::logs' }] },
  }),
  call('ec2', 'RunInstances', { ...at('13:00:00'), awsRegion: 'eu-west-1', sourceIPAddress: '198.51.100.1' }),
  call('ec2', 'RunInstances', { ...at('13:05:00'), awsRegion: 'eu-west-1', ...user('dave') }),
  ...Array.from({ length: 12 }, (_, minute) => denied(minute)),
  ...Array.from({ length: 9 }, (_, minute) =>
    denied(minute, { ...user('few'), errorCode: 'Client.UnauthorizedOperation' }),
  ),
];
