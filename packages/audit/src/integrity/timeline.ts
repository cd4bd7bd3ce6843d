import type { IntegrityFault } from './chain-report.ts';
import type { Span } from './hour-state.ts';
import type { ChainedDigest } from './chain.ts';

const hour = 3_600_000;

/** How long after an hour its digest may still come: one hour that CloudTrail takes, and one to spare. */
const dueAfter = 2 * hour;

/** CloudTrail delivers what was called before logging stopped within about 15 minutes. */
const lastDeliveries = 15 * 60_000;

/** A range that digests are held against, milliseconds since 1970. */
export interface Range {
  /** Inclusive. */
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** When the bucket was read. */
  readonly asOf: number;
  /** Time whose digests could not be listed. */
  readonly unlisted: readonly Unlisted[];
}

/** Time of which nobody knows what digests there are; from inclusive, to exclusive. */
export interface Unlisted {
  readonly from: number;
  readonly to: number;
}

/** Time that no digest vouches for. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly state: 'stopped' | 'missing' | 'pending' | 'unknown';
  /** `bucket/key` of the digest that is gone, where another one names it. */
  readonly object: string | null;
  readonly because: string;
}

/**
 * Finds the time in a range that no digest vouches for.
 *
 * Digests of one chain follow one another without a pause, and each names the one before it. Where there is a pause, logging was
 * stopped if the next digest is verified and names none; otherwise digests are gone. After the last one nobody can tell
 * deletion from a stop, so that what is due and not there is missing.
 *
 * @param chains digests of each chain, sorted by their ends.
 * @param strays times of log files that no digest names. One inside a pause shows that logging went on.
 */
export function findGaps(
  chains: readonly (readonly ChainedDigest[])[],
  strays: readonly number[],
  range: Range,
): Gap[] {
  const all = chains.flat();
  const last = Math.max(range.from, ...all.map(({ end }) => end));
  const gaps = [
    ...chains.flatMap((chain) => pauses(chain)),
    ...chains.map((chain) => pauseAtBeginning(chain, all, range.from)),
    ...openEnd(last, range),
  ];
  return gaps
    .filter((gap) => gap !== null)
    .flatMap((gap) => range.unlisted.reduce(besides, [gap]))
    .map((gap) => (gap.state === 'stopped' && strays.some(isInside(gap)) ? unmasked(gap) : gap))
    .flatMap((gap) => within(gap, range))
    .sort((a, b) => a.from - b.from);
}

/** What a gap is where digests could be listed. What it is before that time would be told by a digest that nobody saw. */
function besides(parts: readonly Gap[], unlisted: Unlisted): Gap[] {
  return parts.flatMap((gap) => {
    if (gap.to <= unlisted.from || gap.from >= unlisted.to) return [gap];
    const before = { ...gap, ...undecided, to: unlisted.from };
    const after = { ...gap, from: unlisted.to };
    return [before, after].filter(({ from, to }) => from < to);
  });
}

const undecided = {
  state: 'unknown',
  object: null,
  because: 'no digest is there, and what comes after could not be listed: deleted ones and a stop look alike',
} as const;

const isInside = (gap: Gap) => (time: number) => time >= gap.from + lastDeliveries && time < gap.to;

const unmasked = (gap: Gap): Gap => ({
  ...gap,
  state: 'missing',
  because: 'log files were delivered, and no digest names them',
});

/** Pauses between the digests of a chain. */
function pauses(chain: readonly ChainedDigest[]): (Gap | null)[] {
  return chain.slice(1).map((digest, at) => pauseBefore(digest, chain[at]?.end ?? digest.start));
}

/** Before the first digest of a chain: a trail may follow another one. */
function pauseAtBeginning(
  chain: readonly ChainedDigest[],
  all: readonly ChainedDigest[],
  since: number,
): Gap | null {
  const [first] = chain;
  if (first === undefined) return null;
  const before = all.filter(({ start }) => start < first.start).map(({ end }) => end);
  return pauseBefore(first, Math.max(since, ...before));
}

/** @param from until when digests before it vouch. */
function pauseBefore(digest: ChainedDigest, from: number): Gap | null {
  const to = digest.start;
  const named = digest.state === 'valid' ? digest.previous : undefined;
  if (to <= from) return null;
  if (named === null) {
    const because = `${digest.object} is the first digest after logging was started`;
    return { from, to, state: 'stopped', object: null, because };
  }
  return {
    from,
    to,
    state: 'missing',
    object: named ?? null,
    because:
      named === undefined
        ? 'no digest is there, and the next one proves nothing'
        : `${digest.object} names a digest before it that is not there`,
  };
}

/** After the last digest: what is due is missing, what may come is pending. */
function openEnd(last: number, { to, asOf }: Range): Gap[] {
  const due = Math.max(last, Math.min(to, asOf - dueAfter));
  const missing = 'no digest is there; deleted ones and a trail that was stopped look alike';
  return [
    { from: last, to: due, state: 'missing' as const, object: null, because: missing },
    { from: due, to, state: 'pending' as const, object: null, because: 'its digest is not due yet' },
  ];
}

function within(gap: Gap, range: Range): Gap[] {
  const from = Math.max(gap.from, range.from);
  const to = Math.min(gap.to, range.to);
  return from < to ? [{ ...gap, from, to }] : [];
}

/** A gap as a fault; missing digests are counted by their hours. @returns `null` where nothing is wrong. */
export function faultOfGap({ from, to, state, object, because }: Gap): IntegrityFault | null {
  if (state !== 'missing' && state !== 'unknown') return null;
  return {
    kind: state === 'missing' ? 'missing' : 'unreadable',
    what: 'digest',
    object,
    count: Math.max(1, Math.round((to - from) / hour)),
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    because,
  };
}

export const spanOfGap = ({ from, to, state }: Gap): Span => ({ from, to, state });

/**
 * Whether the digests would name a log file of this time: one that is verified holds it, and the next one, to which late
 * files come, is verified too.
 */
export function isVouchedFor(time: number, chain: readonly ChainedDigest[]): boolean {
  const at = firstEndingAfter(time, chain);
  const digest = chain[at];
  if (digest?.state !== 'valid' || time < digest.start) return false;
  const next = chain[at + 1];
  return digest.end - time > lastDeliveries || (next?.state === 'valid' && next.previous === digest.object);
}

/** By halving: the files of a tampered month are many, and so are its digests. */
function firstEndingAfter(time: number, chain: readonly ChainedDigest[]): number {
  let low = 0;
  let high = chain.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((chain[middle]?.end ?? 0) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
