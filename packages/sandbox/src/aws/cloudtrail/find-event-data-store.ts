import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext } from '../service.ts';
import { isOrganizationMember, managesOrganizationTrails } from './find-trail.ts';
import { cloudTrailState, type EventDataStore } from './state.ts';

/** Days that a deleted store can be restored. */
const RestorableDays = 7;

/** Stores of an account in a region, the organization's among them; those that were deleted a week ago are gone. */
export function storesIn(sandbox: SandboxContext, accountId: string, region: string): EventDataStore[] {
  const { eventDataStores = {} } = cloudTrailState(sandbox);
  const now = sandbox.clock.now().getTime();
  const isGone = ({ deletedAt }: EventDataStore) =>
    deletedAt !== undefined && now - Date.parse(deletedAt) >= RestorableDays * 86_400_000;
  return Object.values(eventDataStores).filter(
    (store) => store.region === region && !isGone(store) && sees(sandbox, accountId, store),
  );
}

function sees(sandbox: SandboxContext, accountId: string, store: EventDataStore): boolean {
  return store.accountId === accountId || (store.isOrganization && isOrganizationMember(sandbox, accountId));
}

/**
 * Finds a store by its ARN or its id, in the call's region.
 *
 * @throws AwsError `EventDataStoreARNInvalidException`, `EventDataStoreNotFoundException`
 */
export function findStore(call: Call, sandbox: SandboxContext, reference?: string): EventDataStore {
  const text = reference ?? String(call.input.EventDataStore ?? '');
  if (!/^(arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:\d{12}:eventdatastore\/)?[0-9a-f-]{36}$/.test(text)) {
    throw new AwsError(
      'EventDataStoreARNInvalidException',
      `${text} is not the ARN or the id of an event data store.`,
    );
  }
  const store = storesIn(sandbox, call.caller.accountId, call.region).find(
    ({ arn }) => arn === text || arn.endsWith(`/${text}`),
  );
  if (store) return store;
  throw new AwsError('EventDataStoreNotFoundException', `The event data store ${text} was not found.`);
}

/**
 * Finds a store that the caller may change: members see the organization's and do not change it.
 *
 * @throws AwsError `NotOrganizationMasterAccountException`, and as {@link findStore}
 */
export function findOwnStore(call: Call, sandbox: SandboxContext, reference?: string): EventDataStore {
  const store = findStore(call, sandbox, reference);
  if (store.isOrganization && !managesOrganizationTrails(sandbox, call.caller.accountId)) {
    throw new AwsError(
      'NotOrganizationMasterAccountException',
      `The account ${call.caller.accountId} does not manage the organization's event data store ${store.arn}.`,
    );
  }
  return store;
}
