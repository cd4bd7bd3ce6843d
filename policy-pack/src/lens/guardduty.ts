import {
  type Collection,
  type DetectionOrganization,
  type Detector,
  type Fact,
  isUnknown,
  type Member,
} from '@trailguard/controls';
import {
  accountOf,
  factOf,
  openWorld,
  type Program,
  referenceOf,
  regionOrPlaceholder,
  resourcesOf,
} from './program.ts';
import type { ProgramResource } from './program-resource.ts';
import { types } from './types.ts';

/** The detectors of a program; AWS makes those of members. */
export function detectorsOf(program: Program): Collection<Detector> {
  const items = resourcesOf(program, types.detector).map(
    (resource): Detector => ({
      accountId: accountOf(resource),
      region: regionOrPlaceholder(resource),
      id: resource.urn,
      enabled: factOf(resource, 'enable', true),
      features: openWorld,
      observation: { urn: resource.urn },
    }),
  );
  return { items, complete: openWorld };
}

/** GuardDuty's organization settings in each Region where a program sets them or adds members. */
export function detectionOrganizationsOf(program: Program): Collection<DetectionOrganization> {
  const configurations = resourcesOf(program, types.detectionOrganization);
  const members = resourcesOf(program, types.detectorMember);
  const places = Map.groupBy([...configurations, ...members], placeOf);
  const items = [...places.values()].map((resources) => {
    const configuration = resources.find(({ type }) => type === types.detectionOrganization);
    const declared = resources.filter(({ type }) => type === types.detectorMember);
    return detectionOrganizationOf(program, configuration, declared, resources[0] as ProgramResource);
  });
  return { items, complete: openWorld };
}

function placeOf(resource: ProgramResource): string {
  return `${accountOf(resource)}/${regionOrPlaceholder(resource)}`;
}

function detectionOrganizationOf(
  program: Program,
  configuration: ProgramResource | undefined,
  members: readonly ProgramResource[],
  first: ProgramResource,
): DetectionOrganization {
  const autoEnable =
    configuration === undefined
      ? openWorld
      : factOf<'ALL' | 'NEW' | 'NONE'>(configuration, 'autoEnableOrganizationMembers', null);
  return {
    region: regionOrPlaceholder(first),
    administratorAccountId: accountOf(first),
    autoEnable,
    memberLimitReached: openWorld,
    members: declaredMembers(program, members, autoEnable),
    observation: {
      urn: first.urn,
      ...(configuration === undefined ? {} : { urns: { autoEnable: configuration.urn } }),
    },
  };
}

/** Where AWS enables all accounts by itself, members need not be declared, and the program does not show them. */
function declaredMembers(
  program: Program,
  members: readonly ProgramResource[],
  autoEnable: DetectionOrganization['autoEnable'],
): Fact<readonly Member[]> {
  const isDeclared = program.isWhole && members.length > 0 && autoEnable !== 'ALL';
  if (!isDeclared || (isUnknown(autoEnable) && autoEnable.unknown === 'unresolved')) return openWorld;
  const listed = members.map((resource) => ({
    accountId: referenceOf(program, resource, 'accountId', types.account),
    status: statusOf(resource),
  }));
  const hidden = listed.map(({ accountId }) => accountId).find(isUnknown);
  return hidden ?? listed.map(({ accountId, status }) => ({ accountId: accountId as string, status }));
}

/** AWS answers the status; a member that is only about to be added will be enabled. */
function statusOf(resource: ProgramResource): string {
  const status = resource.get('relationshipStatus');
  return typeof status === 'string' ? status : 'Enabled';
}
