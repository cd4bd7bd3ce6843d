import type { Service } from '../service.ts';
import { createTrail } from './create-trail.ts';
import { deregisterDelegatedAdmin, registerDelegatedAdmin } from './delegated-admin.ts';
import { deleteTrail } from './delete-trail.ts';
import { deliver } from './delivery/deliver.ts';
import { DeliveryTask } from './delivery/schedule.ts';
import { describeTrails, getTrail, listTrails } from './describe-trails.ts';
import { eventDataStoreOperations, UnsupportedOperations } from './event-data-stores.ts';
import { getEventSelectors, putEventSelectors } from './event-selectors.ts';
import { getInsightSelectors, putInsightSelectors } from './insight-selectors.ts';
import { getTrailStatus, startLogging, stopLogging } from './logging.ts';
import { lookupEvents } from './lookup-events.ts';
import { listPublicKeys } from './public-keys.ts';
import { addTags, listTags, removeTags } from './tags.ts';
import { updateTrail } from './update-trail.ts';

/** CloudTrail: every operation is answered here, and what trails log is delivered. */
export const cloudtrail: Service = {
  name: 'cloudtrail',
  operations: {
    ...eventDataStoreOperations,
    AddTags: addTags,
    CreateTrail: createTrail,
    DeleteTrail: deleteTrail,
    DeregisterOrganizationDelegatedAdmin: deregisterDelegatedAdmin,
    DescribeTrails: describeTrails,
    GetEventSelectors: getEventSelectors,
    GetInsightSelectors: getInsightSelectors,
    GetTrail: getTrail,
    GetTrailStatus: getTrailStatus,
    ListPublicKeys: listPublicKeys,
    ListTags: listTags,
    ListTrails: listTrails,
    LookupEvents: lookupEvents,
    PutEventSelectors: putEventSelectors,
    PutInsightSelectors: putInsightSelectors,
    RegisterOrganizationDelegatedAdmin: registerDelegatedAdmin,
    RemoveTags: removeTags,
    StartLogging: startLogging,
    StopLogging: stopLogging,
    UpdateTrail: updateTrail,
  },
  unsupported: UnsupportedOperations,
  tasks: { [DeliveryTask]: deliver },
};
