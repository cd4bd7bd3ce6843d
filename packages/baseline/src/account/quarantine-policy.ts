import { allBut, type ExemptRoles, deployRolePatterns, roleArnPatterns } from '../guardrails/exempt-roles.ts';
import { policyText } from '../guardrails/pack-policies.ts';
import type { GuardrailStatement } from '../guardrails/statement.ts';

/** Roles that a quarantined account still knows. */
export interface QuarantineRoles extends ExemptRoles {
  /** Role with which EventBridge forwards events to the security account; the same name in every account. */
  readonly eventForwardRoleName: string;
}

/**
 * What everybody in a quarantined account is kept from but the roles that deploy, audit, preview and break the glass; one more
 * may forward events. Sessions that are open are denied at their next call, root is denied too. Writing to CloudWatch Logs stays
 * open to all, so that flow logs and other logs that are written with a role of the account go on; reading them does not.
 *
 * What is evidence nobody may end, not even the exempt roles, while the account is here.
 *
 * A service control policy bears on principals of the account alone: AWS services and service-linked roles go on (organization
 * trails, GuardDuty, running instances), and what a policy of a resource grants to somebody outside stays granted.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
function quarantineStatements(roles: QuarantineRoles): GuardrailStatement[] {
  const caretakers = [
    ...deployRolePatterns(roles),
    ...roleArnPatterns(roles.region, roles.auditRoleNames),
    ...roles.breakGlassRoleArns,
  ];
  return [
    {
      Sid: 'DenyAllButCaretakers',
      Effect: 'Deny',
      NotAction: ['events:PutEvents', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: '*',
      Condition: allBut(caretakers),
    },
    {
      // A role of this name may be anybody's in the account, so forwarding is all that the name opens.
      Sid: 'DenyEventsButForwarded',
      Effect: 'Deny',
      Action: ['events:PutEvents'],
      Resource: '*',
      Condition: allBut([...caretakers, ...roleArnPatterns(roles.region, [roles.eventForwardRoleName])]),
    },
    {
      Sid: 'DenyEndingEvidence',
      Effect: 'Deny',
      Action: [
        'account:CloseAccount',
        'cloudtrail:DeleteTrail',
        'cloudtrail:PutEventSelectors',
        'cloudtrail:StopLogging',
        'cloudtrail:UpdateTrail',
        'config:DeleteConfigurationRecorder',
        'config:DeleteDeliveryChannel',
        'config:StopConfigurationRecorder',
        'ec2:DeleteFlowLogs',
        'guardduty:DeleteDetector',
        'guardduty:DisassociateFromAdministratorAccount',
        'guardduty:DisassociateFromMasterAccount',
        'guardduty:UpdateDetector',
        'logs:DeleteLogGroup',
        'logs:DeleteLogStream',
        'organizations:LeaveOrganization',
      ],
      Resource: '*',
    },
  ];
}

/** The text of the policy. */
export function quarantinePolicy(roles: QuarantineRoles): string {
  return policyText(quarantineStatements(roles));
}
