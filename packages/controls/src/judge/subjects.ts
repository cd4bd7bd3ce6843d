import type { SubjectKind } from '../model/control.ts';
import type {
  Bucket,
  ConfigRecorder,
  Detector,
  Estate,
  EventDataStore,
  Key,
  Trail,
} from '../model/estate.ts';
import { isUnknown } from '../model/fact.ts';
import { identityOf } from '../model/observation.ts';
import { alertingFinders } from './alerting-subjects.ts';
import { detectionFinders } from './detection-subjects.ts';
import { enabledRegions } from './enabled-regions.ts';
import { type Found, found, standalone, text } from './found.ts';

type Finders = { readonly [K in SubjectKind]: (estate: Estate) => readonly Found<K>[] };

/**
 * Finds what each kind of control judges. What a lens could not list is found too, as hidden: so that a list that
 * was denied shows in the results instead of looking like an empty one.
 */
const finders: Finders = {
  organization: ({ organization }) => [
    organization === null
      ? standalone
      : isUnknown(organization)
        ? { id: 'organization', observation: {}, hidden: organization }
        : { id: organization.id, observation: organization.observation, subject: organization },
  ],
  estate: () => [{ id: 'estate', observation: {}, subject: { observation: {} } }],
  accountAccess: accessOfAccounts,
  account: ({ accounts }) => found('account', accounts, ({ id }) => id),
  region: regions,
  trail: ({ trails }) => found('trail', trails, (trail: Trail) => text(trail.arn) ?? text(trail.name)),
  appliedTrail: ({ appliedTrails }) =>
    appliedTrails === undefined
      ? [{ id: 'applied trails', observation: {}, absent: 'no state of a stack was given' }]
      : found('appliedTrail', appliedTrails, (trail: Trail) => text(trail.arn) ?? text(trail.name)),
  eventDataStore: ({ eventDataStores }) =>
    found('eventDataStore', eventDataStores, (store: EventDataStore) => text(store.arn) ?? text(store.name)),
  logBucket: ({ buckets }) =>
    found(
      'logBucket',
      { ...buckets, items: buckets.items.filter(({ role }) => role !== 'other' && role !== 'findings') },
      (bucket: Bucket) => text(bucket.name),
    ),
  key: ({ keys }) =>
    found(
      'key',
      { ...keys, items: keys.items.filter(({ role }) => role === 'trail-logs') },
      (key: Key) => text(key.arn) ?? text(key.id),
    ),
  detector: ({ detectors }) =>
    found('detector', detectors, (detector) =>
      isUnknown(detector.region) ? undefined : `${text(detector.accountId)}/${detector.region}`,
    ),
  ...detectionFinders,
  ...alertingFinders,
};

/** Every kind of thing that gets a verdict. */
export const subjectKinds = Object.keys(finders) as readonly SubjectKind[];

/** The subjects of a kind, in the order of the estate. */
export function subjectsOf<K extends SubjectKind>(kind: K, estate: Estate): readonly Found<K>[] {
  return finders[kind](estate);
}

/** Every enabled Region of every account, and each further one in which a detector was seen, or a program has a recorder. */
function regions(estate: Estate): readonly Found<'region'>[] {
  const seen = new Map(enabledRegions(estate, 'region').map((one) => [one.id, one]));
  const { detectors, recorders, lens } = estate;
  const see = ({ accountId, region, observation }: Detector | ConfigRecorder) => {
    if (typeof accountId !== 'string' || typeof region !== 'string') return;
    const id = `${accountId}/${region}`;
    if (!seen.has(id)) seen.set(id, { id, observation, subject: { accountId, region, observation } });
  };
  detectors.items.forEach((detector, index) => {
    const { accountId, region, observation } = detector;
    see(detector);
    const hidden = [accountId, region].find(isUnknown);
    const id = identityOf(detector) ?? `detector ${index + 1}`;
    if (hidden !== undefined) seen.set(id, { id, observation, hidden });
  });
  // A program tells no Regions of its accounts but by what it declares there.
  if (lens !== 'live') recorders.items.forEach(see);
  return [...seen.values()];
}

/** Beside the accounts to be judged a live lens reads those that their logs rest on; these are not judged themselves. */
function accessOfAccounts({ access, accounts, lens }: Estate): readonly Found<'accountAccess'>[] {
  const ids = new Set(accounts.items.map(({ id }) => id));
  const items = access.items.filter(({ accountId }) => lens !== 'live' || ids.has(accountId));
  return found('accountAccess', { ...access, items }, ({ accountId }) => accountId);
}
