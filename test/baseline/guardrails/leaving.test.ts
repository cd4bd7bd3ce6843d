import { Guardrail } from '@trailguard/baseline';
import { expect, it } from 'vitest';
import { decide, guardrailsArgs, member, type Row } from './organization.ts';

const hub = `arn:aws:securityhub:us-east-1:${member}:hub/default`;
const only = guardrailsArgs({ guardrails: [Guardrail.Membership] });

it.each<Row>([
  ['an administrator of a member', 'organizations:LeaveOrganization', '*', 'may not'],
  ['root of a member', 'organizations:LeaveOrganization', '*', 'may not'],
  ['root of a member', 'account:CloseAccount', '*', 'may not'],
  ['the deploy role of a member', 'organizations:LeaveOrganization', '*', 'may not'],
  ['the deploy role of a member', 'account:PutAlternateContact', '*', 'may'],
  ['an administrator of a member', 'config:StopConfigurationRecorder', '*', 'may not'],
  ['an administrator of a member', 'config:DeleteConfigurationRecorder', '*', 'may not'],
  ['an administrator of a member', 'config:DeleteDeliveryChannel', '*', 'may not'],
  ['an administrator of a member', 'config:PutConfigurationRecorder', '*', 'may'],
  ['an administrator of a member', 'securityhub:DisableSecurityHub', hub, 'may not'],
  ['an administrator of a member', 'securityhub:DisassociateFromAdministratorAccount', hub, 'may not'],
  ['an administrator of the security account', 'securityhub:DisassociateMembers', hub, 'may not'],
  ['the deploy role of a member', 'config:StopConfigurationRecorder', '*', 'may'],
  ['the audit role of a member', 'config:DescribeConfigurationRecorders', '*', 'may'],
  ['an administrator of the management account', 'organizations:RemoveAccountFromOrganization', '*', 'may'],
])('%s %s on %s: %s', (who, action, resource, verdict) => {
  expect(decide(who, action, resource, only)).toBe(verdict);
});
