import type { Stack } from '@pulumi/pulumi/automation/index.js';
import { partitionOf } from '@trailguard/controls';
import { naturalId } from '@trailguard/existing';
import type { JobContext } from './context.ts';
import { credentialsOf, openSession, type Session } from './credentials.ts';
import { JobFailure } from './failure.ts';
import { refresh } from './refresh.ts';
import { isOutside, readState, type SavedState, type StateResource, writeState } from './saved-state.ts';

/** Whose credentials a stack's default provider has. */
export interface DefaultAccount {
  readonly accountId: string;
  readonly session: Session;
}

/**
 * Finds out what an interrupted run did, before anything else is done. Pulumi itself would only warn of a
 * pending create and then create again; for an account that cannot be undone.
 *
 * Every pending create gets the id that it would have, goes into the state under it, and a refresh of just
 * these resources keeps those that exist and drops the others.
 * @returns the state that came of it.
 * @throws JobFailure UNRESOLVED_CREATE when nothing tells whether a resource exists: a person must look; REFRESH_FAILED.
 */
export async function reconcile(
  context: JobContext,
  stack: Stack,
  account: DefaultAccount,
): Promise<SavedState> {
  const state = await readState(stack);
  if (state.pending.length === 0) return state;

  const sessions = sessionsOf(context, account);
  const resources = [...state.resources];
  const isKnown = (urn: string) => resources.some((resource) => resource.urn === urn);
  const touched = new Set<string>();
  for (const { type, resource } of state.pending) {
    // Updates and deletes are of resources that the state has; what became of them the refresh reads.
    if (isKnown(resource.urn)) touched.add(resource.urn);
    // A provider is nothing outside the state; a read or import changed nothing.
    else if (type === 'creating' && isOutside(resource)) {
      const id = await findId(context, resource, resources, sessions);
      context.event('reconciled', { urn: resource.urn, found: id });
      if (id === null) continue;
      touched.add(resource.urn);
      resources.push({ ...resource, id, outputs: { ...resource.inputs, id } });
    }
  }
  // They stay pending until the refresh has seen them: of one that ends before, the next job has the same question.
  const pending = state.pending.filter(({ resource }) => touched.has(resource.urn));
  await writeState(stack, { resources, pending });
  const outside = resources.filter((resource) => touched.has(resource.urn) && isOutside(resource));
  if (outside.length > 0) {
    await refresh(
      context,
      stack,
      outside.map(({ urn }) => urn),
    );
  }
  return readState(stack);
}

async function findId(
  context: JobContext,
  resource: StateResource,
  resources: readonly StateResource[],
  sessions: (accountId: string | undefined) => Promise<DefaultAccount>,
): Promise<string | null> {
  const { homeRegion } = context.config.organization;
  const account = await sessions(accountOfProvider(resource, resources));
  const id = await naturalId(resource.type, resource.inputs ?? {}, {
    accountId: account.accountId,
    credentials: credentialsOf(account.session),
    partition: partitionOf(homeRegion),
    region: homeRegion,
    known: new Set(resources.flatMap(({ type, id }) => (type === resource.type && id ? [id] : []))),
    signal: context.signal,
  });
  if (id === undefined) {
    throw new JobFailure(
      'UNRESOLVED_CREATE',
      `${resource.urn} was being created when its run was interrupted, and nothing tells whether it exists. Look for it in AWS, then either import it (pulumi import ${resource.type} …) or clear it (pulumi refresh --clear-pending-creates)`,
    );
  }
  return id;
}

/** The account that a resource's provider is held to, by its `allowedAccountIds`; the default one has none. */
function accountOfProvider(resource: StateResource, resources: readonly StateResource[]): string | undefined {
  const reference = resource.provider ?? '';
  const provider = resources.find(({ urn }) => reference.startsWith(`${urn}::`));
  const allowed = provider?.inputs?.allowedAccountIds;
  // Provider inputs stand in the state as JSON texts.
  const ids: unknown = typeof allowed === 'string' ? JSON.parse(allowed) : allowed;
  return Array.isArray(ids) && typeof ids[0] === 'string' ? ids[0] : undefined;
}

/** Sessions that may look into accounts, each opened once. */
function sessionsOf(context: JobContext, account: DefaultAccount) {
  const opened = new Map([[account.accountId, Promise.resolve(account.session)]]);
  return async (accountId = account.accountId): Promise<DefaultAccount> => {
    const session = opened.get(accountId) ?? openSession(context.config, 'apply', accountId, context.job.id);
    opened.set(accountId, session);
    return { accountId, session: await session };
  };
}
