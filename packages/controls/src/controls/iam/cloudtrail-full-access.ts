import { defineControl } from '../../define-control.ts';
import { awsPolicies, judgeHolders } from '../../estate/managed-policy-holders.ts';

/**
 * Roles that IAM Identity Center makes are named `AWSReservedSSO_…` and are approved by a pattern. The same power under
 * another name, such as `cloudtrail:*`, is IAM-02's finding.
 */
export default defineControl({
  id: 'IAM-01',
  title: 'AWSCloudTrail_FullAccess is attached to very few',
  intent: 'Only those who administer an account can change its auditing.',
  severity: 'high',
  appliesTo: 'accountAccess',
  policies: ['resource', 'stack'],
  pulumiTypes: [
    'aws:iam/rolePolicyAttachment:RolePolicyAttachment',
    'aws:iam/userPolicyAttachment:UserPolicyAttachment',
    'aws:iam/groupPolicyAttachment:GroupPolicyAttachment',
    'aws:iam/policyAttachment:PolicyAttachment',
  ],
  needs: ['iam:GetAccountAuthorizationDetails'],
  fix: 'Detach the policy and give read-only or scoped ones; approve the few roles that need it.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html',
  parameters: { approvedRoles: [] as readonly string[], maxRoles: 2 },
  parameterHelp: {
    approvedRoles: { description: 'Names of roles, or patterns of them, that may hold the policy.' },
    maxRoles: { description: 'Roles of an account that may hold it at most.' },
  },
  evaluate(access, { parameters: { approvedRoles, maxRoles } }) {
    return judgeHolders(access, awsPolicies(access, /\/AWSCloudTrail_?FullAccess$/), {
      approvedRoles,
      maxRoles,
    });
  },
});
