import type { Service } from '../service.ts';
import { createTrail } from './create-trail.ts';
import { deregisterDelegatedAdmin, registerDelegatedAdmin } from './delegated-admin.ts';
import { deleteTrail } from './delete-trail.ts';
import { deliver } from './delivery/deliver.ts';
import { DeliveryTask } from './delivery/schedule.ts';
import { describeTrails, getTrail, listTrails } from './describe-trails.ts';
import { getEventConfiguration, putEventConfiguration } from './event-configuration.ts';
import {
  createEventDataStore,
  deleteEventDataStore,
  getEventDataStore,
  listEventDataStores,
  restoreEventDataStore,
  startIngestion,
  stopIngestion,
  updateEventDataStore,
} from './event-data-stores.ts';
import { getEventSelectors, putEventSelectors } from './event-selectors.ts';
import { getInsightSelectors, putInsightSelectors } from './insight-selectors.ts';
import { getTrailStatus, startLogging, stopLogging } from './logging.ts';
import { lookupEvents } from './lookup-events.ts';
import { listPublicKeys } from './public-keys.ts';
import { addTags, listTags, removeTags } from './tags.ts';
import { UnsupportedOperations, unsupportedOperations } from './unsupported.ts';
import { updateTrail } from './update-trail.ts';

/** CloudTrail: every operation is answered here, and what trails log is delivered. */
export const cloudtrail: Service = {
  name: 'cloudtrail',
  operations: {
    ...unsupportedOperations,
    AddTags: addTags,
    CreateEventDataStore: createEventDataStore,
    CreateTrail: createTrail,
    DeleteEventDataStore: deleteEventDataStore,
    DeleteTrail: deleteTrail,
    DeregisterOrganizationDelegatedAdmin: deregisterDelegatedAdmin,
    DescribeTrails: describeTrails,
    GetEventConfiguration: getEventConfiguration,
    GetEventDataStore: getEventDataStore,
    GetEventSelectors: getEventSelectors,
    GetInsightSelectors: getInsightSelectors,
    GetTrail: getTrail,
    GetTrailStatus: getTrailStatus,
    ListEventDataStores: listEventDataStores,
    ListPublicKeys: listPublicKeys,
    ListTags: listTags,
    ListTrails: listTrails,
    LookupEvents: lookupEvents,
    PutEventConfiguration: putEventConfiguration,
    PutEventSelectors: putEventSelectors,
    PutInsightSelectors: putInsightSelectors,
    RegisterOrganizationDelegatedAdmin: registerDelegatedAdmin,
    RemoveTags: removeTags,
    RestoreEventDataStore: restoreEventDataStore,
    StartEventDataStoreIngestion: startIngestion,
    StartLogging: startLogging,
    StopEventDataStoreIngestion: stopIngestion,
    StopLogging: stopLogging,
    UpdateEventDataStore: updateEventDataStore,
    UpdateTrail: updateTrail,
  },
  unsupported: UnsupportedOperations,
  tasks: { [DeliveryTask]: deliver },
};
