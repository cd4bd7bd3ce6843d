import { defineControl } from '../../define-control.ts';
import { logArchiveAccounts, securityAccounts } from '../../estate/special-accounts.ts';
import type { Estate, Organization } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, decide, evidence, fail, pass, unknown } from '../../verdicts.ts';

const services = ['cloudtrail', 'config', 'config-multiaccountsetup', 'guardduty', 'securityhub'].map(
  (name) => `${name}.amazonaws.com`,
);

/** No control policy binds the management account: whatever runs or is kept there has no second lock. */
export default defineControl({
  id: 'ORG-09',
  title: 'The management account neither administers services nor keeps logs',
  intent: 'The account that no guardrail binds holds as little as possible.',
  severity: 'medium',
  appliesTo: 'organization',
  policies: [],
  pulumiTypes: [],
  needs: [
    'cloudtrail:DescribeTrails',
    'guardduty:ListOrganizationAdminAccounts',
    'organizations:DescribeOrganization',
    'organizations:ListDelegatedAdministrators',
    's3:GetBucketLocation',
  ],
  fix: 'Delegate the services to the security account, and move the log bucket into the log archive.',
  url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_best-practices_mgmt-acct.html',
  parameters: { trustedAdministrators: [] as readonly string[] },
  parameterHelp: {
    trustedAdministrators: {
      description:
        'Accounts that may administer security services. When empty, those that administer GuardDuty.',
    },
  },
  evaluate(organization, { estate, parameters: { trustedAdministrators } }) {
    return all([administrators(organization, estate, trustedAdministrators), storage(organization, estate)]);
  },
});

function administrators(organization: Organization, estate: Estate, trusted: readonly string[]): Verdict {
  const { managementAccountId } = organization;
  return decide(organization.delegatedAdministrators, 'who administers which service', (delegated) => {
    const found = evidence(organization, 'delegatedAdministrators');
    const ids = [...new Set(services.flatMap((service) => delegated?.[service] ?? []))];
    const security = securityAccounts(estate);
    const known = trusted.length > 0 ? trusted : security.ids;
    const inManagement = ids.includes(managementAccountId) || security.ids.includes(managementAccountId);
    if (inManagement) return fail('the management account administers a security service', found);
    const strangers = ids.filter((id) => !known.includes(id));
    if (isUnknown(security.hidden))
      return unknown('which account is the security account is not known', security.hidden);
    return strangers.length === 0
      ? pass(found)
      : fail(`${strangers.join(', ')} administers a security service and is not trusted with it`, found);
  });
}

function storage({ managementAccountId }: Organization, estate: Estate): Verdict {
  const { ids, hidden } = logArchiveAccounts(estate);
  if (ids.includes(managementAccountId)) return fail('the management account holds a log bucket');
  return isUnknown(hidden) ? unknown('where the log buckets are is not known', hidden) : pass();
}
