import { allBut, deployRolePatterns, type ExemptRoles, roleArnPatterns } from './exempt-roles.ts';
import { GlobalServiceActions } from './global-services.ts';
import type { GuardrailStatement } from './statement.ts';

/** Where members may work. */
export interface AllowedRegions {
  readonly homeRegion: string;
  readonly allowedRegions: readonly string[];
}

/**
 * Closes the regions that nobody uses; the home region is always open. What has one endpoint for the whole world is left
 * out, and so are the roles that audit and deploy: a region that the audit cannot see is not known to be empty, and GuardDuty
 * watches closed regions too.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion
 */
export function denyUnusedRegions(scope: AllowedRegions & ExemptRoles): GuardrailStatement[] {
  const { homeRegion, allowedRegions } = scope;
  const deployRoles = deployRolePatterns(scope);
  return [
    {
      Sid: 'DenyUnusedRegions',
      Effect: 'Deny',
      NotAction: GlobalServiceActions,
      Resource: '*',
      Condition: {
        StringNotEquals: { 'aws:RequestedRegion': [...new Set([homeRegion, ...allowedRegions])].sort() },
        ...allBut([
          ...deployRoles,
          ...roleArnPatterns(scope.region, scope.auditRoleNames),
          ...scope.breakGlassRoleArns,
        ]),
      },
    },
    {
      // Global, so the statement above leaves it out. Closing a region ends its detectors.
      Sid: 'DenyOpeningAndClosingRegions',
      Effect: 'Deny',
      Action: ['account:DisableRegion', 'account:EnableRegion'],
      Resource: '*',
      Condition: allBut(deployRoles),
    },
  ];
}
