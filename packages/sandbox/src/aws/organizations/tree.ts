import type { OrganizationState, PolicyType } from './state.ts';

/** Ids from the root down to a target, both included. */
export function pathTo(state: OrganizationState, targetId: string): string[] {
  const path: string[] = [];
  let id: string | undefined = targetId;
  while (id !== undefined && id !== '') {
    path.unshift(id);
    const current: string = id;
    id =
      state.accounts.find((account) => account.id === current)?.parentId ??
      state.units.find((unit) => unit.id === current)?.parentId;
  }
  return path;
}

/**
 * Policies of one type that bear on an account: a list a level, from the root down to the account. Empty for
 * the management account, which none restricts, for accounts outside and while the type is off.
 */
export function policyLevels(state: OrganizationState, accountId: string, type: PolicyType): string[][] {
  if (accountId === state.managementAccountId || !state.enabledPolicyTypes.includes(type)) return [];
  if (!state.accounts.some((account) => account.id === accountId)) return [];
  return pathTo(state, accountId).map((target) =>
    state.policies
      .filter((policy) => policy.type === type && policy.targets.includes(target))
      .map((policy) => policy.content),
  );
}

/** `o-…/r-…/ou-…/` of an account: the value of `aws:PrincipalOrgPaths`. */
export function organizationPath(state: OrganizationState, accountId: string): string {
  return [state.id, ...pathTo(state, accountId).slice(0, -1), ''].join('/');
}
