import { isUnknown, managementCoverage, type Trail, type Unknown } from '@trailguard/controls';
import { readTrail, readVisibleTrails, type TrailPlace } from './collect/cloudtrail.ts';
import { type CredentialsFor, Reader } from './collect/reader.ts';

/** A trail that exists, by what tells whether it records what another one records too. */
export interface FoundTrail {
  readonly arn: string;
  readonly homeRegion: string;
  readonly isMultiRegion: boolean;
  readonly isOrganization: boolean;
  /** Left out where it could not be read, as are the next two. */
  readonly isLogging?: boolean;
  /** Whether management events are recorded that read. */
  readonly managementReads?: boolean;
  /** Whether management events are recorded that write. */
  readonly managementWrites?: boolean;
}

/** Where to look for trails. */
export interface TrailLookUp {
  /** Accounts that are asked, 12 digits each: for their own trails in every region, and for those that others share. */
  readonly accounts: readonly string[];
  /** A region that every account has enabled. */
  readonly homeRegion: string;
  /** Opens a read-only session in an account. */
  readonly credentials: CredentialsFor;
  /** Stops the reading. */
  readonly signal?: AbortSignal;
}

/**
 * Trails that these accounts see, before anything of ours is made. What could not be read is said: a trail may be
 * there all the same.
 */
export async function lookUpTrails(
  lookUp: TrailLookUp,
): Promise<{ readonly trails: readonly FoundTrail[]; readonly unread: readonly Unknown[] }> {
  const reader = new Reader(lookUp.credentials, { signal: lookUp.signal });
  try {
    const places = await visibleTrails(reader, lookUp);
    const trails = await Promise.all(places.map((place) => readTrail(reader, place, [])));
    return {
      trails: trails.flatMap((trail) =>
        trail === null || isUnknown(trail) ? [] : (foundTrail(trail) ?? []),
      ),
      unread: reader.failures,
    };
  } finally {
    reader.close();
  }
}

async function visibleTrails(
  reader: Reader,
  { accounts, homeRegion }: TrailLookUp,
): Promise<readonly TrailPlace[]> {
  const places = new Map<string, TrailPlace>();
  await Promise.all(
    accounts.map(async (accountId) => {
      const visible = await readVisibleTrails(reader, accountId, homeRegion);
      if (visible === null || isUnknown(visible)) return;
      for (const place of visible) places.set(place.arn, place);
    }),
  );
  return [...places.values()].sort((a, b) => a.arn.localeCompare(b.arn));
}

/** `undefined` where it is not known whom the trail records. */
function foundTrail(trail: Trail): FoundTrail | undefined {
  const { arn, homeRegion, isMultiRegion, isOrganization, isLogging, selectors } = trail;
  if (typeof arn !== 'string' || typeof homeRegion !== 'string') return undefined;
  if (typeof isMultiRegion !== 'boolean' || typeof isOrganization !== 'boolean') return undefined;
  const management = selectors === null || isUnknown(selectors) ? undefined : managementCoverage(selectors);
  return {
    arn,
    homeRegion,
    isMultiRegion,
    isOrganization,
    ...(typeof isLogging === 'boolean' ? { isLogging } : {}),
    ...(management === undefined
      ? {}
      : { managementReads: management.reads, managementWrites: management.writes }),
  };
}
