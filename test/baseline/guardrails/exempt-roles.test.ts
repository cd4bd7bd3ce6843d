import { Guardrail } from '@trailguard/baseline';
import { expect, it } from 'vitest';
import { archive, decide, guardrailsArgs, member, type Row } from './organization.ts';

const towerArn = 'arn:aws:iam::*:role/AWSControlTowerExecution';
const only = guardrailsArgs({ guardrails: [Guardrail.Membership], furtherRoleArns: [towerArn] });
const role = (name: string, account = member) => `arn:aws:iam::${account}:role/${name}`;

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
