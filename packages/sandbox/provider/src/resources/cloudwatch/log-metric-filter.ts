import {
  CloudWatchLogs,
  paginateDescribeMetricFilters,
  type StandardUnit,
} from '@aws-sdk/client-cloudwatch-logs';
import type { LogMetricFilterArgs, LogMetricFilterState } from '@pulumi/aws/cloudwatch/logMetricFilter.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';

const PUT = 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html';
const MISSING = 'ResourceNotFoundException';

/** A metric made of a log group's events. Id: the filter's name; import id: `log group:filter`. */
export const logMetricFilter = defineResource<LogMetricFilterArgs, LogMetricFilterState>({
  token: 'aws:cloudwatch/logMetricFilter:LogMetricFilter',
  properties: {
    applyOnTransformedLogs: { default: false },
    logGroupName: { required: true, replaces: PUT },
    metricTransformation: { required: true },
    name: { computed: true, replaces: PUT, autoname: { maxLength: 512 } },
    pattern: { required: true },
    region: { computed: true, replaces: PUT },
  },
  computed: {},
  importing(importId) {
    const at = importId.lastIndexOf(':');
    if (at < 0)
      throw new Error(`"${importId}" is not the id of a metric filter: import it as <log group>:<filter>`);
    return { id: importId.slice(at + 1), known: { logGroupName: importId.slice(0, at) } };
  },
  async create(inputs, context) {
    await put(inputs, context);
    return inputs.name as string;
  },
  async read(id, context, known) {
    const filterName = id;
    const logGroupName = known.logGroupName as string;
    const logs = context.client(CloudWatchLogs);
    const find = async () => {
      const pages = paginateDescribeMetricFilters(
        { client: logs },
        { logGroupName, filterNamePrefix: filterName },
      );
      for await (const page of pages) {
        const found = page.metricFilters?.find((filter) => filter.filterName === filterName);
        if (found) return found;
      }
      return undefined;
    };
    const filter = await orMissing(find(), MISSING);
    const metric = filter?.metricTransformations?.[0];
    if (!filter || !metric) return undefined;
    return {
      applyOnTransformedLogs: filter.applyOnTransformedLogs ?? false,
      logGroupName,
      metricTransformation: {
        name: metric.metricName ?? '',
        namespace: metric.metricNamespace ?? '',
        value: metric.metricValue ?? '',
        ...(metric.defaultValue === undefined ? {} : { defaultValue: String(metric.defaultValue) }),
        ...(metric.dimensions && Object.keys(metric.dimensions).length > 0
          ? { dimensions: metric.dimensions }
          : {}),
        // `None` is what a metric without a unit has.
        ...(metric.unit && (metric.unit !== 'None' || known.metricTransformation?.unit)
          ? { unit: metric.unit }
          : {}),
      },
      name: filterName,
      pattern: filter.filterPattern ?? '',
    };
  },
  update: (_id, inputs, context) => put(inputs, context),
  async delete(id, context) {
    const { logGroupName } = context.old;
    await orMissing(
      context.client(CloudWatchLogs).deleteMetricFilter({ logGroupName, filterName: id }),
      MISSING,
    );
  },
});

async function put(inputs: Inputs<LogMetricFilterArgs>, context: ResourceContext): Promise<void> {
  const metric = inputs.metricTransformation;
  await context.client(CloudWatchLogs).putMetricFilter({
    logGroupName: inputs.logGroupName,
    filterName: inputs.name,
    filterPattern: inputs.pattern,
    ...(inputs.applyOnTransformedLogs ? { applyOnTransformedLogs: true } : {}),
    metricTransformations: [
      {
        metricName: metric.name,
        metricNamespace: metric.namespace,
        metricValue: metric.value,
        ...(metric.defaultValue !== undefined ? { defaultValue: Number(metric.defaultValue) } : {}),
        ...(metric.dimensions ? { dimensions: metric.dimensions } : {}),
        ...(metric.unit ? { unit: metric.unit as StandardUnit } : {}),
      },
    ],
  });
}
