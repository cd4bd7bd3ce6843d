import type { AccountAccess, Collection, Fact, Identity, IdentityPolicy } from '@trailguard/controls';
import { policyOf } from './bucket-settings.ts';
import { identityPoliciesOf } from './identity-policies.ts';
import { accountOf, factOf, openWorld, type Program, referenceOf, resourcesOf, textOf } from './program.ts';
import type { ProgramResource } from './program-resource.ts';
import { itemsOf } from './plain-values.ts';
import { types } from './types.ts';

/** Who may do what in the accounts that a program makes roles, users or policies in. */
export function accountAccessOf(program: Program): Collection<AccountAccess> {
  const identities = resourcesOf(program, types.role, types.user, types.group);
  const policies = identityPoliciesOf(program);
  const places = new Set([...identities.map(accountOf), ...policies.map(({ accountId }) => accountId)]);
  const items = [...places].map((accountId): AccountAccess => {
    const own = identities.filter((resource) => accountOf(resource) === accountId);
    const held = policies.filter((policy) => policy.accountId === accountId).map(({ policy }) => policy);
    const [first] = own;
    const urn = first?.urn ?? held[0]?.observation.urn;
    return {
      accountId,
      identities: { items: own.map((resource) => identityOf(program, resource, held)), complete: openWorld },
      policies: { items: held, complete: openWorld },
      observation: urn === undefined ? {} : { urn },
    };
  });
  return { items, complete: openWorld };
}

function identityOf(program: Program, resource: ProgramResource, held: readonly IdentityPolicy[]): Identity {
  const isRole = resource.type === types.role;
  return {
    kind: isRole ? 'role' : resource.type === types.user ? 'user' : 'group',
    // AWS's name of one that the program does not name begins with the resource's.
    name: resource.isSet('name') ? factOf<string>(resource, 'name', resource.name) : resource.name,
    path: factOf<string>(resource, 'path', '/'),
    boundary: boundaryOf(program, resource, held),
    groups: groupsOf(program, resource),
    trust: isRole ? policyOf(resource, 'assumeRolePolicy') : null,
    maximumSessionSeconds: isRole ? factOf<number>(resource, 'maxSessionDuration', 3600) : null,
    lastUsed: openWorld,
    observation: { urn: resource.urn },
  };
}

function boundaryOf(
  program: Program,
  resource: ProgramResource,
  held: readonly IdentityPolicy[],
): Fact<string> {
  const boundary = referenceOf(program, resource, 'permissionsBoundary', types.identityPolicy);
  const policy = held.find(({ id, observation }) => id === boundary || observation.urn === boundary);
  return policy?.id ?? boundary;
}

/** Groups are named by the memberships of a user. */
function groupsOf(program: Program, resource: ProgramResource): readonly string[] {
  if (resource.type !== types.user) return [];
  const names = [resource.urn, textOf(resource.get('name')), textOf(resource.get('id'))];
  return resourcesOf(program, types.groupMembership)
    .filter((membership) => {
      const user = referenceOf(program, membership, 'user', types.user);
      return typeof user === 'string' && names.includes(user);
    })
    .flatMap((membership) => itemsOf(membership.get('groups')))
    .flatMap((group) => (typeof group === 'string' ? `group/${group}` : []));
}
