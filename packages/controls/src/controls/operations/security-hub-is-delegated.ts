import { defineControl } from '../../define-control.ts';
import { securityAccounts } from '../../estate/special-accounts.ts';
import type { Estate, Organization, SecurityHubOrganization } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, decide, evidenceElsewhere, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/** Under central configuration AutoEnable is off by design: a policy at the root enables accounts instead. */
export default defineControl({
  id: 'OPS-10',
  title: 'Security Hub CSPM is delegated, reaches new accounts and gathers all Regions',
  intent: 'There is one view of all accounts and Regions.',
  severity: 'medium',
  appliesTo: 'organization',
  policies: ['stack'],
  pulumiTypes: [
    'aws:securityhub/organizationAdminAccount:OrganizationAdminAccount',
    'aws:securityhub/organizationConfiguration:OrganizationConfiguration',
    'aws:securityhub/findingAggregator:FindingAggregator',
  ],
  needs: [
    'guardduty:ListOrganizationAdminAccounts',
    'organizations:ListDelegatedAdministrators',
    's3:GetBucketLocation',
    'securityhub:DescribeOrganizationConfiguration',
    'securityhub:GetFindingAggregator',
    'securityhub:ListFindingAggregators',
    'securityhub:ListOrganizationAdminAccounts',
  ],
  fix: 'Register the security account, enable new accounts by itself or by a central policy at the root, and aggregate ALL_REGIONS.',
  url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/designate-orgs-admin-account.html',
  evaluate(organization, { estate }) {
    return decide(estate.securityHubOrganization, 'how Security Hub CSPM reaches the organization', (hub) =>
      hub === null
        ? notApplicable('Security Hub CSPM is not used')
        : all([isDelegated(hub, estate), reachesNewAccounts(hub), gathers(hub, organization, estate)]),
    );
  },
});

function isDelegated(hub: SecurityHubOrganization, estate: Estate): Verdict {
  return decide(hub.administratorAccountId, 'who administers Security Hub CSPM', (id) => {
    const found = evidenceElsewhere(hub, 'administratorAccountId');
    if (id === null) return fail('Security Hub CSPM has no delegated administrator', found);
    const { ids, hidden } = securityAccounts(estate);
    if (ids.includes(id)) return pass(found);
    return isUnknown(hidden)
      ? unknown('which account is the security account is not known', hidden)
      : fail(`Security Hub CSPM is administered from ${id}, not the security account`, found);
  });
}

function reachesNewAccounts(hub: SecurityHubOrganization): Verdict {
  return decide(hub.configurationType, 'how Security Hub CSPM is configured', (type) =>
    type === 'CENTRAL'
      ? decide(hub.policyCoversRoot, 'whether a configuration policy covers the root', (covers) =>
          covers === true
            ? pass(evidenceElsewhere(hub, 'policyCoversRoot'))
            : fail('no configuration policy covers the root', evidenceElsewhere(hub, 'policyCoversRoot')),
        )
      : decide(hub.autoEnable, 'whether new accounts are enabled', (autoEnable) =>
          autoEnable === true
            ? pass(evidenceElsewhere(hub, 'autoEnable'))
            : fail('new accounts are not enabled by themselves', evidenceElsewhere(hub, 'autoEnable')),
        ),
  );
}

function gathers(
  hub: SecurityHubOrganization,
  { managementAccountId }: Organization,
  estate: Estate,
): Verdict {
  const found = evidenceElsewhere(hub, 'linkingMode');
  return decide(hub.linkingMode, 'which Regions are gathered', (mode) => {
    if (mode === 'ALL_REGIONS') return pass(found);
    if (mode !== 'SPECIFIED_REGIONS')
      return fail(
        mode === null ? 'findings of Regions are not gathered' : `findings are gathered by ${mode}`,
        found,
      );
    return decide(hub.linkedRegions, 'which Regions are gathered', (linked) => {
      const management = estate.accounts.items.find(({ id }) => id === managementAccountId);
      if (management === undefined || isUnknown(management.enabledRegions)) {
        const because = management?.enabledRegions;
        return isUnknown(because)
          ? unknown('which Regions are enabled is not known', because)
          : fail('findings are gathered from named Regions alone', found);
      }
      const home = hub.observation.arn?.split(':')[3];
      const missing = (management.enabledRegions ?? []).filter(
        (name) => name !== home && !linked?.includes(name),
      );
      return missing.length === 0
        ? pass(found)
        : fail(`findings of ${missing.join(', ')} are not gathered`, found);
    });
  });
}
