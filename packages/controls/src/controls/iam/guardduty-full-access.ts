import { defineControl } from '../../define-control.ts';
import { awsPolicies, judgeHolders } from '../../estate/managed-policy-holders.ts';
import { all, notApplicable } from '../../verdicts.ts';

/** The first version also lets its holder do much in Organizations, and is replaced by the second. */
export default defineControl({
  id: 'IAM-05',
  title: 'Full access to GuardDuty is attached to few',
  intent: 'The settings of detection are in few hands.',
  severity: 'medium',
  appliesTo: 'accountAccess',
  policies: ['resource', 'stack'],
  pulumiTypes: [
    'aws:iam/rolePolicyAttachment:RolePolicyAttachment',
    'aws:iam/userPolicyAttachment:UserPolicyAttachment',
    'aws:iam/groupPolicyAttachment:GroupPolicyAttachment',
    'aws:iam/policyAttachment:PolicyAttachment',
  ],
  needs: ['iam:GetAccountAuthorizationDetails'],
  fix: 'Detach AmazonGuardDutyFullAccess; give AmazonGuardDutyFullAccess_v2 to approved roles alone.',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/security-iam-awsmanpol.html',
  parameters: { approvedRoles: [] as readonly string[] },
  parameterHelp: {
    approvedRoles: { description: 'Names of roles, or patterns of them, that may hold the second version.' },
  },
  evaluate(access, { parameters: { approvedRoles } }) {
    const first = awsPolicies(access, /\/AmazonGuardDutyFullAccess$/);
    const second = awsPolicies(access, /\/AmazonGuardDutyFullAccess_v2$/);
    const isHeld = [...first, ...second].some(({ heldBy }) => !Array.isArray(heldBy) || heldBy.length > 0);
    if (!isHeld && access.policies.complete === true)
      return notApplicable('the policy is attached to nobody');
    return all([
      judgeHolders(access, first, { approvedRoles: [] }),
      judgeHolders(access, second, { approvedRoles }),
    ]);
  },
});
