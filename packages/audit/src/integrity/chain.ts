import type { ChainEnd } from './chain-report.ts';
import type { ListedDigest, VerifiedDigest } from './verify-digest.ts';

/** What is kept of a digest: a year of all Regions has some hundred thousand. */
export type ChainedDigest =
  | {
      readonly state: 'valid';
      /** `bucket/key` */
      readonly object: string;
      /** Milliseconds since 1970. */
      readonly start: number;
      readonly end: number;
      readonly sha256: string;
      /** `bucket/key` of the digest that it names as the one before it; `null` says that it is the first after logging was started. */
      readonly previous: string | null;
    }
  | {
      readonly state: 'tampered' | 'missing' | 'unknown';
      readonly object: string;
      readonly start: number;
      readonly end: number;
    };

/** @param object `bucket/key`, as the digest after it has the string. */
export function chained(digest: VerifiedDigest, object: string): ChainedDigest {
  const { state, start, end } = digest;
  if (state !== 'valid') return { state, object, start, end };
  return { state, object, start, end, sha256: digest.sha256, previous: digest.previous?.object ?? null };
}

/** Which chain a digest belongs to: a trail may move, and two trails may share a bucket. */
export function chainOf({ name }: ListedDigest): string {
  const { accountId, region, trailName, homeRegion, isBackfill } = name;
  return [accountId, region, trailName, homeRegion, ...(isBackfill ? ['backfill'] : [])].join(' ');
}

/** Whether a chain is of what was delivered late. */
export const isBackfill = (chain: string): boolean => chain.split(' ').length > 4;

/** Whether digests that are verified hold the hour that another one's name claims. @param chain the newest first. */
export function coversTimeOf(
  chain: readonly ChainedDigest[],
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  return chain.some((other) => other.state === 'valid' && other.start < end && start < other.end);
}

/** What was verified last of a chain. @param digests the oldest first. */
export function endOf(chain: string, digests: readonly ChainedDigest[]): ChainEnd | undefined {
  const last = digests.findLast((digest) => digest.state === 'valid');
  if (last === undefined) return undefined;
  const { object, end, sha256 } = last;
  return { chain, object, end: new Date(end).toISOString(), sha256 };
}
