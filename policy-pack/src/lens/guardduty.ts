import {
  type AutoEnable,
  type Collection,
  type DetectionOrganization,
  type Detector,
  type Fact,
  isUnknown,
  type Member,
} from '@trailguard/controls';
import { memberFeaturesOf, organizationFeaturesOf } from './guardduty-features.ts';
import { byPlace } from './place.ts';
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
      features: { items: [], complete: openWorld },
      observation: { urn: resource.urn },
    }),
  );
  return { items, complete: openWorld };
}

/** GuardDuty's organization settings in each Region where a program sets them, adds members or names who does. */
export function detectionOrganizationsOf(program: Program): Collection<DetectionOrganization> {
  const places = byPlace(
    program,
    types.detectionOrganization,
    types.detectorMember,
    types.organizationFeature,
    types.memberFeature,
  );
  const items = [...places.values()].map((resources) => detectionOrganizationOf(program, resources));
  return { items: [...items, ...delegationsOf(program, items)], complete: openWorld };
}

function detectionOrganizationOf(
  program: Program,
  resources: readonly ProgramResource[],
): DetectionOrganization {
  const first = resources[0] as ProgramResource;
  const configuration = resources.find(({ type }) => type === types.detectionOrganization);
  const autoEnable =
    configuration === undefined
      ? openWorld
      : factOf<AutoEnable>(configuration, 'autoEnableOrganizationMembers', null);
  const accountId = accountOf(first);
  return {
    ...nothingShown,
    region: regionOrPlaceholder(first),
    administratorAccountId: accountId,
    autoEnable,
    features: organizationFeaturesOf(program, accountId, resources),
    usesDataSources: configuration?.isSet('datasources') ?? openWorld,
    members: declaredMembers(
      program,
      resources.filter(({ type }) => type === types.detectorMember),
      autoEnable,
    ),
    memberFeatures: memberFeaturesOf(program, resources),
    observation: {
      urn: first.urn,
      ...(configuration === undefined ? {} : { urns: { autoEnable: configuration.urn } }),
    },
  };
}

const nothingShown = {
  leavingAdministratorAccountId: null,
  autoEnable: openWorld,
  memberLimitReached: openWorld,
  features: { items: [], complete: openWorld },
  usesDataSources: openWorld,
  members: openWorld,
  memberFeatures: { items: [], complete: openWorld },
} as const;

/**
 * Who administers GuardDuty, as a program of the management account says. Where that account has detectors and names
 * an administrator for some of their Regions, the others have none.
 */
function delegationsOf(
  program: Program,
  shown: readonly DetectionOrganization[],
): readonly DetectionOrganization[] {
  const delegations = resourcesOf(program, types.detectionAdministrator);
  const named = delegations.map(
    (resource): DetectionOrganization => ({
      ...nothingShown,
      region: regionOrPlaceholder(resource),
      administratorAccountId: referenceOf(program, resource, 'adminAccountId', types.account),
      observation: { urn: resource.urn },
    }),
  );
  const isShown = (one: DetectionOrganization) =>
    shown.some(
      ({ region, administratorAccountId }) =>
        region === one.region && administratorAccountId === one.administratorAccountId,
    );
  const managers = new Set(delegations.map(accountOf));
  const regions = new Set(named.map(({ region }) => region));
  const forgotten = resourcesOf(program, types.detector).filter(
    (detector) => managers.has(accountOf(detector)) && !regions.has(regionOrPlaceholder(detector)),
  );
  return [
    ...named.filter((one) => !isShown(one)),
    ...(program.isWhole ? forgotten : []).map((detector) => ({
      ...nothingShown,
      region: regionOrPlaceholder(detector),
      administratorAccountId: null,
      observation: { urn: detector.urn },
    })),
  ];
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
