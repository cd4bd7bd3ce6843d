import {
  type Account,
  type Collection,
  type DetectionOrganization,
  type Detector,
  type Estate,
  type Fact,
  isUnknown,
  type MalwarePlan,
  type Unknown,
  type UploadBucket,
} from '@trailguard/controls';
import type { AuditedOrganization } from './audited-organization.ts';
import { collectionOf } from './collection.ts';
import { type ReadDetection, readDetection, readStandaloneDetector } from './guardduty.ts';
import { readDetector } from './guardduty-detector.ts';
import { readMalwarePlans } from './malware-plans.ts';
import { regionsOf } from './read-account.ts';
import type { Reader } from './reader.ts';
import { readUploadBuckets } from './upload-buckets.ts';

/** The parts of the estate that GuardDuty tells. */
export type DetectionEstate = Pick<
  Estate,
  'detectors' | 'detectionOrganizations' | 'administratorDetectors' | 'malwarePlans' | 'uploadBuckets'
>;

/**
 * Reads GuardDuty: in each Region at its administrator, which answers for all members at once, and then in the accounts
 * for what only they know: their plans of Malware Protection for S3, and detectors that belong to no administrator.
 *
 * @param isStandalone whether there is no organization, so that each account runs GuardDuty for itself
 * @param unread why Regions of accounts are not known, if so
 */
export async function readAllDetection(
  reader: Reader,
  organization: AuditedOrganization,
  accounts: readonly Account[],
  isStandalone: boolean,
  unread: Unknown | undefined,
): Promise<DetectionEstate> {
  const regions = [...new Set(accounts.flatMap(regionsOf))].sort();
  const read = isStandalone
    ? []
    : await Promise.all(regions.map((region) => readDetection(reader, organization, region)));
  const byRegion = new Map(regions.map((region, index) => [region, read[index]]));
  const perAccount = await reader.eachAccount(
    accounts,
    ({ id }) => id,
    (account) => readAccountDetection(reader, account, byRegion, organization.homeRegion),
  );
  const standalone = isStandalone
    ? await Promise.all(
        accounts.flatMap((account) =>
          regionsOf(account).map((region) => readStandaloneDetector(reader, account.id, region)),
        ),
      )
    : [];
  const complete = unread ?? true;
  const organizations: Collection<DetectionOrganization> = {
    items: read.map((one) => one.organization),
    complete,
  };
  return {
    detectors: { items: perAccount.flatMap(({ detectors }) => detectors), complete },
    detectionOrganizations: organizations,
    administratorDetectors: {
      items: [...read.map(({ administrator }) => administrator), ...standalone],
      complete,
    },
    malwarePlans: collectionOf(
      perAccount.flatMap(({ plans }) => plans),
      unread,
    ),
    uploadBuckets: {
      items: perAccount.flatMap(({ uploads }) => uploads.items),
      complete: unread ?? perAccount.map(({ uploads }) => uploads.complete).find(isUnknown) ?? true,
    },
  };
}

/** Of an account without Regions, closed or unknown, nothing is asked. */
const none: Collection<UploadBucket> = { items: [], complete: true };

interface AccountDetection {
  readonly detectors: readonly Detector[];
  readonly plans: readonly Fact<MalwarePlan>[];
  readonly uploads: Collection<UploadBucket>;
}

async function readAccountDetection(
  reader: Reader,
  account: Account,
  byRegion: ReadonlyMap<string, ReadDetection | undefined>,
  homeRegion: string,
): Promise<AccountDetection> {
  const regions = regionsOf(account);
  const [detectors, plans, uploads] = await Promise.all([
    Promise.all(
      regions.map(
        async (region) =>
          byRegion.get(region)?.memberDetectors.get(account.id) ?? readDetector(reader, account.id, region),
      ),
    ),
    Promise.all(regions.map((region) => readMalwarePlans(reader, account.id, region))),
    regions.length === 0 ? none : readUploadBuckets(reader, account.id, homeRegion),
  ]);
  return { detectors, plans: plans.flat(), uploads };
}
