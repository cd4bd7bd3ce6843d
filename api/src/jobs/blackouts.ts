import { type Blackout, blackouts, describeBlackout, heldToExceptions } from '@trailguard/controls/blackout';
import { coverageOfProgram, plannedState, programOf, readState, stepsOf } from '@trailguard/policy-pack/lens';
import { awsTime } from './aws-time.ts';
import type { JobContext } from './context.ts';
import { exceptionsOf } from './exceptions.ts';
import { JobFailure } from './failure.ts';
import { organizationStates } from './organization-states.ts';
import { organizationStacks } from './organization-stacks.ts';
import type { Previewed } from './previewed.ts';
import { orUnreadable } from './saved-state.ts';

/** Operations that change nothing. */
const quiet = new Set(['same', 'read', 'refresh']);

/**
 * Refuses a plan that would stop or weaken what is logged, watched or protected, unless an exception names it. It
 * compares the saved state with what the preview would make of it, both beside the organization's other stacks: what
 * these cover goes on, and what they need of this one is missed. The stacks of other accounts are left out, as nothing
 * in one rests on another.
 * @returns what exceptions allow to be lost.
 * @throws JobFailure BLACKOUT naming what is lost, EXCEPTIONS_INVALID, or STATE_UNREADABLE of any of the stacks.
 */
export async function refuseBlackouts(
  context: JobContext,
  { folder, stack, events, environment }: Omit<Previewed, 'accountId'>,
): Promise<readonly Blackout[]> {
  const steps = stepsOf(events);
  if (steps.every(({ op }) => quiet.has(op))) return [];
  const others = organizationStacks.filter((name) => name !== folder);
  const [exported, beside] = await Promise.all([
    orUnreadable(() => stack.exportStack()),
    organizationStates(context, others, environment),
  ]);
  const state = JSON.stringify(exported);
  const coverageIn = (text: string) => coverageOfProgram(programOf([readState(text, folder), ...beside]));
  const lost = blackouts(coverageIn(state), coverageIn(plannedState(state, steps, folder)));
  if (lost.length === 0) return [];
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
  return excepted.map(({ blackout }) => blackout);
}

function shown({ kind, what, accounts, regions, because, resources }: Blackout): Record<string, unknown> {
  return { kind, what, accounts, regions, because, resources };
}
