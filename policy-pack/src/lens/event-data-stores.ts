import type { Collection, EventDataStore, Fact } from '@trailguard/controls';
import { isUnknown } from '@trailguard/controls';
import { advancedSelectorsOf } from './event-selectors.ts';
import { keyReferenceOf } from './keys.ts';
import { accountOf, factOf, type Program, regionOf, resourcesOf, unresolvedFact } from './program.ts';
import type { ProgramResource } from './program-resource.ts';
import { tagsOf } from './tags.ts';
import { types } from './types.ts';

/** The event data stores of a program. Having none is no fault, so that it matters not whether there are others. */
export function eventDataStoresOf(program: Program): Collection<EventDataStore> {
  const items = resourcesOf(program, types.eventDataStore).map((resource) => storeOf(program, resource));
  return { items, complete: true };
}

/** What the program leaves out has the provider's default: protected, of all Regions, kept for 2,555 days. */
function storeOf(program: Program, resource: ProgramResource): EventDataStore {
  return {
    name: factOf(resource, 'name', resource.name),
    arn: arnOf(resource),
    accountId: accountOf(resource),
    region: regionOf(resource),
    status: statusOf(resource),
    kmsKeyId: keyReferenceOf(program, resource, 'kmsKeyId'),
    isMultiRegion: factOf(resource, 'multiRegionEnabled', true),
    isOrganization: factOf(resource, 'organizationEnabled', false),
    isProtected: factOf(resource, 'terminationProtectionEnabled', true),
    retentionDays: factOf(resource, 'retentionPeriod', 2555),
    selectors: advancedSelectorsOf(resource),
    tags: tagsOf(resource),
    observation: { urn: resource.urn },
  };
}

function arnOf(resource: ProgramResource): Fact<string> {
  const arn = resource.get('arn');
  return typeof arn === 'string' ? arn : unresolvedFact(resource, 'arn');
}

/** `suspend` is a text of the provider's. */
function statusOf(resource: ProgramResource): Fact<string> {
  const suspended = factOf<string | boolean>(resource, 'suspend', false);
  if (isUnknown(suspended)) return suspended;
  return String(suspended) === 'true' ? 'STOPPED_INGESTION' : 'ENABLED';
}
