import { SNS } from '@aws-sdk/client-sns';
import type { TopicPolicyArgs, TopicPolicyState } from '@pulumi/aws/sns/topicPolicy.js';
import { defineResource, type ResourceContext } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';

const SET = 'https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html';

/** The policy of a topic. Id and import id: the topic's ARN. */
export const topicPolicy = defineResource<TopicPolicyArgs, TopicPolicyState>({
  token: 'aws:sns/topicPolicy:TopicPolicy',
  properties: {
    arn: { required: true, replaces: SET },
    policy: { required: true, json: 'policy' },
    region: { computed: true, replaces: SET },
  },
  computed: { owner: true },
  async create(inputs, context) {
    await put(inputs.arn, inputs.policy, context);
    return inputs.arn;
  },
  async read(id, context) {
    const answer = await orMissing(
      context.client(SNS).getTopicAttributes({ TopicArn: id }),
      'NotFound',
      'NotFoundException',
    );
    const attributes = answer?.Attributes;
    return attributes?.Policy ? { arn: id, owner: attributes.Owner, policy: attributes.Policy } : undefined;
  },
  update: (id, inputs, context) => put(id, inputs.policy, context),
  async delete(id, context) {
    // A topic always has a policy: back to the one that AWS gives a new topic.
    await orMissing(put(id, defaultPolicy(id, context.accountId), context), 'NotFound', 'NotFoundException');
  },
});

async function put(TopicArn: string, Policy: string, context: ResourceContext): Promise<void> {
  const sns = context.client(SNS);
  await context.retry(
    () => sns.setTopicAttributes({ TopicArn, AttributeName: 'Policy', AttributeValue: Policy }),
    (error) => isError(error, ['InvalidParameter', 'InvalidParameterException'], /principal/i),
    60_000,
  );
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html (the policy that the console shows for a new topic) */
function defaultPolicy(topicArn: string, accountId: string): string {
  return JSON.stringify({
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: [
          'SNS:GetTopicAttributes',
          'SNS:SetTopicAttributes',
          'SNS:AddPermission',
          'SNS:RemovePermission',
          'SNS:DeleteTopic',
          'SNS:Subscribe',
          'SNS:ListSubscriptionsByTopic',
          'SNS:Publish',
        ],
        Resource: topicArn,
        Condition: { StringEquals: { 'AWS:SourceOwner': accountId } },
      },
    ],
  });
}
