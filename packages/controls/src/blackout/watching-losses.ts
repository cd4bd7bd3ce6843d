import { type Blackout, isFor, type Places } from './blackouts.ts';
import type { Watcher } from './coverage.ts';
import { type Cell, grouped } from './grouped.ts';

/** What GuardDuty watched and watches no more, by account and Region. */
export function watchingLosses(
  before: readonly Watcher[],
  after: readonly Watcher[],
  { accounts, regions }: Places,
): readonly Blackout[] {
  const byId = new Map(after.map((watcher) => [watcher.id, watcher]));
  const inRegion = (watchers: readonly Watcher[]) => Map.groupBy(watchers, ({ region }) => region);
  const [was, becomes] = [inRegion(before), inRegion(after)];
  const cells = regions.flatMap((region) =>
    accounts.flatMap((account) => {
      const watching = (watchers: readonly Watcher[] | undefined) =>
        (watchers ?? []).filter((one) => isFor(one.accounts, account));
      const [had, left] = [watching(was.get(region)), watching(becomes.get(region))];
      // By its id too: what comes after may not tell which account is the management account.
      const needed = had.filter(({ isOnly }) => isOnly);
      const stays = left.some((one) => one.isOnly || needed.some(({ id }) => id === one.id));
      const only = stays ? [] : needed;
      const kept = new Set(only.length > 0 ? [] : left.flatMap(({ sources }) => sources));
      const losing = had.filter(({ sources }) => sources.some((source) => !kept.has(source)));
      const lost = new Set(losing.flatMap(({ sources }) => sources.filter((source) => !kept.has(source))));
      return [...lost].map((what): Cell => {
        const causes = only.length > 0 ? only : losing.filter(({ sources }) => sources.includes(what));
        const isOpen = causes.some(({ id }) => byId.get(id)?.unproven !== undefined);
        return {
          kind: isOpen ? 'unproven' : 'stops',
          what,
          account,
          region,
          because: causes.map((watcher) => whatBecame(watcher, byId.get(watcher.id))),
          resources: causes.map(({ id }) => id),
        };
      });
    }),
  );
  return grouped(cells);
}

function whatBecame({ name }: Watcher, after: Watcher | undefined): string {
  if (after === undefined) return `${name} is removed or switched off`;
  if (after.unproven !== undefined) return `${name}: ${after.unproven}`;
  return `${name} watches less`;
}
