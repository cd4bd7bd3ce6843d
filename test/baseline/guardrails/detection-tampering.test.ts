import { Guardrail } from '@trailguard/baseline';
import { expect, it } from 'vitest';
import { decide, guardrailsArgs, member, type Row, security } from './organization.ts';

const own = `arn:aws:guardduty:us-east-1:${member}:detector/1`;
const administrators = `arn:aws:guardduty:us-east-1:${security}:detector/2`;
const rule = `arn:aws:events:us-east-1:${member}:rule/trailguard-tampering`;
const responder = `arn:aws:lambda:us-east-1:${security}:function:trailguard-responder`;
const topic = `arn:aws:sns:us-east-1:${security}:trailguard-alerts`;
const queue = `arn:aws:sqs:us-east-1:${security}:trailguard-failed-responses`;
const alarm = `arn:aws:cloudwatch:us-east-1:${security}:alarm:trailguard-responder-errors`;
const only = guardrailsArgs({ guardrails: [Guardrail.ThreatDetection] });

it.each<Row>([
  ['an administrator of a member', 'guardduty:DeleteDetector', own, 'may not'],
  ['an administrator of a member', 'guardduty:UpdateDetector', own, 'may not'],
  ['an administrator of a member', 'guardduty:DisassociateFromAdministratorAccount', own, 'may not'],
  ['an administrator of a member', 'guardduty:DisassociateFromMasterAccount', own, 'may not'],
  ['an administrator of a member', 'guardduty:DeletePublishingDestination', own, 'may not'],
  ['an administrator of a member', 'guardduty:CreateFilter', own, 'may not'],
  ['an administrator of a member', 'guardduty:CreateIPSet', own, 'may not'],
  ['an administrator of a member', 'guardduty:ListFindings', own, 'may'],
  ['an administrator of a member', 'guardduty:CreateDetector', '*', 'may'],
  ['root of a member', 'guardduty:DeleteDetector', own, 'may not'],
  ['the audit role of a member', 'guardduty:GetDetector', own, 'may'],
  ['the deploy role of a member', 'guardduty:UpdateDetector', own, 'may'],
  ["GuardDuty's service-linked role in a member", 'guardduty:UpdateDetector', own, 'may'],
  ['an administrator of a member', 'events:DisableRule', rule, 'may not'],
  ['an administrator of a member', 'events:RemoveTargets', rule, 'may not'],
  ['an administrator of a member', 'events:DisableRule', rule.replace('trailguard', 'own'), 'may'],
  ['the deploy role of a member', 'events:PutRule', rule, 'may'],
  ['an administrator of the security account', 'guardduty:StopMonitoringMembers', administrators, 'may not'],
  ['an administrator of the security account', 'guardduty:DisassociateMembers', administrators, 'may not'],
  ['an administrator of the security account', 'guardduty:DeleteMembers', administrators, 'may not'],
  ['an administrator of the security account', 'guardduty:UpdateMemberDetectors', administrators, 'may not'],
  ['an administrator of the security account', 'guardduty:UpdateIPSet', administrators, 'may not'],
  ['an administrator of the security account', 'guardduty:ArchiveFindings', administrators, 'may'],
  ['the deploy role of the security account', 'guardduty:CreateFilter', administrators, 'may'],
  [
    'the deploy role of the security account',
    'guardduty:UpdateOrganizationConfiguration',
    administrators,
    'may',
  ],
  ['an administrator of the security account', 'lambda:UpdateFunctionCode', responder, 'may not'],
  ['an administrator of the security account', 'lambda:PutFunctionConcurrency', responder, 'may not'],
  ['an administrator of the security account', 'lambda:AddPermission', responder, 'may not'],
  // It would act on a finding that was made up.
  ['an administrator of the security account', 'lambda:InvokeFunction', responder, 'may not'],
  ['an administrator of the security account', 'lambda:GetFunction', responder, 'may'],
  [
    'an administrator of the security account',
    'lambda:UpdateFunctionCode',
    responder.replace('trailguard', 'own'),
    'may',
  ],
  ['the deploy role of the security account', 'lambda:UpdateFunctionCode', responder, 'may'],
  ['an administrator of the security account', 'sns:Unsubscribe', topic, 'may not'],
  ['an administrator of the security account', 'sns:SetSubscriptionAttributes', topic, 'may not'],
  ['an administrator of the security account', 'sns:Publish', topic, 'may'],
  ['an administrator of the security account', 'sqs:PurgeQueue', queue, 'may not'],
  ['an administrator of the security account', 'sqs:ReceiveMessage', queue, 'may'],
  ['an administrator of the security account', 'cloudwatch:DisableAlarmActions', alarm, 'may not'],
  ['an administrator of the security account', 'cloudwatch:DescribeAlarms', alarm, 'may'],
  ['an administrator of the management account', 'guardduty:DisableOrganizationAdminAccount', '*', 'may'],
])('%s %s on %s: %s', (who, action, resource, verdict) => {
  expect(decide(who, action, resource, only)).toBe(verdict);
});
