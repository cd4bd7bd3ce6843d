import type { Account, Collection, Fact, Organization, Trail } from '@trailguard/controls';
import { isUnknown } from '@trailguard/controls';
import { itemsOf, unresolved } from './plain-values.ts';
import {
  accountOf,
  factOf,
  openWorld,
  type Program,
  referenceOf,
  regionOrPlaceholder,
  resourcesOf,
  textOf,
  unresolvedFact,
} from './program.ts';
import type { ProgramResource } from './program-resource.ts';
import { types } from './types.ts';

/** The root of the organization, where its id is not known yet. */
export const unnamedRoot = 'r-(root)';

/** Resources that exist only in an organization. */
const signs = [
  types.organization,
  types.serviceAccess,
  types.account,
  types.detectionOrganization,
  types.detectionAdministrator,
  types.detectorMember,
  types.organizationFeature,
  types.memberFeature,
  types.controlPolicy,
  types.rootAccess,
  types.trailAdministrator,
  types.delegatedAdministrator,
  types.securityHubAdministrator,
];

/** The organization, if any resource of the program shows that there is one. */
export function organizationOf(program: Program, trails: readonly Trail[]): Fact<Organization> {
  const [resource] = resourcesOf(program, types.organization);
  const trail = trails.find(({ isOrganization }) => isOrganization === true);
  if (resource === undefined && trail === undefined && resourcesOf(program, ...signs).length === 0)
    return openWorld;
  const [own] = resourcesOf(
    program,
    types.organization,
    types.serviceAccess,
    types.account,
    types.detectionAdministrator,
    types.controlPolicy,
    types.rootAccess,
    types.trailAdministrator,
    types.delegatedAdministrator,
  );
  return {
    id: lastPartOfArn(resource) ?? organizationIdIn(program) ?? '(organization)',
    managementAccountId:
      own === undefined
        ? ((trail?.ownerAccountId as string | undefined) ?? '(management account)')
        : accountOf(own),
    trustedServices: trustedServicesOf(program),
    delegatedAdministrators: delegatedAdministratorsOf(program),
    featureSet: resource === undefined ? openWorld : factOf<string>(resource, 'featureSet', 'ALL'),
    enabledPolicyTypes: resource === undefined ? openWorld : textsOf(resource, 'enabledPolicyTypes'),
    rootAccessFeatures: rootAccessOf(program),
    observation: { ...(resource === undefined ? {} : { urn: resource.urn }), urns: urnsOf(program) },
  };
}

/** ARNs of what belongs to an organization name it: `arn:aws:organizations::111111111111:policy/o-exampleorgid/…`. */
function organizationIdIn(program: Program): string | undefined {
  const ids = resourcesOf(program, types.account, types.controlPolicy).flatMap(
    (resource) =>
      textOf(resource.get('arn'))?.match(/^arn:[^:]+:organizations::\d{12}:\w+\/(o-[a-z0-9]+)\//)?.[1] ?? [],
  );
  return ids[0];
}

/** Resources that set a part of the organization. */
function urnsOf(program: Program): Record<string, string> {
  const [rootAccess] = resourcesOf(program, types.rootAccess);
  const [administrator] = resourcesOf(program, types.trailAdministrator);
  return {
    ...(rootAccess === undefined ? {} : { rootAccessFeatures: rootAccess.urn }),
    ...(administrator === undefined ? {} : { delegatedAdministrators: administrator.urn }),
  };
}

function textsOf(resource: ProgramResource, property: string): Fact<readonly string[]> {
  const value = resource.get(property);
  if (value === unresolved || itemsOf(value).includes(unresolved)) return unresolvedFact(resource, property);
  return itemsOf(value).filter((item) => typeof item === 'string');
}

function rootAccessOf(program: Program): Fact<readonly string[]> {
  const [resource] = resourcesOf(program, types.rootAccess);
  return resource === undefined ? openWorld : textsOf(resource, 'enabledFeatures');
}

/** Known where the program delegates CloudTrail; who administers other services need not be its business. */
function delegatedAdministratorsOf(program: Program): Fact<Readonly<Record<string, readonly string[]>>> {
  const delegations = [
    ...resourcesOf(program, types.trailAdministrator).map((resource) => ({
      service: 'cloudtrail.amazonaws.com' as Fact<string>,
      id: referenceOf(program, resource, 'accountId', types.account),
    })),
    ...resourcesOf(program, types.detectionAdministrator).map((resource) => ({
      service: 'guardduty.amazonaws.com' as Fact<string>,
      id: referenceOf(program, resource, 'adminAccountId', types.account),
    })),
    ...resourcesOf(program, types.delegatedAdministrator).map((resource) => ({
      service: factOf<string>(resource, 'servicePrincipal', null),
      id: referenceOf(program, resource, 'accountId', types.account),
    })),
  ];
  if (resourcesOf(program, types.trailAdministrator).length === 0 || !program.isWhole) return openWorld;
  const hidden = delegations.flatMap(({ service, id }) => [service, id]).find(isUnknown);
  if (hidden !== undefined) return hidden;
  const services = Map.groupBy(delegations, ({ service }) => String(service));
  return Object.fromEntries(
    [...services].map(([service, list]) => [service, [...new Set(list.map(({ id }) => String(id)))]]),
  );
}

/** ARNs of Organizations end with the id of what they name; unknown until it was created. */
function lastPartOfArn(resource: ProgramResource | undefined): string | undefined {
  return textOf(resource?.get('arn'))?.split('/').at(-1);
}

/** Known where the program declares the organization itself, with the services that it adds one by one. */
function trustedServicesOf(program: Program): Fact<readonly string[]> {
  const [resource] = resourcesOf(program, types.organization);
  if (resource === undefined || !program.isWhole) return openWorld;
  const listed = resource.get('awsServiceAccessPrincipals');
  const added = resourcesOf(program, types.serviceAccess).map((access) =>
    factOf<string>(access, 'servicePrincipal', null),
  );
  const hidden = added.find(isUnknown);
  if (hidden !== undefined) return hidden;
  if (listed === unresolved || itemsOf(listed).includes(unresolved)) {
    return unresolvedFact(resource, 'awsServiceAccessPrincipals');
  }
  return [...itemsOf(listed), ...added].filter((service) => typeof service === 'string');
}

/**
 * The accounts that a program shows: those that it declares, and those that its trails belong to. Closed ones,
 * and such as others made, it does not show.
 */
export function accountsOf(
  program: Program,
  trails: readonly Trail[],
  isTrailRequired: boolean,
): Collection<Account> {
  const declared = resourcesOf(program, types.account).map(
    (resource): Account => ({
      id: lastPartOfArn(resource) ?? resource.urn,
      name: factOf(resource, 'name', resource.name),
      status: 'ACTIVE',
      joinedAt: null,
      enabledRegions: regionsOfDetection(program),
      visibleTrails: openWorld,
      ancestors: ancestorsOf(program, resource),
      organizationId: openWorld,
      rootUser: openWorld,
      observation: { urn: resource.urn },
    }),
  );
  const owners = new Set(
    trails.flatMap(({ ownerAccountId }) => (typeof ownerAccountId === 'string' ? ownerAccountId : [])),
  );
  const own = owners.size === 0 && isTrailRequired ? ['(account of the default provider)'] : [...owners];
  return { items: [...declared, ...own.map((id) => ownAccount(program, id, trails))], complete: openWorld };
}

/**
 * The root and the units above an account or a unit of the program, by their ids and by the URNs of the program's own.
 * What is above a unit that the program does not declare, it does not show.
 */
function ancestorsOf(
  program: Program,
  resource: ProgramResource,
  below: readonly ProgramResource[] = [],
): Fact<readonly string[]> {
  const parent = referenceOf(program, resource, 'parentId', types.organization, types.unit);
  if (isUnknown(parent)) return parent;
  // AWS puts an account without a parent into the root.
  if (parent === null || parent.startsWith('r-') || parent.includes(types.organization))
    return [rootOf(parent)];
  const unit = resourcesOf(program, types.unit).find((one) => one.urn === parent || one.get('id') === parent);
  if (unit === undefined || below.includes(unit)) return openWorld;
  const above = ancestorsOf(program, unit, [...below, unit]);
  return above === null || isUnknown(above) ? above : [...above, parent, unit.urn];
}

function rootOf(reference: string | null): string {
  return reference?.startsWith('r-') === true ? reference : unnamedRoot;
}

/** An account whose trails a program declares is recorded by those and by organization trails of the program. */
function ownAccount({ isWhole }: Program, id: string, trails: readonly Trail[]): Account {
  const visible = trails.filter(
    ({ ownerAccountId, isOrganization }) => ownerAccountId === id || isOrganization === true,
  );
  return {
    id,
    name: id,
    status: 'ACTIVE',
    joinedAt: null,
    enabledRegions: openWorld,
    visibleTrails: isWhole ? visible.flatMap(({ observation }) => observation.urn ?? []) : openWorld,
    ancestors: openWorld,
    organizationId: openWorld,
    rootUser: openWorld,
    observation: {},
  };
}

/** Regions where the program adds accounts to GuardDuty: it takes them for enabled in the accounts that it declares. */
function regionsOfDetection(program: Program): readonly string[] {
  return [
    ...new Set(
      resourcesOf(program, types.detectionOrganization, types.detectorMember).map(regionOrPlaceholder),
    ),
  ];
}
