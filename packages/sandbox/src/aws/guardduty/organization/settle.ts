import type { SandboxContext } from '../../service.ts';
import { newDetector } from '../detectors.ts';
import {
  defaultFeatures,
  type FeatureChange,
  applyChanges,
  OrganizationFeatures,
  type Status,
} from '../features.ts';
import { ensureGuardDutyRole } from '../service-linked-role.ts';
import {
  type AutoEnable,
  type Detector,
  isAssociated,
  type Member,
  type OrganizationConfiguration,
  type RegionState,
  regionState,
} from '../state.ts';

/** Whether new members get what a setting names. */
function forNew(autoEnable: AutoEnable | undefined): boolean {
  return autoEnable === 'NEW' || autoEnable === 'ALL';
}

/** Features that the organization turns on in an account that becomes a member. */
function changesForNewMember(configuration: OrganizationConfiguration): FeatureChange[] {
  return Object.entries(configuration.features).flatMap(([name, feature]): FeatureChange[] => {
    if (!forNew(feature.autoEnable)) return [];
    const additional = Object.entries(feature.additional)
      .filter(([, setting]) => forNew(setting.autoEnable))
      .map(([setting]) => ({ name: setting, status: 'ENABLED' as Status }));
    return [{ name, status: 'ENABLED', additional }];
  });
}

/**
 * Makes an account a member: its detector where it has none, with the features of the organization's
 * configuration on. An existing detector keeps its own and gets these as well.
 */
export async function enableMember(
  sandbox: SandboxContext,
  region: RegionState,
  regionName: string,
  administratorId: string,
  account: { readonly id: string; readonly email: string },
  at: string,
): Promise<Member> {
  const configuration = region.administrator?.configuration;
  const present = region.detectors[account.id];
  const detector: Detector =
    present ?? newDetector(account.id, regionName, at, defaultFeatures(at, regionName, optionalOff));
  detector.status = 'ENABLED';
  detector.updatedAt = at;
  detector.frequency = region.detectors[administratorId]?.frequency ?? detector.frequency;
  if (configuration) applyChanges(detector.features, changesForNewMember(configuration), at);
  region.detectors[account.id] = detector;
  region.members[administratorId] ??= {};
  const members = region.members[administratorId];
  const member: Member = {
    accountId: account.id,
    email: account.email,
    relationship: 'Enabled',
    throughOrganization: true,
    invitationId: members[account.id]?.invitationId ?? detector.id,
    invitedAt: at,
    updatedAt: at,
    applied: configuration
      ? Object.fromEntries(
          settingsForAll(configuration).map((setting) => [settingKey(setting), setting.since]),
        )
      : {},
  };
  members[account.id] = member;
  if (!present) await ensureGuardDutyRole(sandbox, account.id);
  return member;
}

/** A detector that the organization makes has only what the organization's configuration turns on. */
function optionalOff(name: string): Status | undefined {
  return OrganizationFeatures.some((feature) => feature.name === name) ? 'DISABLED' : undefined;
}

function latest(...times: (string | undefined)[]): number {
  return Math.max(...times.map((time) => (time === undefined ? 0 : Date.parse(time))));
}

/** When an account becomes a member by the configuration; nothing if it does not. */
function dueAt(
  sandbox: SandboxContext,
  region: RegionState,
  account: { readonly id: string; readonly joinedAt: string },
  member: Member | undefined,
): number | undefined {
  const configuration = region.administrator?.configuration;
  if (!configuration || configuration.autoEnable === 'NONE' || member?.relationship === 'Enabled')
    return undefined;
  const isNew = Date.parse(account.joinedAt) >= Date.parse(configuration.since);
  if (configuration.autoEnable === 'NEW' && (!isNew || member)) return undefined;
  // The management account is added only once it has GuardDuty of its own.
  // https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html
  const detector = region.detectors[account.id];
  if (account.id === sandbox.organization.managementAccountId && !detector) return undefined;
  const since = latest(configuration.since, account.joinedAt, member?.updatedAt);
  const own = account.id === sandbox.organization.managementAccountId ? latest(detector?.createdAt) : 0;
  return Math.max(since, own) + sandbox.delays.members;
}

/** A setting that the configuration turns on in all members, and since when. */
interface SettingForAll {
  readonly feature: string;
  readonly additional?: string;
  readonly since: string;
}

function settingsForAll(configuration: OrganizationConfiguration): SettingForAll[] {
  return Object.entries(configuration.features).flatMap(([feature, state]): SettingForAll[] => [
    ...(state.autoEnable === 'ALL' ? [{ feature, since: state.since }] : []),
    ...Object.entries(state.additional).flatMap(([additional, setting]) =>
      setting.autoEnable === 'ALL' ? [{ feature, additional, since: setting.since }] : [],
    ),
  ]);
}

function changeOf({ feature, additional }: SettingForAll): FeatureChange {
  if (additional === undefined) return { name: feature, status: 'ENABLED', additional: [] };
  return { name: feature, additional: [{ name: additional, status: 'ENABLED' }] };
}

function settingKey({ feature, additional }: SettingForAll): string {
  return additional === undefined ? feature : `${feature}/${additional}`;
}

/** Turns on in members what is on for ALL, each setting once: what the administrator sets later stays. */
function applyFeaturesForAll(sandbox: SandboxContext, region: RegionState, now: number): void {
  const administrator = region.administrator;
  if (!administrator) return;
  const members = Object.values(region.members[administrator.accountId] ?? {}).filter(isAssociated);
  for (const setting of settingsForAll(administrator.configuration)) {
    for (const member of members) {
      const detector = region.detectors[member.accountId];
      const due = latest(setting.since, member.invitedAt) + sandbox.delays.members;
      const key = settingKey(setting);
      if (!detector || due > now || member.applied[key] === setting.since) continue;
      applyChanges(detector.features, [changeOf(setting)], new Date(due).toISOString());
      member.applied[key] = setting.since;
    }
  }
}

/**
 * Brings a region to where it stands at this moment: what the organization's configuration does by itself
 * happens some time after (up to a day on AWS, the `members` delay here). Every operation begins with it,
 * so nothing has to run while nobody looks.
 * https://docs.aws.amazon.com/guardduty/latest/ug/set-guardduty-auto-enable-preferences.html
 */
export async function settle(sandbox: SandboxContext, regionName: string): Promise<RegionState> {
  const region = regionState(sandbox, regionName);
  const administrator = region.administrator;
  if (!administrator) return region;
  const now = sandbox.clock.now().getTime();
  for (const account of sandbox.organization.accounts()) {
    if (account.id === administrator.accountId || account.status !== 'ACTIVE') continue;
    if (!sandbox.regions(account.id).includes(regionName)) continue;
    const member = region.members[administrator.accountId]?.[account.id];
    const due = dueAt(sandbox, region, account, member);
    if (due === undefined || due > now) continue;
    const at = new Date(due).toISOString();
    await enableMember(sandbox, region, regionName, administrator.accountId, account, at);
  }
  applyFeaturesForAll(sandbox, region, now);
  return region;
}
