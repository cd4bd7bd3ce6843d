import type { MetricAlarm } from '@pulumi/aws/cloudwatch/metricAlarm.js';
import { checkArguments } from '../check-arguments.ts';
import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { type AlarmDefinition, CisAlarms } from './cis-alarms.ts';
import { tamperingAlarms } from './tampering-alarms.ts';

/** Arguments of {@link DetectionAlarms}. */
export interface DetectionAlarmsArgs {
  /** Start of the names of filters and alarms, and of the event rules whose removal is told. */
  namePrefix: string;
  /** Name of the log group that the trail streams to; of the class STANDARD, as metric filters ask. */
  logGroupName: string;
  /** The trail's home region, which is the log group's. */
  region: string;
  /** Account that owns the trail and the log group, 12 digits. */
  accountId: string;
  /** Account of the buckets and keys of the log files, 12 digits. */
  logArchiveAccountId: string;
  /** Buckets of log files and of their access logs; changes of them are told. At least one. */
  logBucketNames: string[];
  /** ARN of the role that may delete log files, whose use is told. Default: none, and no such alarm. */
  breakGlassRoleArn?: string;
  /** ARN of the topic that is told; its policy must admit these alarms. */
  topicArn: pulumi.Input<string>;
  /**
   * Events in five minutes that raise an alarm, by its name (`unauthorized-calls`). Default: 1, and 5 for
   * `identity-center-sign-in-failures`. CIS and Security Hub ask for 1.
   */
  thresholds?: { [alarm: string]: number };
  /** Tags of the alarms. Default: none but those of the provider. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/**
 * Metric filters and alarms on what the organization's trail records: the 15 of CIS AWS Foundations Benchmark 5.0.0,
 * and eight on tampering with trails, GuardDuty, log storage, delegation and the alerting itself, on uses of the break-glass
 * role, and on sign-ins through IAM Identity Center. They stand in the trail's account and home region, where the events of all accounts and regions
 * arrive, within some 15 minutes of the call.
 *
 * Each alarm costs about 0.10 USD a month in us-east-1 and each metric up to 0.30 USD for the hours in which something was
 * counted; the first ten alarms and metrics of an account are free of charge. Filters cost nothing.
 * @throws when a threshold is not a whole number of 1 or more, or its alarm is none of ours.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html
 * @see https://aws.amazon.com/cloudwatch/pricing/
 */
export class DetectionAlarms extends pulumi.ComponentResource {
  /** Names of the alarms. */
  readonly alarmNames: pulumi.Output<string[]>;

  constructor(name: string, args: DetectionAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('DetectionAlarms', name, args);
    const faults = thresholdFaults(args.thresholds ?? {});
    if (faults.length > 0) throw new Error(`DetectionAlarms "${name}": ${faults.join('; ')}`);

    super('trailguard:index:DetectionAlarms', name, args, opts);
    const alarms = [...CisAlarms, ...tamperingAlarms(args)].map((definition) =>
      watch(this, name, args, definition, opts?.dependsOn),
    );

    this.alarmNames = pulumi.all(alarms.map((alarm) => alarm.name));
    this.registerOutputs({ alarmNames: this.alarmNames });
  }
}

/** Names of all alarms, as thresholds name them. */
export const AlarmNames: readonly string[] = [
  ...CisAlarms,
  ...tamperingAlarms({
    namePrefix: '',
    accountId: '',
    logArchiveAccountId: '',
    logBucketNames: [],
    logGroupName: '',
    breakGlassRoleArn: '',
  }),
].map(({ name }) => name);

/** What is wrong with thresholds, one sentence each. */
export function thresholdFaults(thresholds: { readonly [alarm: string]: number }): string[] {
  return Object.entries(thresholds).flatMap(([name, threshold]) => {
    if (!AlarmNames.includes(name))
      return [`"${name}" is the name of no alarm; there are ${AlarmNames.join(', ')}`];
    return Number.isInteger(threshold) && threshold >= 1
      ? []
      : [`the threshold of "${name}" is ${threshold}; it must be a whole number of events, 1 or more`];
  });
}

/** A filter that counts, and the alarm on its metric. */
function watch(
  parent: pulumi.Resource,
  component: string,
  args: DetectionAlarmsArgs,
  definition: AlarmDefinition,
  dependsOn: pulumi.CustomResourceOptions['dependsOn'],
): MetricAlarm {
  const { region, namePrefix } = args;
  const name = `${namePrefix}-${definition.name}`;
  const metric = { name: definition.name, namespace: `${namePrefix}/organization-trail` };
  const filter = new aws.cloudwatch.LogMetricFilter(
    `${component}-${definition.name}`,
    {
      region,
      name,
      logGroupName: args.logGroupName,
      pattern: definition.pattern,
      // No default value: a metric is billed for the hours in which it has one.
      metricTransformation: { ...metric, value: '1' },
    },
    // What the component waits for, its children are to wait for too.
    { parent, ...(dependsOn === undefined ? {} : { dependsOn }) },
  );
  return new aws.cloudwatch.MetricAlarm(
    `${component}-${definition.name}`,
    {
      region,
      name,
      alarmDescription: describe(definition),
      namespace: metric.namespace,
      metricName: metric.name,
      statistic: 'Sum',
      period: 300,
      evaluationPeriods: 1,
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      threshold: args.thresholds?.[definition.name] ?? definition.threshold ?? 1,
      treatMissingData: 'notBreaching',
      actionsEnabled: true,
      alarmActions: [args.topicArn],
      ...(args.tags === undefined ? {} : { tags: args.tags }),
    },
    { parent, dependsOn: filter },
  );
}

function describe({ description, cis, securityHub }: AlarmDefinition): string {
  const asked = [
    ...(cis === undefined ? [] : [`CIS AWS 5.0.0 ${cis}`]),
    ...(securityHub === undefined ? [] : [`Security Hub ${securityHub}`]),
  ];
  return `${description} CloudTrail has the event of the last minutes.${asked.length > 0 ? ` (${asked.join(', ')})` : ''}`;
}
