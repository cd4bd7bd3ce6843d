import { defineControl } from '../../define-control.ts';
import { ifActive } from '../../estate/accounts.ts';
import { anywhere, approvedRolesHelp, deployRoles, isDeniedInMembers } from '../../estate/guarded-members.ts';
import type { Estate, Organization } from '../../model/estate.ts';
import type { Verdict } from '../../model/verdict.ts';
import { detectionTampering, leaving, trailTampering } from '../../policy/guarded-actions.ts';
import { all, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/**
 * Says which accounts are outside, where ORG-03, ORG-04 and ORG-06 say what is not denied. Read from the tree of the
 * organization each time: moving an account changes what binds it.
 */
export default defineControl({
  id: 'ORG-08',
  title: 'Guardrails reach every account',
  intent: 'No account, and no unit, is outside the guardrails.',
  severity: 'high',
  appliesTo: 'organization',
  policies: ['stack'],
  pulumiTypes: ['aws:organizations/policyAttachment:PolicyAttachment'],
  needs: [
    'organizations:DescribePolicy',
    'organizations:ListAccounts',
    'organizations:ListAccountsForParent',
    'organizations:ListPolicies',
    'organizations:ListTargetsForPolicy',
  ],
  fix: 'Attach the guardrails to the root, so that accounts of every unit are bound, and new ones from the first moment.',
  url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_attach.html',
  parameters: { approvedRoles: deployRoles, exemptAccounts: [] as readonly string[], maxExempt: 0 },
  parameterHelp: {
    approvedRoles: approvedRolesHelp,
    exemptAccounts: { description: 'Ids of accounts that may be outside.' },
    maxExempt: { description: 'Accounts that may be exempt at most.' },
  },
  evaluate(organization, { estate, parameters: { approvedRoles, exemptAccounts, maxExempt } }) {
    if (exemptAccounts.length > maxExempt)
      return fail(`${exemptAccounts.length} accounts are exempt, more than ${maxExempt}`);
    const judge = (accountIds?: readonly string[]) =>
      isGuarded(organization, estate, approvedRoles, accountIds);
    const atOnce = judge();
    if (atOnce.status === 'pass') return atOnce;
    const members = estate.accounts.items.filter(
      ({ id }) => id !== organization.managementAccountId && !exemptAccounts.includes(id),
    );
    return all([
      ...members.map((account) =>
        ifActive(account, () => {
          const verdict = judge([account.id]);
          return verdict.status === 'fail'
            ? fail(`${account.id} is not bound by all guardrails`, ...verdict.evidence)
            : verdict;
        }),
      ),
      ...exemptAccounts.map((id) => notApplicable(`${id} is exempt`)),
      estate.accounts.complete === true
        ? pass()
        : unknown('whether there are more accounts is not known', estate.accounts.complete),
    ]);
  },
});

function isGuarded(
  organization: Organization,
  estate: Estate,
  approvedRoles: readonly string[],
  accountIds: readonly string[] | undefined,
): Verdict {
  return all(
    [trailTampering, detectionTampering, leaving].map((actions) =>
      isDeniedInMembers(organization, estate, anywhere(actions), approvedRoles, accountIds),
    ),
  );
}
