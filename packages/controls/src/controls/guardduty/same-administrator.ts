import { defineControl } from '../../define-control.ts';
import type { DetectionOrganization, Estate } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import { all, decide, evidence, fail, pass } from '../../verdicts.ts';

/**
 * Delegation is made Region by Region, and only the management account can tell. That it administers GuardDuty itself
 * is possible, and fails: it should do nothing else than own the organization.
 */
export default defineControl({
  id: 'GD-02',
  title: 'Same delegated administrator in every Region',
  intent: 'Central management without gaps.',
  severity: 'high',
  appliesTo: 'detectionOrganization',
  policies: ['stack'],
  pulumiTypes: ['aws:guardduty/organizationAdminAccount:OrganizationAdminAccount'],
  needs: ['guardduty:ListOrganizationAdminAccounts'],
  fix: 'Declare an OrganizationAdminAccount with the security account in each Region.',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html',
  parameters: { securityAccountId: '' },
  parameterHelp: {
    securityAccountId: {
      description: 'Account that has to administer GuardDuty; left out, any one but the management account.',
    },
  },
  evaluate(region, { estate, parameters: { securityAccountId } }) {
    return decide(region.administratorAccountId, 'who administers GuardDuty', (administrator) => {
      const found = evidence(region, 'administratorAccountId');
      if (administrator === null) return fail(noneIn(region), found);
      const { organization } = estate;
      const management =
        organization === null || isUnknown(organization) ? undefined : organization.managementAccountId;
      if (administrator === management)
        return fail('the management account administers GuardDuty itself', found);
      if (securityAccountId !== '' && administrator !== securityAccountId)
        return fail(`${administrator} administers GuardDuty, not ${securityAccountId}`, found);
      return all([pass(found), sameElsewhere(region, administrator, estate)]);
    });
  },
});

function noneIn({ leavingAdministratorAccountId: leaving }: DetectionOrganization): string {
  return typeof leaving === 'string'
    ? `the designation of ${leaving} is being taken back`
    : 'GuardDuty has no delegated administrator';
}

/** Regions that have none fail by themselves. */
function sameElsewhere(region: DetectionOrganization, administrator: string, estate: Estate) {
  const others = [...byAdministrator(estate)].flatMap(([there, regions]) =>
    there === null || there === administrator ? [] : regions,
  );
  return all(
    others.map((other) =>
      decide(other.administratorAccountId, `who administers GuardDuty in ${String(other.region)}`, (there) =>
        fail(
          `${administrator} administers GuardDuty, and ${there} in ${String(other.region)}`,
          evidence(region, 'administratorAccountId'),
        ),
      ),
    ),
  );
}

type Regions = Estate['detectionOrganizations']['items'];
const grouped = new WeakMap<Regions, ReadonlyMap<unknown, Regions>>();

/** Regions by who administers GuardDuty in them; each Region is compared with those of another one alone. */
function byAdministrator({ detectionOrganizations: { items } }: Estate): ReadonlyMap<unknown, Regions> {
  const known =
    grouped.get(items) ?? Map.groupBy(items, ({ administratorAccountId }) => administratorAccountId);
  grouped.set(items, known);
  return known;
}
