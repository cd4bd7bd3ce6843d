import { allBut, deployRolePatterns, type ExemptRoles } from './exempt-roles.ts';
import type { GuardrailStatement } from './statement.ts';

/**
 * Keeps members in the organization, and Config and Security Hub on. Nobody in a member takes it out or closes it: both
 * are done from the management account, which is not bound.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_leave.html
 */
export function denyLeaving(roles: ExemptRoles): GuardrailStatement[] {
  return [
    {
      Sid: 'DenyLeaving',
      Effect: 'Deny',
      Action: ['account:CloseAccount', 'organizations:LeaveOrganization'],
      Resource: '*',
    },
    {
      Sid: 'DenyConfigAndSecurityHubOff',
      Effect: 'Deny',
      Action: [
        'config:DeleteConfigurationRecorder',
        'config:DeleteDeliveryChannel',
        'config:DeleteRetentionConfiguration',
        'config:StopConfigurationRecorder',
        'securityhub:DeleteMembers',
        'securityhub:DisableOrganizationAdminAccount',
        'securityhub:DisableSecurityHub',
        'securityhub:DisableSecurityHubV2',
        'securityhub:DisassociateFromAdministratorAccount',
        'securityhub:DisassociateFromMasterAccount',
        'securityhub:DisassociateMembers',
      ],
      Resource: '*',
      Condition: allBut(deployRolePatterns(roles)),
    },
  ];
}
