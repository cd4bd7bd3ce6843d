import { defineControl } from '../../define-control.ts';
import { anywhere, approvedRolesHelp, deployRoles, isDeniedInMembers } from '../../estate/guarded-members.ts';
import { trailTampering } from '../../policy/guarded-actions.ts';

/**
 * Members cannot change the organization's trail anyway; this keeps their own trails and event data stores, and binds the
 * account that administers CloudTrail. Neither the management account nor service-linked roles are bound.
 */
export default defineControl({
  id: 'ORG-03',
  title: 'Tampering with trails is denied to members',
  intent: 'Members cannot stop or bend logging.',
  severity: 'critical',
  appliesTo: 'organization',
  policies: ['stack'],
  pulumiTypes: ['aws:organizations/policy:Policy', 'aws:organizations/policyAttachment:PolicyAttachment'],
  needs: ['organizations:ListPolicies', 'organizations:DescribePolicy', 'organizations:ListTargetsForPolicy'],
  fix: 'Attach a service control policy to the root that denies the actions named, but to deploy roles by ArnNotLike aws:PrincipalArn.',
  url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html',
  parameters: { approvedRoles: deployRoles },
  parameterHelp: { approvedRoles: approvedRolesHelp },
  evaluate(organization, { estate, parameters: { approvedRoles } }) {
    return isDeniedInMembers(organization, estate, anywhere(trailTampering), approvedRoles);
  },
});
