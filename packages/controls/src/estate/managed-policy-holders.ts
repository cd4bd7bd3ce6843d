import type { AccountAccess, IdentityPolicy } from '../model/estate.ts';
import { isUnknown } from '../model/fact.ts';
import type { Verdict } from '../model/verdict.ts';
import { all, evidenceElsewhere, fail, pass, unknown } from '../verdicts.ts';
import { isNamed } from './identities.ts';

/** Who may hold a managed policy. */
export interface HolderRule {
  /** Roles that may, by name or pattern. */
  readonly approvedRoles: readonly string[];
  /** Most roles that may at once. */
  readonly maxRoles?: number;
}

/** Policies of AWS's by the end of their ARNs, which is the same in all partitions. */
export function awsPolicies(access: AccountAccess, name: RegExp): readonly IdentityPolicy[] {
  return access.policies.items.filter((policy) => policy.kind === 'aws' && name.test(policy.id));
}

/** Judges who holds policies: approved roles alone, and not too many of them. */
export function judgeHolders(
  access: AccountAccess,
  policies: readonly IdentityPolicy[],
  { approvedRoles, maxRoles }: HolderRule,
): Verdict {
  const { complete } = access.policies;
  const verdicts = policies.map((policy) => {
    if (isUnknown(policy.heldBy)) return unknown(`who holds ${policy.id} is not known`, policy.heldBy);
    const holders = policy.heldBy ?? [];
    const found = evidenceElsewhere(policy, 'heldBy');
    const strangers = holders.filter((holder) => !isRole(holder) || !isNamed(holder, approvedRoles));
    if (strangers.length > 0)
      return fail(`${policy.id} is attached to ${strangers.map(shown).sort().join(', ')}`, found);
    return maxRoles !== undefined && holders.length > maxRoles
      ? fail(`${policy.id} is attached to ${holders.length} roles, more than ${maxRoles}`, found)
      : pass(found);
  });
  return all([
    ...verdicts,
    complete === true
      ? pass(...(policies.length === 0 ? [{ field: 'policies', value: 'attached to nobody' }] : []))
      : unknown('whether more policies are attached is not known', complete),
  ]);
}

/** A reference by URN tells the type of the program's resource. */
function isRole(holder: string): boolean {
  return holder.startsWith('role/') || holder.includes('aws:iam/role:Role');
}

function shown(holder: string): string {
  return holder.replace('/', ' ').replace(/^urn:pulumi:.*::/, '');
}
