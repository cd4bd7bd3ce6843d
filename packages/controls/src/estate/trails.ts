import type { Account, Estate, Trail } from '../model/estate.ts';
import type { Unknown } from '../model/fact.ts';
import { isUnknown, unknownBecause } from '../model/fact.ts';
import { identityOf } from '../model/observation.ts';
import { findAccount } from './accounts.ts';
import { listIndex } from './list-index.ts';
import { remembered } from './remembered.ts';

/** Trails that record an account, and whether there may be others. */
export interface RecordingTrails {
  readonly trails: readonly Trail[];
  /** `true`, or why another trail may record the account too. */
  readonly complete: true | Unknown;
}

/** Key of the trails whose owner is not known. */
const nobodyKnown = Symbol('nobody known');
const trailsByOwner = listIndex<Trail>(({ ownerAccountId }) =>
  isUnknown(ownerAccountId) ? [nobodyKnown] : [ownerAccountId],
);
const trailsByReference = listIndex<Trail>(({ arn, observation }) => [arn, observation.arn, observation.urn]);

const sameTrails = listIndex<Trail>((trail) => [trail]);

/** Tells whether an ARN, or the URN of a program's resource, names this trail. */
export function isTrailNamed(trail: Trail, reference: string): boolean {
  return (
    trail.arn === reference || trail.observation.arn === reference || trail.observation.urn === reference
  );
}

/** The trail of an estate that another estate's trail is, by its ARN. */
export function findTrail(estate: Estate, { arn }: Trail): Trail | undefined {
  return typeof arn === 'string' ? trailsByReference(estate.trails.items, arn)[0] : undefined;
}

/** Name of a trail for a reader. */
export function nameOfTrail(trail: Trail): string {
  if (typeof trail.arn === 'string') return trail.arn;
  return typeof trail.name === 'string' ? trail.name : (identityOf(trail) ?? 'a trail');
}

const recordings = remembered<RecordingTrails, Account>();

/**
 * The trails that record an account: its own, and those of the organization that it sees as shadows. They are looked
 * up once, as each trail asks which others record its account.
 */
export function trailsRecording(account: Account, estate: Estate): RecordingTrails {
  return recordings(estate, account, () => findTrailsRecording(account, estate));
}

function findTrailsRecording(account: Account, estate: Estate): RecordingTrails {
  const own = trailsByOwner(estate.trails.items, account.id);
  const { visibleTrails } = account;
  if (isUnknown(visibleTrails)) return { trails: own, complete: visibleTrails };

  const seen = (visibleTrails ?? []).map((reference) => ({
    reference,
    trail: trailsByReference(estate.trails.items, reference)[0],
  }));
  const trails = new Set([...own, ...seen.flatMap(({ trail }) => trail ?? [])]);
  const unread = seen.filter(({ trail }) => trail === undefined).map(({ reference }) => reference);
  const ownerless = trailsByOwner(estate.trails.items, nobodyKnown).find((trail) => !trails.has(trail));
  if (unread.length > 0) {
    const detail = `${unread.join(', ')} is seen from ${account.id} but was not read at its owner`;
    return { trails: [...trails], complete: unknownBecause('not-read', detail) };
  }
  if (ownerless !== undefined) return { trails: [...trails], complete: ownerless.ownerAccountId as Unknown };
  return { trails: [...trails], complete: true };
}

/**
 * Organization trails that an account does not see yet: AWS may still bring them to one that has just joined.
 * What is not known of a trail is taken for the best case.
 */
export function trailsToCome(account: Account, estate: Estate): readonly Trail[] {
  const recording = new Set(trailsRecording(account, estate).trails);
  return estate.trails.items.filter((trail) => trail.isOrganization !== false && !recording.has(trail));
}

/** The trails that record the account which owns a trail, that trail among them. */
export function trailsBeside(trail: Trail, estate: Estate): RecordingTrails {
  const owner = trail.ownerAccountId;
  if (isUnknown(owner)) return { trails: [trail], complete: owner };
  const account = owner === null ? undefined : findAccount(estate, owner);
  if (account !== undefined) {
    const recording = trailsRecording(account, estate);
    return sameTrails(recording.trails, trail).length > 0
      ? recording
      : { ...recording, trails: [trail, ...recording.trails] };
  }
  const trails = trailsByOwner(estate.trails.items, owner);
  const ownerless = trailsByOwner(estate.trails.items, nobodyKnown)[0];
  const complete =
    estate.accounts.complete !== true
      ? estate.accounts.complete
      : ownerless === undefined
        ? estate.trails.complete
        : (ownerless.ownerAccountId as Unknown);
  return { trails, complete };
}
