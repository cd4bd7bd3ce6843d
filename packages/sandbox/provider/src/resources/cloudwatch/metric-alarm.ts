import { CloudWatch, type MetricAlarm, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { MetricAlarmArgs, MetricAlarmState } from '@pulumi/aws/cloudwatch/metricAlarm.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';
import { tagChanges, tagList, tagMap } from '../../core/tags.ts';

const PUT = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html';

type Query = NonNullable<Inputs<MetricAlarmArgs>['metricQueries']>[number];

/** An alarm on a metric or on an expression of metrics. Id and import id: its name. */
export const metricAlarm = defineResource<MetricAlarmArgs, MetricAlarmState>({
  token: 'aws:cloudwatch/metricAlarm:MetricAlarm',
  properties: {
    actionsEnabled: { default: true },
    alarmActions: { unordered: true },
    alarmDescription: {},
    comparisonOperator: { required: true },
    datapointsToAlarm: {},
    dimensions: {},
    evaluateLowSampleCountPercentiles: { computed: true },
    evaluationCriteria: { unsupported: 'alarms on PromQL' },
    evaluationInterval: { unsupported: 'alarms on PromQL' },
    evaluationPeriods: { required: true },
    extendedStatistic: {},
    insufficientDataActions: { unordered: true },
    metricName: {},
    metricQueries: { unordered: true },
    name: { computed: true, replaces: PUT, autoname: { maxLength: 255 } },
    namespace: {},
    okActions: { unordered: true },
    period: {},
    region: { computed: true, replaces: PUT },
    statistic: {},
    tags: {},
    threshold: {},
    thresholdMetricId: {},
    treatMissingData: { default: 'missing' },
    unit: {},
    warmUpConfiguration: { unsupported: 'warm-up of alarms' },
  },
  computed: { arn: true },
  async create(inputs, context) {
    await put(inputs, context, true);
    return inputs.name as string;
  },
  async read(id, context) {
    const cloudwatch = context.client(CloudWatch);
    const { MetricAlarms } = await cloudwatch.describeAlarms({
      AlarmNames: [id],
      AlarmTypes: ['MetricAlarm'],
    });
    const alarm = MetricAlarms?.[0];
    if (!alarm) return undefined;
    const { Tags } = await cloudwatch.listTagsForResource({ ResourceARN: alarm.AlarmArn });
    return { ...fromAws(alarm), arn: alarm.AlarmArn, tags: tagMap(Tags) };
  },
  async update(_id, inputs, context) {
    // The API replaces the whole alarm, but looks at tags only when it is new.
    await put(inputs, context, false);
    if (!context.changed('tags')) return;
    const cloudwatch = context.client(CloudWatch);
    const ResourceARN = `arn:${context.partition}:cloudwatch:${context.region}:${context.accountId}:alarm:${inputs.name}`;
    const { set, removed } = tagChanges(context.old.tags, inputs.tags);
    if (Object.keys(set).length > 0) await cloudwatch.tagResource({ ResourceARN, Tags: tagList(set) });
    if (removed.length > 0) await cloudwatch.untagResource({ ResourceARN, TagKeys: removed });
  },
  async delete(id, context) {
    await orMissing(
      context.client(CloudWatch).deleteAlarms({ AlarmNames: [id] }),
      'ResourceNotFound',
      'ResourceNotFoundException',
    );
  },
});

async function put(inputs: Inputs<MetricAlarmArgs>, context: ResourceContext, isNew: boolean): Promise<void> {
  await context.client(CloudWatch).putMetricAlarm({
    AlarmName: inputs.name,
    ActionsEnabled: inputs.actionsEnabled,
    AlarmActions: inputs.alarmActions,
    AlarmDescription: inputs.alarmDescription,
    ComparisonOperator: inputs.comparisonOperator as MetricAlarm['ComparisonOperator'],
    DatapointsToAlarm: inputs.datapointsToAlarm,
    Dimensions:
      inputs.dimensions && Object.entries(inputs.dimensions).map(([Name, Value]) => ({ Name, Value })),
    EvaluateLowSampleCountPercentile: inputs.evaluateLowSampleCountPercentiles,
    EvaluationPeriods: inputs.evaluationPeriods,
    ExtendedStatistic: inputs.extendedStatistic,
    InsufficientDataActions: inputs.insufficientDataActions,
    MetricName: inputs.metricName,
    Metrics: inputs.metricQueries?.map(queryToAws),
    Namespace: inputs.namespace,
    OKActions: inputs.okActions,
    Period: inputs.period,
    Statistic: inputs.statistic as MetricAlarm['Statistic'],
    Threshold: inputs.threshold,
    ThresholdMetricId: inputs.thresholdMetricId,
    TreatMissingData: inputs.treatMissingData,
    Unit: inputs.unit as MetricAlarm['Unit'],
    ...(isNew ? { Tags: tagList(inputs.tags) } : {}),
  });
}

function fromAws(alarm: MetricAlarm): Partial<Inputs<MetricAlarmArgs>> {
  return {
    actionsEnabled: alarm.ActionsEnabled,
    alarmActions: alarm.AlarmActions,
    alarmDescription: alarm.AlarmDescription,
    comparisonOperator: alarm.ComparisonOperator ?? '',
    datapointsToAlarm: alarm.DatapointsToAlarm,
    dimensions: Object.fromEntries(
      (alarm.Dimensions ?? []).map(({ Name, Value }) => [Name ?? '', Value ?? '']),
    ),
    evaluateLowSampleCountPercentiles: alarm.EvaluateLowSampleCountPercentile,
    evaluationPeriods: alarm.EvaluationPeriods ?? 0,
    extendedStatistic: alarm.ExtendedStatistic,
    insufficientDataActions: alarm.InsufficientDataActions,
    metricName: alarm.MetricName,
    metricQueries: alarm.Metrics?.map(queryFromAws),
    name: alarm.AlarmName,
    namespace: alarm.Namespace,
    okActions: alarm.OKActions,
    period: alarm.Period,
    statistic: alarm.Statistic,
    threshold: alarm.Threshold,
    thresholdMetricId: alarm.ThresholdMetricId,
    treatMissingData: alarm.TreatMissingData ?? 'missing',
    unit: alarm.Unit,
  };
}

function queryToAws(query: Query): MetricDataQuery {
  const { metric } = query;
  return {
    Id: query.id,
    AccountId: query.accountId,
    Expression: query.expression,
    Label: query.label,
    Period: query.period,
    ReturnData: query.returnData ?? false,
    MetricStat: metric && {
      Metric: {
        MetricName: metric.metricName,
        Namespace: metric.namespace,
        Dimensions:
          metric.dimensions && Object.entries(metric.dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: metric.period,
      Stat: metric.stat,
      Unit: metric.unit as MetricAlarm['Unit'],
    },
  };
}

function queryFromAws(query: MetricDataQuery): Query {
  const stat = query.MetricStat;
  const dimensions = stat?.Metric?.Dimensions?.map(({ Name, Value }) => [Name ?? '', Value ?? '']) ?? [];
  return {
    id: query.Id ?? '',
    ...(query.AccountId ? { accountId: query.AccountId } : {}),
    ...(query.Expression ? { expression: query.Expression } : {}),
    ...(query.Label ? { label: query.Label } : {}),
    ...(query.Period ? { period: query.Period } : {}),
    ...(query.ReturnData ? { returnData: true } : {}),
    ...(stat
      ? {
          metric: {
            metricName: stat.Metric?.MetricName ?? '',
            period: stat.Period ?? 0,
            stat: stat.Stat ?? '',
            ...(stat.Metric?.Namespace ? { namespace: stat.Metric.Namespace } : {}),
            ...(dimensions.length > 0 ? { dimensions: Object.fromEntries(dimensions) } : {}),
            ...(stat.Unit ? { unit: stat.Unit } : {}),
          },
        }
      : {}),
  };
}
