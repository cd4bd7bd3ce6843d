import { defineControl } from '../../define-control.ts';
import { everyAccountIsMember } from '../../estate/members.ts';
import type { DetectionOrganization } from '../../model/estate.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, decide, evidence, fail, pass } from '../../verdicts.ts';

/** NEW leaves out accounts that were removed once; it passes only on request and with every account a member. */
export default defineControl({
  id: 'GD-03',
  title: 'New and existing accounts are enabled automatically',
  intent: 'No account is forgotten.',
  severity: 'high',
  appliesTo: 'detectionOrganization',
  policies: ['resource', 'remediation'],
  pulumiTypes: ['aws:guardduty/organizationConfiguration:OrganizationConfiguration'],
  needs: ['guardduty:DescribeOrganizationConfiguration'],
  fix: 'Set autoEnableOrganizationMembers to ALL.',
  url: 'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DescribeOrganizationConfiguration.html',
  parameters: { allowNew: false },
  parameterHelp: {
    allowNew: { description: 'Whether NEW is enough where every active account is an enabled member.' },
  },
  evaluate(region, { estate, parameters: { allowNew } }) {
    return all([
      decide(region.autoEnable, 'which accounts are enabled automatically', (autoEnable) => {
        const found = evidence(region, 'autoEnable');
        if (autoEnable === 'ALL') return pass(found);
        const refused = fail(`accounts enabled automatically: ${autoEnable ?? 'not set'}, not ALL`, found);
        if (autoEnable !== 'NEW' || !allowNew) return refused;
        return all([pass(found), everyAccountIsMember(region, estate)]);
      }),
      belowMemberLimit(region),
    ]);
  },
});

function belowMemberLimit(region: DetectionOrganization): Verdict {
  return decide(region.memberLimitReached, 'whether the member limit is reached', (reached) =>
    reached === true
      ? fail('the limit of member accounts is reached', evidence(region, 'memberLimitReached'))
      : pass(evidence(region, 'memberLimitReached')),
  );
}
