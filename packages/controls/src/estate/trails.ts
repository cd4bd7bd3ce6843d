import type { Account, Estate, Trail } from '../model/estate.ts';
import type { Unknown } from '../model/fact.ts';
import { isUnknown, unknownBecause } from '../model/fact.ts';
import { identityOf } from '../model/observation.ts';

/** Trails that record an account, and whether there may be others. */
export interface RecordingTrails {
  readonly trails: readonly Trail[];
  /** `true`, or why another trail may record the account too. */
  readonly complete: true | Unknown;
}

/** Tells whether an ARN, or the URN of a program's resource, names this trail. */
export function isTrailNamed(trail: Trail, reference: string): boolean {
  return (
    trail.arn === reference || trail.observation.arn === reference || trail.observation.urn === reference
  );
}

/** Name of a trail for a reader. */
export function nameOfTrail(trail: Trail): string {
  if (typeof trail.arn === 'string') return trail.arn;
  return typeof trail.name === 'string' ? trail.name : (identityOf(trail) ?? 'a trail');
}

/** The trails that record an account: its own, and those of the organization that it sees as shadows. */
export function trailsRecording(account: Account, estate: Estate): RecordingTrails {
  const own = estate.trails.items.filter((trail) => trail.ownerAccountId === account.id);
  const { visibleTrails } = account;
  if (isUnknown(visibleTrails)) return { trails: own, complete: visibleTrails };

  const seen = (visibleTrails ?? []).map((reference) => ({
    reference,
    trail: estate.trails.items.find((trail) => isTrailNamed(trail, reference)),
  }));
  const trails = new Set([...own, ...seen.flatMap(({ trail }) => trail ?? [])]);
  const unread = seen.filter(({ trail }) => trail === undefined).map(({ reference }) => reference);
  const ownerless = estate.trails.items.find(
    (trail) => isUnknown(trail.ownerAccountId) && !trails.has(trail),
  );
  if (unread.length > 0) {
    const detail = `${unread.join(', ')} is seen from ${account.id} but was not read at its owner`;
    return { trails: [...trails], complete: unknownBecause('not-read', detail) };
  }
  if (ownerless !== undefined) return { trails: [...trails], complete: ownerless.ownerAccountId as Unknown };
  return { trails: [...trails], complete: true };
}

/** The trails that record the account which owns a trail, that trail among them. */
export function trailsBeside(trail: Trail, estate: Estate): RecordingTrails {
  const owner = trail.ownerAccountId;
  if (isUnknown(owner)) return { trails: [trail], complete: owner };
  const account = estate.accounts.items.find(({ id }) => id === owner);
  if (account !== undefined) {
    const recording = trailsRecording(account, estate);
    return recording.trails.includes(trail)
      ? recording
      : { ...recording, trails: [trail, ...recording.trails] };
  }
  const trails = estate.trails.items.filter((other) => other === trail || other.ownerAccountId === owner);
  const ownerless = estate.trails.items.find((other) => isUnknown(other.ownerAccountId));
  const complete =
    estate.accounts.complete !== true
      ? estate.accounts.complete
      : ownerless === undefined
        ? estate.trails.complete
        : (ownerless.ownerAccountId as Unknown);
  return { trails, complete };
}
