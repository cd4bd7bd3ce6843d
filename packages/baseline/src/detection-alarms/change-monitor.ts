import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { partitionOf } from '../partition.ts';
import { policyDocument } from '../policy-document.ts';
import { findingPattern, insightPattern, tamperingPattern } from './event-patterns.ts';
import { undeliveredQueue } from './undelivered-queue.ts';

/** Arguments of {@link ChangeMonitor}. */
export interface ChangeMonitorArgs {
  /** Start of the names of rules and queues, the same in every account. */
  namePrefix: string;
  /** Account that is watched, 12 digits. */
  accountId: pulumi.Input<string>;
  /** Regions that are watched: all that the account has enabled. EventBridge sees calls where they are made. */
  regions: string[];
  /** ARN of the bus that receives the events; its policy must admit the role. */
  busArn: string;
  /** Name of the role with which EventBridge forwards. */
  roleName: string;
  /** Buckets of log files in this account, whose changes are told. Default: none. */
  logBucketNames?: string[];
  /** Whether what CloudTrail Insights finds is forwarded. Default: true. */
  insights?: boolean;
  /**
   * Findings of GuardDuty of this severity or more are forwarded, 1 to 10. Default: none. Set it in the account that
   * administers GuardDuty alone: it receives the findings of all.
   */
  findingSeverity?: number;
  /** Types of findings that are forwarded whatever their severity, such as those that are answered; each may end in `*`. Default: none. */
  findingTypes?: string[];
  /** Tags of rules, queues and role. Default: none but those of the provider. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/**
 * Forwards what tampers with recording and detection, CloudTrail Insights and findings from each region of an account to
 * one bus, within seconds. Rules stand on the default buses alone, where AWS puts its events, and the receiving bus is
 * another: nothing it receives is forwarded again. Also works in the account of that bus.
 *
 * Events of AWS's own services cost nothing on a default bus; those brought to the other bus cost 1 USD a million.
 * @throws when the receiving bus is a default one, or a severity is none.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html
 */
export class ChangeMonitor extends pulumi.ComponentResource {
  /** ARNs of the queues of events that could not be forwarded, by region. */
  readonly undeliveredQueueArns: pulumi.Output<{ [region: string]: string }>;

  constructor(name: string, args: ChangeMonitorArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('ChangeMonitor', name, args);
    const { findingSeverity } = args;
    if (args.busArn.endsWith(':event-bus/default'))
      throw new Error(
        `ChangeMonitor "${name}": ${args.busArn} is a default bus, whose own rules would forward what it receives; take one that was made for it`,
      );
    if (findingSeverity !== undefined && !(findingSeverity >= 1 && findingSeverity <= 10))
      throw new Error(`ChangeMonitor "${name}": the severity ${findingSeverity} is not between 1 and 10`);

    super('trailguard:index:ChangeMonitor', name, args, opts);
    const tags = args.tags === undefined ? {} : { tags: args.tags };
    // One partition for all regions: that of the bus.
    const partition = partitionOf(args.busArn.split(':')[3] ?? '');
    const role = forwardRole(this, name, args, partition, tags);
    const rules = [
      {
        kind: 'tampering',
        description: 'Changes of trails, GuardDuty, log storage and event rules',
        eventPattern: tamperingPattern({
          namePrefix: args.namePrefix,
          logBucketNames: args.logBucketNames ?? [],
        }),
      },
      ...(args.insights === false
        ? []
        : [
            {
              kind: 'insights',
              description: 'Unusual rates of calls and errors',
              eventPattern: insightPattern(),
            },
          ]),
      ...(findingSeverity === undefined
        ? []
        : [
            {
              kind: 'findings',
              description: `GuardDuty findings of severity ${findingSeverity} or more`,
              eventPattern: findingPattern(findingSeverity, args.findingTypes),
            },
          ]),
    ];

    const queues = args.regions.map((region) => {
      const queue = undeliveredQueue(
        `${name}-${region}`,
        {
          queueName: `${args.namePrefix}-undelivered-events`,
          partition,
          region,
          accountId: args.accountId,
          rules: `${args.namePrefix}-*`,
          tags: args.tags === undefined ? undefined : { tags: args.tags },
        },
        this,
      );
      for (const { kind, description, eventPattern } of rules) {
        const rule = new aws.cloudwatch.EventRule(
          `${name}-${kind}-${region}`,
          { region, name: `${args.namePrefix}-${kind}`, description, eventPattern, ...tags },
          { parent: this },
        );
        new aws.cloudwatch.EventTarget(
          `${name}-${kind}-${region}`,
          {
            region,
            rule: rule.name,
            targetId: 'security-account',
            arn: args.busArn,
            roleArn: role,
            deadLetterConfig: { arn: queue.arn },
          },
          { parent: this },
        );
      }
      return [region, queue.arn] as const;
    });

    this.undeliveredQueueArns = pulumi
      .all(queues.map(([region, arn]) => pulumi.output(arn).apply((known) => [region, known] as const)))
      .apply((pairs) => Object.fromEntries(pairs));
    this.registerOutputs({ undeliveredQueueArns: this.undeliveredQueueArns });
  }
}

/** The role with which our rules, and no other, put events on the one bus. Its ARN, once it may. */
function forwardRole(
  parent: pulumi.Resource,
  name: string,
  args: ChangeMonitorArgs,
  partition: string,
  tags: Pick<ChangeMonitorArgs, 'tags'>,
): pulumi.Output<string> {
  const role = new aws.iam.Role(
    name,
    {
      name: args.roleName,
      description: 'EventBridge forwards changes of recording and detection to the security account',
      assumeRolePolicy: pulumi.output(args.accountId).apply((accountId) =>
        policyDocument([
          {
            Sid: 'AssumeByOurRules',
            Effect: 'Allow',
            Principal: { Service: 'events.amazonaws.com' },
            Action: 'sts:AssumeRole',
            // https://docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html
            Condition: {
              ArnLike: {
                'aws:SourceArn': `arn:${partition}:events:*:${accountId}:rule/${args.namePrefix}-*`,
              },
              StringEquals: { 'aws:SourceAccount': accountId },
            },
          },
        ]),
      ),
      ...tags,
    },
    { parent },
  );
  const policy = new aws.iam.RolePolicy(
    name,
    {
      name: 'put-events',
      role: role.name,
      policy: policyDocument([
        { Sid: 'PutEvents', Effect: 'Allow', Action: 'events:PutEvents', Resource: args.busArn },
      ]),
    },
    { parent },
  );
  return pulumi.all([role.arn, policy.id]).apply(([arn]) => arn);
}
