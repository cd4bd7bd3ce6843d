import { AccountBaseline, QuarantineUnit } from '@trailguard/baseline';
import { recordProgram } from '@trailguard/baseline/testing';
import { type ApplicablePolicies, type AuthorizationRequest, evaluate } from '@trailguard/sandbox/iam';
import { beforeAll, describe, expect, it } from 'vitest';

const management = '111111111111';
const member = '444444444444';
const outside = '999999999999';
const roleArn = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;
const all = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

type Principal = AuthorizationRequest['principal'];
const role = (account: string, name: string): Principal => ({
  kind: 'role',
  arn: roleArn(account, name),
  sessionArn: `arn:aws:sts::${account}:assumed-role/${name.split('/').at(-1)}/session`,
  accountId: account,
});

let trusts: Record<'TrailGuardAudit' | 'TrailGuardPreview', string>;
let auditPolicy: string;
let previewDenial: string;
let quarantine: string;
beforeAll(async () => {
  const { inputsOf } = await recordProgram(() => {
    new AccountBaseline('account', {
      managementAccountId: management,
      homeRegion: 'us-east-1',
      regions: ['us-east-1'],
      externalId: 'word',
    });
    new QuarantineUnit('quarantine', {
      namePrefix: 'trailguard',
      parentId: 'r-ab12',
      homeRegion: 'us-east-1',
      eventForwardRoleName: 'trailguard-event-forward',
      breakGlassRoleArns: [roleArn('222222222222', 'TrailGuardBreakGlass')],
    });
  });
  const trustOf = (name: string) => String(inputsOf('aws:iam/role:Role', name).assumeRolePolicy);
  trusts = { TrailGuardAudit: trustOf('account-audit'), TrailGuardPreview: trustOf('account-preview') };
  auditPolicy = String(inputsOf('aws:iam/rolePolicy:RolePolicy', 'account-audit').policy);
  previewDenial = String(inputsOf('aws:iam/rolePolicy:RolePolicy', 'account-preview').policy);
  quarantine = String(inputsOf('aws:organizations/policy:Policy').content);
});

function verdict(
  principal: Principal,
  action: string,
  resource: string,
  policies: Partial<ApplicablePolicies> = {},
  context: Record<string, string> = {},
): 'may' | 'may not' {
  const request = {
    principal,
    action,
    resource,
    resourceAccountId: member,
    context: Object.fromEntries(Object.entries(context).map(([key, value]) => [key, [value]])),
  };
  const applicable = { identity: [all], serviceControl: [], resourceControl: [], ...policies };
  return evaluate(request, applicable).allowed ? 'may' : 'may not';
}

describe('taking the roles of an account', () => {
  it.each([
    [
      "management's role of the same name, with the word",
      role(management, 'TrailGuardAudit'),
      'word',
      'TrailGuardAudit',
      'may',
    ],
    [
      "management's preview role, with the word",
      role(management, 'TrailGuardPreview'),
      'word',
      'TrailGuardPreview',
      'may',
    ],
    [
      'the same without the word',
      role(management, 'TrailGuardAudit'),
      undefined,
      'TrailGuardAudit',
      'may not',
    ],
    [
      'the same with another word',
      role(management, 'TrailGuardAudit'),
      'sword',
      'TrailGuardAudit',
      'may not',
    ],
    [
      "management's preview role, the audit role",
      role(management, 'TrailGuardPreview'),
      'word',
      'TrailGuardAudit',
      'may not',
    ],
    [
      "management's audit role, the preview role",
      role(management, 'TrailGuardAudit'),
      'word',
      'TrailGuardPreview',
      'may not',
    ],
    ["management's administrator", role(management, 'Administrator'), 'word', 'TrailGuardAudit', 'may not'],
    ["the account's own administrator", role(member, 'Administrator'), 'word', 'TrailGuardAudit', 'may not'],
    [
      "a stranger's role of the same name",
      role(outside, 'TrailGuardAudit'),
      'word',
      'TrailGuardAudit',
      'may not',
    ],
  ] as const)('%s: %#', (_who, principal, word, name, expected) => {
    const context: Record<string, string> = word === undefined ? {} : { 'sts:externalid': word };
    const resource = trusts[name];
    expect(verdict(principal, 'sts:AssumeRole', roleArn(member, name), { resource }, context)).toBe(expected);
  });
});

describe('what the roles may do', () => {
  it.each([
    ['cloudtrail:GetTrailStatus', 'may'],
    ['guardduty:GetDetector', 'may'],
    ['s3:GetObject', 'may not'],
    ['kms:Decrypt', 'may not'],
    ['cloudtrail:StopLogging', 'may not'],
    ['iam:PassRole', 'may not'],
    ['sts:AssumeRole', 'may not'],
  ] as const)('audit: %s: %s', (action, expected) => {
    expect(verdict(role(member, 'TrailGuardAudit'), action, '*', { identity: [auditPolicy] })).toBe(expected);
  });

  it.each([
    ['s3:GetBucketPolicy', 'may'],
    ['s3:GetObject', 'may not'],
    ['secretsmanager:GetSecretValue', 'may not'],
    ['dynamodb:Scan', 'may not'],
  ] as const)('preview, whatever else lets it read: %s: %s', (action, expected) => {
    const identity = [all, previewDenial];
    expect(verdict(role(member, 'TrailGuardPreview'), action, '*', { identity })).toBe(expected);
  });
});

describe('an account in quarantine', () => {
  const inQuarantine = (principal: Principal, action: string, identity = [all]) =>
    verdict(principal, action, '*', { identity, serviceControl: [[all], [all, quarantine], [all]] });
  const administrator = role(member, 'Administrator');
  const root: Principal = { kind: 'root', arn: `arn:aws:iam::${member}:root`, accountId: member };
  const user: Principal = { kind: 'user', arn: `arn:aws:iam::${member}:user/ada`, accountId: member };
  const deploy = role(member, 'OrganizationAccountAccessRole');
  const serviceLinked = {
    ...role(member, 'aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty'),
    isServiceLinkedRole: true,
  };

  it.each([
    ['an administrator', administrator, 's3:GetObject', 'may not'],
    ['an administrator', administrator, 'iam:CreateAccessKey', 'may not'],
    ['an administrator', administrator, 'sts:AssumeRole', 'may not'],
    ['an administrator', administrator, 'logs:FilterLogEvents', 'may not'],
    ['a user', user, 'ec2:RunInstances', 'may not'],
    ['root', root, 's3:PutBucketPolicy', 'may not'],
    ['root', root, 'account:CloseAccount', 'may not'],
    ['a role that makes itself an exempt one', administrator, 'iam:UpdateAssumeRolePolicy', 'may not'],
    [
      'a role named like the break-glass role',
      role(member, 'TrailGuardBreakGlass'),
      's3:DeleteObject',
      'may not',
    ],
    [
      'a role whose name begins like an exempt one',
      role(member, 'TrailGuardAudit2'),
      's3:ListBucket',
      'may not',
    ],
    ['a role below a path', role(member, 'x/TrailGuardAudit'), 's3:ListBucket', 'may not'],
    // Logs go on.
    ['a role that writes flow logs', role(member, 'FlowLogs'), 'logs:PutLogEvents', 'may'],
    ['a role that writes flow logs', role(member, 'FlowLogs'), 'logs:CreateLogStream', 'may'],
    ['a service-linked role', serviceLinked, 'ec2:DescribeInstances', 'may'],
    ['the role that forwards events', role(member, 'trailguard-event-forward'), 'events:PutEvents', 'may'],
    ['a role that took its name', role(member, 'trailguard-event-forward'), 's3:GetObject', 'may not'],
    ['an administrator', administrator, 'events:PutEvents', 'may not'],
    // Care.
    ['audit', role(member, 'TrailGuardAudit'), 'cloudtrail:GetTrailStatus', 'may'],
    ['preview', role(member, 'TrailGuardPreview'), 'iam:ListRoles', 'may'],
    ['deploy', deploy, 'iam:DeleteAccessKey', 'may'],
    ['deploy', deploy, 'ec2:StopInstances', 'may'],
    // Evidence stays.
    ['deploy', deploy, 'cloudtrail:StopLogging', 'may not'],
    ['deploy', deploy, 'logs:DeleteLogGroup', 'may not'],
    ['deploy', deploy, 'guardduty:DeleteDetector', 'may not'],
    ['deploy', deploy, 'organizations:LeaveOrganization', 'may not'],
  ] as const)('%s: %s', (_who, principal, action, expected) => {
    expect(inQuarantine(principal, action)).toBe(expected);
  });

  it('gives nobody a right that they did not have', () => {
    const identity = ['{"Version":"2012-10-17","Statement":[]}'];
    expect(inQuarantine(role(member, 'FlowLogs'), 'logs:PutLogEvents', identity)).toBe('may not');
    expect(inQuarantine(deploy, 'ec2:StopInstances', identity)).toBe('may not');
  });
});
