/** A widget of a dashboard, as CloudWatch's API has it. */
export interface Widget {
  readonly type: 'text' | 'metric' | 'alarm';
  readonly width: number;
  readonly height: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A metric: namespace, name, pairs of dimensions. */
export type Metric = readonly string[];

/** Columns of a dashboard. */
const columns = 24;

/** A heading over the whole width. */
export const heading = (markdown: string): Widget => ({
  type: 'text',
  width: columns,
  height: 2,
  properties: { markdown },
});

/** The state of alarms. */
export const alarmStates = (title: string, alarms: readonly string[]): Widget => ({
  type: 'alarm',
  width: columns,
  height: Math.min(12, 2 + Math.ceil(alarms.length / 4)),
  properties: { title, alarms },
});

/**
 * Sums of metrics over time.
 * @param accountId account that the metrics are of, where that is not the dashboard's; CloudWatch has to be let see it.
 */
export const sums = (
  title: string,
  metrics: readonly Metric[],
  { region, accountId }: { readonly region: string; readonly accountId?: string | undefined },
): Widget => ({
  type: 'metric',
  width: columns / 2,
  height: 6,
  properties: {
    title,
    region,
    stat: 'Sum',
    period: 300,
    view: 'timeSeries',
    stacked: false,
    metrics: accountId === undefined ? metrics : metrics.map((metric) => [...metric, { accountId }]),
  },
});

/**
 * The text of a dashboard: widgets from left to right, row after row.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function dashboardBody(widgets: readonly Widget[]): string {
  let [x, y, rowHeight] = [0, 0, 0];
  const placed = widgets.map((widget) => {
    if (x + widget.width > columns) [x, y, rowHeight] = [0, y + rowHeight, 0];
    const at = { ...widget, x, y };
    x += widget.width;
    rowHeight = Math.max(rowHeight, widget.height);
    return at;
  });
  // Of the last three days, by UTC, as events have it.
  return JSON.stringify({ start: '-P3D', timezone: 'UTC', widgets: placed });
}
