import { defineControl } from '../../define-control.ts';
import { judgeBoundAccounts, policyEvidence } from '../../estate/bound-accounts.ts';
import { regionDenialWeakness } from '../../policy/region-denial.ts';
import { conditionsOf } from '../../policy/statement.ts';
import { fail, notApplicable, pass } from '../../verdicts.ts';

/**
 * Does not replace detectors in the denied Regions: findings about global services appear there still. The roles of
 * audits must be excepted, or what is in those Regions becomes unknown.
 */
export default defineControl({
  id: 'ORG-12',
  title: 'Unused Regions are denied',
  intent: 'There are fewer places to hide in.',
  severity: 'low',
  appliesTo: 'organization',
  policies: ['stack'],
  pulumiTypes: ['aws:organizations/policy:Policy'],
  needs: ['organizations:ListPolicies', 'organizations:DescribePolicy', 'organizations:ListTargetsForPolicy'],
  fix: 'Attach a service control policy that denies all but global services where aws:RequestedRegion is none of the approved Regions, and excepts the roles of audits.',
  url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html',
  parameters: {
    regionDeny: false,
    approvedRegions: [] as readonly string[],
    auditRoles: ['TrailGuardAudit'] as readonly string[],
  },
  parameterHelp: {
    regionDeny: { description: 'Whether Regions that nobody uses must be denied.' },
    approvedRegions: { description: 'Regions that may be open. When empty, those that the policy names.' },
    auditRoles: { description: 'Names of the roles of audits, which must be excepted.' },
  },
  evaluate(organization, { estate, parameters: { regionDeny, approvedRegions, auditRoles } }) {
    if (!regionDeny) return notApplicable('denying Regions is not asked for (regionDeny)');
    const type = 'SERVICE_CONTROL_POLICY';
    const found = policyEvidence(estate, type);
    return judgeBoundAccounts(organization, estate, {
      type,
      concerns: ({ Statement }) =>
        Statement.some((statement) =>
          conditionsOf(statement).some(({ key }) => key === 'aws:requestedregion'),
        ),
      judge: (documents, name) => {
        const weakness = regionDenialWeakness(documents, { approvedRegions, auditRoles });
        return weakness === undefined ? pass(...found) : fail(`in ${name}, ${weakness}`, ...found);
      },
    });
  },
});
