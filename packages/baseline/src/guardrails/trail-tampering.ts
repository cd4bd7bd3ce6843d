import { allBut, deployRolePatterns, type ExemptRoles } from './exempt-roles.ts';
import type { GuardrailStatement } from './statement.ts';

/**
 * Keeps members from stopping or bending what records them. Every trail and event data store counts, not ours alone: a
 * member cannot change the organization's trail anyway, but the account that administers CloudTrail for the
 * organization can, and what a member records for itself is evidence too. Making a trail stays free.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-delegated-administrator.html
 */
export function denyTrailTampering(roles: ExemptRoles): GuardrailStatement[] {
  return [
    {
      Sid: 'DenyTrailTampering',
      Effect: 'Deny',
      Action: [
        'cloudtrail:DeleteEventDataStore',
        'cloudtrail:DeleteTrail',
        'cloudtrail:DeregisterOrganizationDelegatedAdmin',
        'cloudtrail:PutEventConfiguration',
        'cloudtrail:PutEventSelectors',
        'cloudtrail:PutInsightSelectors',
        'cloudtrail:StopEventDataStoreIngestion',
        'cloudtrail:StopLogging',
        'cloudtrail:UpdateEventDataStore',
        'cloudtrail:UpdateTrail',
      ],
      Resource: '*',
      Condition: allBut(deployRolePatterns(roles)),
    },
  ];
}
