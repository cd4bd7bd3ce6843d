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
 * Keeps the exempt roles what they are: whoever could make a role of such a name in a member, change whom one trusts or hand
 * one to a service would be exempt too. The same holds for every role and policy that begins with the prefix, which other
 * accounts trust by name: the forwarding role may put events on the alert bus, the responder takes a role in each account, S3 writes
 * copies of log files with the replication role, and investigators read them. A tag of a role counts as a tag of its
 * sessions, so one could pass for a second factor.
 *
 * AWS Organizations itself and IAM Identity Center make their roles by other means and are not bound. An account that is
 * invited therefore needs its access role before it joins.
 */
export function denyExemptRoleTampering(
  roles: ExemptRoles & { readonly namePrefix: string },
): GuardrailStatement[] {
  const deployRoles = deployRolePatterns(roles);
  const iam = `arn:${partitionOf(roles.region)}:iam::*`;
  return [
    {
      Sid: 'DenyExemptRoleTampering',
      Effect: 'Deny',
      Action: [
        'iam:AttachRolePolicy',
        'iam:CreatePolicy',
        'iam:CreatePolicyVersion',
        'iam:CreateRole',
        'iam:DeletePolicy',
        'iam:DeletePolicyVersion',
        'iam:DeleteRole',
        'iam:DeleteRolePermissionsBoundary',
        'iam:DeleteRolePolicy',
        'iam:DetachRolePolicy',
        'iam:PassRole',
        'iam:PutRolePermissionsBoundary',
        'iam:PutRolePolicy',
        'iam:SetDefaultPolicyVersion',
        'iam:TagRole',
        'iam:UntagRole',
        'iam:UpdateAssumeRolePolicy',
        'iam:UpdateRole',
      ],
      Resource: [
        ...deployRoles,
        ...roleArnPatterns(roles.region, roles.auditRoleNames),
        ...roles.breakGlassRoleArns,
        `${iam}:role/${roles.namePrefix}-*`,
        `${iam}:policy/${roles.namePrefix}-*`,
      ],
      Condition: allBut(deployRoles),
    },
  ];
}
