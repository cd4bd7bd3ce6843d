import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { EngineEvent, Stack } from '@pulumi/pulumi/automation/index.js';
import type { Blackout } from '@trailguard/controls/blackout';
import { stepsOf } from '@trailguard/policy-pack/lens';
import type { Config } from '../config.ts';
import { JobFailure } from './failure.ts';
import { programDigest } from './programs.ts';

/** What a preview is made of, as digests: an apply whose own differ would do something else. */
export interface Binding {
  /** Programs, components and policy pack. */
  readonly program: string;
  /** The stack's configuration. */
  readonly configuration: string;
  /** Every resource and pending operation of the stack. */
  readonly state: string;
  /** The file of exceptions. */
  readonly exceptions: string;
}

/** What an approval is bound to: what the preview was made of, and what it came to. */
export interface PlanBinding extends Binding {
  /** Every step that is no `same`, with all inputs that it sets. */
  readonly plan: string;
  /** What the policies said, advice included. */
  readonly policies: string;
  /** What the plan takes away of logging, detection and protection, which exceptions allow. */
  readonly blackouts: string;
}

/** Takes the digests of what a stack's next preview or apply will be made of. */
export async function bind(stack: Stack, config: Pick<Config, 'exceptionsFile'>): Promise<Binding> {
  const [program, configuration, state, exceptions] = await Promise.all([
    programDigest(),
    stack.getAllConfig(),
    stack.exportStack() as Promise<{ deployment?: { resources?: unknown; pending_operations?: unknown } }>,
    config.exceptionsFile === undefined ? '' : readFile(config.exceptionsFile, 'utf8'),
  ]);
  return {
    program,
    configuration: digest(configuration),
    state: digest([state.deployment?.resources ?? [], state.deployment?.pending_operations ?? []]),
    exceptions: digest(exceptions),
  };
}

/** Adds to what a preview was made of what it came to. */
export function bindPlan(
  before: Binding,
  { events, blackouts }: { events: readonly EngineEvent[]; blackouts: readonly Blackout[] },
): PlanBinding {
  const steps = stepsOf(events)
    .filter(({ op }) => op !== 'same')
    .map((step) => ({ op: step.op, urn: step.urn, inputs: step.new?.inputs ?? null }));
  const policies = events.flatMap(({ policyEvent }) =>
    policyEvent === undefined
      ? []
      : [
          [
            policyEvent.policyName,
            policyEvent.enforcementLevel,
            policyEvent.resourceUrn,
            policyEvent.message,
          ],
        ],
  );
  return {
    ...before,
    // Steps come in the order in which they happen to be ready.
    plan: digest(steps.map(digest).sort()),
    policies: digest(policies.map(digest).sort()),
    blackouts: digest(blackouts.map(digest).sort()),
  };
}

/** The parts in which two bindings differ. */
export function movedParts<T extends Binding>(before: T, now: T): string[] {
  return Object.keys(now).filter((part) => before[part as keyof T] !== now[part as keyof T]);
}

/**
 * Refuses an apply that would not do what its preview showed.
 * @throws JobFailure CHANGED_SINCE_PREVIEW naming what moved.
 */
export function refuseIfMoved(stack: string, before: Binding, now: Binding): void {
  const moved = movedParts(before, now);
  if (moved.length > 0)
    throw new JobFailure('CHANGED_SINCE_PREVIEW', `${moved.join(' and ')} of ${stack} moved; try again`);
}

/** SHA-256 of a value in JSON, whose keys may stand in any order. */
export function digest(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value, sortedKeys) ?? '')
    .digest('hex');
}

/** Two values that differ in the order of their keys alone are the same. */
function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
