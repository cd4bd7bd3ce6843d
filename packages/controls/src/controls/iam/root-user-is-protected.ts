import { defineControl } from '../../define-control.ts';
import { ifActive } from '../../estate/accounts.ts';
import { logArchiveAccounts, securityAccounts } from '../../estate/special-accounts.ts';
import type { Account, Estate } from '../../model/estate.ts';
import { isUnknown, type Unknown } from '../../model/fact.ts';
import { decide, evidence, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/** A root user without a password has no credentials to protect: they were removed centrally. */
export default defineControl({
  id: 'IAM-07',
  title: 'Root users of management, log archive and security accounts are protected',
  intent: 'The root user is the way around the rules of a bucket.',
  severity: 'high',
  appliesTo: 'account',
  policies: [],
  pulumiTypes: [],
  needs: [
    'guardduty:ListOrganizationAdminAccounts',
    'iam:GetAccountSummary',
    'organizations:ListDelegatedAdministrators',
    's3:GetBucketLocation',
  ],
  fix: 'Register a hardware MFA device and delete access keys of the root user, or remove its credentials centrally.',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
  evaluate(account, { estate }) {
    const special = isSpecial(account, estate);
    if (special === false) return notApplicable('neither management, log archive nor security account');
    return ifActive(account, () => {
      if (special !== true)
        return unknown('whether the account is one of the special ones is not known', special);
      return decide(account.rootUser, `the root user of ${account.id}`, (root) => {
        const found = evidence(account, 'rootUser');
        if (root === null) return fail('nothing is known to protect the root user', found);
        if (root.hasAccessKeys) return fail('the root user has access keys', found);
        return root.hasMfa || root.hasPassword === false
          ? pass(found)
          : fail('the root user has no MFA', found);
      });
    });
  },
});

function isSpecial({ id }: Account, estate: Estate): boolean | Unknown {
  const { organization } = estate;
  const archive = logArchiveAccounts(estate);
  const security = securityAccounts(estate);
  const management =
    organization === null || isUnknown(organization) ? [] : [organization.managementAccountId];
  if ([...management, ...archive.ids, ...security.ids].includes(id)) return true;
  return [organization, archive.hidden, security.hidden].find(isUnknown) ?? organization === null;
}
