/** Calls that AWS admits of an account in a Region. */
export interface PublishedRate {
  /** Calls a second that it admits for as long as one likes. */
  readonly perSecond: number;
  /** Calls that it admits at once after a pause. */
  readonly burst: number;
}

interface ServiceRate extends PublishedRate {
  /** Operations that share the rate. */
  readonly operations: RegExp;
}

const every = /./;

/** A rate of which AWS names no burst: as many at once as in a second. */
const each = (operations: RegExp, perSecond: number): ServiceRate => ({
  operations,
  perSecond,
  burst: perSecond,
});

/**
 * What AWS publishes of the calls that audits make, by the name with which a service signs: its defaults, which an account
 * may have raised. Where a page does not say whether operations share a rate, they are taken to. Of Organizations, IAM, AWS
 * Config, GuardDuty, IAM Access Analyzer, Athena and Glue's catalog, of the settings of buckets in S3, and of the calls that are
 * not named here AWS publishes none: these have {@link cautiousRate}.
 *
 * - `account`: https://docs.aws.amazon.com/accounts/latest/reference/quotas.html
 * - `cloudtrail`: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
 * - `events`: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
 * - `kms`: https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html
 * - `logs`: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 * - `monitoring`: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
 * - `s3`: https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html
 * - `securityhub`: https://docs.aws.amazon.com/securityhub/1.0/APIReference/Welcome.html
 * - `sns`: https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html and
 *   https://docs.aws.amazon.com/sns/latest/api/API_TagResource.html, for tagging actions
 */
const rates: Readonly<Record<string, readonly ServiceRate[]>> = {
  account: [each(/^ListRegions$/, 5)],
  cloudtrail: [each(/^LookupEvents$/, 2), each(/^(Get|Describe|List)/, 10)],
  events: [each(every, 50)],
  kms: [
    each(/^DescribeKey$/, 2000),
    each(/^GetKeyPolicy$/, 1000),
    each(/^GetKeyRotationStatus$/, 1000),
    each(/^ListGrants$/, 100),
  ],
  logs: [each(/^DescribeLogGroups$/, 10), each(/^DescribeMetricFilters$/, 5)],
  monitoring: [each(/^DescribeAlarms$/, 9)],
  // Of each prefix, and no audit reads below so many.
  s3: [each(/^(GetObject|ListObjectsV2)$/, 5500)],
  securityhub: [{ operations: every, perSecond: 10, burst: 30 }],
  sns: [each(/^ListSubscriptionsByTopic$/, 30), each(/^ListTagsForResource$/, 10)],
};

/**
 * How fast an audit asks where AWS publishes nothing, each service in an account and Region: our choice. An account's own programs
 * share what AWS admits, and one with a thousand buckets is still read in seconds. What is too fast even so AWS refuses, and
 * adaptive retries slow down.
 */
const cautiousRate: PublishedRate = { perSecond: 100, burst: 100 };

/** One for each service, as each has calls of its own. */
const cautiousRates = new Map<string, PublishedRate>();

/** The rate that AWS publishes of an operation, the same object for all that share it; nothing where it publishes none. */
export function publishedRate(service: string, operation: string): PublishedRate | undefined {
  return rates[service]?.find(({ operations }) => operations.test(operation));
}

/** The rate at which an operation is asked, the same object for all that share it. */
export function admittedRate(service: string, operation: string): PublishedRate {
  const published = publishedRate(service, operation);
  if (published !== undefined) return published;
  const cautious = cautiousRates.get(service) ?? { ...cautiousRate };
  cautiousRates.set(service, cautious);
  return cautious;
}
