import { partitionOf } from '../partition.ts';
import { allBut, deployRolePatterns, type ExemptRoles } from './exempt-roles.ts';
import type { GuardrailStatement } from './statement.ts';

/** How that is called which tells of tampering and answers findings: rules, buses, alarms, queues, the responder. */
export interface ChangeMonitoring {
  /** Start of every name. */
  readonly namePrefix: string;
}

/**
 * Keeps GuardDuty on and its findings seen: nobody but the deploy roles, of which the administrator's account has its own,
 * suspends detectors, leaves or releases the administrator, hides findings by filters and lists of trusted addresses, or ends
 * their export, or silences what tells of tampering and answers findings. Nobody calls the responder by hand either, since it
 * would act on a finding that was made up. Archiving one finding, an analyst's daily work, stays free.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonguardduty.html
 */
export function denyDetectionTampering(roles: ChangeMonitoring & ExemptRoles): GuardrailStatement[] {
  const ours = (service: string, kind: string) =>
    `arn:${partitionOf(roles.region)}:${service}:*:*:${kind}${roles.namePrefix}-*`;
  return [
    {
      Sid: 'DenyDetectionTampering',
      Effect: 'Deny',
      Action: [
        'guardduty:CreateFilter',
        'guardduty:CreateIPSet',
        'guardduty:CreateTrustedEntitySet',
        'guardduty:DeleteDetector',
        'guardduty:DeleteMalwareProtectionPlan',
        'guardduty:DeleteMembers',
        'guardduty:DeletePublishingDestination',
        'guardduty:DeleteThreatEntitySet',
        'guardduty:DeleteThreatIntelSet',
        'guardduty:DisableOrganizationAdminAccount',
        'guardduty:DisassociateFromAdministratorAccount',
        'guardduty:DisassociateFromMasterAccount',
        'guardduty:DisassociateMembers',
        'guardduty:StopMonitoringMembers',
        'guardduty:UpdateDetector',
        'guardduty:UpdateFilter',
        'guardduty:UpdateIPSet',
        'guardduty:UpdateMalwareProtectionPlan',
        'guardduty:UpdateMalwareScanSettings',
        'guardduty:UpdateMemberDetectors',
        'guardduty:UpdateOrganizationConfiguration',
        'guardduty:UpdatePublishingDestination',
        'guardduty:UpdateThreatEntitySet',
        'guardduty:UpdateThreatIntelSet',
        'guardduty:UpdateTrustedEntitySet',
      ],
      Resource: '*',
      Condition: allBut(deployRolePatterns(roles)),
    },
    {
      Sid: 'DenyChangeMonitorTampering',
      Effect: 'Deny',
      Action: [
        'cloudwatch:DeleteAlarms',
        'cloudwatch:DisableAlarmActions',
        'cloudwatch:PutMetricAlarm',
        'cloudwatch:SetAlarmState',
        'events:DeleteEventBus',
        'events:DeleteRule',
        'events:DisableRule',
        'events:PutPermission',
        'events:PutRule',
        'events:PutTargets',
        'events:RemovePermission',
        'events:RemoveTargets',
        'events:UpdateEventBus',
        'lambda:AddPermission',
        'lambda:Create*',
        'lambda:Delete*',
        'lambda:Invoke*',
        'lambda:Put*',
        'lambda:RemovePermission',
        'lambda:Update*',
        'sns:SetSubscriptionAttributes',
        'sns:Unsubscribe',
        'sqs:AddPermission',
        'sqs:DeleteQueue',
        'sqs:PurgeQueue',
        'sqs:SetQueueAttributes',
      ],
      Resource: [
        ours('cloudwatch', 'alarm:'),
        ours('events', 'event-bus/'),
        ours('events', 'rule/'),
        ours('lambda', 'function:'),
        ours('sns', ''),
        ours('sqs', ''),
      ],
      Condition: allBut(deployRolePatterns(roles)),
    },
  ];
}
