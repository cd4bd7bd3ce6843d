import { randomUUID } from 'node:crypto';
import type {
  CreateEventDataStoreRequest,
  CreateEventDataStoreResponse,
  GetEventDataStoreResponse,
  ListEventDataStoresRequest,
  ListEventDataStoresResponse,
  UpdateEventDataStoreRequest,
} from '@aws-sdk/client-cloudtrail';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import { page } from '../page.ts';
import type { SandboxContext } from '../service.ts';
import {
  applyStoreSettings,
  DefaultSelectors,
  invalidParameter,
  standardRetention,
} from './event-data-store-settings.ts';
import { findOwnStore, findStore, storesIn } from './find-event-data-store.ts';
import { cloudTrailState, type EventDataStore } from './state.ts';
import { assertTags } from './tags.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html */
const StoresPerRegion = 10;

/** As every operation on a store answers it. */
function describe(store: EventDataStore): GetEventDataStoreResponse {
  return {
    EventDataStoreArn: store.arn,
    Name: store.name,
    Status: store.status,
    AdvancedEventSelectors: store.advancedEventSelectors,
    MultiRegionEnabled: store.isMultiRegion,
    OrganizationEnabled: store.isOrganization,
    RetentionPeriod: store.retentionDays,
    TerminationProtectionEnabled: store.isProtected,
    CreatedTimestamp: new Date(store.createdAt),
    UpdatedTimestamp: new Date(store.updatedAt),
    ...(store.kmsKeyArn !== undefined && { KmsKeyId: store.kmsKeyArn }),
    BillingMode: store.billingMode,
  };
}

/**
 * Makes a store, as for an account that used CloudTrail Lake before it was closed to new customers. It is ready at
 * once; on AWS it takes some minutes.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateEventDataStore.html
 *
 * @throws AwsError `EventDataStoreAlreadyExistsException`, `EventDataStoreMaxLimitExceededException` and those of its
 *   settings.
 */
export async function createEventDataStore(
  call: Call,
  sandbox: SandboxContext,
): Promise<CreateEventDataStoreResponse> {
  const input = call.input as unknown as CreateEventDataStoreRequest;
  const accountId =
    input.OrganizationEnabled === true ? sandbox.organization.managementAccountId : call.caller.accountId;
  const present = storesIn(sandbox, accountId, call.region);
  if (present.some(({ name }) => name === input.Name)) {
    throw new AwsError(
      'EventDataStoreAlreadyExistsException',
      `An event data store with the name ${input.Name} already exists in the account ${accountId}.`,
    );
  }
  if (present.length >= StoresPerRegion) {
    throw new AwsError(
      'EventDataStoreMaxLimitExceededException',
      `The account ${accountId} has ${StoresPerRegion} event data stores in ${call.region}.`,
    );
  }
  const tags = Object.fromEntries((input.TagsList ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
  assertTags(tags);
  const billingMode = input.BillingMode ?? 'EXTENDABLE_RETENTION_PRICING';
  const now = sandbox.clock.now().toISOString();
  const store: EventDataStore = {
    arn: `arn:aws:cloudtrail:${call.region}:${accountId}:eventdatastore/${randomUUID()}`,
    accountId,
    region: call.region,
    name: '',
    status: input.StartIngestion === false ? 'STOPPED_INGESTION' : 'ENABLED',
    advancedEventSelectors: [...DefaultSelectors],
    isMultiRegion: true,
    isOrganization: false,
    retentionDays: standardRetention(billingMode),
    isProtected: true,
    billingMode,
    createdAt: now,
    updatedAt: now,
    tags,
  };
  await applyStoreSettings(sandbox, call.caller.accountId, store, input);
  const state = cloudTrailState(sandbox);
  state.eventDataStores = { ...state.eventDataStores, [store.arn]: store };
  return {
    ...describe(store),
    Status: 'CREATED',
    TagsList: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventDataStore.html */
export function getEventDataStore(call: Call, sandbox: SandboxContext): GetEventDataStoreResponse {
  return describe(findStore(call, sandbox));
}

/**
 * Stores of the account in the call's region; a list holds their names and ARNs alone.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListEventDataStores.html
 */
export function listEventDataStores(call: Call, sandbox: SandboxContext): ListEventDataStoresResponse {
  const stores = storesIn(sandbox, call.caller.accountId, call.region);
  const { items, next } = page(stores, call.input as ListEventDataStoresRequest, {
    most: 1000,
    invalid: () =>
      new AwsError('InvalidNextTokenException', 'The token or the number of results is not valid.'),
  });
  return { EventDataStores: items.map(({ arn, name }) => ({ EventDataStoreArn: arn, Name: name })), ...next };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateEventDataStore.html */
export async function updateEventDataStore(
  call: Call,
  sandbox: SandboxContext,
): Promise<GetEventDataStoreResponse> {
  const input = call.input as unknown as UpdateEventDataStoreRequest;
  const current = findOwnStore(call, sandbox);
  if (current.status === 'PENDING_DELETION') throw wrongStatus(current);
  const store = structuredClone(current);
  await applyStoreSettings(sandbox, call.caller.accountId, store, input);
  store.updatedAt = sandbox.clock.now().toISOString();
  Object.assign(current, store);
  return describe(current);
}

/**
 * Disables a store, which is gone after seven days.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DeleteEventDataStore.html
 *
 * @throws AwsError `EventDataStoreTerminationProtectedException`
 */
export function deleteEventDataStore(call: Call, sandbox: SandboxContext): object {
  const store = findOwnStore(call, sandbox);
  if (store.status === 'PENDING_DELETION') throw wrongStatus(store);
  if (store.isProtected) {
    throw new AwsError(
      'EventDataStoreTerminationProtectedException',
      `The event data store ${store.arn} cannot be deleted because termination protection is enabled for it.`,
    );
  }
  store.status = 'PENDING_DELETION';
  store.deletedAt = sandbox.clock.now().toISOString();
  return {};
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_RestoreEventDataStore.html */
export function restoreEventDataStore(call: Call, sandbox: SandboxContext): GetEventDataStoreResponse {
  const store = findOwnStore(call, sandbox);
  if (store.status !== 'PENDING_DELETION') throw wrongStatus(store);
  store.status = 'ENABLED';
  delete store.deletedAt;
  return describe(store);
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartEventDataStoreIngestion.html */
export function startIngestion(call: Call, sandbox: SandboxContext): object {
  return setStatus(call, sandbox, 'STOPPED_INGESTION', 'ENABLED');
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StopEventDataStoreIngestion.html */
export function stopIngestion(call: Call, sandbox: SandboxContext): object {
  return setStatus(call, sandbox, 'ENABLED', 'STOPPED_INGESTION');
}

function setStatus(
  call: Call,
  sandbox: SandboxContext,
  from: EventDataStore['status'],
  to: EventDataStore['status'],
): object {
  const store = findOwnStore(call, sandbox);
  if (store.status !== from) throw wrongStatus(store);
  const [category] = store.advancedEventSelectors.flatMap(({ FieldSelectors = [] }) =>
    FieldSelectors.flatMap(({ Field, Equals }) => (Field === 'eventCategory' ? (Equals ?? []) : [])),
  );
  // https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StopEventDataStoreIngestion.html
  if (category === 'ActivityAuditLog' || category === 'Evidence')
    throw invalidParameter(`Ingestion of ${category} events is not started or stopped.`);
  store.status = to;
  return {};
}

function wrongStatus({ arn, status }: EventDataStore): AwsError {
  return new AwsError(
    'InvalidEventDataStoreStatusException',
    `The event data store ${arn} is ${status}, which this operation does not take.`,
  );
}
