import type { MotoCalls } from '../../gateway/moto-calls.ts';
import { AwsError } from '../error.ts';
import type { Service } from '../service.ts';

type Values = Readonly<Record<string, unknown>>;

/** What each type of widget cannot do without. */
const needed: Readonly<Record<string, readonly string[]>> = {
  alarm: ['alarms'],
  custom: ['endpoint'],
  explorer: ['labels', 'metrics'],
  log: ['query', 'region'],
  metric: ['region'],
  text: ['markdown'],
};

/** Columns of a dashboard, and rows of a widget. */
const columns = 24;
const rows = 1000;

/**
 * Dashboards: moto keeps any text; here a body that CloudWatch would not take is refused with its places, as CloudWatch does.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function dashboardOperations(moto: MotoCalls): Service['operations'] {
  return {
    PutDashboard: (call) => {
      const faults = bodyFaults(String(call.input.DashboardBody));
      if (faults.length > 0) {
        throw new AwsError(
          'InvalidParameterInput',
          `The dashboard body is invalid, there are ${faults.length} validation errors: [${faults.join(', ')}]`,
          400,
        );
      }
      return moto.forward(call);
    },
  };
}

/** What is wrong with a body, each with its place in it. */
export function bodyFaults(text: string): string[] {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return ['/ must be JSON'];
  }
  if (!isObject(body) || !Array.isArray(body.widgets)) return ['/widgets must be an array'];
  if (body.widgets.length > 500) return ['/widgets has more than 500 widgets'];
  return body.widgets.flatMap((widget: unknown, index) =>
    (isObject(widget) ? widgetFaults(widget) : [' must be an object']).map(
      (fault) => `/widgets/${index}${fault}`,
    ),
  );
}

function widgetFaults(widget: Values): string[] {
  const { type, properties } = widget;
  const members = typeof type === 'string' ? needed[type] : undefined;
  if (members === undefined) return [`/type must be one of ${Object.keys(needed).join(', ')}`];
  const faults = [
    ...numberFaults(widget, 'x', 0, columns - 1),
    ...numberFaults(widget, 'y', 0, Number.MAX_SAFE_INTEGER),
    ...numberFaults(widget, 'width', 1, columns),
    ...numberFaults(widget, 'height', 1, rows),
  ];
  if (!isObject(properties)) return [...faults, '/properties must be an object'];
  const missing = members
    .filter((member) => properties[member] === undefined)
    .map((member) => `/properties should have required property '${member}'`);
  return [...faults, ...missing, ...(type === 'metric' ? metricFaults(properties) : [])];
}

function numberFaults(widget: Values, name: string, least: number, most: number): string[] {
  const value = widget[name];
  if (value === undefined || (Number.isInteger(value) && Number(value) >= least && Number(value) <= most))
    return [];
  return [`/${name} must be a whole number from ${least} to ${most}`];
}

/** A metric is a list: namespace, name, pairs of dimensions, and at its end an object of how it is drawn. */
function metricFaults({ metrics, annotations }: Values): string[] {
  if (metrics === undefined)
    return annotations === undefined ? ['/properties must have metrics or annotations'] : [];
  if (!Array.isArray(metrics)) return ['/properties/metrics must be an array'];
  return metrics.flatMap((metric: unknown, index) => {
    const path = `/properties/metrics/${index}`;
    if (!Array.isArray(metric) || metric.length === 0) return [`${path} must be an array`];
    const options = metric.at(-1) as unknown;
    const names = isObject(options) ? metric.slice(0, -1) : metric;
    const isExpression = isObject(options) && typeof options.expression === 'string';
    if (isExpression) return names.length === 0 ? [] : [`${path} has an expression and a metric`];
    return names.length >= 2 && names.length % 2 === 0 && names.every((name) => typeof name === 'string')
      ? []
      : [`${path} must have a namespace, a name, and pairs of dimensions`];
  });
}

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
