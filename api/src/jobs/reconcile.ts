import type { Deployment as ExportedState, Stack } from '@pulumi/pulumi/automation/index.js';
import type { JobContext } from './context.ts';
import { partitionOf, type Session } from './credentials.ts';
import { JobFailure } from './failure.ts';
import { naturalId } from './natural-keys.ts';

interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Record<string, unknown>;
  readonly [key: string]: unknown;
}

interface State {
  resources?: StateResource[];
  pending_operations?: {
    resource: StateResource;
    type: 'creating' | 'updating' | 'deleting' | 'reading' | 'importing';
  }[];
}

/**
 * Finds out what an interrupted run did, before anything else is done. Pulumi itself would only warn of a
 * pending create and then create again; for an account that cannot be undone.
 *
 * Every pending create gets the id that it would have, goes into the state under it, and a refresh of just
 * these resources keeps those that exist and drops the others.
 * @throws JobFailure UNRESOLVED_CREATE when a type has no natural key: a person must look.
 */
export async function reconcile(context: JobContext, stack: Stack, session: Session): Promise<void> {
  if (context.job.attempt > 1) {
    // This process holds the run lock, so whoever held Pulumi's lock is gone.
    await stack.cancel().catch(() => {});
  }
  const exported = await stack.exportStack();
  const state = (exported.deployment ?? {}) as State;
  const pending = state.pending_operations ?? [];
  if (pending.length === 0) return;

  const resources = [...(state.resources ?? [])];
  const touched = new Set<string>();
  for (const operation of pending) {
    const { resource } = operation;
    touched.add(resource.urn);
    if (operation.type !== 'creating' || resources.some((known) => known.urn === resource.urn)) continue;
    const id = await findId(context, resource, resources, session);
    context.event('reconciled', { urn: resource.urn, found: id ?? null });
    if (id === null) touched.delete(resource.urn);
    else resources.push({ ...resource, id, outputs: { ...resource.inputs, id } });
  }
  await stack.importStack({
    version: exported.version,
    deployment: { ...state, resources, pending_operations: [] },
  } as ExportedState);
  if (touched.size > 0) await stack.refresh({ target: [...touched], signal: context.signal });
}

async function findId(
  context: JobContext,
  resource: StateResource,
  resources: readonly StateResource[],
  session: Session,
): Promise<string | null> {
  const { homeRegion } = context.config.organization;
  const known = new Set(
    resources.filter((r) => r.type === resource.type && r.id !== undefined).map((r) => r.id as string),
  );
  const id = await naturalId(resource.type, resource.inputs ?? {}, {
    accountId: accountOf(context, resource),
    partition: partitionOf(homeRegion),
    region: homeRegion,
    session,
    known,
  });
  if (id === undefined) {
    throw new JobFailure(
      'UNRESOLVED_CREATE',
      `${resource.urn} was being created when its run was interrupted, and nothing tells whether it exists. Look for it in AWS, then either import it (pulumi import ${resource.type} …) or clear it (pulumi refresh --clear-pending-creates)`,
    );
  }
  return id;
}

/** Account in which a stack's default provider works, for ARNs. */
function accountOf(context: JobContext, resource: StateResource): string {
  const { logArchiveAccountId, managementAccountId, securityAccountId } = context.config.organization;
  const project = resource.urn.split('::')[1] ?? '';
  if (project === 'trailguard-log-archive') return logArchiveAccountId;
  return project === 'trailguard-security' ? securityAccountId : managementAccountId;
}
