import type { FieldSelector } from '../model/estate.ts';
import { type EventSlice, isOneOf } from './recorded-events.ts';

/** Data events of a kind of resource, such as `AWS::S3::Object`, that also meet some conditions. */
export function dataEvents(type: string, ...conditions: readonly FieldSelector[]): EventSlice {
  return [isOneOf('eventCategory', 'Data'), isOneOf('resources.type', type), ...conditions];
}

/** Calls that read, or those that write. */
export const access = {
  reads: isOneOf('readOnly', 'true'),
  writes: isOneOf('readOnly', 'false'),
} as const;
