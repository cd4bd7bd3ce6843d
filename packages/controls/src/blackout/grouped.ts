import type { Blackout } from './blackouts.ts';

/** A loss in one account and Region. */
export type Cell = Omit<Blackout, 'accounts' | 'regions'> & {
  readonly account: string;
  readonly region: string;
};

/** Puts a loss of the same kind together: first the Regions of an account, then the accounts of the same Regions. */
export function grouped(cells: readonly Cell[]): readonly Blackout[] {
  return [...Map.groupBy(cells, ({ kind, what }) => `${kind} ${what}`).values()].flatMap((same) => {
    const accounts = [...Map.groupBy(same, ({ account }) => account)];
    const places = Map.groupBy(accounts, ([, inAccount]) =>
      inAccount
        .map(({ region }) => region)
        .sort()
        .join(),
    );
    return [...places.values()].map((alike): Blackout => {
      const there = alike.flatMap(([, inAccount]) => inAccount);
      const { kind, what } = there[0] as Cell;
      return {
        kind,
        what,
        accounts: alike.map(([account]) => account),
        regions: distinct(there.map(({ region }) => region)),
        because: distinct(there.flatMap(({ because }) => because)),
        resources: distinct(there.flatMap(({ resources }) => resources)),
      };
    });
  });
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
