import { defineControl } from '../../define-control.ts';
import { anywhere, approvedRolesHelp, deployRoles, isDeniedInMembers } from '../../estate/guarded-members.ts';
import { leaving } from '../../policy/guarded-actions.ts';

/** An account that leaves takes none of the guardrails along. */
export default defineControl({
  id: 'ORG-06',
  title: 'Leaving the organization, and ending Config or Security Hub, is denied to members',
  intent: 'The guard cannot be removed from below.',
  severity: 'high',
  appliesTo: 'organization',
  policies: ['stack'],
  pulumiTypes: ['aws:organizations/policy:Policy', 'aws:organizations/policyAttachment:PolicyAttachment'],
  needs: ['organizations:ListPolicies', 'organizations:DescribePolicy', 'organizations:ListTargetsForPolicy'],
  fix: 'Attach a service control policy to the root that denies the actions named, but to deploy roles by ArnNotLike aws:PrincipalArn.',
  url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_leave.html',
  parameters: { approvedRoles: deployRoles },
  parameterHelp: { approvedRoles: approvedRolesHelp },
  evaluate(organization, { estate, parameters: { approvedRoles } }) {
    return isDeniedInMembers(organization, estate, anywhere(leaving), approvedRoles);
  },
});
