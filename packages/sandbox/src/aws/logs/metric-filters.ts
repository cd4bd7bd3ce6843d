import type { MotoCalls } from '../../gateway/moto-calls.ts';
import type { Call } from '../call.ts';
import { evaluateLater } from '../cloudwatch/evaluate.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext, Service } from '../service.ts';
import { compileFilterPattern, valueAt } from './filter-pattern.ts';

interface Transformation {
  readonly metricName?: string;
  readonly metricNamespace?: string;
  readonly metricValue?: string;
  readonly defaultValue?: number;
  readonly dimensions?: Record<string, string>;
  readonly unit?: string;
}

/** A metric filter as CloudWatch Logs tells it. */
export interface MetricFilter {
  readonly filterName?: string;
  readonly logGroupName?: string;
  readonly filterPattern?: string;
  readonly metricTransformations?: readonly Transformation[];
}

interface LogEvent {
  readonly timestamp?: number;
  readonly message?: string;
}

/** Metric filters that count what comes into a log group. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html */
export function metricFilterOperations(moto: MotoCalls): Service['operations'] {
  return {
    PutLogEvents: async (call, sandbox) => {
      const answer = await moto.forward(call);
      if (answer.response.status < 300) await countEvents(moto, call, sandbox);
      return answer;
    },
    TestMetricFilter: (call) => {
      const { filterPattern = '', logEventMessages = [] } = call.input as {
        filterPattern?: string;
        logEventMessages?: string[];
      };
      const matches = compileFilterPattern(filterPattern);
      return {
        matches: logEventMessages.flatMap((eventMessage, index) =>
          matches(eventMessage) ? [{ eventNumber: index + 1, eventMessage, extractedValues: {} }] : [],
        ),
      };
    },
  };
}

/** Filters of a log group. */
async function filtersOf(
  moto: MotoCalls,
  call: Call,
  logGroupName: string,
): Promise<readonly MetricFilter[]> {
  const { metricFilters = [] } = (await moto.call(
    call.caller.accountId,
    call.region,
    'logs',
    'DescribeMetricFilters',
    { logGroupName },
  )) as { metricFilters?: MetricFilter[] };
  return metricFilters.filter((filter) => filter.logGroupName === logGroupName);
}

async function countEvents(moto: MotoCalls, call: Call, sandbox: SandboxContext): Promise<void> {
  const { logGroupName = '', logEvents = [] } = call.input as {
    logGroupName?: string;
    logEvents?: LogEvent[];
  };
  for (const filter of await filtersOf(moto, call, logGroupName)) {
    const matches = compileFilterPattern(filter.filterPattern ?? '');
    for (const transformation of filter.metricTransformations ?? []) {
      const data = dataOf(transformation, logEvents, matches);
      if (data.length === 0) continue;
      const { metricNamespace: Namespace } = transformation;
      await moto.call(call.caller.accountId, call.region, 'monitoring', 'PutMetricData', {
        Namespace,
        MetricData: data,
      });
      evaluateLater(sandbox, call.caller.accountId, call.region);
    }
  }
}

/** A value for each event that passes; the default where none does. */
function dataOf(
  transformation: Transformation,
  events: readonly LogEvent[],
  matches: (message: string) => boolean,
): object[] {
  const { metricName: MetricName, defaultValue, unit, dimensions = {} } = transformation;
  const point = (Value: number, event: LogEvent | undefined, Dimensions: object[] = []) => ({
    MetricName,
    Value,
    Timestamp: new Date(event?.timestamp ?? 0).toISOString(),
    ...(unit ? { Unit: unit } : {}),
    ...(Dimensions.length > 0 ? { Dimensions } : {}),
  });
  const found = events.flatMap((event) => {
    if (!matches(event.message ?? '')) return [];
    const value = measure(transformation.metricValue ?? '1', event);
    const Dimensions = Object.entries(dimensions).map(([Name, path]) => ({
      Name,
      Value: String(valueAt(parsed(event), path) ?? ''),
    }));
    return value === undefined ? [] : [point(value, event, Dimensions)];
  });
  if (found.length > 0 || defaultValue === undefined || events.length === 0) return found;
  return [point(defaultValue, events.at(-1))];
}

function measure(metricValue: string, event: LogEvent): number | undefined {
  const value = metricValue.startsWith('$') ? valueAt(parsed(event), metricValue) : metricValue;
  const number = Number(value);
  return value === undefined || Number.isNaN(number) ? undefined : number;
}

function parsed({ message = '' }: LogEvent): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}

/** A filter is refused when its pattern cannot be read. */
export function requireFilter(call: Call): void {
  const { filterPattern, metricTransformations } = call.input as MetricFilter;
  if (filterPattern === undefined) {
    throw new AwsError('InvalidParameterException', 'The filter pattern is required.');
  }
  compileFilterPattern(filterPattern);
  for (const { metricValue = '', defaultValue, dimensions } of metricTransformations ?? []) {
    if (!/^\$/.test(metricValue) && Number.isNaN(Number(metricValue))) {
      throw new AwsError('InvalidParameterException', `Invalid metric value: ${metricValue}`);
    }
    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html
    if (defaultValue !== undefined && Object.keys(dimensions ?? {}).length > 0) {
      throw new AwsError(
        'InvalidParameterException',
        'Invalid metric transformation: dimensions and default value are mutually exclusive properties.',
      );
    }
  }
}
