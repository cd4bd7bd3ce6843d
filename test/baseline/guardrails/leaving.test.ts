import { Guardrail } from '@trailguard/baseline';
import { expect, it } from 'vitest';
import { decide, guardrailsArgs, member, type Row, security } from './organization.ts';

const hub = `arn:aws:securityhub:us-east-1:${member}:hub/default`;
const administrators = hub.replace(member, security);
const analyzer = `arn:aws:access-analyzer:us-east-1:${security}:analyzer/trailguard`;
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
  ['an administrator of the security account', 'securityhub:DisassociateMembers', administrators, 'may not'],
  ['an administrator of a member', 'securityhub:DisableImportFindingsForProduct', hub, 'may not'],
  ['an administrator of a member', 'securityhub:BatchUpdateFindings', hub, 'may'],
  // A rule that suppresses findings hides them for good, as a filter of GuardDuty does.
  ['an administrator of the security account', 'securityhub:CreateAutomationRule', '*', 'may not'],
  [
    'an administrator of the security account',
    'securityhub:UpdateOrganizationConfiguration',
    administrators,
    'may not',
  ],
  [
    'the deploy role of the security account',
    'securityhub:UpdateOrganizationConfiguration',
    administrators,
    'may',
  ],
  ['an administrator of the security account', 'access-analyzer:DeleteAnalyzer', analyzer, 'may not'],
  ['an administrator of the security account', 'access-analyzer:UpdateFindings', analyzer, 'may'],
  ['the deploy role of a member', 'config:StopConfigurationRecorder', '*', 'may'],
  ['the audit role of a member', 'config:DescribeConfigurationRecorders', '*', 'may'],
  ['an administrator of the management account', 'organizations:RemoveAccountFromOrganization', '*', 'may'],
])('%s %s on %s: %s', (who, action, resource, verdict) => {
  expect(decide(who, action, resource, only)).toBe(verdict);
});
