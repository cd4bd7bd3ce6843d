import {
  CommandError,
  ConcurrentUpdateError,
  type Deployment as ExportedState,
  type Stack,
} from '@pulumi/pulumi/automation/index.js';
import { type Interrupted, interruptionIn, interruptionMark } from '@trailguard/controls';
import { JobFailure, reasonOf } from './failure.ts';

/** A resource in Pulumi's checkpoint format, as far as the service looks at it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly custom?: boolean;
  readonly parent?: string;
  /** `urn::id` of the provider; absent for components and providers. */
  readonly provider?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** Why it came to be in part only. */
  readonly initErrors?: readonly string[];
  readonly [key: string]: unknown;
}

/** Something that was begun and whose end is not known. */
export interface PendingOperation {
  readonly resource: StateResource;
  readonly type: Interrupted;
}

/** A stack's state. */
export interface SavedState {
  readonly resources: readonly StateResource[];
  readonly pending: readonly PendingOperation[];
}

interface Exported {
  resources?: StateResource[];
  pending_operations?: PendingOperation[];
}

/**
 * Does what opens a stack or reads its state.
 * @throws JobFailure STATE_UNREADABLE saying why a command failed, such as a wrong passphrase. A lock that
 * somebody holds is no such fault, and thrown on.
 */
export async function orUnreadable<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (cause) {
    if (!(cause instanceof CommandError) || cause instanceof ConcurrentUpdateError) throw cause;
    throw new JobFailure('STATE_UNREADABLE', reasonOf(cause), { cause });
  }
}

/** @throws JobFailure STATE_UNREADABLE */
export async function readState(stack: Stack): Promise<SavedState> {
  const exported = await orUnreadable(() => stack.exportStack());
  const { resources = [], pending_operations = [] } = (exported.deployment ?? {}) as Exported;
  return {
    resources: resources.filter(({ id }) => id !== PendingId).map(withoutMark),
    pending: [...pending_operations, ...resources.flatMap(pendingIn)],
  };
}

/**
 * Replaces resources and pending operations of a stack; under Pulumi's lock, as one write.
 *
 * `pulumi stack import` drops pending operations, so each is kept as a mark among the initialization errors of its resource, which a
 * refresh takes away again; one that the state does not have yet stands in it under an id that no resource has.
 * https://github.com/pulumi/pulumi/blob/master/pkg/cmd/pulumi/stack/stack_import.go
 */
export async function writeState(stack: Stack, state: SavedState): Promise<void> {
  const exported = await stack.exportStack();
  const known = new Set(state.resources.map(({ urn }) => urn));
  const pending = state.pending.filter(({ resource }) => isOutside(resource));
  const marks = new Map(pending.map(({ type, resource }) => [resource.urn, interruptionMark(type)]));
  const deployment: Exported = {
    ...(exported.deployment as Exported | undefined),
    resources: [
      ...state.resources.map((resource) => {
        const mark = marks.get(resource.urn);
        return mark === undefined
          ? resource
          : { ...resource, initErrors: [...(resource.initErrors ?? []), mark] };
      }),
      ...pending
        .filter(({ type, resource }) => type === 'creating' && !known.has(resource.urn))
        .map(({ type, resource }) => ({
          ...resource,
          id: PendingId,
          outputs: {},
          initErrors: [interruptionMark(type)],
        })),
    ],
    pending_operations: [],
  };
  await stack.importStack({ version: exported.version, deployment } as ExportedState);
}

/** The id of what may not exist: AWS gives no such one. */
const PendingId = 'interrupted-create';

function pendingIn(resource: StateResource): PendingOperation[] {
  const type = interruptionIn(resource.initErrors);
  if (type === undefined) return [];
  const { id, outputs, ...planned } = withoutMark(resource);
  const pending = id === PendingId ? planned : { ...planned, id, outputs };
  return [{ type, resource: pending as StateResource }];
}

function withoutMark(resource: StateResource): StateResource {
  const { initErrors = [], ...rest } = resource;
  const others = initErrors.filter((text) => interruptionIn([text]) === undefined);
  return others.length === 0 ? (rest as StateResource) : { ...resource, initErrors: others };
}

/** Whether a resource stands for something outside the state; providers and the stack itself do not. */
export function isOutside({ type }: Pick<StateResource, 'type'>): boolean {
  return !type.startsWith('pulumi:');
}
