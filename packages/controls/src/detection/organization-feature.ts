import { findAccount } from '../estate/accounts.ts';
import { organizationOf } from '../estate/detectors.ts';
import { unlessJustJoined } from '../estate/settling.ts';
import type {
  AdministratorDetector,
  DetectionOrganization,
  Estate,
  MemberFeatures,
} from '../model/estate.ts';
import { isUnknown, type Unknown, unknownBecause } from '../model/fact.ts';
import type { Verdict } from '../model/verdict.ts';
import { all, evidence, fail, notApplicable, pass, unknown } from '../verdicts.ts';
import { type FeatureName, labelOf, settingOf, settingVerdict } from './feature-setting.ts';

/** Accounts that a reason names; of more it gives the number. */
const namedAccounts = 5;

/**
 * Judges whether the organization enables a feature for all its accounts, and whether all enabled members have it. A
 * standalone account has neither.
 */
export function organizationHas(
  detector: AdministratorDetector,
  estate: Estate,
  feature: FeatureName,
  allowNew: boolean,
): Verdict {
  const organization = organizationOf(detector, estate);
  if (organization === undefined) return notApplicable('no organization is administered here');
  if (isUnknown(organization)) return unknown('the organization’s settings are not known', organization);
  const members = membersHave(organization, estate, feature);
  return all([enablesAccounts(organization, feature, members, allowNew), members]);
}

function enablesAccounts(
  organization: DetectionOrganization,
  feature: FeatureName,
  members: Verdict,
  allowNew: boolean,
): Verdict {
  const setting = settingOf(organization.features, feature);
  const subject = `${labelOf(feature)} for accounts of the organization`;
  if (allowNew && 'is' in setting && setting.is === 'NEW') {
    return all([pass(evidence(organization, 'features', setting.is)), members]);
  }
  return settingVerdict(setting, (value) => value === 'ALL', { subject, of: organization });
}

/**
 * The members that are enabled must have it; what is wrong with the others is their membership. A program shows the
 * members that it sets features of, and no others.
 */
function membersHave(organization: DetectionOrganization, estate: Estate, feature: FeatureName): Verdict {
  const { members, memberFeatures } = organization;
  const isListed = members !== null && !isUnknown(members);
  const enabled = isListed
    ? new Set(members.filter(({ status }) => status === 'Enabled').map(({ accountId }) => accountId))
    : undefined;
  const judged = memberFeatures.items.filter(({ accountId }) => enabled?.has(accountId) ?? true);
  const unclear = isListed ? members.map(({ status }) => status).find(isUnknown) : undefined;
  const verdicts = judged.map((member) => ({ member, verdict: memberHas(member, estate, feature) }));
  const off = verdicts.filter(({ verdict }) => verdict.status === 'fail');
  // Of whom it is not known whether they are members, a feature that is off says nothing; but a program says that they are.
  if (off.length > 0 && isUnknown(members) && members.unknown !== 'open-world')
    return unknown('the members are not known', members);
  if (off.length > 0) {
    const accounts = off.map(({ member }) => member.accountId);
    const resource = off.flatMap(({ member }) => urnOf(member, feature) ?? [])[0];
    return fail(`${labelOf(feature)} is off in ${listed(accounts)}`, {
      ...evidence(organization, 'memberFeatures', accounts),
      ...(resource === undefined ? {} : { resource }),
    });
  }
  const unread = judged.length < (enabled?.size ?? 0) ? unreadMember(organization) : unclear;
  const open = isUnknown(members)
    ? members
    : isUnknown(memberFeatures.complete)
      ? memberFeatures.complete
      : unread;
  return all([
    ...verdicts.map(({ verdict }) => verdict).filter(({ status }) => status === 'unknown'),
    open === undefined
      ? pass(evidence(organization, 'memberFeatures', `${judged.length} enabled members`))
      : unknown(`${labelOf(feature)} of all members is not known`, open),
  ]);
}

/** Resource of the program that sets a feature of a member. */
function urnOf({ features }: MemberFeatures, { name }: FeatureName): string | undefined {
  return features.items.find((item) => item.name === name)?.urn;
}

function unreadMember({ memberFeatures }: DetectionOrganization): Unknown {
  return memberFeatures.complete === true
    ? unknownBecause('not-read', 'features of some enabled members were not read')
    : memberFeatures.complete;
}

function memberHas(member: MemberFeatures, estate: Estate, feature: FeatureName): Verdict {
  const setting = settingOf(member.features, feature);
  if ('hidden' in setting) {
    return unknown(`${labelOf(feature)} of member ${member.accountId} is not known`, setting.hidden);
  }
  if (setting.is === 'not-offered') return notApplicable('not offered');
  if (setting.is === 'ENABLED') return pass();
  const missing = fail(`${labelOf(feature)} is off in ${member.accountId}`);
  const account = findAccount(estate, member.accountId);
  return account === undefined ? missing : unlessJustJoined(account, estate, missing);
}

function listed(accounts: readonly string[]): string {
  const named = accounts.slice(0, namedAccounts).join(', ');
  return accounts.length > namedAccounts ? `${accounts.length} members: ${named}, …` : `${named}`;
}
