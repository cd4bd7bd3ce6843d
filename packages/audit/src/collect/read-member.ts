import type {
  ConfigRecorder,
  Collection,
  Detector,
  EventRule,
  Fact,
  MalwarePlan,
  SecurityHub,
  UploadBucket,
} from '@trailguard/controls';
import type { AccountPlace } from './account-place.ts';
import { readRecorders } from './config.ts';
import { readEventRules } from './events.ts';
import { readDetector } from './guardduty-detector.ts';
import { readMalwarePlans } from './malware-plans.ts';
import { type Listed, type ReadAccount, readAccount, regionsOf } from './read-account.ts';
import type { DetectionByRegion } from './read-detection.ts';
import type { Reader } from './reader.ts';
import { readSecurityHub } from './security-hub.ts';
import { readUploadBuckets } from './upload-buckets.ts';

/** All that an account itself is asked for, as plain JSON; a list of facts or lists has an entry for each of its Regions. */
export interface ReadMember extends ReadAccount {
  readonly detectors: readonly Detector[];
  readonly plans: readonly Fact<MalwarePlan>[];
  readonly uploads: Collection<UploadBucket>;
  /** Rules of the default buses. */
  readonly eventRules: readonly Fact<EventRule>[];
  readonly recorders: readonly Collection<ConfigRecorder>[];
  readonly hubs: readonly Collection<SecurityHub>[];
}

/** What is known of an account before it is asked, and who answers for it. */
export interface MemberScope {
  readonly listed: Listed;
  readonly place: AccountPlace;
  readonly homeRegion: string;
  readonly detection: DetectionByRegion;
}

/** Reads an account in one go. Of one without Regions, closed or unknown, nothing is asked in any. */
export async function readMember(
  reader: Reader,
  { listed, place, homeRegion, detection }: MemberScope,
): Promise<ReadMember> {
  const account = await readAccount(reader, listed, homeRegion, place);
  const { id } = listed;
  const regions = regionsOf(account.fact);
  const inEach = <T>(read: (region: string) => Promise<T>) => Promise.all(regions.map(read));
  const [detectors, plans, uploads, rules, recorders, hubs] = await Promise.all([
    inEach(
      async (region) => (await detection.memberDetector(id, region)) ?? readDetector(reader, id, region),
    ),
    inEach((region) => readMalwarePlans(reader, id, region)),
    regions.length === 0 ? none : readUploadBuckets(reader, id, homeRegion),
    inEach((region) => readEventRules(reader, { accountId: id, region, bus: 'default' })),
    inEach((region) => readRecorders(reader, id, region)),
    inEach((region) => readSecurityHub(reader, id, region)),
  ]);
  return { ...account, detectors, plans: plans.flat(), uploads, eventRules: rules.flat(), recorders, hubs };
}

const none: Collection<UploadBucket> = { items: [], complete: true };
