import type { MotoCalls } from '../../gateway/moto-calls.ts';
import type { SandboxContext } from '../service.ts';
import { actOn } from './actions.ts';
import type { Alarm, AlarmState } from './alarm.ts';

/** Name of the task that evaluates the alarms of an account and region, for `SandboxContext.schedule`. */
export const evaluationTask = 'cloudwatch:evaluate';

export interface EvaluationArgs {
  readonly accountId: string;
  readonly region: string;
}

/** Periods before the evaluated ones from which late data still count. */
const latePeriods = 2;

/** Lets the alarms of an account and region be evaluated, as data have come in. */
export function evaluateLater(sandbox: SandboxContext, accountId: string, region: string, at?: Date): void {
  sandbox.schedule(at ?? sandbox.clock.now(), evaluationTask, { accountId, region });
}

/**
 * Evaluates every alarm on one metric; those that are not at rest are looked at again when their period ends.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 */
export async function evaluateAlarms(
  moto: MotoCalls,
  { accountId, region }: EvaluationArgs,
  sandbox: SandboxContext,
): Promise<void> {
  const now = sandbox.clock.now().getTime();
  const { MetricAlarms: alarms = [] } = (await moto.call(accountId, region, 'monitoring', 'DescribeAlarms', {
    AlarmTypes: ['MetricAlarm'],
  })) as { MetricAlarms?: Alarm[] };
  // Alarms on expressions are not evaluated.
  const onMetrics = alarms.filter(isOnMetric);
  let next = Number.POSITIVE_INFINITY;
  for (const [period, group] of Map.groupBy(onMetrics, (alarm) => alarm.Period)) {
    const newestEnd = endOfPeriod(period, now);
    const points = await dataPoints(moto, { accountId, region }, group, newestEnd);
    for (const [index, alarm] of group.entries()) {
      const values = points[index] ?? [];
      await change(moto, { accountId, region }, alarm, stateOf(alarm, values), sandbox);
      if (values.length > 0) next = Math.min(next, newestEnd);
    }
  }
  if (Number.isFinite(next)) evaluateLater(sandbox, accountId, region, new Date(next));
}

type MetricAlarm = Alarm & Required<Pick<Alarm, 'MetricName' | 'Namespace' | 'Period'>>;

const isOnMetric = (alarm: Alarm): alarm is MetricAlarm =>
  Boolean(alarm.MetricName && alarm.Namespace && alarm.Period);

const endOfPeriod = (seconds: number, now: number) =>
  (Math.floor(now / (seconds * 1000)) + 1) * seconds * 1000;

/** Periods back from now whose data an alarm may look at. */
const periodsOf = ({ EvaluationPeriods: evaluated = 1 }: Alarm) => evaluated + latePeriods;

/** For each of some alarms with one period: values of its periods that have any, newest first. One question for them all. */
async function dataPoints(
  moto: MotoCalls,
  { accountId, region }: EvaluationArgs,
  alarms: readonly MetricAlarm[],
  newestEnd: number,
): Promise<number[][]> {
  const period = (alarms[0]?.Period ?? 60) * 1000;
  const oldestStart = (alarm: Alarm) => newestEnd - periodsOf(alarm) * period;
  const { MetricDataResults: results = [] } = (await moto.call(
    accountId,
    region,
    'monitoring',
    'GetMetricData',
    {
      StartTime: new Date(Math.min(...alarms.map(oldestStart))).toISOString(),
      EndTime: new Date(newestEnd).toISOString(),
      ScanBy: 'TimestampDescending',
      MetricDataQueries: alarms.map(
        ({ Namespace, MetricName, Dimensions = [], Period, Statistic }, index) => ({
          Id: `m${index}`,
          MetricStat: {
            Metric: { Namespace, MetricName, Dimensions },
            Period,
            Stat: Statistic ?? 'Sum',
          },
        }),
      ),
    },
  )) as { MetricDataResults?: { Id: string; Timestamps?: (string | Date)[]; Values?: number[] }[] };
  const found = new Map(results.map((result) => [result.Id, result]));
  return alarms.map((alarm, index) => {
    const { Timestamps: times = [], Values: values = [] } = found.get(`m${index}`) ?? {};
    return values.filter((_value, at) => new Date(times[at] ?? 0).getTime() >= oldestStart(alarm));
  });
}

/** The state that the points mean; `undefined` leaves it as it is. */
function stateOf(alarm: Alarm, points: readonly number[]): AlarmState | undefined {
  const wanted = alarm.EvaluationPeriods ?? 1;
  const needed = alarm.DatapointsToAlarm ?? wanted;
  const treatment = alarm.TreatMissingData ?? 'missing';
  const real = points.slice(0, wanted).map((value) => breaches(alarm, value));
  const missing = wanted - real.length;
  if (real.length === 0) {
    if (treatment === 'ignore') return undefined;
    if (treatment === 'missing') return 'INSUFFICIENT_DATA';
  }
  const breaching = real.filter(Boolean).length + (treatment === 'breaching' ? missing : 0);
  return breaching >= needed ? 'ALARM' : 'OK';
}

function breaches({ ComparisonOperator: operator, Threshold: threshold = 0 }: Alarm, value: number): boolean {
  switch (operator) {
    case 'GreaterThanOrEqualToThreshold':
      return value >= threshold;
    case 'GreaterThanThreshold':
      return value > threshold;
    case 'LessThanThreshold':
      return value < threshold;
    case 'LessThanOrEqualToThreshold':
      return value <= threshold;
    default:
      return false;
  }
}

async function change(
  moto: MotoCalls,
  { accountId, region }: EvaluationArgs,
  alarm: Alarm,
  state: AlarmState | undefined,
  sandbox: SandboxContext,
): Promise<void> {
  if (state === undefined || state === alarm.StateValue) return;
  const reason =
    state === 'INSUFFICIENT_DATA'
      ? 'Insufficient Data: no datapoint was received.'
      : `Threshold Crossed: the state is ${state} at the threshold (${alarm.Threshold}).`;
  await moto.call(accountId, region, 'monitoring', 'SetAlarmState', {
    AlarmName: alarm.AlarmName,
    StateValue: state,
    StateReason: reason,
    StateReasonData: '{}',
  });
  await actOn(sandbox, { accountId, region }, alarm, state, reason);
}
