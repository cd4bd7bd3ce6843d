import { partitionOf } from '../partition.ts';
import { allBut, deployRolePatterns, type ExemptRoles } from './exempt-roles.ts';
import type { GuardrailStatement } from './statement.ts';

/** How the event rules and buses that tell of tampering are called. */
export interface ChangeMonitoring {
  /** Start of every name. */
  readonly namePrefix: string;
}

/**
 * Keeps GuardDuty on and its findings seen: nobody but the deploy roles, of which the administrator's account has its own,
 * suspends detectors, leaves or releases the administrator, hides findings by filters and lists of trusted addresses, or ends
 * their export, or silences the event rules that tell of tampering. Archiving one finding, an analyst's daily work, stays
 * free.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonguardduty.html
 */
export function denyDetectionTampering(roles: ChangeMonitoring & ExemptRoles): GuardrailStatement[] {
  const events = `arn:${partitionOf(roles.region)}:events:*:*`;
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
        'events:DeleteEventBus',
        'events:DeleteRule',
        'events:DisableRule',
        'events:PutPermission',
        'events:PutRule',
        'events:PutTargets',
        'events:RemovePermission',
        'events:RemoveTargets',
        'events:UpdateEventBus',
      ],
      Resource: [`${events}:event-bus/${roles.namePrefix}-*`, `${events}:rule/${roles.namePrefix}-*`],
      Condition: allBut(deployRolePatterns(roles)),
    },
  ];
}
