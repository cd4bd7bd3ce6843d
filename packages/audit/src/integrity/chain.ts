import type { ChainEnd } from './chain-report.ts';
import { type ListedDigest, objectOf, type VerifiedDigest } from './verify-digest.ts';

/** Which chain a digest belongs to: a trail may move, and two trails may share a bucket. */
export function chainOf({ name }: ListedDigest): string {
  const { accountId, region, trailName, homeRegion, isBackfill } = name;
  return [accountId, region, trailName, homeRegion, ...(isBackfill ? ['backfill'] : [])].join(' ');
}

/** Whether digests that are verified hold the hour that another one's name claims. @param chain the newest first. */
export function coversTimeOf(chain: readonly VerifiedDigest[], { start, end }: VerifiedDigest): boolean {
  return chain.some((other) => other.state === 'valid' && other.start < end && start < other.end);
}

/** What was verified last of a chain. @param chain the oldest first. */
export function endOf(chain: readonly VerifiedDigest[]): ChainEnd | undefined {
  const last = chain.findLast((digest) => digest.state === 'valid');
  if (last === undefined) return undefined;
  return {
    chain: chainOf(last),
    object: objectOf(last),
    end: new Date(last.end).toISOString(),
    sha256: last.sha256,
  };
}
