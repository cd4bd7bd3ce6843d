/**
 * How many decisions a second: `node bench/iam.ts [seconds]`. Each round decides what a busy estate asks: a user's
 * read, a session through SCPs, CloudTrail's write through bucket policy and RCP, its data key, and a refusal.
 */
import { evaluate } from '../src/iam/evaluate.ts';
import { managedPolicy } from '../src/iam/managed-policies.ts';
import type { ApplicablePolicies, AuthorizationRequest } from '../src/iam/request.ts';

const seconds = Number(process.argv[2] ?? 3);
if (!(seconds > 0 && seconds <= 60)) throw new RangeError('seconds: a number from 1 to 60');

const account = '111122223333';
const trail = `arn:aws:cloudtrail:us-east-1:${account}:trail/org`;
const write = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const readOnly = managedPolicy('arn:aws:iam::aws:policy/ReadOnlyAccess')?.document ?? '';
const fullAccess = write({ Effect: 'Allow', Action: '*', Resource: '*' });
const guard = write({
  Effect: 'Deny',
  Action: ['cloudtrail:StopLogging', 'cloudtrail:DeleteTrail', 'guardduty:Delete*'],
  Resource: '*',
  Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/break-glass' } },
});
const perimeter = write({
  Effect: 'Deny',
  Principal: '*',
  Action: ['s3:*', 'kms:*'],
  Resource: '*',
  Condition: {
    StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' },
    BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
  },
});
const bucketPolicy = write(
  {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*'],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  },
  {
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `arn:aws:s3:::logs/AWSLogs/o-1/*`,
    Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceArn': trail } },
  },
);
const keyPolicy = write(
  { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' },
  {
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Action: 'kms:GenerateDataKey*',
    Resource: '*',
    Condition: {
      StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': `arn:aws:cloudtrail:*:${account}:trail/*` },
    },
  },
);

const session: AuthorizationRequest['principal'] = {
  kind: 'role',
  arn: `arn:aws:iam::${account}:role/ci`,
  sessionArn: `arn:aws:sts::${account}:assumed-role/ci/1`,
  accountId: account,
};
const cloudTrail: AuthorizationRequest['principal'] = {
  kind: 'service',
  arn: 'cloudtrail.amazonaws.com',
  service: 'cloudtrail.amazonaws.com',
  accountId: '',
};
const context = {
  'aws:securetransport': ['true'],
  'aws:principalorgid': ['o-1'],
  'aws:sourceip': ['192.0.2.1'],
};
const none = { identity: [], serviceControl: [], resourceControl: [] };
const scps = [[fullAccess, guard], [fullAccess], [fullAccess]];

const round: readonly [AuthorizationRequest, ApplicablePolicies, boolean][] = [
  [
    {
      principal: session,
      action: 'guardduty:GetDetector',
      resource: `arn:aws:guardduty:us-east-1:${account}:detector/1`,
      resourceAccountId: account,
      context,
    },
    { ...none, identity: [readOnly], serviceControl: scps },
    true,
  ],
  [
    {
      principal: session,
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::logs/AWSLogs/x',
      resourceAccountId: account,
      context,
    },
    {
      ...none,
      identity: [readOnly],
      resource: bucketPolicy,
      serviceControl: scps,
      resourceControl: [[perimeter]],
    },
    true,
  ],
  [
    {
      principal: cloudTrail,
      action: 's3:PutObject',
      resource: 'arn:aws:s3:::logs/AWSLogs/o-1/x.gz',
      resourceAccountId: account,
      context: { ...context, 'aws:sourcearn': [trail], 's3:x-amz-acl': ['bucket-owner-full-control'] },
    },
    { ...none, resource: bucketPolicy, resourceControl: [[perimeter]] },
    true,
  ],
  [
    {
      principal: cloudTrail,
      action: 'kms:GenerateDataKey',
      resource: `arn:aws:kms:us-east-1:${account}:key/1`,
      resourceAccountId: account,
      context: { ...context, 'kms:encryptioncontext:aws:cloudtrail:arn': [trail] },
    },
    { ...none, resource: keyPolicy, resourceControl: [[perimeter]] },
    true,
  ],
  [
    {
      principal: session,
      action: 'cloudtrail:StopLogging',
      resource: trail,
      resourceAccountId: account,
      context,
    },
    { ...none, identity: [fullAccess], serviceControl: scps },
    false,
  ],
];

const end = performance.now() + seconds * 1000;
let decisions = 0;
while (performance.now() < end) {
  for (let repeat = 0; repeat < 200; repeat++) {
    for (const [request, policies, expected] of round) {
      if (evaluate(request, policies).allowed !== expected)
        throw new Error(`${request.action} was decided wrongly`);
      decisions++;
    }
  }
}
console.log(`${Math.round(decisions / seconds).toLocaleString('en')} decisions a second`);
