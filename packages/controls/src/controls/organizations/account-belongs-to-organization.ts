import { defineControl } from '../../define-control.ts';
import { ifActive } from '../../estate/accounts.ts';
import { decide, evidence, fail, notApplicable, pass } from '../../verdicts.ts';

/** Judged by the list of the organization's own management account, which is complete. */
export default defineControl({
  id: 'ORG-10',
  title: 'The account belongs to the organization',
  intent: 'Central rules can apply to it.',
  severity: 'medium',
  appliesTo: 'account',
  policies: [],
  pulumiTypes: [],
  needs: ['organizations:DescribeOrganization', 'organizations:ListAccounts'],
  fix: 'Create accounts by Organizations, or invite those that exist.',
  url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_invites.html',
  parameters: { expectedOrganizationId: '', standalone: false },
  parameterHelp: {
    expectedOrganizationId: {
      description: 'Id of the organization, o-…; empty: whichever lists the account.',
    },
    standalone: { description: 'Whether accounts stand alone by design.' },
  },
  evaluate(account, { parameters: { expectedOrganizationId, standalone } }) {
    if (standalone) return notApplicable('accounts stand alone by design');
    return ifActive(account, () =>
      decide(account.organizationId, `the organization of ${account.id}`, (id) => {
        const found = evidence(account, 'organizationId');
        if (id === null) return fail(`${account.id} belongs to no organization`, found);
        return expectedOrganizationId === '' || id === expectedOrganizationId
          ? pass(found)
          : fail(`${account.id} belongs to ${id}, not ${expectedOrganizationId}`, found);
      }),
    );
  },
});
