import type { Collection, Fact, InsightSelector, Trail } from '@trailguard/controls';
import { selectorsOf } from './event-selectors.ts';
import { hasUnresolved, itemsOf, objectOf } from './plain-values.ts';
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
import { tagsOf } from './tags.ts';
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
    insights: insightsOf(resource),
    // The provider has no properties for these.
    aggregations: openWorld,
    recordsOwnDelivery: openWorld,
    delivery: openWorld,
    digestDelivery: openWorld,
    notification: openWorld,
    logGroupDelivery: openWorld,
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

/** The provider knows Insights of management events alone. */
function insightsOf(resource: ProgramResource): Fact<readonly InsightSelector[]> {
  const selectors = resource.get('insightSelectors');
  if (hasUnresolved(selectors)) return unresolvedFact(resource, 'insightSelectors');
  return itemsOf(selectors).flatMap((selector) => {
    const type = textOf(objectOf(selector)?.insightType);
    return type === null ? [] : { type, categories: ['Management'] };
  });
}
