import { isRole, type Role } from '../identity/roles.ts';

/**
 * The role that a route needs, by either kind of credential. It stands in the route's schema alone: the document tells it
 * from there, and `plugins/authentication.ts` asks for it.
 */
export function needs(role: Role): readonly Record<string, string[]>[] {
  return [{ apiKey: [role] }, { token: [role] }];
}

/** The `security` of a route that asks nobody who calls. */
export const open: readonly Record<string, string[]>[] = [];

/**
 * The role in the `security` of a schema; `null` of an open route.
 * @throws Error when there is none: a route that says nothing is not open.
 */
export function roleIn(security: readonly Readonly<Record<string, unknown>>[] | undefined): Role | null {
  if (security?.length === 0) return null;
  const roles = (security ?? []).flatMap((one) => Object.values(one)).flat();
  const [role] = roles;
  if (!isRole(role) || roles.some((other) => other !== role))
    throw new Error('its schema has no `security: needs(role)`, nor says `security: open`');
  return role;
}
