import {
  findTrail,
  type KeyDescription,
  keysOfAws,
  type LogPlace,
  type StoreDescription,
  type TrailToVerify,
} from '@trailguard/audit/integrity';
import { placeOf } from '@trailguard/audit/integrity/place';
import type { JobContext } from './context.ts';
import { credentialsOf, openSession } from './credentials.ts';
import { JobFailure } from './failure.ts';

/** The log files of the organization trail, and what they are verified with. */
export interface OrganizationLogs {
  /** Whom logs must be there of, by AWS's clock. */
  readonly trail: Pick<TrailToVerify, 'accounts' | 'regions' | 'asOf'>;
  /** Where the trail delivers, and where it did before. */
  readonly places: readonly LogPlace[];
  readonly store: StoreDescription;
  /** Keys that digests of a time are signed by. */
  keys(from: Date, to: Date): Promise<KeyDescription>;
}

/**
 * Finds the organization trail by the role for audits; its files are read by the role that the service was told of, and by no
 * other: who audits cannot read logs.
 *
 * @throws JobFailure when the service was told of no such role, or the trail cannot be told.
 */
export async function organizationLogs({ config, job }: JobContext): Promise<OrganizationLogs> {
  const { logReaderRole } = config.evidence;
  if (logReaderRole === null)
    throw new JobFailure('NO_LOG_READER', 'set TRAILGUARD_LOG_READER_ROLE to a role that may read them');
  const { homeRegion, managementAccountId } = config.organization;
  const credentials = credentialsOf(await openSession(config, 'audit', managementAccountId, job.id));
  const { place, ...trail } = await findTrail(undefined, homeRegion, { credentials }).catch(
    (cause: Error) => {
      throw new JobFailure('LOGS_NOT_FOUND', cause.message, { cause });
    },
  );
  const former = JSON.parse(config.stackSettings.formerLogPlaces ?? '[]') as string[];
  const before = former.flatMap((text) => placeOf(text) ?? []);
  return {
    trail,
    places: [place, ...before.map((one) => ({ ...one, organizationId: place.organizationId }))],
    store: { kind: 's3', region: homeRegion, roleArn: logReaderRole, sessionName: job.id },
    keys: async (from, to) => {
      const source = keysOfAws({ credentials });
      const keys = await Promise.all(trail.regions.map((region) => source(region, from, to)));
      return { kind: 'saved', keys: keys.flat() };
    },
  };
}
