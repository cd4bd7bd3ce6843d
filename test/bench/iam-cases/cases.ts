import { type ApplicablePolicies, type AuthorizationRequest, managedPolicy } from '@trailguard/sandbox/iam';

/** A request, what bears on it, and the right decision. */
export interface Case {
  readonly request: AuthorizationRequest;
  readonly policies: ApplicablePolicies;
  readonly allowed: boolean;
}

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
    Condition: { StringEquals: { 'aws:SourceArn': trail } },
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

/** What a busy estate asks, in turn. */
export const cases: readonly Case[] = [
  {
    request: {
      principal: session,
      action: 'guardduty:GetDetector',
      resource: `arn:aws:guardduty:us-east-1:${account}:detector/1`,
      resourceAccountId: account,
      context,
    },
    policies: { ...none, identity: [readOnly], serviceControl: scps },
    allowed: true,
  },
  {
    request: {
      principal: session,
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::logs/AWSLogs/x',
      resourceAccountId: account,
      context,
    },
    policies: {
      ...none,
      identity: [readOnly],
      resource: bucketPolicy,
      serviceControl: scps,
      resourceControl: [[perimeter]],
    },
    allowed: true,
  },
  {
    request: {
      principal: cloudTrail,
      action: 's3:PutObject',
      resource: 'arn:aws:s3:::logs/AWSLogs/o-1/x.gz',
      resourceAccountId: account,
      context: { ...context, 'aws:sourcearn': [trail], 's3:x-amz-acl': ['bucket-owner-full-control'] },
    },
    policies: { ...none, resource: bucketPolicy, resourceControl: [[perimeter]] },
    allowed: true,
  },
  {
    request: {
      principal: cloudTrail,
      action: 'kms:GenerateDataKey',
      resource: `arn:aws:kms:us-east-1:${account}:key/1`,
      resourceAccountId: account,
      context: { ...context, 'aws:sourcearn': [trail] },
    },
    policies: { ...none, resource: keyPolicy, resourceControl: [[perimeter]] },
    allowed: true,
  },
  {
    request: {
      principal: session,
      action: 'cloudtrail:StopLogging',
      resource: trail,
      resourceAccountId: account,
      context,
    },
    policies: { ...none, identity: [fullAccess], serviceControl: scps },
    allowed: false,
  },
];

/** Every policy that bears on a request. */
export function policiesOf(policies: ApplicablePolicies): string[] {
  const { identity, boundary, session, resource, serviceControl, resourceControl } = policies;
  const single = [boundary, resource].filter((policy) => policy !== undefined);
  return [...identity, ...single, ...(session ?? []), ...serviceControl.flat(), ...resourceControl.flat()];
}

/** The same policies as texts that nobody has seen, told apart by the `Id` that IAM ignores. */
export function withFreshPolicies(policies: ApplicablePolicies, id: string): ApplicablePolicies {
  const fresh = (text: string) => text.replace('{', `{"Id":"${id}",`);
  const { identity, boundary, session, resource, serviceControl, resourceControl } = policies;
  return {
    ...policies,
    identity: identity.map(fresh),
    serviceControl: serviceControl.map((level) => level.map(fresh)),
    resourceControl: resourceControl.map((level) => level.map(fresh)),
    ...(boundary === undefined ? {} : { boundary: fresh(boundary) }),
    ...(session === undefined ? {} : { session: session.map(fresh) }),
    ...(resource === undefined ? {} : { resource: fresh(resource) }),
  };
}
