import { allBut, deployRolePatterns, type ExemptRoles } from './exempt-roles.ts';
import type { GuardrailStatement } from './statement.ts';

/**
 * Keeps members in the organization, and Config, Security Hub and the analyzers on, with their findings seen. Nobody in a member takes it out or closes it: both
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
        'access-analyzer:CreateArchiveRule',
        'access-analyzer:DeleteAnalyzer',
        'access-analyzer:UpdateArchiveRule',
        'config:DeleteConfigurationAggregator',
        'config:DeleteConfigurationRecorder',
        'config:DeleteDeliveryChannel',
        'config:DeleteOrganizationConfigRule',
        'config:DeleteOrganizationConformancePack',
        'config:DeleteRetentionConfiguration',
        'config:DisassociateResourceTypes',
        'config:StopConfigurationRecorder',
        'securityhub:BatchDisableStandards',
        'securityhub:BatchUpdateAutomationRules',
        'securityhub:CreateAutomationRule',
        'securityhub:CreateAutomationRuleV2',
        'securityhub:DeleteConfigurationPolicy',
        'securityhub:DeleteFindingAggregator',
        'securityhub:DeleteMembers',
        'securityhub:DisableImportFindingsForProduct',
        'securityhub:DisableOrganizationAdminAccount',
        'securityhub:DisableSecurityHub',
        'securityhub:DisableSecurityHubV2',
        'securityhub:DisassociateFromAdministratorAccount',
        'securityhub:DisassociateFromMasterAccount',
        'securityhub:DisassociateMembers',
        'securityhub:StartConfigurationPolicyDisassociation',
        'securityhub:UpdateAutomationRuleV2',
        'securityhub:UpdateConfigurationPolicy',
        'securityhub:UpdateFindingAggregator',
        'securityhub:UpdateOrganizationConfiguration',
      ],
      Resource: '*',
      Condition: allBut(deployRolePatterns(roles)),
    },
  ];
}
