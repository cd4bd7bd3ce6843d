import { isUnknown } from '../model/fact.ts';
import type { Blackout } from './blackouts.ts';
import type { Guarded } from './guarded.ts';
import { guards } from './guards/index.ts';
import type { Guard } from './guards/guard.ts';

/** Things that are gone, and things of which something got weaker. */
export function guardedLosses(before: readonly Guarded[], after: readonly Guarded[]): readonly Blackout[] {
  const byId = new Map(after.map((thing) => [thing.id, thing]));
  const known = new Set(before.map(({ id }) => id));
  const added = after.filter(({ id }) => !known.has(id));
  return before.flatMap((thing) => {
    const guard = guards[thing.kind];
    if (guard === undefined) return [];
    const becomes = byId.get(thing.id);
    if (becomes !== undefined) return changesOf(thing, becomes, guard);
    if (guard.whenGone === undefined) return [];
    const isReplaced =
      guard.isReplaceable === true &&
      added.some((other) => other.kind === thing.kind && changesOf(thing, other, guard).length === 0);
    return isReplaced ? [] : [loss('stops', thing, [`it is gone: ${guard.whenGone}`])];
  });
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
