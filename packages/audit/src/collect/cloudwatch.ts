import {
  CloudWatchClient,
  type CompositeAlarm,
  type MetricAlarm,
  paginateDescribeAlarms,
} from '@aws-sdk/client-cloudwatch';
import type { Alarm, AlarmCondition, Fact } from '@trailguard/controls';
import { callsIn } from './collected-call.ts';
import { allPages } from './pages.ts';
import { field, mapFact, type Reader } from './reader.ts';

/** Calls of this collector. One list of all alarms tells what DescribeAlarmsForMetric would for each metric. */
export const calls = callsIn('owner of the log group', 'cloudwatch:DescribeAlarms');

const call = 'cloudwatch:DescribeAlarms';

/** The alarms of an account in a Region, composite ones among them. */
export async function readAlarms(
  reader: Reader,
  accountId: string,
  region: string,
): Promise<Fact<readonly Alarm[]>> {
  const client = reader.client(CloudWatchClient, accountId, region);
  const pages = await reader.ask(`${call} in ${accountId}/${region}`, (options) =>
    allPages(paginateDescribeAlarms({ client }, { AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] }, options)),
  );
  const place = { accountId, region, at: reader.clock.latest ?? '' };
  return mapFact(pages, (all) => [
    ...all.flatMap(({ MetricAlarms }) => MetricAlarms ?? []).map((alarm) => toMetricAlarm(alarm, place)),
    ...all.flatMap(({ CompositeAlarms }) => CompositeAlarms ?? []).map((alarm) => toComposite(alarm, place)),
  ]);
}

interface Place {
  readonly accountId: string;
  readonly region: string;
  readonly at: string;
}

function toMetricAlarm(alarm: MetricAlarm, place: Place): Alarm {
  return { ...common(alarm, place), kind: 'metric', condition: conditionOf(alarm), rule: null };
}

function toComposite(alarm: CompositeAlarm, place: Place): Alarm {
  return {
    ...common(alarm, place),
    kind: 'composite',
    condition: null,
    rule: field(alarm.AlarmRule, call, 'AlarmRule'),
  };
}

function common(alarm: MetricAlarm | CompositeAlarm, { accountId, region, at }: Place) {
  return {
    name: field(alarm.AlarmName, call, 'AlarmName'),
    accountId,
    region,
    hasActionsEnabled: field(alarm.ActionsEnabled, call, 'ActionsEnabled'),
    alarmActions: alarm.AlarmActions ?? [],
    observation: {
      arn: alarm.AlarmArn ?? `${accountId}/${region}/alarm/${alarm.AlarmName}`,
      calls: Object.fromEntries(
        ['condition', 'rule', 'hasActionsEnabled', 'alarmActions'].map((one) => [one, call]),
      ),
      at,
    },
  };
}

/** Alarms on expressions have no metric of their own. */
function conditionOf(alarm: MetricAlarm): Fact<AlarmCondition> {
  const { Namespace: namespace, MetricName: metricName } = alarm;
  if (namespace === undefined || metricName === undefined) return null;
  const evaluationPeriods = alarm.EvaluationPeriods ?? 1;
  return {
    namespace,
    metricName,
    statistic: alarm.ExtendedStatistic ?? alarm.Statistic ?? '',
    hasDimensions: (alarm.Dimensions ?? []).length > 0,
    periodSeconds: alarm.Period ?? 0,
    evaluationPeriods,
    datapointsToAlarm: alarm.DatapointsToAlarm ?? evaluationPeriods,
    threshold: alarm.Threshold ?? 0,
    comparison: alarm.ComparisonOperator ?? '',
    missingData: alarm.TreatMissingData ?? 'missing',
  };
}
