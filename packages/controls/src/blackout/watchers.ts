import type { DetectionOrganization, Detector, Estate } from '../model/estate.ts';
import { isUnknown } from '../model/fact.ts';
import { identityOf } from '../model/observation.ts';
import type { Watcher } from './coverage.ts';

/**
 * Where GuardDuty watches: each detector that is on, and each Region in which all accounts are enabled by themselves. The
 * management account is not: it has to switch GuardDuty on before it can become a member.
 * https://docs.aws.amazon.com/guardduty/latest/ug/add-member-accounts-guardduty-organization.html
 */
export function watchersOf({ detectors, detectionOrganizations, organization }: Estate): readonly Watcher[] {
  const management =
    organization === null || isUnknown(organization) ? undefined : organization.managementAccountId;
  return [
    ...detectors.items.flatMap((detector) => {
      const watcher = detectorWatcher(detector);
      if (watcher === undefined) return [];
      return detector.accountId === management ? { ...watcher, isOnly: true as const } : watcher;
    }),
    ...detectionOrganizations.items.flatMap((organization) => organizationWatcher(organization) ?? []),
  ];
}

type Settings = { readonly name: string; readonly setting: unknown; readonly additional: unknown };

function sourcesOf(features: readonly Settings[], on: (setting: unknown) => boolean): readonly string[] {
  const sources = features.flatMap(({ name, setting, additional }) => {
    if (!on(setting)) return [];
    const parts = Array.isArray(additional)
      ? (additional as readonly { name: string; setting: unknown }[])
      : [];
    return [name, ...parts.filter((part) => on(part.setting)).map((part) => `${name}/${part.name}`)];
  });
  return ['GuardDuty', ...sources.map((name) => `GuardDuty ${name}`).sort()];
}

function detectorWatcher(detector: Detector): Watcher | undefined {
  const { accountId, region, id, enabled, features } = detector;
  if (id === null || enabled === false || enabled === null) return undefined;
  const unknown = [accountId, region, enabled].find(isUnknown);
  const place = `${placeText(accountId)}/${placeText(region)}`;
  return {
    id: identityOf(detector) ?? `detector ${place}`,
    name: `detector ${place}`,
    accounts: { account: placeText(accountId) },
    region: placeText(region),
    sources: unknown === undefined ? sourcesOf(features.items, (setting) => setting === 'ENABLED') : [],
    ...(unknown === undefined ? {} : { unproven: unknown.detail }),
  };
}

function organizationWatcher(organization: DetectionOrganization): Watcher | undefined {
  const { region, autoEnable, features } = organization;
  if (autoEnable === 'NONE' || autoEnable === null) return undefined;
  const unknown = [region, autoEnable].find(isUnknown);
  // NEW leaves the accounts that were there before alone; what it watches, the detectors show.
  if (unknown === undefined && autoEnable !== 'ALL') return undefined;
  return {
    id: identityOf(organization) ?? `GuardDuty of the organization in ${placeText(region)}`,
    name: `GuardDuty of the organization in ${placeText(region)}`,
    accounts: 'organization',
    region: placeText(region),
    sources: unknown === undefined ? sourcesOf(features.items, (setting) => setting === 'ALL') : [],
    ...(unknown === undefined ? {} : { unproven: unknown.detail }),
  };
}

function placeText(fact: Detector['region']): string {
  return typeof fact === 'string' ? fact : '(unknown)';
}
