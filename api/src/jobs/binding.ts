import { createHash } from 'node:crypto';
import type { Stack } from '@pulumi/pulumi/automation/index.js';
import { JobFailure } from './failure.ts';
import { programDigest } from './programs.ts';

/** What an apply is bound to, as digests: what the preview was made of. */
export interface Binding {
  /** Programs, components and policy pack. */
  readonly program: string;
  /** The stack's configuration. */
  readonly configuration: string;
  /** Every resource and pending operation of the stack. */
  readonly state: string;
}

/** Takes the digests of what a stack's next preview or apply will be made of. */
export async function bind(stack: Stack): Promise<Binding> {
  const [program, configuration, state] = await Promise.all([
    programDigest(),
    stack.getAllConfig(),
    stack.exportStack() as Promise<{ deployment?: { resources?: unknown; pending_operations?: unknown } }>,
  ]);
  return {
    program,
    configuration: digest(Object.entries(configuration).sort(([a], [b]) => (a < b ? -1 : 1))),
    state: digest([state.deployment?.resources ?? [], state.deployment?.pending_operations ?? []]),
  };
}

/**
 * Refuses an apply that would not do what its preview showed.
 * @throws JobFailure CHANGED_SINCE_PREVIEW naming what moved.
 */
export function refuseIfMoved(stack: string, before: Binding, now: Binding): void {
  const moved = (Object.keys(before) as (keyof Binding)[]).filter((part) => before[part] !== now[part]);
  if (moved.length > 0)
    throw new JobFailure('CHANGED_SINCE_PREVIEW', `${moved.join(' and ')} of ${stack} moved; try again`);
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
