import { defineControl } from '../../define-control.ts';
import { securityAccounts } from '../../estate/special-accounts.ts';
import { isUnknown } from '../../model/fact.ts';
import { decide, evidence, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/**
 * CloudTrail's own call registers the administrator and makes the service-linked role that it needs; the generic one of
 * Organizations does not. There are three administrators at most.
 */
export default defineControl({
  id: 'ORG-02',
  title: 'CloudTrail is administered from the security account',
  intent: 'Daily work on trails does not need the management account.',
  severity: 'medium',
  appliesTo: 'organization',
  policies: ['stack'],
  pulumiTypes: ['aws:cloudtrail/organizationDelegatedAdminAccount:OrganizationDelegatedAdminAccount'],
  needs: ['organizations:ListDelegatedAdministrators'],
  fix: 'Register the security account with aws.cloudtrail.OrganizationDelegatedAdminAccount.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-delegated-administrator.html',
  parameters: { trailByManagementAccount: false, securityAccountIds: [] as readonly string[] },
  parameterHelp: {
    trailByManagementAccount: {
      description: 'Whether trails are managed from the management account by decision.',
    },
    securityAccountIds: {
      description: 'Accounts that may administer CloudTrail. When empty, those that administer GuardDuty.',
    },
  },
  evaluate(organization, { estate, parameters: { trailByManagementAccount, securityAccountIds } }) {
    if (trailByManagementAccount)
      return notApplicable('trails are managed from the management account by decision');
    return decide(organization.delegatedAdministrators, 'who administers CloudTrail', (administrators) => {
      const found = evidence(organization, 'delegatedAdministrators');
      const ids = administrators?.['cloudtrail.amazonaws.com'] ?? [];
      if (ids.length === 0) return fail('CloudTrail has no delegated administrator', found);
      const security = securityAccounts(estate);
      const approved = securityAccountIds.length > 0 ? securityAccountIds : security.ids;
      const others = ids.filter((id) => !approved.includes(id));
      if (others.length === 0) return pass(found);
      return securityAccountIds.length === 0 && isUnknown(security.hidden)
        ? unknown('which account is the security account is not known', security.hidden)
        : fail(`CloudTrail is administered from ${others.join(', ')}, not the security account`, found);
    });
  },
});
