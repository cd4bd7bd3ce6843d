import { type Coverage, coverageOf, describeEvent } from '../event-matching/missed-event.ts';
import { canBothHold } from '../event-matching/missed-event.ts';
import { type Expression, or, undecided } from '../event-matching/expression.ts';
import type { Unknown } from '../model/fact.ts';
import { unknownBecause } from '../model/fact.ts';
import type { Verdict } from '../model/verdict.ts';
import { fail, pass, unknown } from '../verdicts.ts';

/** Something that takes in events, and whether anybody hears of what it takes in. */
export interface Watcher {
  /** For a reader, such as `metric filter root-use`. */
  readonly name: string;
  /** What it takes in, or why that is not known. */
  readonly takes: Expression | Unknown;
  /** Judged only where it matters. */
  readonly tells: () => Verdict;
}

/** Events that somebody has to be told of. */
export interface WantedEvents {
  readonly expression: Expression;
  /** For a reader, such as `changes of trails`. */
  readonly name: string;
  readonly alwaysText: ReadonlySet<string>;
}

/**
 * Judges whether watchers together take in all wanted events and tell of them. What is not known of one is taken for
 * the best case before anything is said to be missed.
 * @param complete why there may be other watchers.
 */
export function watchTogether(
  wanted: WantedEvents,
  watchers: readonly Watcher[],
  complete: true | Unknown,
): Verdict {
  const { expression, alwaysText } = wanted;
  const covers = (takes: Expression): Coverage => coverageOf(expression, takes, alwaysText);
  const known = watchers.flatMap(({ takes, ...rest }) => ('kind' in takes ? [{ ...rest, takes }] : []));
  const concerned = known.filter(({ takes }) => canBothHold(expression, takes, alwaysText) !== false);
  const told = concerned.map((watcher) => ({ ...watcher, verdict: watcher.tells() }));

  const telling = told.filter(({ verdict }) => verdict.status === 'pass');
  const alone = telling.find(({ takes }) => covers(takes).covers === true);
  if (alone !== undefined) return alone.verdict;
  if (telling.length > 1 && covers(or(...telling.map(({ takes }) => takes))).covers === true)
    return pass(...telling.flatMap(({ verdict }) => ('evidence' in verdict ? verdict.evidence : [])));

  const unread = watchers.flatMap(({ takes }) => ('kind' in takes ? [] : [takes]));
  const hidden = [...unread, ...(complete === true ? [] : [complete])][0];
  const untold = told.flatMap(({ verdict }) => (verdict.status === 'unknown' ? [verdict] : []));
  const hopeful = told.filter(({ verdict }) => verdict.status === 'pass' || verdict.status === 'unknown');
  const best = covers(
    or(...hopeful.map(({ takes }) => takes), ...(hidden === undefined ? [] : [undecided(hidden.detail)])),
  );
  if (best.covers === false) return missing(wanted, told, best.missed);
  if (hidden !== undefined) return unknown(`whether ${wanted.name} are told is not known`, hidden);
  const [first] = untold;
  if (first !== undefined) return first;
  const why = best.covers === undefined ? best.why : 'it is not understood';
  const names = hopeful.map(({ name }) => name).join(', ');
  return unknown(`whether ${names} takes in ${wanted.name} is not known`, unknownBecause('not-read', why));
}

/** One that takes in all but tells nobody is what to mend; else the event that nobody takes in is named. */
function missing(
  wanted: WantedEvents,
  told: readonly (Watcher & { takes: Expression; verdict: Verdict })[],
  missed: Parameters<typeof describeEvent>[0],
): Verdict {
  const silent = told.find(
    ({ takes, verdict }) =>
      verdict.status === 'fail' && coverageOf(wanted.expression, takes, wanted.alwaysText).covers === true,
  );
  if (silent?.verdict.status === 'fail') return silent.verdict;
  const others = told.flatMap(({ verdict }) => (verdict.status === 'fail' ? verdict.evidence : []));
  const telling = told.flatMap(({ verdict }) => (verdict.status === 'pass' ? verdict.evidence : []));
  return fail(
    `nobody is told of ${wanted.name}: nothing matches ${describeEvent(missed)}`,
    ...telling,
    ...others,
  );
}
