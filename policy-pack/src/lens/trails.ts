import type {
  AdvancedSelector,
  BasicSelector,
  Collection,
  Fact,
  FieldSelector,
  Selectors,
  Trail,
} from '@trailguard/controls';
import { hasUnresolved, itemsOf, objectOf, type Plain, unresolved } from './plain-values.ts';
import {
  accountOf,
  factOf,
  openWorld,
  type Program,
  referenceOf,
  regionOf,
  resourcesOf,
  textOf,
  unresolvedFact,
} from './program.ts';
import type { ProgramResource } from './program-resource.ts';
import { keyReferenceOf } from './keys.ts';
import { types } from './types.ts';

/**
 * The trails of a program. A program that declares a trail is taken to declare those of its account; one without
 * says nothing about trails.
 */
export function trailsOf(program: Program): Collection<Trail> {
  const items = resourcesOf(program, types.trail).map((resource) => trailOf(program, resource));
  return { items, complete: program.isWhole && items.length > 0 ? true : openWorld };
}

function trailOf(program: Program, resource: ProgramResource): Trail {
  return {
    name: factOf(resource, 'name', resource.name),
    arn: arnOf(resource),
    ownerAccountId: accountOf(resource),
    homeRegion: regionOf(resource),
    isLogging: factOf(resource, 'enableLogging', true),
    loggingSince: openWorld,
    isMultiRegion: factOf(resource, 'isMultiRegionTrail', false),
    isOrganization: factOf(resource, 'isOrganizationTrail', false),
    includesGlobalServices: factOf(resource, 'includeGlobalServiceEvents', true),
    validatesLogFiles: factOf(resource, 'enableLogFileValidation', false),
    bucketName: referenceOf(program, resource, 's3BucketName', ...types.buckets),
    keyPrefix: factOf<string>(resource, 's3KeyPrefix', null),
    kmsKeyId: keyReferenceOf(program, resource, 'kmsKeyId'),
    logGroupArn: referenceOf(program, resource, 'cloudWatchLogsGroupArn', types.logGroup),
    logsRoleArn: referenceOf(program, resource, 'cloudWatchLogsRoleArn', types.role),
    topicArn: referenceOf(program, resource, 'snsTopicName', types.topic),
    selectors: selectorsOf(resource),
    delivery: openWorld,
    digestDelivery: openWorld,
    tags: tagsOf(resource),
    observation: { urn: resource.urn },
  };
}

/** The ARN follows from account, Region and name, all of which a program may know before AWS does. */
function arnOf(resource: ProgramResource): Fact<string> {
  const arn = resource.get('arn');
  if (typeof arn === 'string') return arn;
  const [account, region, name] = [
    accountOf(resource),
    regionOf(resource),
    factOf(resource, 'name', resource.name),
  ];
  if (!/^\d{12}$/.test(account) || typeof region !== 'string' || typeof name !== 'string') {
    return unresolvedFact(resource, 'arn');
  }
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  return `arn:${partition}:cloudtrail:${region}:${account}:trail/${name}`;
}

function selectorsOf(resource: ProgramResource): Fact<Selectors> {
  const basic = resource.get('eventSelectors');
  const advanced = resource.get('advancedEventSelectors');
  if (hasUnresolved(advanced)) return unresolvedFact(resource, 'advancedEventSelectors');
  if (hasUnresolved(basic)) return unresolvedFact(resource, 'eventSelectors');
  return {
    basic: itemsOf(basic).length === 0 ? null : itemsOf(basic).map(basicSelectorOf),
    advanced: itemsOf(advanced).length === 0 ? null : itemsOf(advanced).map(advancedSelectorOf),
  };
}

function basicSelectorOf(selector: Plain): BasicSelector {
  const { readWriteType, includeManagementEvents, excludeManagementEventSources, dataResources } =
    objectOf(selector) ?? {};
  return {
    readWriteType: readWriteType === 'ReadOnly' || readWriteType === 'WriteOnly' ? readWriteType : 'All',
    includeManagementEvents: includeManagementEvents !== false,
    excludedManagementSources: texts(excludeManagementEventSources),
    dataResources: itemsOf(dataResources).map((item) => {
      const { type, values } = objectOf(item) ?? {};
      return { type: textOf(type) ?? '', values: texts(values) };
    }),
  };
}

function advancedSelectorOf(selector: Plain): AdvancedSelector {
  const { name, fieldSelectors } = objectOf(selector) ?? {};
  return { name: textOf(name), fields: itemsOf(fieldSelectors).map(fieldSelectorOf) };
}

/** The provider's outputs have empty lists for operators that were not set. */
function fieldSelectorOf(selector: Plain): FieldSelector {
  const { field, ...operators } = objectOf(selector) ?? {};
  const named: Readonly<Record<string, Plain>> = {
    equals: operators.equals,
    notEquals: operators.notEquals,
    startsWith: operators.startsWiths,
    notStartsWith: operators.notStartsWiths,
    endsWith: operators.endsWiths,
    notEndsWith: operators.notEndsWiths,
  };
  const set = Object.entries(named).filter(([, values]) => itemsOf(values).length > 0);
  return {
    field: textOf(field) ?? '',
    ...Object.fromEntries(set.map(([operator, values]) => [operator, texts(values)])),
  };
}

function texts(values: Plain): readonly string[] {
  return itemsOf(values).flatMap((value) => textOf(value) ?? []);
}

/** Tags of the resource, and of the provider where the engine has merged them. */
function tagsOf(resource: ProgramResource): Fact<Readonly<Record<string, string>>> {
  const tags = { ...objectOf(resource.get('tagsAll')), ...objectOf(resource.get('tags')) };
  if (resource.get('tags') === unresolved) return unresolvedFact(resource, 'tags');
  const known = Object.entries(tags).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return known.length < Object.keys(tags).length
    ? unresolvedFact(resource, 'tags')
    : Object.fromEntries(known);
}
