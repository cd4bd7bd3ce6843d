import type { Estate } from '../model/estate.ts';
import { isUnknown, type Unknown, unknownBecause } from '../model/fact.ts';
import { isPlaceholder } from '../model/observation.ts';
import type { PolicyStatement } from '../model/policy-document.ts';
import type { Evidence, Verdict } from '../model/verdict.ts';
import { hasFixedAccount, sourceScopeOf } from '../policy/source-scope.ts';
import { matchesPattern } from '../policy/wildcard.ts';
import { all, any, decide, fail, pass, unknown } from '../verdicts.ts';
import { parseArn } from './arn.ts';
import { remembered } from './remembered.ts';

/** What decides which trails are ours. */
export interface OurTrails {
  readonly estate: Estate;
  /** ARNs of approved trails; where there are none, those that the lens saw. */
  readonly trailArns: readonly string[];
}

/**
 * Judges whether a statement that lets CloudTrail in holds for trails, accounts or the organization of ours alone.
 *
 * @param name of the statement, for the reader
 */
export function scopedToOurTrails(
  statement: PolicyStatement,
  name: string,
  found: Evidence,
  { estate, trailArns }: OurTrails,
): Verdict {
  const { arns, accountIds, organizationIds } = sourceScopeOf(statement);
  const conditions = [
    arns.length > 0 ? all(arns.map((arn) => isOurTrail(arn, estate, trailArns))) : undefined,
    accountIds.length > 0 ? all(accountIds.map((id) => isOurAccount(id, estate))) : undefined,
    organizationIds.length > 0 ? all(organizationIds.map((id) => isOurOrganization(id, estate))) : undefined,
  ].filter((verdict) => verdict !== undefined);
  if (conditions.length === 0) return fail(`${name} admits every trail of every customer`, found);
  const verdict = any(conditions);
  if (verdict.status === 'fail') return fail(`${name}: ${verdict.reason}`, found);
  return verdict.status === 'pass' ? pass(found) : verdict;
}

/** An approved ARN, that of a trail we see, or a pattern that stays within an account of ours. */
function isOurTrail(arn: string, estate: Estate, approved: readonly string[]): Verdict {
  if (!hasFixedAccount(arn)) return fail(`aws:SourceArn ${arn} leaves the account open`);
  if (approved.length > 0) {
    return approved.includes(arn) ? pass() : fail(`aws:SourceArn ${arn} is no approved trail`);
  }
  return judgedArns(estate, arn, () => isSeenTrail(arn, estate));
}

/** Statements of one policy, and policies of all topics, buckets and keys of a trail, name the same one. */
const judgedArns = remembered<Verdict>();

function isSeenTrail(arn: string, estate: Estate): Verdict {
  const known = estate.trails.items.some(
    (trail) => typeof trail.arn === 'string' && matchesPattern(arn, trail.arn),
  );
  if (known) return pass();
  const unnamed = estate.trails.items.filter((trail) => isUnknown(trail.arn));
  const hidden = unnamed.some(({ ownerAccountId }) => isHidden(ownerAccountId))
    ? accountOpen
    : (unnamed[0]?.arn as Unknown | undefined);
  const complete = hidden ?? leftOut(arn, estate) ?? estate.trails.complete;
  const other =
    complete === true
      ? fail(`aws:SourceArn ${arn} is no trail of ours`)
      : unknown(`whether ${arn} is a trail of ours is not known`, complete);
  return /[*?]/.test(arn) ? any([other, isOurAccount(parseArn(arn)?.accountId ?? '', estate)]) : other;
}

/** Why a trail may be there though nobody looked for it. */
function leftOut(arn: string, { accountsLeftOut }: Estate): Unknown | undefined {
  const id = parseArn(arn)?.accountId ?? '';
  if (accountsLeftOut?.includes(id) !== true) return undefined;
  return unknownBecause(
    'not-read',
    `account ${id} is ours and was left out; judge it together with this one`,
  );
}

/** Judges whether an account is one of ours. */
export function isOurAccount(id: string, estate: Estate): Verdict {
  if (!/^\d{12}$/.test(id)) return fail(`${id} is no account`);
  const { organization, accounts, accountsLeftOut = [], trails } = estate;
  const management =
    organization !== null && !isUnknown(organization) ? organization.managementAccountId : undefined;
  const owners = trails.items.map(({ ownerAccountId }) => ownerAccountId);
  const ours = [...accounts.items.map((account) => account.id), ...accountsLeftOut, management, ...owners];
  if (ours.includes(id)) return pass();
  const hidden = owners.find(isUnknown) ?? (owners.some(isHidden) ? accountOpen : undefined);
  const complete = hidden ?? (isUnknown(organization) ? organization : accounts.complete);
  return complete === true
    ? fail(`account ${id} is none of ours`)
    : unknown(`whether account ${id} is one of ours is not known`, complete);
}

function isHidden(owner: unknown): boolean {
  return typeof owner === 'string' && isPlaceholder(owner);
}

/** Why a program that does not name its account leaves things open. */
export const accountOpen = unknownBecause('open-world', 'the program does not say in which account it runs');

/** Judges whether an organization is ours. */
function isOurOrganization(id: string, { organization }: Estate): Verdict {
  if (!/^o-[a-z0-9]{10,32}$/.test(id)) return fail(`${id} is no organization`);
  return decide(organization, 'our organization', (known) => {
    if (known !== null && isPlaceholder(known.id))
      return unknown('our organization’s id is not known', accountOpen);
    return known?.id === id ? pass() : fail(`organization ${id} is not ours`);
  });
}
