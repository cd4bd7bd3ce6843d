import type { Outcome } from './invariants.ts';
import type { PhasedKill } from './crash/phases.ts';

/** How often each of some things came, commonest first, as `name count`. */
export function counted(names: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a, x], [b, y]) => y - x || a.localeCompare(b)));
}

/** What was killed, in which phases of the jobs that it met, and of which kinds they were. A service or a database meets several jobs. */
export function tallyKills(kills: readonly PhasedKill[]) {
  const byTarget = Map.groupBy(kills, ({ target }) => target);
  return {
    kills: kills.length,
    targets: counted(kills.map(({ target }) => target)),
    phases: Object.fromEntries(
      [...byTarget].map(([target, ofTarget]) => [
        target,
        counted(ofTarget.flatMap(({ met }) => (met.length > 0 ? met.map(({ phase }) => phase) : ['no job']))),
      ]),
    ),
    kinds: counted(kills.flatMap(({ met }) => met.map(({ kind }) => kind))),
  };
}

/** How jobs ended: `vend succeeded at attempt 2`, or by the code of their error. */
export const tallyOutcomes = (outcomes: readonly Outcome[]) =>
  counted(
    outcomes.map(({ asked, ended }) => {
      if (ended === undefined) return `${asked.wanted} stuck`;
      const how = ended.error === null ? `at attempt ${ended.attempt}` : `with ${ended.error.code}`;
      return `${asked.wanted} ${ended.state} ${how}`;
    }),
  );
