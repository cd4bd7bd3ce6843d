import {
  type AdministratorDetector,
  type Collection,
  type Fact,
  isUnknown,
  type PublishingDestination,
} from '@trailguard/controls';
import { detectorFeaturesOf } from './guardduty-features.ts';
import { filterOf } from './guardduty-filters.ts';
import { listOf } from './guardduty-lists.ts';
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
import { tagsOf } from './tags.ts';
import { types } from './types.ts';

/**
 * The detectors that a program makes, or sets anything of: as far as a program shows, each of them is run from where
 * it is, for AWS makes those of members. That of another account is none where the program names the administrator.
 */
export function administratorDetectorsOf(program: Program): Collection<AdministratorDetector> {
  const places = byPlace(
    program,
    types.detector,
    types.detectorFeature,
    types.detectionOrganization,
    types.organizationFeature,
    types.memberFeature,
    types.publishingDestination,
    types.findingFilter,
    types.trustedList,
    types.threatList,
  );
  const items = [...places.values()].map((resources) => administratorDetectorOf(program, resources));
  return { items: items.filter((item) => !isAdministered(program, item)), complete: openWorld };
}

/** Whether the program hands the Region to another account than the detector's. */
function isAdministered(program: Program, { accountId, region }: AdministratorDetector): boolean {
  if (typeof accountId !== 'string' || !/^\d{12}$/.test(accountId)) return false;
  return resourcesOf(program, types.detectionAdministrator).some((delegation) => {
    const administrator = delegation.get('adminAccountId');
    return (
      regionOrPlaceholder(delegation) === region &&
      typeof administrator === 'string' &&
      administrator !== accountId
    );
  });
}

function administratorDetectorOf(
  program: Program,
  resources: readonly ProgramResource[],
): AdministratorDetector {
  const detector = resources.find(({ type }) => type === types.detector);
  const first = detector ?? (resources[0] as ProgramResource);
  const of = (type: string) => resources.filter((resource) => resource.type === type);
  const accountId = accountOf(first);
  const urn = of(types.detectorFeature)[0]?.urn;
  return {
    accountId,
    region: regionOrPlaceholder(first),
    id: detector?.urn ?? openWorld,
    enabled: detector === undefined ? openWorld : factOf(detector, 'enable', true),
    features: detectorFeaturesOf(program, accountId, resources),
    publishingFrequency:
      detector === undefined ? openWorld : factOf(detector, 'findingPublishingFrequency', 'SIX_HOURS'),
    usesDataSources: detector?.isSet('datasources') ?? openWorld,
    scanExclusions: openWorld,
    destinations: destinationsOf(program, accountId, of(types.publishingDestination)),
    filters: { items: of(types.findingFilter).map(filterOf), complete: openWorld },
    lists: {
      items: [
        ...of(types.trustedList).map((resource) => listOf(program, resource, 'trusted')),
        ...of(types.threatList).map((resource) => listOf(program, resource, 'threat')),
      ],
      complete: showsAll(program, types.threatList, accountId),
    },
    coverage: openWorld,
    openFindings: { items: [], complete: openWorld },
    tags: detector === undefined ? openWorld : tagsOf(detector),
    observation: { urn: first.urn, ...(urn === undefined ? {} : { urns: { features: urn } }) },
  };
}

/** A program that has things of a kind for some Regions of an account shows where it has none. */
function showsAll(program: Program, type: string, accountId: string): Collection<never>['complete'] {
  const isManaged = resourcesOf(program, type).some((resource) => accountOf(resource) === accountId);
  return program.isWhole && isManaged ? true : openWorld;
}

function destinationsOf(
  program: Program,
  accountId: string,
  declared: readonly ProgramResource[],
): Collection<PublishingDestination> {
  const items = declared.map((resource) => destinationOf(program, resource));
  return { items, complete: showsAll(program, types.publishingDestination, accountId) };
}

/** Once it is made it publishes: AWS checks the policies of bucket and key before. */
function destinationOf(program: Program, resource: ProgramResource): PublishingDestination {
  return {
    type: factOf(resource, 'destinationType', 'S3'),
    bucketArn: madeHere(referenceOf(program, resource, 'destinationArn', ...types.buckets)),
    keyArn: madeHere(referenceOf(program, resource, 'kmsKeyArn', ...types.keys)),
    status: 'PUBLISHING',
    failingSince: null,
    tags: tagsOf(resource),
    observation: { urn: resource.urn },
  };
}

/** What is known only after the update is set all the same: the provider asks for it. */
function madeHere(fact: Fact<string>): Fact<string> {
  return isUnknown(fact) && fact.unknown === 'unresolved' ? '(known after the update)' : fact;
}
