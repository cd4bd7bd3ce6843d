import { organizationNames } from '@trailguard/baseline';
import { admitPeople, operatorsOf } from '../people.ts';
import type { OrganizationStackSettings } from '../settings/settings.ts';

/** Those who may change what the organization's trails record, and never stop it. */
export function admitOperators(settings: OrganizationStackSettings): Record<string, unknown> {
  const { managementAccountId: accountId, dataEvents } = settings;
  const { trailArn, dataTrailArn } = organizationNames(settings);
  const trailArns = dataEvents === undefined ? [trailArn] : [trailArn, dataTrailArn];
  return admitPeople(settings, { accountId, ...operatorsOf(settings, accountId, { trailArns }) });
}
