import type { EngineEvent, Stack } from '@pulumi/pulumi/automation/index.js';
import {
  type Blackout,
  blackouts,
  type Coverage,
  describeBlackout,
  heldToExceptions,
} from '@trailguard/controls/blackout';
import { coverageOfProgram, plannedState, programOf, readState, stepsOf } from '@trailguard/policy-pack/lens';
import { awsTime } from './aws-time.ts';
import type { JobContext } from './context.ts';
import { exceptionsOf } from './exceptions.ts';
import { JobFailure } from './failure.ts';
import type { StackFolder } from './programs.ts';
import { orUnreadable } from './saved-state.ts';

/** A previewed stack. */
interface Previewed {
  readonly folder: StackFolder;
  readonly stack: Stack;
  /** Events of the preview. */
  readonly events: readonly EngineEvent[];
}

/**
 * Refuses a plan that would stop or weaken what is logged, watched or protected, unless an exception names it. It
 * compares the saved state with what the preview would make of it.
 * @throws JobFailure BLACKOUT naming what is lost, or EXCEPTIONS_INVALID.
 */
export async function refuseBlackouts(
  context: JobContext,
  { folder, stack, events }: Previewed,
): Promise<void> {
  const state = JSON.stringify(await orUnreadable(() => stack.exportStack()));
  const planned = plannedState(state, stepsOf(events), folder);
  const lost = blackouts(coverageIn(state, folder), coverageIn(planned, folder));
  if (lost.length === 0) return;
  const asOf = await awsTime(context.config.organization.homeRegion);
  const { refused, excepted } = heldToExceptions(lost, exceptionsOf(context.config), asOf.toISOString());
  for (const { blackout, exceptions } of excepted) {
    const approved = exceptions.map(({ ticket, approver }) => ({ ticket, approver }));
    context.event('blackout', { ...shown(blackout), excepted: approved });
  }
  for (const blackout of refused) context.event('blackout', shown(blackout));
  if (refused.length > 0) {
    throw new JobFailure('BLACKOUT', `${folder}: ${refused.map(describeBlackout).join('. ')}`);
  }
}

function coverageIn(state: string, name: string): Coverage {
  return coverageOfProgram(programOf([readState(state, name)]));
}

function shown({ kind, what, accounts, regions, because, resources }: Blackout): Record<string, unknown> {
  return { kind, what, accounts, regions, because, resources };
}
