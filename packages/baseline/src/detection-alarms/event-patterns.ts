import { BucketCallPrefixes, LogKeyCalls, TamperingCalls } from './tampering.ts';

/** Kinds of events that are forwarded, and how EventBridge calls them. */
export const WatchedDetailType = {
  Call: 'AWS API Call via CloudTrail',
  Insight: 'AWS Insight via CloudTrail',
  Finding: 'GuardDuty Finding',
} as const;

/** What is watched in an account. */
export interface WatchedChanges {
  /** Start of the names of event rules, whose removal is told. */
  readonly namePrefix: string;
  /** Buckets of log files in this account; the policies of its keys are watched too where there are any. */
  readonly logBucketNames: readonly string[];
}

/**
 * Pattern of calls that tamper with trails, GuardDuty, log storage and event rules. Calls that were refused are
 * among them: an attempt is worth knowing. It has to stay below 2048 characters.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export function tamperingPattern({ namePrefix, logBucketNames }: WatchedChanges): string {
  const ofService = (service: string, eventName: readonly unknown[], requestParameters?: object) => ({
    eventSource: [`${service}.amazonaws.com`],
    eventName,
    ...(requestParameters === undefined ? {} : { requestParameters }),
  });
  const ourRule = [{ prefix: `${namePrefix}-` }];
  const calls = [
    ofService('cloudtrail', TamperingCalls.cloudtrail),
    ofService('guardduty', TamperingCalls.guardduty),
    ofService('organizations', TamperingCalls.organizations),
    ofService('kms', [...TamperingCalls.kms, ...(logBucketNames.length > 0 ? LogKeyCalls : [])]),
    ofService('events', ['DeleteRule', 'DisableRule', 'DeleteEventBus'], { name: ourRule }),
    ofService('events', ['RemoveTargets'], { rule: ourRule }),
    ...(logBucketNames.length === 0
      ? []
      : [
          ofService(
            's3',
            BucketCallPrefixes.map((prefix) => ({ prefix })),
            { bucketName: logBucketNames },
          ),
        ]),
  ];
  return JSON.stringify({ 'detail-type': [WatchedDetailType.Call], detail: { $or: calls } });
}

/**
 * Pattern of CloudTrail Insights: they arrive in the region of what they are about.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-insights-events-with-cloudtrail.html
 */
export function insightPattern(): string {
  return JSON.stringify({ source: ['aws.cloudtrail'], 'detail-type': [WatchedDetailType.Insight] });
}

/**
 * Pattern of GuardDuty findings: 4 to 6.9 are medium, 7 to 8.9 high, 9 to 10 critical.
 * @param types types that are taken whatever their severity; each may end in `*`.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html
 */
export function findingPattern(minimumSeverity: number, types: readonly string[] = []): string {
  const severe = { severity: [{ numeric: ['>=', minimumSeverity] }] };
  const named = types.map((type) => (type.endsWith('*') ? { prefix: type.slice(0, -1) } : type));
  return JSON.stringify({
    source: ['aws.guardduty'],
    'detail-type': [WatchedDetailType.Finding],
    detail: named.length === 0 ? severe : { $or: [severe, { type: named }] },
  });
}
