import type { Account, Estate, Trail } from '../model/estate.ts';
import { isUnknown } from '../model/fact.ts';
import type { Verdict } from '../model/verdict.ts';
import { describeEvents } from '../selectors/lost-events.ts';
import type { EventSlice } from '../selectors/recorded-events.ts';
import { any, evidence, evidenceElsewhere, fail, pass, unknown } from '../verdicts.ts';
import { ifActive } from './accounts.ts';
import { partitionOf } from './arn.ts';
import { unlessJustJoined } from './settling.ts';
import { notRecorded, recordsAny } from './trail-coverage.ts';
import { nameOfTrail, trailsRecording, trailsToCome } from './trails.ts';

/** Events that an account's trails have to record. */
export interface Wanted {
  /** The events, in one partition: ARNs begin with it. */
  readonly eventsIn: (partition: string) => EventSlice;
  /** The only Region that they come from; trails of all Regions are asked for when it is left out. */
  readonly region?: string;
}

/**
 * Judges whether the recording trails of an account together take in some events. An account that is closed is not
 * judged; one that joined lately is given its day.
 */
export function judgeRecorded(account: Account, estate: Estate, wanted: Wanted): Verdict {
  return ifActive(account, () => {
    const { trails, complete } = trailsRecording(account, estate);
    const within = partitionsOf(account, trails);
    const { region } = wanted;
    const covers = (some: readonly Trail[], isHopeful: boolean) =>
      within.every(
        (partition) =>
          notRecorded(estate, some, wanted.eventsIn(partition), { region, isHopeful }).length === 0,
      );
    const events = wanted.eventsIn(within[0] as string);
    if (covers(trails, false)) {
      const concerned = trails.filter((trail) => recordsAny(estate, trail, events, region));
      return pass(...concerned.flatMap(factsOf));
    }
    if (covers(trails, true)) return undecided(trails);
    if (complete !== true)
      return unknown(`whether another trail records account ${account.id} is not known`, complete);
    const lost = notRecorded(estate, trails, events, { region, isHopeful: false });
    const verdict = fail(
      `no trail records ${lost.map(describeEvents).join(', ')} of account ${account.id}`,
      ...(trails.length === 0 ? [evidence(account, 'visibleTrails')] : trails.flatMap(factsOf)),
    );
    const mayCome =
      estate.trails.complete !== true || covers([...trails, ...trailsToCome(account, estate)], true);
    return mayCome ? unlessJustJoined(account, estate, verdict) : verdict;
  });
}

/** The partition that the account is in, as its Regions show; where they do not, those of its trails' selectors. */
function partitionsOf({ enabledRegions }: Account, trails: readonly Trail[]): readonly string[] {
  const region = [
    ...(isUnknown(enabledRegions) ? [] : (enabledRegions ?? [])),
    ...trails.map(({ homeRegion }) => homeRegion),
  ].find((name) => typeof name === 'string' && /^[a-z]+-/.test(name));
  if (typeof region === 'string') return [partitionOf(region)];
  const named = trails.flatMap(({ selectors }) =>
    [...JSON.stringify(selectors).matchAll(/"arn:(aws[a-z-]*):/g)].map(
      ([, partition]) => partition as string,
    ),
  );
  return named.length === 0 ? ['aws'] : [...new Set(named)];
}

const judged = ['isLogging', 'isMultiRegion', 'selectors'] as const;

function factsOf(trail: Trail) {
  return judged.map((field) => evidenceElsewhere(trail, field));
}

function undecided(trails: readonly Trail[]): Verdict {
  return any(
    trails.flatMap((trail) =>
      [...judged.map((field) => trail[field]), trail.homeRegion]
        .filter(isUnknown)
        .map((because) => unknown(`the settings of ${nameOfTrail(trail)} are not all known`, because)),
    ),
  );
}
