import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { aws } from '../aws.ts';
import { alarmStates, dashboardBody, heading, type Metric, sums, type Widget } from './widgets.ts';

/** Metrics of one namespace. */
export interface ShownMetrics {
  /** Namespace, such as that of metric filters. */
  namespace: string;
  /** Names, without dimensions. */
  names: string[];
}

/** Arguments of {@link SecurityDashboard}. What is left out is not shown. */
export interface SecurityDashboardArgs {
  /** Name of the dashboard: letters, digits, hyphens and underscores. */
  dashboardName: string;
  /** Region of what is shown. */
  region: string;
  /** Account of the metrics, 12 digits, where it is not the dashboard's; that account has to share them with CloudWatch. */
  metricsAccountId?: string;
  /** ARNs of the alarms whose state is shown. */
  alarmArns?: string[];
  /** Log groups that a trail streams to: no events are no delivery. */
  logGroupNames?: string[];
  /** What metric filters count. */
  filteredMetrics?: ShownMetrics;
  /** Bus whose rules tell the topic. */
  busName?: string;
  /** Rules of that bus: what they match was told. */
  ruleNames?: string[];
  /** Dead-letter queues: what lies there was not told. */
  queueNames?: string[];
  /** Topics, with what they could not deliver. */
  topicNames?: string[];
  /** Workgroups of Athena, with what their queries read. */
  workgroupNames?: string[];
}

/**
 * One page of what watches the organization: the alarms' state, whether log files are delivered, what was told and what could
 * not be. AWS has no metric of findings; those that rules told are shown, as many as reached the topic. Three dashboards of an account are free of charge,
 * a further one costs 3 USD a month.
 * @throws when the name is none that CloudWatch takes.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Dashboards.html
 */
export class SecurityDashboard extends pulumi.ComponentResource {
  /** ARN of the dashboard. */
  readonly dashboardArn: pulumi.Output<string>;

  constructor(name: string, args: SecurityDashboardArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('SecurityDashboard', name, args);
    const { dashboardName, region } = args;
    if (!/^[A-Za-z0-9_-]{1,255}$/.test(dashboardName)) {
      throw new Error(
        `SecurityDashboard "${name}": ${JSON.stringify(dashboardName)} is no name; give 1 to 255 letters, digits, hyphens and underscores`,
      );
    }
    super('trailguard:index:SecurityDashboard', name, args, opts);

    const dashboard = new aws.cloudwatch.Dashboard(
      name,
      { region, dashboardName, dashboardBody: dashboardBody(widgetsOf(args)) },
      { parent: this },
    );

    this.dashboardArn = dashboard.dashboardArn;
    this.registerOutputs({ dashboardArn: this.dashboardArn });
  }
}

function widgetsOf(args: SecurityDashboardArgs): Widget[] {
  const { region, alarmArns = [], filteredMetrics, busName = 'default' } = args;
  const of = { region, accountId: args.metricsAccountId };
  const named = (names: readonly string[] = [], metric: (one: string) => Metric[]) => names.flatMap(metric);
  const groups: readonly (readonly [string, Metric[]])[] = [
    [
      'Events that the trail delivers',
      named(args.logGroupNames, (group) => [['AWS/Logs', 'IncomingLogEvents', 'LogGroupName', group]]),
    ],
    [
      'What metric filters count',
      (filteredMetrics?.names ?? []).map((metric) => [filteredMetrics?.namespace ?? '', metric]),
    ],
    [
      'Findings and changes that were told',
      named(args.ruleNames, (rule) => [
        ['AWS/Events', 'MatchedEvents', 'EventBusName', busName, 'RuleName', rule],
      ]),
    ],
    [
      'Events that could not be delivered',
      [
        ...named(args.ruleNames, (rule): Metric[] => [
          ['AWS/Events', 'FailedInvocations', 'EventBusName', busName, 'RuleName', rule],
        ]),
        ...named(args.queueNames, (queue): Metric[] => [
          ['AWS/SQS', 'NumberOfMessagesSent', 'QueueName', queue],
          ['AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'QueueName', queue],
        ]),
      ],
    ],
    [
      'Messages of the topics',
      named(args.topicNames, (topic) => [
        ['AWS/SNS', 'NumberOfNotificationsDelivered', 'TopicName', topic],
        ['AWS/SNS', 'NumberOfNotificationsFailed', 'TopicName', topic],
      ]),
    ],
    [
      'Bytes that queries read',
      named(args.workgroupNames, (workgroup) => [['AWS/Athena', 'ProcessedBytes', 'WorkGroup', workgroup]]),
    ],
  ];
  return [
    heading(
      `# ${args.dashboardName}\nWhat watches the organization, in ${region}. A line that is missing is a metric without data.`,
    ),
    ...(alarmArns.length > 0 ? [alarmStates('Alarms', alarmArns)] : []),
    ...groups.filter(([, metrics]) => metrics.length > 0).map(([title, metrics]) => sums(title, metrics, of)),
  ];
}
