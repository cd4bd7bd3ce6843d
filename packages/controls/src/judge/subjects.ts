import type { AccountRegion, SubjectKind, Subjects } from '../model/control.ts';
import type { Bucket, DetectionOrganization, Estate, Key, Trail } from '../model/estate.ts';
import type { Collection, Fact, Unknown } from '../model/fact.ts';
import { isUnknown, unknownBecause } from '../model/fact.ts';
import type { Observation, Observed } from '../model/observation.ts';
import { identityOf } from '../model/observation.ts';

/** A thing to be judged, or why such things could not be found. */
export type Found<K extends SubjectKind> =
  | { readonly id: string; readonly observation: Observation; readonly subject: Subjects[K] }
  | { readonly id: string; readonly observation: Observation; readonly hidden: Unknown }
  | { readonly id: string; readonly observation: Observation; readonly absent: string };

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
  account: ({ accounts }) => found('account', accounts, ({ id }) => id),
  region: regions,
  trail: ({ trails }) => found('trail', trails, (trail: Trail) => text(trail.arn) ?? text(trail.name)),
  logBucket: ({ buckets }) =>
    found(
      'logBucket',
      { ...buckets, items: buckets.items.filter(({ role }) => role !== 'other') },
      (bucket: Bucket) => text(bucket.name),
    ),
  key: ({ keys }) => found('key', keys, (key: Key) => text(key.arn) ?? text(key.id)),
  detector: ({ detectors }) =>
    found('detector', detectors, (detector) =>
      isUnknown(detector.region) ? undefined : `${text(detector.accountId)}/${detector.region}`,
    ),
  detectionOrganization: detectionOrganizations,
};

/** The subjects of a kind, in the order of the estate. */
export function subjectsOf<K extends SubjectKind>(kind: K, estate: Estate): readonly Found<K>[] {
  return finders[kind](estate);
}

const standalone = {
  id: 'organization',
  observation: {},
  absent: 'the account belongs to no organization',
} as const;

function text(fact: Fact<string>): string | undefined {
  return isUnknown(fact) || fact === null ? undefined : fact;
}

function found<T extends Observed>(
  kind: SubjectKind,
  { items, complete }: Collection<T>,
  nameOf: (item: T) => string | undefined,
) {
  const subjects = items.map((subject, index) => ({
    id: nameOf(subject) ?? identityOf(subject) ?? `${kind} ${index + 1}`,
    observation: subject.observation,
    subject: subject as never,
  }));
  return complete === true ? subjects : [...subjects, hiddenOthers(kind, complete)];
}

function hiddenOthers(kind: SubjectKind, hidden: Unknown) {
  return { id: `other ${kind}s`, observation: {}, hidden };
}

/** Every enabled Region of every account, and each further one in which a detector was seen. */
function regions({ accounts, detectors }: Estate): readonly Found<'region'>[] {
  const seen = new Map<string, Found<'region'>>();
  const add = (subject: AccountRegion) => {
    const id = `${subject.accountId}/${subject.region}`;
    if (!seen.has(id)) seen.set(id, { id, observation: subject.observation, subject });
  };
  for (const { id, status, enabledRegions, observation } of accounts.items) {
    if (status === 'SUSPENDED' || status === 'PENDING_CLOSURE') {
      seen.set(`${id}/*`, { id: `${id}/*`, observation, absent: `account ${id} is ${status}` });
    } else if (isUnknown(enabledRegions)) {
      seen.set(`${id}/*`, { id: `${id}/*`, observation, hidden: enabledRegions });
    } else {
      for (const region of enabledRegions ?? []) add({ accountId: id, region, observation });
    }
  }
  detectors.items.forEach((detector, index) => {
    const { accountId, region, observation } = detector;
    if (typeof accountId === 'string' && typeof region === 'string') add({ accountId, region, observation });
    const hidden = [accountId, region].find(isUnknown);
    const id = identityOf(detector) ?? `detector ${index + 1}`;
    if (hidden !== undefined) seen.set(id, { id, observation, hidden });
  });
  if (accounts.complete !== true) seen.set('others', hiddenOthers('region', accounts.complete));
  return [...seen.values()];
}

/** A live reading must have an answer for each Region that the management account has enabled. */
function detectionOrganizations(estate: Estate): readonly Found<'detectionOrganization'>[] {
  const { organization, detectionOrganizations: read, accounts, lens } = estate;
  if (organization === null) return [standalone];
  const subjects = found('detectionOrganization', read, (item: DetectionOrganization) => text(item.region));
  // A standalone account needs none of it, so that nothing is said before it is known whether this is one.
  if (isUnknown(organization)) {
    const hidden = [...subjects, { id: 'organization', observation: {} }];
    return hidden.map(({ id, observation }) => ({ id, observation, hidden: organization }));
  }
  if (lens !== 'live') return subjects;
  const management = accounts.items.find(({ id }) => id === organization.managementAccountId);
  const enabled =
    management === undefined || isUnknown(management.enabledRegions) ? [] : management.enabledRegions;
  const unread = (enabled ?? []).filter((region) => !read.items.some((item) => item.region === region));
  return [
    ...subjects,
    ...unread.map((region) => ({
      id: region,
      observation: {},
      hidden: unknownBecause('not-read', `GuardDuty's organization settings in ${region} were not read`),
    })),
  ];
}
