import { contextOf, type Scope, type ServiceRules, text } from '../rules.ts';

/** https://docs.aws.amazon.com/sns/latest/dg/sns-using-identity-based-policies.html; a subscription is asked on its topic. */
export const sns: ServiceRules = {
  prefix: 'sns',
  hasResourcePolicies: true,
  actions: { PublishBatch: ['sns:Publish'] },
  arns: {
    topic: ({ call, accountId, partition }) => {
      const topic = text(call, 'TopicArn') ?? text(call, 'TargetArn') ?? text(call, 'ResourceArn');
      if (topic !== undefined) return [topic];
      const subscription = text(call, 'SubscriptionArn');
      if (subscription !== undefined) return [subscription.slice(0, subscription.lastIndexOf(':'))];
      const name = call.operation === 'CreateTopic' ? text(call, 'Name') : undefined;
      return name === undefined ? [] : [`arn:${partition}:sns:${call.region}:${accountId}:${name}`];
    },
  },
  context: ({ call }) =>
    contextOf({ 'sns:protocol': text(call, 'Protocol'), 'sns:endpoint': text(call, 'Endpoint') }),
};

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html */
export const sqs: ServiceRules = {
  prefix: 'sqs',
  hasResourcePolicies: true,
  actions: {
    SendMessageBatch: ['sqs:SendMessage'],
    DeleteMessageBatch: ['sqs:DeleteMessage'],
    ChangeMessageVisibilityBatch: ['sqs:ChangeMessageVisibility'],
  },
  arns: { queue },
};

function queue({ call, accountId, partition }: Scope): readonly string[] {
  const source = text(call, 'SourceArn');
  if (source !== undefined) return [source];
  // https://sqs.REGION.amazonaws.com/ACCOUNT/NAME
  const [owner, name] = (text(call, 'QueueUrl') ?? '').split('/').slice(-2);
  if (owner && name) return [`arn:${partition}:sqs:${call.region}:${owner}:${name}`];
  const created = text(call, 'QueueName');
  return created === undefined
    ? []
    : [`arn:${partition}:sqs:${call.region}:${text(call, 'QueueOwnerAWSAccountId') ?? accountId}:${created}`];
}
