import { isUnknown } from '../model/fact.ts';
import type { Blackout } from './blackouts.ts';
import type { Guarded } from './guarded.ts';
import { guards } from './guards/index.ts';
import type { Guard } from './guards/guard.ts';

/**
 * Things that are gone, and things of which something got weaker. A thing whose resource still stands is not gone: it is
 * what used it that went, which is a loss of its own.
 */
export function guardedLosses(
  before: readonly Guarded[],
  after: readonly Guarded[],
  standing: ReadonlySet<string> = new Set(),
): readonly Blackout[] {
  const successors = successorsOf(before, after);
  const taken = new Set(successors.values());
  const added = after.filter((thing) => !taken.has(thing));
  return before.flatMap((thing) => {
    const guard = guards[thing.kind];
    if (guard === undefined) return [];
    const becomes = successors.get(thing);
    if (becomes !== undefined) return changesOf(thing, becomes, guard);
    if (guard.whenGone === undefined || standing.has(thing.resource)) return [];
    const isReplaced =
      guard.isReplaceable === true &&
      added.some((other) => other.kind === thing.kind && changesOf(thing, other, guard).length === 0);
    return isReplaced ? [] : [loss('stops', thing, [`it is gone: ${guard.whenGone}`])];
  });
}

/**
 * What each thing becomes: the thing of the same kind and name, first that of the same resource, then another one of the
 * same place. Each is the successor of one thing only, so that of two alike the end of one shows.
 */
function successorsOf(before: readonly Guarded[], after: readonly Guarded[]): ReadonlyMap<Guarded, Guarded> {
  const keyOf = ({ kind, name }: Guarded) => `${kind} ${name}`;
  const candidates = Map.groupBy(after, keyOf);
  const successors = new Map<Guarded, Guarded>();
  const taken = new Set<Guarded>();
  const take = (isIt: (thing: Guarded, candidate: Guarded) => boolean) => {
    for (const thing of before) {
      if (successors.has(thing)) continue;
      const found = candidates.get(keyOf(thing))?.find((one) => !taken.has(one) && isIt(thing, one));
      if (found === undefined) continue;
      successors.set(thing, found);
      taken.add(found);
    }
  };
  take((thing, candidate) => thing.resource === candidate.resource);
  take((thing, { account, region }) => mayBe(thing.account, account) && mayBe(thing.region, region));
  return successors;
}

/** Whether two places are the same as far as they are known. */
function mayBe(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}

function changesOf(before: Guarded, after: Guarded, { measures }: Guard): readonly Blackout[] {
  const weaker: string[] = [];
  const open: string[] = [];
  for (const [name, measure] of Object.entries(measures)) {
    const [was, becomes] = [before.values[name], after.values[name]];
    if (isUnknown(was) || JSON.stringify(was) === JSON.stringify(becomes)) continue;
    if (isUnknown(becomes)) open.push(`${measure.title} is not known: ${becomes.detail}`);
    else weaker.push(...measure.weaker(was, becomes));
  }
  return [
    ...(weaker.length === 0 ? [] : [loss('weakens', before, weaker, after)]),
    ...(open.length === 0 ? [] : [loss('unproven', before, open, after)]),
  ];
}

function loss(kind: Blackout['kind'], thing: Guarded, because: readonly string[], after?: Guarded): Blackout {
  const { account, region, name, resource } = thing;
  return {
    kind,
    what: `${thing.kind} ${name}`,
    accounts: account === undefined ? [] : [account],
    regions: region === undefined ? [] : [region],
    because,
    resources: [...new Set([resource, ...(after === undefined ? [] : [after.resource])])],
  };
}
