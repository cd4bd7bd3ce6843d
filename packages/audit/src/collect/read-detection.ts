import type {
  Account,
  Collection,
  DetectionOrganization,
  Detector,
  Estate,
  Fact,
  MalwarePlan,
  Unknown,
} from '@trailguard/controls';
import { collectionOf } from './collection.ts';
import {
  type DetectionAccounts,
  type ReadDetection,
  readDetection,
  readStandaloneDetector,
} from './guardduty.ts';
import { readDetector } from './guardduty-detector.ts';
import { readMalwarePlans } from './malware-plans.ts';
import { regionsOf } from './read-account.ts';
import type { Reader } from './reader.ts';

/** The parts of the estate that GuardDuty tells. */
export type DetectionEstate = Pick<
  Estate,
  'detectors' | 'detectionOrganizations' | 'administratorDetectors' | 'malwarePlans'
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
  organization: DetectionAccounts,
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
    (account) => readAccountDetection(reader, account, byRegion),
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
  };
}

interface AccountDetection {
  readonly detectors: readonly Detector[];
  readonly plans: readonly Fact<MalwarePlan>[];
}

async function readAccountDetection(
  reader: Reader,
  account: Account,
  byRegion: ReadonlyMap<string, ReadDetection | undefined>,
): Promise<AccountDetection> {
  const regions = regionsOf(account);
  const [detectors, plans] = await Promise.all([
    Promise.all(
      regions.map(
        (region) =>
          byRegion.get(region)?.memberDetectors.get(account.id) ?? readDetector(reader, account.id, region),
      ),
    ),
    Promise.all(regions.map((region) => readMalwarePlans(reader, account.id, region))),
  ]);
  return { detectors, plans: plans.flat() };
}
