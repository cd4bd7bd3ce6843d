import { AccessPolicies, organizationNames } from '@trailguard/baseline';
import type { OrganizationStackSettings } from '../settings/settings.ts';
import { tagsOf } from '../watch-changes.ts';

/** Those who may change what the organization's trails record, and never stop it. */
export function admitOperators(settings: OrganizationStackSettings): Record<string, unknown> {
  const { operatorPrincipalArns, homeRegion, managementAccountId, dataEvents } = settings;
  if (operatorPrincipalArns.length === 0) return {};
  const { trailArn, dataTrailArn } = organizationNames(settings);
  const people = new AccessPolicies('people', {
    namePrefix: settings.namePrefix,
    region: homeRegion,
    accountId: managementAccountId,
    operators: {
      principalArns: operatorPrincipalArns,
      trailArns: dataEvents === undefined ? [trailArn] : [trailArn, dataTrailArn],
    },
    ...tagsOf(settings),
  });
  return { peopleRoleArns: people.roleArns };
}
