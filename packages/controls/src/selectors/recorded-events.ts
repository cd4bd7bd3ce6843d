import type { BasicSelector, FieldSelector, Selectors } from '../model/estate.ts';

/** Some of CloudTrail's events: those that meet every condition. */
export type EventSlice = readonly FieldSelector[];

/** A condition that a field has one of these values. */
export function isOneOf(field: string, ...values: readonly string[]): FieldSelector {
  return { field, equals: values };
}

/**
 * The events that a trail's selectors take in, as slices of which one suffices. Basic and advanced selectors come out
 * alike, so that what two trails record, or one before and after a change, can be compared by `lostEvents`.
 *
 * No selectors stands for all management events. An advanced selector that names no category, which CloudTrail would
 * refuse, takes in nothing.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html
 */
export function recordedEvents({ basic, advanced }: Selectors): readonly EventSlice[] {
  if (advanced !== null && advanced.length > 0)
    return advanced.map(({ fields }) => fields).filter((slice) => slice.some(namesCategory));
  if (basic === null || basic.length === 0) return [[isOneOf('eventCategory', 'Management')]];
  return basic.flatMap((selector) => [...managementOf(selector), ...dataOf(selector)]);
}

function namesCategory({ field, equals }: FieldSelector): boolean {
  return field === 'eventCategory' && equals !== undefined;
}

function managementOf(selector: BasicSelector): readonly EventSlice[] {
  const { includeManagementEvents, excludedManagementSources } = selector;
  if (!includeManagementEvents) return [];
  const exclusion =
    excludedManagementSources.length === 0
      ? []
      : [{ field: 'eventSource', notEquals: excludedManagementSources }];
  return [[isOneOf('eventCategory', 'Management'), ...accessOf(selector), ...exclusion]];
}

/** Values of a basic selector are the start of objects' ARNs for S3, and else whole ARNs or the start of all of them. */
function dataOf(selector: BasicSelector): readonly EventSlice[] {
  return selector.dataResources.map(({ type, values }) => [
    isOneOf('eventCategory', 'Data'),
    isOneOf('resources.type', type),
    ...accessOf(selector),
    {
      field: 'resources.ARN',
      equals: values.filter((value) => !isStart(type, value)),
      startsWith: values.filter((value) => isStart(type, value)),
    },
  ]);
}

/** `arn:aws:lambda` stands for all functions, `arn:aws:dynamodb` for all tables. */
function isStart(type: string, value: string): boolean {
  return type === 'AWS::S3::Object' || value.split(':').length <= 3;
}

function accessOf({ readWriteType }: BasicSelector): EventSlice {
  return readWriteType === 'All' ? [] : [isOneOf('readOnly', String(readWriteType === 'ReadOnly'))];
}
