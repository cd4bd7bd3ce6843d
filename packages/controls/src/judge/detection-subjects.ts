import type { DetectionResource, ScannedBucket } from '../model/control.ts';
import type {
  AdministratorDetector,
  Bucket,
  DetectionOrganization,
  Estate,
  MalwarePlan,
} from '../model/estate.ts';
import { type Fact, isUnknown, type Unknown, unknownBecause } from '../model/fact.ts';
import type { Observed } from '../model/observation.ts';
import { identityOf } from '../model/observation.ts';
import { type Found, found, standalone, text, unreadRegions } from './found.ts';

/** Finds what the controls of GuardDuty judge. */
export const detectionFinders = {
  detectionOrganization: detectionOrganizations,
  administratorDetector: administratorDetectors,
  detectionResource: detectionResources,
  findingsBucket: findingsBuckets,
  scannedBucket: scannedBuckets,
} as const;

function detectionOrganizations(estate: Estate): readonly Found<'detectionOrganization'>[] {
  const { organization, detectionOrganizations: read } = estate;
  if (organization === null) return [standalone];
  const subjects = found('detectionOrganization', read, (item: DetectionOrganization) => text(item.region));
  // A standalone account needs none of it, so that nothing is said before it is known whether this is one.
  if (isUnknown(organization)) {
    const hidden = [...subjects, { id: 'organization', observation: {} }];
    return hidden.map(({ id, observation }) => ({ id, observation, hidden: organization }));
  }
  return [...subjects, ...unreadRegions(estate, read.items, 'GuardDuty’s organization settings')];
}

function administratorDetectors(estate: Estate): readonly Found<'administratorDetector'>[] {
  const { administratorDetectors: read } = estate;
  return [
    ...found('administratorDetector', read, placeOf),
    ...unreadRegions(estate, read.items, 'the settings of GuardDuty’s administrator'),
  ];
}

function placeOf({ accountId, region }: AdministratorDetector): string | undefined {
  const [account, place] = [text(accountId), text(region)];
  return place === undefined ? undefined : account === undefined ? place : `${account}/${place}`;
}

/** The administrator's detectors and all that belongs to them, and the plans of all accounts. */
function detectionResources(estate: Estate): readonly Found<'detectionResource'>[] {
  const { administratorDetectors: detectors, malwarePlans } = estate;
  const open: Unknown[] = [detectors.complete, malwarePlans.complete].filter((one) => one !== true);
  const resources = detectors.items.flatMap((detector): Found<'detectionResource'>[] => {
    const place = placeOf(detector) ?? 'GuardDuty';
    const { destinations, filters, lists } = detector;
    open.push(...[destinations.complete, filters.complete, lists.complete].filter((one) => one !== true));
    return [
      ...ownResource(detector, `${place} detector`),
      ...filters.items.map((item) => resourceOf('filter', `${place} filter ${nameOf(item)}`, item)),
      ...lists.items.map((item) => resourceOf('list', `${place} list ${nameOf(item)}`, item)),
      ...destinations.items.map((item) => resourceOf('destination', `${place} destination`, item)),
    ];
  });
  const plans = malwarePlans.items.map((plan) =>
    resourceOf('plan', `plan of ${text(plan.bucketName) ?? identityOf(plan) ?? 'a bucket'}`, plan),
  );
  const hidden =
    open.length === 0
      ? []
      : [{ id: 'other detectionResources', observation: {}, hidden: open[0] as Unknown }];
  return [...resources, ...plans, ...hidden];
}

function nameOf(item: Observed & { readonly name: DetectionResourceName }): string {
  return text(item.name) ?? identityOf(item) ?? '';
}
type DetectionResourceName = AdministratorDetector['filters']['items'][number]['name'];

/** Whether there is a detector has to be known before its tags say anything. */
function ownResource(detector: AdministratorDetector, name: string): readonly Found<'detectionResource'>[] {
  const { id, observation } = detector;
  if (id === null) return [];
  return [isUnknown(id) ? { id: name, observation, hidden: id } : resourceOf('detector', name, detector)];
}

function resourceOf(
  kind: DetectionResource['kind'],
  name: string,
  { tags, observation }: Observed & Pick<DetectionResource, 'tags'>,
): Found<'detectionResource'> {
  return { id: name, observation, subject: { kind, name, tags, observation } };
}

/**
 * The buckets that findings are exported to, as far as they were read. Where nothing is exported there is nothing to
 * harden; that is another control's finding.
 */
function findingsBuckets({ buckets, administratorDetectors }: Estate): readonly Found<'findingsBucket'>[] {
  const items = buckets.items.filter(({ role }) => role === 'findings');
  const { items: detectors, complete } = administratorDetectors;
  const destinations = detectors.flatMap((detector) => detector.destinations.items);
  const hidden = [
    complete,
    ...detectors.map((detector) => detector.destinations.complete),
    ...destinations.map(({ bucketArn }) => bucketArn),
    ...buckets.items.map(({ name }) => name),
  ].find(isUnknown);
  const open = hidden ?? buckets.complete;
  const unread = [...new Set(destinations.flatMap(({ bucketArn }) => bucketIn(bucketArn)))].filter(
    (name) => !buckets.items.some((bucket) => bucket.name === name),
  );
  if (items.length === 0 && unread.length === 0 && open === true) {
    return [{ id: 'findings', observation: {}, absent: 'no findings are exported' }];
  }
  return [
    ...found('findingsBucket', { items, complete: hidden ?? true }, (bucket: Bucket) => text(bucket.name)),
    ...unread.map((name) => ({
      id: name,
      observation: {},
      hidden: isUnknown(open) ? open : unknownBecause('not-read', `the bucket ${name} was not read`),
    })),
  ];
}

/** `NAME` of `arn:aws:s3:::NAME/PREFIX`. */
function bucketIn(arn: Fact<string>): readonly string[] {
  const name = typeof arn === 'string' ? /^arn:[^:]+:s3:::([^/]+)/.exec(arn)?.[1] : undefined;
  return name === undefined ? [] : [name];
}

/** The buckets that take files from outside, and all that a plan is about. */
function scannedBuckets({ uploadBuckets, malwarePlans }: Estate): readonly Found<'scannedBucket'>[] {
  const plansByBucket = Map.groupBy(
    malwarePlans.items,
    (plan) => text(plan.bucketName) ?? identityOf(plan) ?? '',
  );
  const uploads = uploadBuckets.items.map((bucket) => {
    const name = text(bucket.name) ?? identityOf(bucket) ?? '';
    const urn = bucket.observation.urn ?? '';
    const plans = [...(plansByBucket.get(name) ?? []), ...(plansByBucket.get(urn) ?? [])];
    plansByBucket.delete(name);
    plansByBucket.delete(urn);
    // Without its name nobody can tell which plan is its own.
    if (isUnknown(bucket.name) && plans.length === 0)
      return { id: name, observation: bucket.observation, hidden: bucket.name };
    return bucketOf(name, true, [...new Set(plans)], bucket.observation);
  });
  const nameless = [
    ...uploadBuckets.items.map(({ name }) => name),
    ...malwarePlans.items.map(({ bucketName }) => bucketName),
  ].find(isUnknown);
  const others = [...plansByBucket].map(([name, plans]): Found<'scannedBucket'> => {
    const { observation } = plans[0] as MalwarePlan;
    return nameless === undefined
      ? bucketOf(name, false, plans, observation)
      : { id: name, observation, hidden: nameless };
  });
  const hidden = uploadBuckets.complete === true ? [] : [uploadBuckets.complete];
  return [
    ...uploads,
    ...others,
    ...hidden.map((one) => ({ id: 'other scannedBuckets', observation: {}, hidden: one })),
  ];
}

function bucketOf(
  name: string,
  isUpload: boolean,
  plans: readonly MalwarePlan[],
  observation: ScannedBucket['observation'],
): Found<'scannedBucket'> {
  return { id: name, observation, subject: { name, isUpload, plans, observation } };
}
