import type { Account, DetectionOrganization, Estate, Member } from '../model/estate.ts';
import { isUnknown } from '../model/fact.ts';
import type { Verdict } from '../model/verdict.ts';
import { all, decide, evidence, fail, notApplicable, pass, unknown } from '../verdicts.ts';
import { listIndex } from './list-index.ts';
import { unlessJustJoined } from './settling.ts';

/** By the id of the account, or the URN of the program's resource that will be it. */
const membersByAccount = listIndex<Member>(({ accountId }) => [accountId]);
const none: readonly Member[] = [];

/**
 * Judges whether every active account of the organization but the administrator is an enabled member in a Region.
 * The management account must be one like any other.
 */
export function everyAccountIsMember(region: DetectionOrganization, estate: Estate): Verdict {
  return decide(region.administratorAccountId, 'who administers GuardDuty', (administrator) => {
    if (administrator === null) {
      const found = evidence(region, 'administratorAccountId');
      return fail(`GuardDuty has no delegated administrator in ${nameOf(region)}`, found);
    }
    return decide(region.members, `the members in ${nameOf(region)}`, (members) =>
      all([
        ...estate.accounts.items
          .filter(({ id }) => id !== administrator)
          .map((account) =>
            unlessLeftOut(account, region, isMember(account, members ?? none, region), estate),
          ),
        estate.accounts.complete === true
          ? pass(evidence(region, 'members'))
          : unknown('whether there are more accounts is not known', estate.accounts.complete),
      ]),
    );
  });
}

function isMember(account: Account, members: readonly Member[], region: DetectionOrganization): Verdict {
  const [member] = [account.id, account.observation.urn].flatMap((name) => membersByAccount(members, name));
  const label = typeof account.name === 'string' ? `${account.name} (${account.id})` : account.id;
  if (member === undefined)
    return fail(`${label} is no member in ${nameOf(region)}`, evidence(region, 'members', null));
  return decide(member.status, `the membership of ${label}`, (status) =>
    status === 'Enabled'
      ? pass()
      : fail(`${label} is ${status} in ${nameOf(region)}, not Enabled`, evidence(region, 'members', member)),
  );
}

/** Accounts that are closed, and Regions that an account has not enabled, are left out. */
function unlessLeftOut(
  account: Account,
  region: DetectionOrganization,
  verdict: Verdict,
  estate: Estate,
): Verdict {
  if (verdict.status === 'pass') return verdict;
  return decide(account.status, `the status of ${account.id}`, (status) => {
    if (status !== 'ACTIVE' && status !== null) return notApplicable(`account ${account.id} is ${status}`);
    return decide(account.enabledRegions, `the Regions of ${account.id}`, (enabled) =>
      decide(region.region, 'the Region', (name) =>
        enabled !== null && name !== null && !enabled.includes(name)
          ? notApplicable(`${name} is not enabled in ${account.id}`)
          : unlessJustJoined(account, estate, verdict),
      ),
    );
  });
}

function nameOf({ region }: DetectionOrganization): string {
  return isUnknown(region) || region === null ? 'the Region' : region;
}
