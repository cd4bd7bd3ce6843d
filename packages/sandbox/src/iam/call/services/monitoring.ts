import { type Scope, type ServiceRules, text } from '../rules.ts';

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/** Alarms, dashboards and metrics of CloudWatch. */
export const cloudwatch: ServiceRules = {
  prefix: 'cloudwatch',
  // Not in the service authorization reference of 2026-09; read like the alarms it belongs to (unverified).
  actions: { DescribeAlarmContributors: ['cloudwatch:DescribeAlarms'] },
  arns: {
    alarm: ({ call, accountId, partition }) => {
      const tagged = text(call, 'ResourceARN');
      if (tagged !== undefined) return tagged.includes(':alarm:') ? [tagged] : [];
      const names = [
        ...(text(call, 'AlarmName') ? [text(call, 'AlarmName')] : []),
        ...texts(call.input.AlarmNames),
      ];
      return names.map((name) => `arn:${partition}:cloudwatch:${call.region}:${accountId}:alarm:${name}`);
    },
    dashboard: ({ call, accountId, partition }) => {
      const names = [
        ...(text(call, 'DashboardName') ? [text(call, 'DashboardName')] : []),
        ...texts(call.input.DashboardNames),
      ];
      return names.map((name) => `arn:${partition}:cloudwatch::${accountId}:dashboard/${name}`);
    },
  },
  context: ({ call }) => {
    const actions = texts(call.input.AlarmActions);
    const namespace = text(call, 'Namespace');
    return {
      ...(actions.length > 0 && { 'cloudwatch:alarmactions': actions }),
      ...(namespace !== undefined && { 'cloudwatch:namespace': [namespace] }),
    };
  },
};

/** Trails are given by name, for the caller's account and region, or by ARN. */
export const cloudtrail: ServiceRules = {
  prefix: 'cloudtrail',
  // Not in the service authorization reference of 2026-09; read like its older sibling (unverified).
  actions: { ListInsightsMetricData: ['cloudtrail:ListInsightsData'] },
  arns: { trail: trails, eventdatastore: stores },
  members: {
    ChannelId: ['Channel'],
    DashboardName: ['DashboardId', 'Name'],
  },
};

function trails({ call, accountId, partition }: Scope): readonly string[] {
  const given = [
    text(call, 'TrailName'),
    /Trail|Logging/.test(call.operation) ? text(call, 'Name') : undefined,
    text(call, 'InsightSource'),
    text(call, 'ResourceId'),
    ...texts(call.input.ResourceIdList),
  ];
  return given.flatMap((trail) => {
    if (trail === undefined) return [];
    if (trail.startsWith('arn:')) return trail.includes(':trail/') ? [trail] : [];
    return [`arn:${partition}:cloudtrail:${call.region}:${accountId}:trail/${trail}`];
  });
}

/** Event data stores are given by ARN or by the id at its end. */
function stores({ call, accountId, partition }: Scope): readonly string[] {
  const given = [text(call, 'EventDataStore'), text(call, 'ResourceId'), ...texts(call.input.ResourceIdList)];
  return given.flatMap((store) => {
    if (store === undefined) return [];
    if (store.startsWith('arn:')) return store.includes(':eventdatastore/') ? [store] : [];
    return [`arn:${partition}:cloudtrail:${call.region}:${accountId}:eventdatastore/${store}`];
  });
}

export const guardduty: ServiceRules = {
  prefix: 'guardduty',
  members: { PublishingDestinationId: ['DestinationId'] },
};

/** Recorders, rules and aggregators have ids of their own in their ARNs, which a call does not know: `*` stands there. */
export const config: ServiceRules = {
  prefix: 'config',
  arns: {
    ConfigurationRecorder: ({ call, accountId, partition }) => {
      const nested = call.input.ConfigurationRecorder;
      const inner = typeof nested === 'object' && nested !== null ? Reflect.get(nested, 'name') : undefined;
      const name = text(call, 'ConfigurationRecorderName') ?? (typeof inner === 'string' ? inner : undefined);
      const names = [...(name === undefined ? [] : [name]), ...texts(call.input.ConfigurationRecorderNames)];
      const arn = text(call, 'ConfigurationRecorderArn') ?? text(call, 'Arn');
      return arn
        ? [arn]
        : names.map(
            (each) => `arn:${partition}:config:${call.region}:${accountId}:configuration-recorder/${each}/*`,
          );
    },
  },
};
