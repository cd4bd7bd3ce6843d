import { defineControl } from '../../define-control.ts';
import { anywhere, approvedRolesHelp, deployRoles, isDeniedInMembers } from '../../estate/guarded-members.ts';
import { detectionTampering } from '../../policy/guarded-actions.ts';

/** The account that administers GuardDuty is a member too: its deploy role must be among those excepted. */
export default defineControl({
  id: 'ORG-04',
  title: 'Tampering with GuardDuty is denied to members',
  intent: 'Detection cannot be switched off, nor its findings hidden, by a member.',
  severity: 'high',
  appliesTo: 'organization',
  policies: ['stack'],
  pulumiTypes: ['aws:organizations/policy:Policy', 'aws:organizations/policyAttachment:PolicyAttachment'],
  needs: ['organizations:ListPolicies', 'organizations:DescribePolicy', 'organizations:ListTargetsForPolicy'],
  fix: 'Attach a service control policy to the root that denies the actions named, but to deploy roles by ArnNotLike aws:PrincipalArn.',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html',
  parameters: { approvedRoles: deployRoles },
  parameterHelp: { approvedRoles: approvedRolesHelp },
  evaluate(organization, { estate, parameters: { approvedRoles } }) {
    return isDeniedInMembers(organization, estate, anywhere(detectionTampering), approvedRoles);
  },
});
