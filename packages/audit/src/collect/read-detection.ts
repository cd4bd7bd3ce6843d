import type { Collection, Detector, Estate, Unknown } from '@trailguard/controls';
import { isUnknown } from '@trailguard/controls';
import type { AuditedOrganization } from './audited-organization.ts';
import { collectionOf } from './collection.ts';
import { type ReadDetection, readDetection, readStandaloneDetector } from './guardduty.ts';
import { regionsOf } from './read-account.ts';
import type { ReadMember } from './read-member.ts';
import type { Reader } from './reader.ts';

/** The parts of the estate that GuardDuty tells. */
export type DetectionEstate = Pick<
  Estate,
  'detectors' | 'detectionOrganizations' | 'administratorDetectors' | 'malwarePlans' | 'uploadBuckets'
>;

/**
 * GuardDuty in each Region at its administrator, which answers for all members at once; asked when the first account with that
 * Region is read. Accounts themselves are left with what only they know: their plans of Malware Protection for S3, and detectors that belong to no administrator.
 */
export class DetectionByRegion {
  readonly #reader: Reader;
  readonly #organization: AuditedOrganization;
  readonly #isStandalone: boolean;
  readonly #scope: readonly string[] | undefined;
  readonly #readings = new Map<string, Promise<ReadDetection>>();

  /**
   * @param isStandalone whether there is no organization, so that each account runs GuardDuty for itself
   * @param scope accounts to judge; all when left out
   */
  constructor(
    reader: Reader,
    organization: AuditedOrganization,
    isStandalone: boolean,
    scope?: readonly string[],
  ) {
    this.#reader = reader;
    this.#organization = organization;
    this.#isStandalone = isStandalone;
    this.#scope = scope;
  }

  /** The detector of an account as its administrator tells of it, if it belongs to one. */
  async memberDetector(accountId: string, region: string): Promise<Detector | undefined> {
    if (this.#isStandalone) return undefined;
    return (await this.#in(region)).memberDetectors.get(accountId);
  }

  /**
   * All that GuardDuty tells.
   * @param unread why Regions of accounts are not known, if so
   */
  async estate(members: readonly ReadMember[], unread: Unknown | undefined): Promise<DetectionEstate> {
    const regions = [...new Set(members.flatMap(({ fact }) => regionsOf(fact)))].sort();
    const read = this.#isStandalone ? [] : await Promise.all(regions.map((region) => this.#in(region)));
    const standalone = this.#isStandalone ? await this.#standaloneDetectors(members) : [];
    const complete: Collection<unknown>['complete'] = unread ?? true;
    return {
      detectors: { items: members.flatMap(({ detectors }) => detectors), complete },
      detectionOrganizations: { items: read.map(({ organization }) => organization), complete },
      administratorDetectors: {
        items: [...read.map(({ administrator }) => administrator), ...standalone],
        complete,
      },
      malwarePlans: collectionOf(
        members.flatMap(({ plans }) => plans),
        unread,
      ),
      uploadBuckets: {
        items: members.flatMap(({ uploads }) => uploads.items),
        complete: unread ?? members.map(({ uploads }) => uploads.complete).find(isUnknown) ?? true,
      },
    };
  }

  #in(region: string): Promise<ReadDetection> {
    const reading =
      this.#readings.get(region) ?? readDetection(this.#reader, this.#organization, region, this.#scope);
    this.#readings.set(region, reading);
    return reading;
  }

  #standaloneDetectors(members: readonly ReadMember[]) {
    return Promise.all(
      members.flatMap(({ fact }) =>
        regionsOf(fact).map((region) => readStandaloneDetector(this.#reader, fact.id, region)),
      ),
    );
  }
}
