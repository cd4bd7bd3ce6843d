import { Guardrail } from '@trailguard/baseline';
import { expect, it } from 'vitest';
import { archive, decide, guardrailsArgs, member, type Row, security } from './organization.ts';

const towerArn = 'arn:aws:iam::*:role/AWSControlTowerExecution';
const only = guardrailsArgs({ guardrails: [Guardrail.Membership], furtherRoleArns: [towerArn] });
const role = (name: string, account = member) => `arn:aws:iam::${account}:role/${name}`;
const boundary = `arn:aws:iam::${security}:policy/trailguard-people-boundary`;

it.each<Row>([
  // Whoever could make a role of an exempt name would be exempt too.
  ['an administrator of a member', 'iam:CreateRole', role('OrganizationAccountAccessRole'), 'may not'],
  ['an administrator of a member', 'iam:CreateRole', role('AWSControlTowerExecution'), 'may not'],
  [
    'an administrator of a member',
    'iam:UpdateAssumeRolePolicy',
    role('OrganizationAccountAccessRole'),
    'may not',
  ],
  ['an administrator of a member', 'iam:DeleteRole', role('TrailGuardAudit'), 'may not'],
  ['an administrator of a member', 'iam:PutRolePolicy', role('TrailGuardPreview'), 'may not'],
  // Whoever had a role of this name could fill the security account's bus.
  ['an administrator of a member', 'iam:CreateRole', role('trailguard-event-forward'), 'may not'],
  ['root of a member', 'iam:UpdateAssumeRolePolicy', role('trailguard-event-forward'), 'may not'],
  ['an administrator of a member', 'iam:PutRolePolicy', role('trailguard-event-forward'), 'may not'],
  ['the deploy role of a member', 'iam:CreateRole', role('trailguard-event-forward'), 'may'],
  ["Control Tower's role in a member", 'iam:CreateRole', role('trailguard-event-forward'), 'may'],
  ['an administrator of a member', 'iam:CreateRole', role('other-event-forward'), 'may'],
  // The responder takes a role in every account, whatever function it is handed to.
  [
    'an administrator of the security account',
    'iam:PassRole',
    role('trailguard-responder', security),
    'may not',
  ],
  ['the deploy role of the security account', 'iam:PassRole', role('trailguard-responder', security), 'may'],
  ['an administrator of the security account', 'iam:PassRole', role('Workload', security), 'may'],
  // The archive's policies admit readers and S3's copies by the names of their roles.
  [
    'an administrator of the security account',
    'iam:UpdateAssumeRolePolicy',
    role('trailguard-investigator', security),
    'may not',
  ],
  [
    'root of the log archive',
    'iam:UpdateAssumeRolePolicy',
    role('trailguard-log-replication', archive),
    'may not',
  ],
  // A tag of a role is one of its sessions, and may stand for a second factor.
  [
    'an administrator of the security account',
    'iam:TagRole',
    role('trailguard-operator', security),
    'may not',
  ],
  ['an administrator of the security account', 'iam:CreatePolicyVersion', boundary, 'may not'],
  ['an administrator of the security account', 'iam:SetDefaultPolicyVersion', boundary, 'may not'],
  ['the deploy role of the security account', 'iam:CreatePolicyVersion', boundary, 'may'],
  ['an administrator of a member', 'iam:CreateRole', role('Workload'), 'may'],
  ['root of a member', 'iam:UpdateAssumeRolePolicy', role('OrganizationAccountAccessRole'), 'may not'],
  ['root of the log archive', 'iam:UpdateAssumeRolePolicy', role('TrailGuardBreakGlass', archive), 'may not'],
  ['the break-glass role', 'iam:UpdateAssumeRolePolicy', role('TrailGuardBreakGlass', archive), 'may not'],
  ['the deploy role of the log archive', 'iam:CreateRole', role('TrailGuardBreakGlass', archive), 'may'],
  ['the deploy role of a member', 'iam:CreateRole', role('TrailGuardAudit'), 'may'],
  ["Control Tower's role in a member", 'iam:CreateRole', role('TrailGuardAudit'), 'may'],
  ['the audit role of a member', 'iam:PutRolePolicy', role('TrailGuardAudit'), 'may not'],
])('%s %s on %s: %s', (who, action, resource, verdict) => {
  expect(decide(who, action, resource, only)).toBe(verdict);
});

it('binds a role that is not exempt by its ARN', () => {
  const action = 'config:StopConfigurationRecorder';
  const bound = guardrailsArgs({ guardrails: [Guardrail.Membership] });
  expect(decide("Control Tower's role in a member", action, '*', bound)).toBe('may not');
  expect(decide("Control Tower's role in a member", action, '*', only)).toBe('may');
});
