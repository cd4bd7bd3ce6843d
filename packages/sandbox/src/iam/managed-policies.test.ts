import { expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import { managedPolicy } from './managed-policies.ts';
import { aRequest, policies } from './test/builders.ts';

const may = (policy: string, action: string, context: Record<string, string[]> = {}) => {
  const { document = '' } = managedPolicy(`arn:aws:iam::aws:policy/${policy}`) ?? {};
  return evaluate(aRequest({ action, resource: '*', context }), policies({ identity: [document] })).allowed;
};

// https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
it.each([
  ['AdministratorAccess', 'cloudtrail:StopLogging', true],
  ['ReadOnlyAccess', 'cloudtrail:DescribeTrails', true],
  ['ReadOnlyAccess', 's3:GetObject', true],
  ['ReadOnlyAccess', 'cloudtrail:StopLogging', false],
  ['ReadOnlyAccess', 'kms:Decrypt', false],
  ['ReadOnlyAccess', 'secretsmanager:GetSecretValue', false],
  ['SecurityAudit', 'guardduty:GetDetector', true],
  ['SecurityAudit', 's3:GetBucketPolicy', true],
  ['SecurityAudit', 's3:GetObject', false],
  ['SecurityAudit', 'logs:GetLogEvents', false],
  ['AWSCloudTrail_FullAccess', 'cloudtrail:CreateTrail', true],
  ['AWSCloudTrail_FullAccess', 'guardduty:CreateDetector', false],
  ['aws-service-role/AmazonGuardDutyServiceRolePolicy', 'organizations:ListAccounts', true],
  ['aws-service-role/CloudTrailServiceRolePolicy', 'organizations:DescribeOrganization', true],
])('%s on %s: %s', (policy, action, expected) => {
  expect(may(policy, action)).toBe(expected);
});

it('AWSCloudTrail_FullAccess passes roles to CloudTrail alone', () => {
  const passedTo = (service: string) => ({ 'iam:passedtoservice': [service] });
  expect(may('AWSCloudTrail_FullAccess', 'iam:PassRole', passedTo('cloudtrail.amazonaws.com'))).toBe(true);
  expect(may('AWSCloudTrail_FullAccess', 'iam:PassRole', passedTo('lambda.amazonaws.com'))).toBe(false);
});

it('holds nothing else', () => {
  expect(managedPolicy('arn:aws:iam::aws:policy/PowerUserAccess')).toBeUndefined();
  expect(managedPolicy('__proto__')).toBeUndefined();
});
