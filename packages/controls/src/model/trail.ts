import type { Fact } from './fact.ts';
import type { Observed } from './observation.ts';

/** A basic event selector. Absent fields have AWS's defaults: all events, management events included. */
export interface BasicSelector {
  readonly readWriteType: 'All' | 'ReadOnly' | 'WriteOnly';
  readonly includeManagementEvents: boolean;
  readonly excludedManagementSources: readonly string[];
  readonly dataResources: readonly { readonly type: string; readonly values: readonly string[] }[];
}

/** One field of an advanced selector; several values in one operator are alternatives. */
export interface FieldSelector {
  readonly field: string;
  readonly equals?: readonly string[];
  readonly notEquals?: readonly string[];
  readonly startsWith?: readonly string[];
  readonly notStartsWith?: readonly string[];
  readonly endsWith?: readonly string[];
  readonly notEndsWith?: readonly string[];
}

/** An advanced event selector: an event must match every field; any selector suffices. */
export interface AdvancedSelector {
  readonly name: string | null;
  readonly fields: readonly FieldSelector[];
}

/** What a trail selects. `null` for both means AWS's default: all management events. */
export interface Selectors {
  readonly basic: readonly BasicSelector[] | null;
  readonly advanced: readonly AdvancedSelector[] | null;
}

/** A kind of anomaly that Insights looks for, such as `ApiCallRateInsight`. */
export interface InsightSelector {
  readonly type: string;
  /** Categories of the events that are analyzed; AWS's default is `Management` alone. */
  readonly categories: readonly string[];
}

/** Summaries of five minutes that a trail writes of its data events, beside them. */
export interface Aggregation {
  /** Category of the events, such as `Data`. */
  readonly category: string;
  /** AWS's templates, such as `API_ACTIVITY`. */
  readonly templates: readonly string[];
}

/** A call that changed a trail, from the event history of its home region. */
export interface TrailChange {
  /** Name of the call, such as `StopLogging`. */
  readonly call: string;
  /** ISO 8601. */
  readonly at: string;
  /** User name or role session that CloudTrail names; `null` where it names none. */
  readonly by: string | null;
}

/** State of one kind of a trail's delivery. */
export interface Delivery {
  /** Latest success, ISO 8601; `null` when nothing was delivered yet. */
  readonly latest: string | null;
  /** AWS's error code; `null` when the last attempt succeeded. */
  readonly error: string | null;
}

/**
 * A trail, once, at its owner and home region; shadows are folded into it.
 *
 * In a program a field that names another resource (`bucketName`, `kmsKeyId`, `logGroupArn`…) holds that
 * resource's URN while its name or ARN is not known yet: {@link isUrn} tells.
 */
export interface Trail extends Observed {
  readonly name: Fact<string>;
  readonly arn: Fact<string>;
  /** Account in the trail's ARN: for an organization trail the management account. */
  readonly ownerAccountId: Fact<string>;
  readonly homeRegion: Fact<string>;
  readonly isLogging: Fact<boolean>;
  /** When logging last started, ISO 8601. */
  readonly loggingSince: Fact<string>;
  /** When logging was last stopped, ISO 8601; `null` when it never was. Left out by lenses that cannot show it. */
  readonly loggingStoppedAt?: Fact<string>;
  readonly isMultiRegion: Fact<boolean>;
  readonly isOrganization: Fact<boolean>;
  readonly includesGlobalServices: Fact<boolean>;
  readonly validatesLogFiles: Fact<boolean>;
  readonly bucketName: Fact<string>;
  readonly keyPrefix: Fact<string>;
  /** ARN, id or alias of the key; `null` when log files have SSE-S3 only. */
  readonly kmsKeyId: Fact<string>;
  readonly logGroupArn: Fact<string>;
  readonly logsRoleArn: Fact<string>;
  readonly topicArn: Fact<string>;
  readonly selectors: Fact<Selectors>;
  /** What Insights looks for; empty when Insights is off. */
  readonly insights: Fact<readonly InsightSelector[]>;
  /** Summaries of data events; empty when there are none. */
  readonly aggregations: Fact<readonly Aggregation[]>;
  /** Whether events of CloudTrail's own delivery are recorded (`RecursiveLogging`); AWS's default is yes. */
  readonly recordsOwnDelivery: Fact<boolean>;
  /** Delivery of log files, as the home region reports it. */
  readonly delivery: Fact<Delivery>;
  /** Delivery of log files in other regions, by region; left out by lenses that read the home region alone. */
  readonly deliveryByRegion?: Fact<Readonly<Record<string, Delivery>>>;
  readonly digestDelivery: Fact<Delivery>;
  /** Notices to the topic; left out by lenses that do not look. */
  readonly notification?: Fact<Delivery>;
  /** Delivery to CloudWatch Logs. */
  readonly logGroupDelivery: Fact<Delivery>;
  /** Who changed or stopped it in the last 90 days, newest first; left out by lenses that do not look. */
  readonly changes?: Fact<readonly TrailChange[]>;
  readonly tags: Fact<Readonly<Record<string, string>>>;
}
