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
  let next = Number.POSITIVE_INFINITY;
  for (const alarm of alarms) {
    // Alarms on expressions are not evaluated.
    if (!alarm.MetricName || !alarm.Period) continue;
    const points = await dataPoints(moto, { accountId, region }, alarm, now);
    await change(moto, { accountId, region }, alarm, stateOf(alarm, points), sandbox);
    if (points.length > 0) next = Math.min(next, endOfPeriod(alarm, now));
  }
  if (Number.isFinite(next)) evaluateLater(sandbox, accountId, region, new Date(next));
}

const endOfPeriod = ({ Period: seconds = 60 }: Alarm, now: number) =>
  (Math.floor(now / (seconds * 1000)) + 1) * seconds * 1000;

/** Values of the periods that have any, newest first. */
async function dataPoints(
  moto: MotoCalls,
  { accountId, region }: EvaluationArgs,
  alarm: Alarm,
  now: number,
): Promise<number[]> {
  const period = (alarm.Period ?? 60) * 1000;
  const newestEnd = endOfPeriod(alarm, now);
  const statistic = alarm.Statistic ?? 'Sum';
  const values: number[] = [];
  for (let back = 0; back < (alarm.EvaluationPeriods ?? 1) + latePeriods; back++) {
    const { Datapoints: points = [] } = (await moto.call(
      accountId,
      region,
      'monitoring',
      'GetMetricStatistics',
      {
        Namespace: alarm.Namespace,
        MetricName: alarm.MetricName,
        Dimensions: alarm.Dimensions ?? [],
        StartTime: new Date(newestEnd - (back + 1) * period).toISOString(),
        EndTime: new Date(newestEnd - back * period).toISOString(),
        Period: alarm.Period,
        Statistics: [statistic],
      },
    )) as { Datapoints?: Record<string, number>[] };
    // The window is one period, so what moto splits in it is one value.
    if (points.length > 0)
      values.push(
        combine(
          points.map((point) => point[statistic] ?? 0),
          statistic,
        ),
      );
  }
  return values;
}

function combine(values: readonly number[], statistic: string): number {
  if (statistic === 'Minimum') return Math.min(...values);
  if (statistic === 'Maximum') return Math.max(...values);
  const sum = values.reduce((total, value) => total + value, 0);
  return statistic === 'Average' ? sum / values.length : sum;
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
