import * as aws from '@pulumi/aws';
import { organizationNames, type OrganizationSettings } from '@trailguard/baseline';
import type { Accounts } from './organization/accounts.ts';

const document = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`;

/** Roles, a policy of log groups, an event rule and a store that nobody would want, each for a control of its own. */
export function declareStrangers(settings: OrganizationSettings, accounts: Accounts): void {
  declareRoles(settings, accounts);
  const { management: provider } = accounts;
  new aws.cloudwatch.LogResourcePolicy(
    'open',
    {
      policyName: 'open',
      policyDocument: document({
        Effect: 'Allow',
        Principal: '*',
        Action: 'logs:PutLogEvents',
        Resource: '*',
      }),
    },
    { provider },
  );
  new aws.sns.TopicSubscription(
    'in-clear',
    {
      topic: organizationNames(settings).alarmTopicArn,
      protocol: 'http',
      endpoint: 'http://alerts.example.com/',
    },
    { provider },
  );
  // It starts nothing: it has no target.
  new aws.cloudwatch.EventRule(
    'idle',
    {
      name: 'idle',
      eventPattern: JSON.stringify({
        source: ['aws.cloudtrail'],
        'detail-type': ['AWS API Call via CloudTrail'],
      }),
    },
    { provider },
  );
  new aws.cloudtrail.EventDataStore(
    'short',
    {
      name: 'short',
      organizationEnabled: false,
      multiRegionEnabled: false,
      terminationProtectionEnabled: false,
      retentionPeriod: 30,
    },
    { provider },
  );
}

function declareRoles(settings: OrganizationSettings, { logArchive, security }: Accounts): void {
  const { logArchiveAccountId, securityAccountId } = settings;
  const trustOf = (accountId: string) =>
    document({
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${accountId}:root` },
      Action: 'sts:AssumeRole',
    });
  const holders = [
    { name: 'trails-1', policy: 'AWSCloudTrail_FullAccess' },
    { name: 'trails-2', policy: 'AWSCloudTrail_FullAccess' },
    { name: 'trails-3', policy: 'AWSCloudTrail_FullAccess' },
    { name: 'detectors', policy: 'AmazonGuardDutyFullAccess_v2' },
  ];
  for (const { name, policy } of holders) {
    const role = new aws.iam.Role(
      name,
      { name, assumeRolePolicy: trustOf(securityAccountId) },
      { provider: security },
    );
    new aws.iam.RolePolicyAttachment(
      name,
      { role: role.name, policyArn: managed(policy) },
      { provider: security },
    );
  }
  const everything = new aws.iam.Policy(
    'everything',
    { name: 'everything', policy: document({ Effect: 'Allow', Action: 'cloudtrail:*', Resource: '*' }) },
    { provider: security },
  );
  new aws.iam.RolePolicyAttachment(
    'everything',
    { role: 'trails-1', policyArn: everything.arn },
    { provider: security },
  );
  const reader = new aws.iam.Role(
    'reader',
    { name: 'reader', assumeRolePolicy: trustOf(logArchiveAccountId) },
    { provider: logArchive },
  );
  const { logBucketArn } = organizationNames(settings);
  new aws.iam.RolePolicy(
    'reader',
    {
      role: reader.name,
      name: 'logs',
      policy: document({
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:ListBucket'],
        Resource: [logBucketArn, `${logBucketArn}/*`],
      }),
    },
    { provider: logArchive },
  );
}
