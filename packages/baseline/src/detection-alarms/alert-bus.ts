import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { partitionOf } from '../partition.ts';
import { policyDocument } from '../policy-document.ts';
import { type AlertText, alertTexts } from './alert-texts.ts';
import { undeliveredQueue } from './undelivered-queue.ts';

/** Arguments of {@link AlertBus}. */
export interface AlertBusArgs {
  /** Name of the bus. */
  busName: string;
  /** Region of the bus and the topic. */
  region: string;
  /** Account of the bus and the topic, 12 digits. */
  accountId: string;
  /** Id of the organization whose accounts may forward, `o-…`. */
  organizationId: string;
  /** Name of the role with which they forward; nobody else in them may put events here. */
  forwardRoleName: string;
  /** ARN of the topic that is told; its policy must admit EventBridge rules of this account. */
  topicArn: pulumi.Input<string>;
  /** Start of the names of rules and queue. */
  namePrefix: string;
  /** Tags of bus, rules and queue. Default: none but those of the provider. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/**
 * The bus that receives what all accounts forward, and the rules that tell a topic of it in a sentence. Programs may add
 * rules of their own. Only the forwarding roles of the organization's accounts may put events on it; a source that begins
 * with `aws.` is AWS's alone, so that nobody invents an alert.
 *
 * Costs 1 USD for a million events received, and nothing for the rules.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html
 */
export class AlertBus extends pulumi.ComponentResource {
  /** Name of the bus, for rules of one's own. */
  readonly busName: pulumi.Output<string>;
  /** ARN of the bus, once accounts may forward to it. */
  readonly busArn: pulumi.Output<string>;
  /** ARN of the queue of events that the topic could not be told. */
  readonly undeliveredQueueArn: pulumi.Output<string>;

  constructor(name: string, args: AlertBusArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('AlertBus', name, args);
    super('trailguard:index:AlertBus', name, args, opts);
    const { region, accountId, busName } = args;
    const partition = partitionOf(region);
    const tags = args.tags === undefined ? {} : { tags: args.tags };

    const bus = new aws.cloudwatch.EventBus(
      name,
      {
        region,
        name: busName,
        description: 'Receives changes of recording and detection from all accounts',
        ...tags,
      },
      { parent: this },
    );
    const policy = new aws.cloudwatch.EventBusPolicy(
      name,
      {
        region,
        eventBusName: bus.name,
        policy: policyDocument([
          {
            Sid: 'PutEventsByForwardingRoles',
            Effect: 'Allow',
            Principal: '*',
            Action: 'events:PutEvents',
            Resource: `arn:${partition}:events:${region}:${accountId}:event-bus/${busName}`,
            Condition: {
              StringEquals: { 'aws:PrincipalOrgID': args.organizationId },
              ArnLike: { 'aws:PrincipalArn': `arn:${partition}:iam::*:role/${args.forwardRoleName}` },
            },
          },
        ]),
      },
      { parent: this },
    );
    const queue = undeliveredQueue(
      name,
      {
        queueName: `${args.namePrefix}-undelivered-alerts`,
        partition,
        region,
        accountId,
        rules: `${busName}/${args.namePrefix}-*`,
        tags: args.tags === undefined ? undefined : { tags: args.tags },
      },
      this,
    );
    for (const text of alertTexts) tell(this, name, args, bus.name, queue.arn, text);

    this.busName = bus.name;
    this.busArn = pulumi.all([bus.arn, policy.id]).apply(([arn]) => arn);
    this.undeliveredQueueArn = queue.arn;
    this.registerOutputs({
      busName: this.busName,
      busArn: this.busArn,
      undeliveredQueueArn: this.undeliveredQueueArn,
    });
  }
}

/** A rule of the bus that tells the topic of one kind of event. It forwards to no bus. */
function tell(
  parent: pulumi.Resource,
  name: string,
  args: AlertBusArgs,
  eventBusName: pulumi.Input<string>,
  queueArn: pulumi.Input<string>,
  { kind, eventPattern, inputPaths, inputTemplate }: AlertText,
): void {
  const { region } = args;
  const rule = new aws.cloudwatch.EventRule(
    `${name}-${kind}`,
    {
      region,
      name: `${args.namePrefix}-${kind}-alerts`,
      description: `Tells the alert topic of ${kind}`,
      eventBusName,
      eventPattern,
      ...(args.tags === undefined ? {} : { tags: args.tags }),
    },
    { parent },
  );
  new aws.cloudwatch.EventTarget(
    `${name}-${kind}`,
    {
      region,
      rule: rule.name,
      eventBusName,
      targetId: 'alert-topic',
      arn: args.topicArn,
      inputTransformer: { inputPaths: { ...inputPaths }, inputTemplate },
      deadLetterConfig: { arn: queueArn },
    },
    { parent },
  );
}
