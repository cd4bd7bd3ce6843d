/**
 * Anomalies that CloudTrail Insights looks for in management events. Each is billed by the events that it analyzes
 * and by nothing else: the call rate analyzes writes, the error rate reads and writes, so both together analyze
 * writes twice. No other AWS service is billed for it.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/insights-events-costs.html
 */
export const Insight = {
  /** Unusual numbers of write calls. */ CallRate: 'ApiCallRateInsight',
  /** Unusual numbers of errors. */ ErrorRate: 'ApiErrorRateInsight',
} as const;
export type Insight = (typeof Insight)[keyof typeof Insight];

/** Both, as trails have them unless they are told otherwise. */
export const AllInsights: readonly Insight[] = [Insight.CallRate, Insight.ErrorRate];

/** The input of a trail for these anomalies; none turns Insights off. */
export function insightSelectors(insights: readonly Insight[]): { insightType: Insight }[] {
  return [...new Set(insights)].map((insightType) => ({ insightType }));
}
