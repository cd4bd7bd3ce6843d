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
 * not named here AWS publishes none: there the SDK's adaptive retries find it. Of objects S3 admits 5,500 reads a second below
 * each prefix, more than any audit makes.
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
  securityhub: [{ operations: every, perSecond: 10, burst: 30 }],
  sns: [each(/^ListSubscriptionsByTopic$/, 30), each(/^ListTagsForResource$/, 10)],
};

/** The rate that AWS publishes of an operation, the same object for all that share it; nothing where it publishes none. */
export function publishedRate(service: string, operation: string): PublishedRate | undefined {
  return rates[service]?.find(({ operations }) => operations.test(operation));
}
