import type {
  AdvancedSelector,
  EventDataStore,
  FieldSelector,
  Selectors,
  Trail,
} from '../../src/model/estate.ts';
import { aTrail } from '../builders.ts';
import { names } from './names.ts';

const objectSelector = (name: string | null, ...fields: readonly FieldSelector[]): AdvancedSelector => ({
  name,
  fields: [
    { field: 'eventCategory', equals: ['Data'] },
    { field: 'resources.type', equals: ['AWS::S3::Object'] },
    ...fields,
  ],
});

const objects = () =>
  objectSelector('objects', { field: 'resources.ARN', notStartsWith: [`arn:aws:s3:::${names.bucket}/`] });

/** Selectors of calls on objects alone, with these fields besides. */
export const onlyObjects = (...fields: readonly FieldSelector[]): Selectors => ({
  basic: null,
  advanced: [objectSelector(null, ...fields)],
});

/** Management events, and calls on objects of all buckets but that of the log files, on one trail. */
export function everySource(): Selectors {
  const management = { name: 'management', fields: [{ field: 'eventCategory', equals: ['Management'] }] };
  return { basic: null, advanced: [management, objects()] };
}

/** A second trail of the organization, for calls on objects alone. */
export function aDataTrail(differing: Partial<Trail> = {}): Trail {
  return aTrail({
    name: 'organization-data',
    arn: `${names.trailArn}-data`,
    logGroupArn: null,
    logsRoleArn: null,
    logGroupDelivery: null,
    insights: [],
    selectors: { basic: null, advanced: [objects()] },
    ...differing,
  });
}

/** The organization's event data store, with a key of the customer. */
export function anEventDataStore(differing: Partial<EventDataStore> = {}): EventDataStore {
  const arn = 'arn:aws:cloudtrail:us-east-1:111111111111:eventdatastore/f1d45ac6-2a4b-4c43-9a4b-0123456789ab';
  return {
    name: 'organization',
    arn,
    accountId: names.management,
    region: names.home,
    status: 'ENABLED',
    kmsKeyId: names.keyArn,
    isMultiRegion: true,
    isOrganization: true,
    isProtected: true,
    retentionDays: 2557,
    selectors: null,
    tags: {},
    observation: { arn: typeof differing.arn === 'string' ? differing.arn : arn, at: names.asOf },
    ...differing,
  };
}
