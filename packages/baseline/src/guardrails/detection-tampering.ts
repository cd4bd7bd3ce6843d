import { allBut, deployRolePatterns, type ExemptRoles } from './exempt-roles.ts';
import type { GuardrailStatement } from './statement.ts';

/**
 * Keeps GuardDuty on and its findings seen: nobody but the deploy roles, of which the administrator's account has its own,
 * suspends detectors, leaves or releases the administrator, hides findings by filters and lists of trusted addresses, or ends
 * their export. Archiving one finding, an analyst's daily work, stays free.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonguardduty.html
 */
export function denyDetectionTampering(roles: ExemptRoles): GuardrailStatement[] {
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
  ];
}
