import { expect, it } from 'vitest';
import { type ActorName, decide, guardrailsArgs } from './organization.ts';

const only = guardrailsArgs({ guardrails: [], homeRegion: 'eu-west-1', allowedRegions: ['eu-central-1'] });

it.each<[ActorName, string, string, 'may' | 'may not']>([
  ['an administrator of a member', 'ec2:RunInstances', 'eu-central-1', 'may'],
  ['an administrator of a member', 'ec2:RunInstances', 'eu-west-1', 'may'],
  ['an administrator of a member', 'ec2:RunInstances', 'us-east-1', 'may not'],
  ['an administrator of a member', 'guardduty:ListDetectors', 'us-west-2', 'may not'],
  ['root of a member', 'ec2:RunInstances', 'us-east-1', 'may not'],
  ["GuardDuty's service-linked role in a member", 'ec2:DescribeInstances', 'us-west-2', 'may'],
  // Global services answer in us-east-1.
  ['an administrator of a member', 'iam:CreateRole', 'us-east-1', 'may'],
  ['an administrator of a member', 'route53:CreateHostedZone', 'us-east-1', 'may'],
  ['an administrator of a member', 'cloudfront:CreateDistribution', 'us-east-1', 'may'],
  ['an administrator of a member', 'organizations:DescribeOrganization', 'us-east-1', 'may'],
  ['an administrator of a member', 'sts:GetFederationToken', 'us-east-1', 'may'],
  ['an administrator of a member', 'support:CreateCase', 'us-east-1', 'may'],
  // An audit of a closed region is no guess.
  ['the audit role of a member', 'guardduty:ListDetectors', 'us-west-2', 'may'],
  ['the preview role of a member', 'guardduty:GetDetector', 'us-west-2', 'may'],
  ['the deploy role of the security account', 'guardduty:UpdateDetector', 'us-west-2', 'may'],
  ['an administrator of a member', 'account:EnableRegion', 'us-east-1', 'may not'],
  ['an administrator of a member', 'account:DisableRegion', 'us-east-1', 'may not'],
  ['the deploy role of a member', 'account:EnableRegion', 'us-east-1', 'may'],
  ['an administrator of the management account', 'ec2:RunInstances', 'us-west-2', 'may'],
])('%s %s in %s: %s', (who, action, region, verdict) => {
  expect(decide(who, action, '*', only, { 'aws:requestedregion': region })).toBe(verdict);
});

it('denies no region unless some are named', () => {
  const verdict = decide('an administrator of a member', 'ec2:RunInstances', '*', guardrailsArgs(), {
    'aws:requestedregion': 'ap-south-1',
  });
  expect(verdict).toBe('may');
});
