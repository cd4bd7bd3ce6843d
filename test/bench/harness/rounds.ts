import { median, quantile } from 'simple-statistics';
import { printTable } from './report.ts';

export interface RoundOptions {
  /** Rounds to measure, at most. Default: 7. */
  readonly rounds?: number;
  /** Rounds before those, not counted: they load code and fill caches. Default: 1. */
  readonly warmUps?: number;
  /** No further round begins after this time, once there are three. Default: 60. */
  readonly seconds?: number;
  /** What a contestant's number is. Default: `ms`. */
  readonly unit?: string;
}

/** What contestants did, round by round. */
export class Rounds<K extends string> {
  readonly samples: Readonly<Record<K, readonly number[]>>;

  constructor(samples: Readonly<Record<K, readonly number[]>>) {
    this.samples = samples;
  }

  median(contestant: K): number {
    return median([...this.samples[contestant]]);
  }

  /** Half of the rounds lie within this range. */
  spread(contestant: K): readonly [number, number] {
    const sorted = [...this.samples[contestant]];
    return [quantile(sorted, 0.25), quantile(sorted, 0.75)];
  }

  /** Median of the quotients of each round: what slows a whole round down slows both parts of its quotient. */
  ratio(contestant: K, peer: K): number {
    return median(this.samples[contestant].map((value, round) => value / (this.samples[peer][round] ?? NaN)));
  }
}

/**
 * Lets contestants take turns, A B A B …, so that what else the machine does meets all of them alike, and prints
 * what each needed. A contestant answers the number of its round: {@link timed} makes one of any work.
 */
export async function takeTurns<K extends string>(
  title: string,
  contestants: Readonly<Record<K, () => number | Promise<number>>>,
  { rounds = 7, warmUps = 1, seconds = 60, unit = 'ms' }: RoundOptions = {},
): Promise<Rounds<K>> {
  const names = Object.keys(contestants) as K[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (let round = 0; round < warmUps; round++) for (const name of names) await contestants[name]();
  const end = performance.now() + seconds * 1000;
  for (let round = 0; round < rounds && (round < 3 || performance.now() < end); round++) {
    for (const name of names) samples[name].push(await contestants[name]());
  }
  const result = new Rounds(samples);
  printTable(
    title,
    names.map((name) => {
      const [low, high] = result.spread(name);
      return {
        contestant: name,
        [`median, ${unit}`]: short(result.median(name)),
        'half lies within': `${short(low)} to ${short(high)}`,
        rounds: samples[name].length,
      };
    }),
  );
  return result;
}

/** Milliseconds that a piece of work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** A contestant that is timed. */
export function timing(work: () => unknown): () => Promise<number> {
  return () => timed(work);
}

function short(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en');
}
