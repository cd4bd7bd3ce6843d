import type { ChainEnd } from '@trailguard/audit/integrity';
import type { Queryable } from './database.ts';

/** The last digest of each chain that any verification has seen. */
export async function knownChainEnds(db: Queryable): Promise<ChainEnd[]> {
  const { rows } = await db.query(
    `SELECT chain, object, ended AS "end", sha256 FROM log_chain_ends ORDER BY chain`,
  );
  return rows;
}

/** Ends that one statement writes at most. */
const AtOnce = 1_000;

/**
 * Keeps what a verification has seen at the ends of chains. An end only ever moves on: where digests were removed from the end of a
 * chain, what it ended with before stays known.
 */
export async function keepChainEnds(tx: Queryable, job: string, ends: readonly ChainEnd[]): Promise<void> {
  for (let at = 0; at < ends.length; at += AtOnce) {
    const some = ends.slice(at, at + AtOnce);
    await tx.query(
      `INSERT INTO log_chain_ends (chain, object, ended, sha256, job)
       SELECT chain, object, ended, sha256, $1 FROM unnest($2::text[], $3::text[], $4::text[], $5::text[])
         AS seen (chain, object, ended, sha256)
       ON CONFLICT (chain) DO UPDATE SET
         object = EXCLUDED.object, ended = EXCLUDED.ended, sha256 = EXCLUDED.sha256, job = EXCLUDED.job, seen_at = now()
       WHERE EXCLUDED.ended::timestamptz > log_chain_ends.ended::timestamptz`,
      [
        job,
        some.map(({ chain }) => chain),
        some.map(({ object }) => object),
        some.map(({ end }) => end),
        some.map(({ sha256 }) => sha256),
      ],
    );
  }
}
