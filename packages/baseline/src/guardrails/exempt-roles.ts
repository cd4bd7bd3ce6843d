import { eventForwardRoleName } from '../organization-names.ts';
import { partitionOf } from '../partition.ts';
import type { GuardrailStatement } from './statement.ts';

/** Who is not bound by the guardrails of members. */
export interface ExemptRoles {
  /** Any region of the partition. */
  readonly region: string;
  /** Names (with their path, if any) of the roles that deploy, in whichever member. */
  readonly deployRoleNames: readonly string[];
  /** Names of the roles that read for audits and previews, in whichever member. */
  readonly auditRoleNames: readonly string[];
  /** Roles that may delete log files. */
  readonly breakGlassRoleArns: readonly string[];
  /** Further roles that may do what the deploy roles may, as patterns of ARNs. */
  readonly furtherRoleArns: readonly string[];
}

/** Patterns of the ARNs of roles with these names, in every account. */
export function roleArnPatterns(region: string, names: readonly string[]): string[] {
  return names.map((name) => `arn:${partitionOf(region)}:iam::*:role/${name}`);
}

/** Patterns of the roles that may change what the guardrails protect. */
export function deployRolePatterns(roles: ExemptRoles): string[] {
  return [...roleArnPatterns(roles.region, roles.deployRoleNames), ...roles.furtherRoleArns];
}

/**
 * A condition that holds for everybody but these roles. `aws:PrincipalArn` of a session is its role's ARN, so a session's
 * name opens nothing. Service-linked roles need no exemption: control policies do not bear on them.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export function allBut(patterns: readonly string[]) {
  return { ArnNotLike: { 'aws:PrincipalArn': patterns } };
}

/**
 * Keeps the exempt roles what they are: whoever could make a role of such a name in a member, or change whom one trusts,
 * would be exempt too. The same holds for the role that forwards events: the security account's bus takes what comes
 * from a role of that name, so that whoever had one could bury an alert under others. AWS Organizations itself and IAM Identity Center make theirs by other means and are not bound. An
 * account that is invited therefore needs its access role before it joins.
 */
export function denyExemptRoleTampering(
  roles: ExemptRoles & { readonly namePrefix: string },
): GuardrailStatement[] {
  const deployRoles = deployRolePatterns(roles);
  return [
    {
      Sid: 'DenyExemptRoleTampering',
      Effect: 'Deny',
      Action: [
        'iam:AttachRolePolicy',
        'iam:CreateRole',
        'iam:DeleteRole',
        'iam:DeleteRolePermissionsBoundary',
        'iam:DeleteRolePolicy',
        'iam:DetachRolePolicy',
        'iam:PutRolePermissionsBoundary',
        'iam:PutRolePolicy',
        'iam:UpdateAssumeRolePolicy',
        'iam:UpdateRole',
      ],
      Resource: [
        ...deployRoles,
        ...roleArnPatterns(roles.region, [...roles.auditRoleNames, eventForwardRoleName(roles.namePrefix)]),
        ...roles.breakGlassRoleArns,
      ],
      Condition: allBut(deployRoles),
    },
  ];
}
