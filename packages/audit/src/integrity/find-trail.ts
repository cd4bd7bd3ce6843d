import type { AskedBy, TrailToVerify } from './trail-to-verify.ts';

/**
 * Asks AWS for a trail, and for the accounts and Regions that it records, as `readTrailToVerify` does. The clients that it takes
 * are loaded for it: a verification of a copy needs none of them.
 */
export async function findTrail(
  name: string | undefined,
  region: string,
  by?: AskedBy,
): Promise<TrailToVerify> {
  const { readTrailToVerify } = await import('./trail-to-verify.ts');
  return readTrailToVerify(name, region, by);
}
