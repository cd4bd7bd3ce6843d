import { describeEvents, lostEvents } from '../selectors/lost-events.ts';
import { type Blackout, isFor, isIn, type Places } from './blackouts.ts';
import type { Recorder } from './coverage.ts';
import { type Cell, grouped } from './grouped.ts';

type Loss = Omit<Cell, 'account' | 'region'>;

/** Events that some trail recorded and none records any more, by account and Region. */
export function recordingLosses(
  before: readonly Recorder[],
  after: readonly Recorder[],
  { accounts, regions }: Places,
): readonly Blackout[] {
  const byId = new Map(after.map((recorder) => [recorder.id, recorder]));
  // Most accounts and Regions are recorded by the same trails: what they lose is computed once.
  const known = new Map<string, readonly Loss[]>();
  const cells = accounts.flatMap((account) =>
    regions.flatMap((region) => {
      const covering = (recorders: readonly Recorder[]) =>
        recorders.filter((one) => isFor(one.accounts, account) && isIn(one.regions, region));
      const [was, becomes] = [covering(before), covering(after)];
      const key = JSON.stringify([was, becomes].map((recorders) => recorders.map(({ id }) => id)));
      const losses = known.get(key) ?? lossesOf(was, becomes, byId);
      known.set(key, losses);
      return losses.map((loss): Cell => ({ ...loss, account, region }));
    }),
  );
  return grouped(cells);
}

function lossesOf(
  before: readonly Recorder[],
  after: readonly Recorder[],
  byId: ReadonlyMap<string, Recorder>,
): readonly Loss[] {
  const kept = after.flatMap(({ events }) => events);
  const lost = lostEvents(
    before.flatMap(({ events }) => events),
    kept,
  );
  if (lost.length === 0) return [];
  const losing = before.filter(({ events }) => lostEvents(events, kept).length > 0);
  const isOpen = losing.some(({ id }) => byId.get(id)?.unproven !== undefined);
  return lost.map((group) => ({
    kind: isOpen ? 'unproven' : 'stops',
    what: describeEvents(group),
    because: losing.map((recorder) => whatBecame(recorder, byId.get(recorder.id))),
    resources: losing.map(({ id }) => id),
  }));
}

function whatBecame(before: Recorder, after: Recorder | undefined): string {
  const name = `trail ${before.name}`;
  if (after === undefined) return `${name} is removed`;
  if (after.unproven !== undefined) return `${name}: ${after.unproven}`;
  if (after.idle !== undefined) return `${name}: ${after.idle}`;
  if (before.accounts === 'organization' && after.accounts !== 'organization') {
    return `${name} records account ${after.accounts.account} only, and no longer the organization`;
  }
  if (before.regions === 'all' && after.regions !== 'all') {
    return `${name} records ${after.regions.region} only, and no longer all Regions`;
  }
  return `${name} selects less, or records other accounts and Regions`;
}
