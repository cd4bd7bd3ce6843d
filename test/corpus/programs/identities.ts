import * as aws from '@pulumi/aws';
import { guiltyOf } from '../entry.ts';
import { policyOf } from '../parts/log-bucket.ts';

const ofAccount = aws.iam.assumeRolePolicyForPrincipal({ AWS: 'arn:aws:iam::111111111111:root' });
const fullCloudTrail = 'arn:aws:iam::aws:policy/AWSCloudTrail_FullAccess';
const readCloudTrail = 'arn:aws:iam::aws:policy/AWSCloudTrail_ReadOnlyAccess';
const fullGuardDuty = 'arn:aws:iam::aws:policy/AmazonGuardDutyFullAccess';
const newGuardDuty = 'arn:aws:iam::aws:policy/AmazonGuardDutyFullAccess_v2';

/** A role with a policy attached to it. */
const roleWith =
  (policyArn: string, name = 'deployer') =>
  () => {
    const role = new aws.iam.Role('holder', { name, assumeRolePolicy: ofAccount });
    new aws.iam.RolePolicyAttachment('attached', { role: role.name, policyArn });
  };

const userWith = (policyArn: string) => () => {
  const user = new aws.iam.User('holder', { name: 'alice' });
  new aws.iam.UserPolicyAttachment('attached', { user: user.name, policyArn });
};

const groupWith = (policyArn: string) => () => {
  const group = new aws.iam.Group('holder', { name: 'admins' });
  new aws.iam.GroupPolicyAttachment('attached', { group: group.name, policyArn });
};

type Statement = Record<string, unknown>;
const allows = (Action: string | string[], Resource: string | string[] = '*'): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
});

/** A policy of the account that a role has. */
const policy =
  (...statements: Statement[]) =>
  () => {
    const role = new aws.iam.Role('holder', { name: 'operators', assumeRolePolicy: ofAccount });
    const own = new aws.iam.Policy('operate', { policy: policyOf(...statements) });
    new aws.iam.RolePolicyAttachment('attached', { role: role.name, policyArn: own.arn });
  };

/** A policy within a role. */
const inline =
  (...statements: Statement[]) =>
  () => {
    const role = new aws.iam.Role('holder', { name: 'operators', assumeRolePolicy: ofAccount });
    new aws.iam.RolePolicy('operate', { role: role.name, policy: policyOf(...statements) });
  };

const stops = allows('cloudtrail:StopLogging', 'arn:aws:cloudtrail:us-east-1:111111111111:trail/audit');

/** A role of people that may change trails, taken under a condition. */
const trusted = (condition?: object) => () => {
  const role = new aws.iam.Role('admins', {
    name: 'admins',
    assumeRolePolicy: policyOf({
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::222222222222:root' },
      Action: 'sts:AssumeRole',
      ...(condition === undefined ? {} : { Condition: condition }),
    }),
  });
  new aws.iam.RolePolicy('admins', { role: role.name, policy: policyOf(stops) });
};
const withMfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

/** A role beside the bucket of the trail. */
const besideLogs =
  (...statements: Statement[]) =>
  () => {
    const logs = new aws.s3.Bucket('logs', { bucket: 'acme-logs' });
    new aws.cloudtrail.Trail('audit', { s3BucketName: logs.bucket });
    inline(...statements)();
  };

export default [
  guiltyOf(
    'IAM-01',
    {
      mistake: 'gives a role full access to CloudTrail',
      blames: 'attached',
      broken: roleWith(fullCloudTrail),
      mended: roleWith(readCloudTrail),
    },
    {
      mistake: 'gives a user full access to CloudTrail',
      blames: 'attached',
      broken: userWith(fullCloudTrail),
      mended: userWith(readCloudTrail),
    },
    {
      mistake: 'gives a group full access to CloudTrail by the former policy',
      blames: 'attached',
      broken: groupWith('arn:aws:iam::aws:policy/AWSCloudTrailFullAccess'),
      mended: groupWith(readCloudTrail),
    },
    {
      mistake: 'attaches full access to CloudTrail to several at once',
      blames: 'attached',
      broken: exclusively(fullCloudTrail),
      mended: exclusively(readCloudTrail),
    },
    {
      mistake: 'gives a role full access by its own property',
      blames: 'holder',
      broken: managing(fullCloudTrail),
      mended: managing(readCloudTrail),
    },
  ),
  guiltyOf(
    'IAM-02',
    {
      mistake: 'allows cloudtrail:* on everything',
      blames: 'operate',
      broken: policy(allows('cloudtrail:*')),
      mended: policy(allows(['cloudtrail:Describe*', 'cloudtrail:Get*']), stops),
    },
    {
      mistake: 'allows all updates of trails by a wildcard',
      blames: 'operate',
      broken: policy(allows(['cloudtrail:Get*', 'cloudtrail:Update*'])),
      mended: policy(allows('cloudtrail:Get*'), stops),
    },
    {
      mistake: 'allows everything within a role',
      blames: 'operate',
      broken: inline(allows('*')),
      mended: inline(stops),
    },
    {
      mistake: 'allows everything but IAM',
      blames: 'operate',
      broken: policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
      mended: policy(stops),
    },
  ),
  guiltyOf(
    'IAM-03',
    {
      mistake: 'lets people stop trails without MFA',
      blames: 'admins',
      broken: trusted(),
      mended: trusted(withMfa),
    },
    {
      mistake: 'asks for MFA by BoolIfExists, which access keys do not need',
      blames: 'admins',
      broken: trusted({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } }),
      mended: trusted(withMfa),
    },
    {
      mistake: 'asks for an external id in place of MFA',
      blames: 'admins',
      broken: trusted({ StringEquals: { 'sts:ExternalId': 'acme' } }),
      mended: trusted(withMfa),
    },
  ),
  guiltyOf(
    'IAM-04',
    {
      mistake: 'lets a role in the account of the logs read every bucket',
      blames: 'holder',
      broken: besideLogs(allows('s3:*')),
      mended: besideLogs(allows('s3:*', 'arn:aws:s3:::acme-assets/*')),
    },
    {
      mistake: 'lets a role in the account of the logs read them by name',
      blames: 'holder',
      broken: besideLogs(allows(['s3:GetObject'], ['arn:aws:s3:::acme-logs/*'])),
      mended: besideLogs(allows(['s3:ListBucket'], ['arn:aws:s3:::acme-logs'])),
    },
  ),
  guiltyOf(
    'IAM-05',
    {
      mistake: 'gives a role full access to GuardDuty by the former policy',
      blames: 'attached',
      settings: { approvedRoles: ['threat-response'] },
      broken: roleWith(fullGuardDuty, 'threat-response'),
      mended: roleWith(newGuardDuty, 'threat-response'),
    },
    {
      mistake: 'gives a role that is not approved full access to GuardDuty',
      blames: 'attached',
      settings: { approvedRoles: ['threat-response'] },
      broken: roleWith(newGuardDuty, 'developers'),
      mended: roleWith(newGuardDuty, 'threat-response'),
    },
  ),
];

function exclusively(policyArn: string) {
  return () => {
    const user = new aws.iam.User('alice', { name: 'alice' });
    new aws.iam.PolicyAttachment('attached', { policyArn, users: [user.name], roles: ['deployer'] });
  };
}

function managing(arn: string) {
  return () => {
    new aws.iam.Role('holder', { assumeRolePolicy: ofAccount, managedPolicyArns: [arn] });
  };
}
