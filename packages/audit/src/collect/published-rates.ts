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

/**
 * What AWS publishes of the calls that audits make, by the name with which a service signs. Where a page does not say
 * whether operations share a rate, they are taken to. Of Organizations, IAM, AWS Config, GuardDuty and IAM Access Analyzer AWS
 * publishes none: there the SDK's adaptive retries find it.
 *
 * - `account`: https://docs.aws.amazon.com/accounts/latest/reference/quotas.html
 * - `cloudtrail`: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
 * - `events`: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
 * - `securityhub`: https://docs.aws.amazon.com/securityhub/1.0/APIReference/Welcome.html
 */
const rates: Readonly<Record<string, readonly ServiceRate[]>> = {
  account: [{ operations: /^ListRegions$/, perSecond: 5, burst: 5 }],
  cloudtrail: [
    { operations: /^LookupEvents$/, perSecond: 2, burst: 2 },
    { operations: /^(Get|Describe|List)/, perSecond: 10, burst: 10 },
  ],
  events: [{ operations: every, perSecond: 50, burst: 50 }],
  securityhub: [{ operations: every, perSecond: 10, burst: 30 }],
};

/** The rate that AWS publishes of an operation, the same object for all that share it; nothing where it publishes none. */
export function publishedRate(service: string, operation: string): PublishedRate | undefined {
  return rates[service]?.find(({ operations }) => operations.test(operation));
}
