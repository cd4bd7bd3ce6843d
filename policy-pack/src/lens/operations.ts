import type { Collection, ConfigRecorder, Fact, OrganizationConfigRule } from '@trailguard/controls';
import { isUnknown } from '@trailguard/controls';
import { itemsOf, objectOf, unresolved } from './plain-values.ts';
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
import { byPlace } from './place.ts';
import type { ProgramResource } from './program-resource.ts';
import { types } from './types.ts';

/** The recorders of AWS Config that a program declares; others it does not show. */
export function configRecordersOf(program: Program): Collection<ConfigRecorder> {
  return { items: recordersOf(program), complete: openWorld };
}

function recordersOf(program: Program): readonly ConfigRecorder[] {
  const statuses = byPlace(program, types.recorderStatus);
  return resourcesOf(program, types.recorder).map((resource) => {
    const place = `${accountOf(resource)}/${regionOrPlaceholder(resource)}`;
    const [status] = statuses.get(place) ?? [];
    return {
      accountId: accountOf(resource),
      region: regionOrPlaceholder(resource),
      roleArn: referenceOf(program, resource, 'roleArn', types.role, types.serviceLinkedRole),
      ...recordedOf(resource),
      isRecording:
        status === undefined
          ? program.isWhole
            ? false
            : openWorld
          : factOf<boolean>(status, 'isEnabled', false),
      lastStatus: openWorld,
      observation: {
        urn: resource.urn,
        ...(status === undefined ? {} : { urns: { isRecording: status.urn } }),
      },
    };
  });
}

type Recorded = Pick<ConfigRecorder, 'recordedTypes' | 'excludedTypes' | 'includesGlobalTypes'>;

/** Left out, a recording group takes in all types but global ones. */
function recordedOf(resource: ProgramResource): Recorded {
  const value = resource.get('recordingGroup');
  if (value === unresolved) {
    const hidden = unresolvedFact(resource, 'recordingGroup');
    return { recordedTypes: hidden, excludedTypes: hidden, includesGlobalTypes: hidden };
  }
  const group = objectOf(value) ?? {};
  const excluded = itemsOf(group.exclusionByResourceTypes).flatMap((item) =>
    textsOf(objectOf(item)?.resourceTypes),
  );
  const isAll = group.allSupported !== false || excluded.length > 0;
  return {
    recordedTypes: isAll ? null : textsOf(group.resourceTypes),
    excludedTypes: excluded,
    // A list of exclusions takes in global types unless it names them.
    includesGlobalTypes: group.includeGlobalResourceTypes === true || excluded.length > 0,
  };
}

function textsOf(value: Parameters<typeof itemsOf>[0]): readonly string[] {
  return itemsOf(value).filter((item) => typeof item === 'string');
}

/**
 * Managed rules, by themselves and in the templates of conformance packs. Whether they were deployed, AWS tells. A
 * program that has some of the organization's shows which it has not, unless a template of it cannot be read here.
 */
export function organizationConfigRulesOf(program: Program): Collection<OrganizationConfigRule> {
  const rule = (resource: ProgramResource, identifier: Fact<string>): OrganizationConfigRule => ({
    region: regionOrPlaceholder(resource),
    identifier,
    excludedAccounts: excludedAccountsOf(resource),
    status: openWorld,
    observation: { urn: resource.urn },
  });
  const templates = resourcesOf(program, types.organizationConformancePack).map((resource) => ({
    resource,
    template: factOf<string>(resource, 'templateBody', null),
  }));
  const packs = templates.flatMap(({ resource, template }) => {
    if (isUnknown(template) || template === null) return [];
    const identifiers = [...template.matchAll(/SourceIdentifier["']?\s*:\s*["']?([A-Z0-9_]+)/g)];
    return identifiers.map(([, identifier]) => rule(resource, identifier ?? null));
  });
  const rules = resourcesOf(program, types.organizationManagedRule).map((resource) =>
    rule(resource, factOf<string>(resource, 'ruleIdentifier', null)),
  );
  const items = [...rules, ...packs];
  const isReadable = templates.every(({ template }) => typeof template === 'string');
  return { items, complete: program.isWhole && items.length > 0 && isReadable ? true : openWorld };
}

function excludedAccountsOf(resource: ProgramResource): Fact<readonly string[]> {
  const value = resource.get('excludedAccounts');
  return value === unresolved
    ? unresolvedFact(resource, 'excludedAccounts')
    : itemsOf(value).flatMap((item) => textOf(item) ?? []);
}
