import type {
  EventSelector,
  GetEventSelectorsResponse,
  PutEventSelectorsRequest,
  PutEventSelectorsResponse,
} from '@aws-sdk/client-cloudtrail';
import type { Call } from '../call.ts';
import type { SandboxContext } from '../service.ts';
import { invalidSelectors, normalAdvancedSelectors } from './advanced-selectors.ts';
import { findOwnTrail, findTrail } from './find-trail.ts';
import type { Trail } from './state.ts';

/** What a trail without selectors of its own logs: all management events and no data events. */
export const DefaultEventSelectors: readonly EventSelector[] = [
  {
    ReadWriteType: 'All',
    IncludeManagementEvents: true,
    DataResources: [],
    ExcludeManagementEventSources: [],
  },
];

const SelectorsPerTrail = 5;
const DataResourcesPerTrail = 250;
/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DataResource.html */
const DataResourceTypes = ['AWS::S3::Object', 'AWS::Lambda::Function', 'AWS::DynamoDB::Table'];
/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html */
const ExcludableSources = ['kms.amazonaws.com', 'rdsdata.amazonaws.com'];

/** Whether the trail logs anything but the default. */
export function hasCustomEventSelectors(trail: Trail): boolean {
  if (trail.advancedEventSelectors) return true;
  return (
    trail.eventSelectors !== undefined &&
    JSON.stringify(trail.eventSelectors) !== JSON.stringify(DefaultEventSelectors)
  );
}

function normalSelectors(selectors: readonly EventSelector[]): EventSelector[] {
  if (selectors.length < 1 || selectors.length > SelectorsPerTrail) {
    throw invalidSelectors(`A trail has 1 to ${SelectorsPerTrail} event selectors, not ${selectors.length}.`);
  }
  const resources = selectors.flatMap((selector) => selector.DataResources ?? []);
  const values = resources.flatMap((resource) => resource.Values ?? []);
  if (values.length > DataResourcesPerTrail) {
    throw invalidSelectors(`A trail has at most ${DataResourcesPerTrail} data resources.`);
  }
  for (const { Type } of resources) {
    if (!DataResourceTypes.includes(Type ?? '')) {
      throw invalidSelectors(`${Type} is not a resource type of basic event selectors.`);
    }
  }
  for (const value of values) {
    if (!value.startsWith('arn:')) throw invalidSelectors(`The data resource ${value} is not an ARN.`);
  }
  return selectors.map((selector) => {
    const readWriteType = selector.ReadWriteType ?? 'All';
    if (!['All', 'ReadOnly', 'WriteOnly'].includes(readWriteType)) {
      throw invalidSelectors(`ReadWriteType ${readWriteType} is not All, ReadOnly or WriteOnly.`);
    }
    const excluded = selector.ExcludeManagementEventSources ?? [];
    for (const source of excluded) {
      if (!ExcludableSources.includes(source)) {
        throw invalidSelectors(`Management events of ${source} cannot be excluded.`);
      }
    }
    const includeManagementEvents = selector.IncludeManagementEvents ?? true;
    if (!includeManagementEvents && (selector.DataResources ?? []).length === 0) {
      throw invalidSelectors('An event selector without management events needs a data resource.');
    }
    return {
      ReadWriteType: readWriteType,
      IncludeManagementEvents: includeManagementEvents,
      DataResources: selector.DataResources ?? [],
      ExcludeManagementEventSources: excluded,
    };
  });
}

function answer(trail: Trail): PutEventSelectorsResponse & GetEventSelectorsResponse {
  return trail.advancedEventSelectors
    ? { TrailARN: trail.arn, AdvancedEventSelectors: trail.advancedEventSelectors }
    : { TrailARN: trail.arn, EventSelectors: trail.eventSelectors ?? [...DefaultEventSelectors] };
}

/**
 * Replaces the selectors of a trail; basic ones take advanced ones away and the other way round.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html
 *
 * @throws AwsError `InvalidEventSelectorsException`
 */
export function putEventSelectors(call: Call, sandbox: SandboxContext): PutEventSelectorsResponse {
  const input = call.input as unknown as PutEventSelectorsRequest;
  const trail = findOwnTrail(call, sandbox, input.TrailName);
  if (input.EventSelectors && input.AdvancedEventSelectors) {
    throw invalidSelectors('Give EventSelectors or AdvancedEventSelectors, not both.');
  }
  if (input.AdvancedEventSelectors) {
    trail.advancedEventSelectors = normalAdvancedSelectors(input.AdvancedEventSelectors);
    delete trail.eventSelectors;
  } else {
    trail.eventSelectors = normalSelectors(input.EventSelectors ?? []);
    delete trail.advancedEventSelectors;
  }
  return answer(trail);
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventSelectors.html */
export function getEventSelectors(call: Call, sandbox: SandboxContext): GetEventSelectorsResponse {
  return answer(findTrail(call, sandbox, call.input.TrailName));
}
