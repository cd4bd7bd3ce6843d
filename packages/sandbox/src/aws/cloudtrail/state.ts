import type {
  AdvancedEventSelector,
  AggregationConfiguration,
  EventSelector,
  InsightSelector,
} from '@aws-sdk/client-cloudtrail';
import type { SandboxContext } from '../service.ts';

/** A stretch in which a trail records calls. */
export interface LoggingPeriod {
  /** ISO time of StartLogging. */
  readonly from: string;
  /** ISO time of StopLogging or DeleteTrail; absent while the trail logs. */
  to?: string;
  /** Call that ended the period; it is the last event the trail delivers. */
  endedBy?: string;
}

/** What GetTrailStatus says of one account and region; times are ISO. */
export interface DeliveryStatus {
  latestDeliveryTime?: string;
  latestDeliveryAttemptTime?: string;
  latestDeliveryError?: string;
  latestDigestDeliveryTime?: string;
  latestDigestDeliveryError?: string;
  latestNotificationTime?: string;
  latestNotificationAttemptTime?: string;
  latestNotificationError?: string;
  latestLogGroupDeliveryTime?: string;
  latestLogGroupDeliveryError?: string;
}

/** A delivered log file, waiting for the digest of its hour. */
export interface DeliveredFile {
  readonly bucket: string;
  readonly key: string;
  readonly sha256: string;
  readonly deliveredAt: string;
  readonly oldestEventTime: string;
  readonly newestEventTime: string;
}

/** The digests of one account and region: each names the one before it. */
export interface DigestChain {
  /** Where the next digest begins, ISO. */
  from: string;
  files: DeliveredFile[];
  previous?: { bucket: string; key: string; sha256: string; signature: string };
}

/** A log file that S3 did not take; delivery is tried again for 30 days. */
export interface UndeliveredFile {
  readonly accountId: string;
  readonly region: string;
  readonly events: readonly object[];
  readonly firstTriedAt: string;
}

/** A trail as CloudTrail keeps it, under its ARN. */
export interface Trail {
  readonly name: string;
  readonly arn: string;
  /** Owner: the account in the ARN; the management account for an organization trail. */
  readonly accountId: string;
  readonly homeRegion: string;
  bucketName: string;
  keyPrefix?: string;
  /** As given by the caller, a name or an ARN. */
  snsTopicName?: string;
  snsTopicArn?: string;
  logGroupArn?: string;
  logGroupRoleArn?: string;
  kmsKeyArn?: string;
  includeGlobalServiceEvents: boolean;
  isMultiRegion: boolean;
  isOrganization: boolean;
  logFileValidation: boolean;
  /** ISO time since when `logFileValidation` is on. */
  validatedSince?: string;
  eventSelectors?: EventSelector[];
  advancedEventSelectors?: AdvancedEventSelector[];
  insightSelectors?: InsightSelector[];
  /** Summaries of data events, as PutEventConfiguration was given them. */
  aggregations?: AggregationConfiguration[];
  /** Left out, events of CloudTrail's own delivery are recorded. */
  recursiveLogging?: boolean;
  tags: Record<string, string>;
  periods: LoggingPeriod[];
  /** `account/region` -> status. */
  status: Record<string, DeliveryStatus>;
  /** `account/region` -> chain; only while log file validation is on. */
  chains: Record<string, DigestChain>;
  undelivered: UndeliveredFile[];
}

/** An event data store of CloudTrail Lake, under its ARN. It takes in nothing: the sandbox has no queries. */
export interface EventDataStore {
  readonly arn: string;
  /** The management account for a store of the organization. */
  readonly accountId: string;
  readonly region: string;
  name: string;
  status: 'ENABLED' | 'STOPPED_INGESTION' | 'PENDING_DELETION';
  advancedEventSelectors: AdvancedEventSelector[];
  isMultiRegion: boolean;
  isOrganization: boolean;
  retentionDays: number;
  isProtected: boolean;
  billingMode: 'EXTENDABLE_RETENTION_PRICING' | 'FIXED_RETENTION_PRICING';
  kmsKeyArn?: string;
  readonly createdAt: string;
  updatedAt: string;
  /** ISO time of DeleteEventDataStore; seven days later it is gone. */
  deletedAt?: string;
  tags: Record<string, string>;
}

/** A pair that signs the digests of one region. */
export interface SigningKey {
  readonly fingerprint: string;
  /** PKCS#8 PEM. */
  readonly privateKey: string;
  /** Base64 of the PKCS#1 DER form. */
  readonly publicKey: string;
  readonly validFrom: string;
  readonly validTo: string;
}

export interface CloudTrailState {
  /** By ARN. */
  trails: Record<string, Trail>;
  /** By ARN; left out by a state that was saved before there were any. */
  eventDataStores?: Record<string, EventDataStore>;
  /** Deleted trails that still owe their last log files and digest. */
  retiring: Trail[];
  /** By region, oldest first. */
  signingKeys: Record<string, SigningKey[]>;
  /** Last call of the record that was turned into log files. */
  cursor?: { id: string; at: string };
  /** The delivery task is scheduled. */
  ticking: boolean;
}

/** CloudTrail's part of the sandbox's state. */
export function cloudTrailState(sandbox: SandboxContext): CloudTrailState {
  return sandbox.state<CloudTrailState>('cloudtrail', () => ({
    trails: {},
    retiring: [],
    signingKeys: {},
    ticking: false,
  }));
}

/** Key of one account and region in `status` and `chains`. */
export function statusKey(accountId: string, region: string): string {
  return `${accountId}/${region}`;
}

/** Whether a trail records calls now. */
export function isLogging(trail: Trail): boolean {
  const last = trail.periods.at(-1);
  return last !== undefined && last.to === undefined;
}
