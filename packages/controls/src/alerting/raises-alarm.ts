import type { AlarmCondition, MetricTransformation } from '../model/estate.ts';

/** Seconds of a period above which CloudWatch evaluates an alarm once an hour only. */
const longestPeriodSeconds = 3600;

/**
 * Why some events, counted by a metric filter, do not make an alarm on that metric go off soon, or make it go off
 * without them; empty when they do.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 * @param events that come within one period.
 */
export function alarmFaults(
  condition: AlarmCondition,
  counted: MetricTransformation,
  events: number,
): readonly string[] {
  const { statistic, threshold, comparison, datapointsToAlarm, periodSeconds } = condition;
  const each = statistic === 'SampleCount' ? 1 : Number(counted.value);
  const total = statistic === 'Sum' || statistic === 'SampleCount' ? events * each : each;
  const breaches = comparisons[comparison];
  const faults: readonly (string | false)[] = [
    counted.hasDimensions && 'its metric filter splits the metric by dimensions',
    condition.hasDimensions && 'it asks for dimensions that the metric does not have',
    Number.isNaN(each) && `its metric filter counts ${counted.value} instead of events`,
    breaches === undefined && `it compares by ${comparison}`,
    breaches?.(total, threshold) === false && `its threshold is ${threshold}: ${plural(events)} not reach it`,
    isMovedByNothing(condition, counted) && 'it goes off without an event',
    isDiluted(condition, counted) && `its statistic ${statistic} sinks by the default value of the metric`,
    datapointsToAlarm > 1 &&
      `${datapointsToAlarm} periods have to breach, so events of one period are not enough`,
    periodSeconds > longestPeriodSeconds &&
      `its period of ${periodSeconds} seconds is evaluated once an hour only`,
  ];
  return faults.filter((fault) => fault !== false);
}

const comparisons: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
};

function plural(events: number): string {
  return events === 1 ? '1 event does' : `${events} events do`;
}

/** An alarm that is always in the state ALARM tells nobody of an event. */
function isMovedByNothing(
  { statistic, threshold, comparison, missingData }: AlarmCondition,
  { defaultValue }: MetricTransformation,
): boolean {
  if (defaultValue === null) return missingData === 'breaching';
  return statistic === 'SampleCount' || comparisons[comparison]?.(defaultValue, threshold) === true;
}

/** CloudWatch Logs gives the default value for each minute without a match. */
function isDiluted({ statistic }: AlarmCondition, { defaultValue }: MetricTransformation): boolean {
  return defaultValue !== null && !['Sum', 'Maximum', 'SampleCount'].includes(statistic);
}
