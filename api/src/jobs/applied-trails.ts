import { type Collection, type Trail, unknownBecause } from '@trailguard/controls';
import { estateOf, programOf } from '@trailguard/policy-pack/lens';
import type { JobContext } from './context.ts';
import { organizationStates } from './organization-states.ts';
import type { Environment } from './workspace.ts';

/**
 * The trails that the organization's stack last applied, or why they are not known: what is live can be judged all the
 * same. Nothing where it has applied none.
 * @param open gives credentials that may read the backend.
 */
export async function appliedTrails(
  context: Pick<JobContext, 'config' | 'job' | 'signal'>,
  open: () => Promise<Environment>,
): Promise<Collection<Trail> | undefined> {
  try {
    const [state] = await organizationStates(context, ['organization'], await open());
    if (state === undefined) return undefined;
    const { items } = estateOf(programOf([state])).trails;
    const changing = new Set(state.pendingOperations.filter(isTrail));
    if (changing.size === 0) return items.length === 0 ? undefined : { items, complete: true };
    const settled = items.filter(({ observation: { urn = '' } }) => !changing.has(urn));
    const detail = 'an update of a trail is under way, or was interrupted';
    return { items: settled, complete: unknownBecause('not-read', detail) };
  } catch (cause) {
    if (context.signal.aborted) throw cause;
    const detail = `the state of the stack organization could not be read: ${(cause as Error).message}`;
    return { items: [], complete: unknownBecause('not-read', detail) };
  }
}

/** By its type, which follows those of its parents: `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME`. */
const isTrail = (urn: string) => urn.split('::')[2]?.split('$').at(-1) === 'aws:cloudtrail/trail:Trail';
