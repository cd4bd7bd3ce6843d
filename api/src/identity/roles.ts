/**
 * What a caller may do. No role includes another: a key that approves cannot read unless it has `read` as well.
 *
 * - `read` sees accounts, jobs, audits and stacks
 * - `audit` starts audits
 * - `propose` asks for changes: accounts, deployments, previews
 * - `approve` approves or rejects what somebody else proposed
 * - `operate` cancels and repeats jobs, and keeps schedules
 * - `admin` makes and revokes keys, and reads the record of all acts
 */
export const Roles = ['read', 'audit', 'propose', 'approve', 'operate', 'admin'] as const;
export type Role = (typeof Roles)[number];

export function isRole(value: unknown): value is Role {
  return Roles.some((role) => role === value);
}
