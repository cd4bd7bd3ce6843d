import {
  CommandError,
  ConcurrentUpdateError,
  type Deployment as ExportedState,
  type Stack,
} from '@pulumi/pulumi/automation/index.js';
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
  readonly [key: string]: unknown;
}

/** Something that was begun and whose end is not known. */
export interface PendingOperation {
  readonly resource: StateResource;
  readonly type: 'creating' | 'updating' | 'deleting' | 'reading' | 'importing';
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
  return { resources, pending: pending_operations };
}

/** Replaces resources and pending operations of a stack; under Pulumi's lock, as one write. */
export async function writeState(stack: Stack, state: SavedState): Promise<void> {
  const exported = await stack.exportStack();
  const deployment: Exported = {
    ...(exported.deployment as Exported | undefined),
    resources: [...state.resources],
    pending_operations: [...state.pending],
  };
  await stack.importStack({ version: exported.version, deployment } as ExportedState);
}

/** Whether a resource stands for something outside the state; providers and the stack itself do not. */
export function isOutside({ type }: Pick<StateResource, 'type'>): boolean {
  return !type.startsWith('pulumi:');
}
