import { SNS } from '@aws-sdk/client-sns';
import type { TopicSubscriptionArgs, TopicSubscriptionState } from '@pulumi/aws/sns/topicSubscription.js';
import { defineResource } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';

const SUBSCRIBE = 'https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html';

const ATTRIBUTES = {
  deliveryPolicy: 'DeliveryPolicy',
  filterPolicy: 'FilterPolicy',
  filterPolicyScope: 'FilterPolicyScope',
  rawMessageDelivery: 'RawMessageDelivery',
  redrivePolicy: 'RedrivePolicy',
  replayPolicy: 'ReplayPolicy',
  subscriptionRoleArn: 'SubscriptionRoleArn',
} as const;

/** A receiver of a topic. Id and import id: the subscription's ARN. An e-mail address stays pending until its owner confirms. */
export const topicSubscription = defineResource<TopicSubscriptionArgs, TopicSubscriptionState>({
  token: 'aws:sns/topicSubscription:TopicSubscription',
  properties: {
    confirmationTimeoutInMinutes: { default: 1, writeOnly: true },
    deliveryPolicy: { json: 'document' },
    endpoint: { required: true, replaces: SUBSCRIBE },
    endpointAutoConfirms: { default: false, writeOnly: true },
    filterPolicy: { json: 'document' },
    filterPolicyScope: { computed: true },
    protocol: { required: true, replaces: SUBSCRIBE },
    rawMessageDelivery: { default: false },
    redrivePolicy: { json: 'document' },
    region: { computed: true, replaces: SUBSCRIBE },
    replayPolicy: { json: 'document' },
    subscriptionRoleArn: {},
    topic: { required: true, replaces: SUBSCRIBE },
  },
  computed: { arn: true, confirmationWasAuthenticated: true, ownerId: true, pendingConfirmation: true },
  async create(inputs, context) {
    const Attributes: { [name: string]: string } = {};
    for (const [property, attribute] of Object.entries(ATTRIBUTES)) {
      const value = inputs[property as keyof typeof ATTRIBUTES];
      if (value !== undefined && value !== false) Attributes[attribute] = String(value);
    }
    const { SubscriptionArn } = await context.client(SNS).subscribe({
      TopicArn: inputs.topic,
      Protocol: inputs.protocol,
      Endpoint: inputs.endpoint,
      Attributes,
      // Else a pending subscription answers "pending confirmation" for an ARN.
      ReturnSubscriptionArn: true,
    });
    return SubscriptionArn as string;
  },
  async read(id, context) {
    const answer = await orMissing(
      context.client(SNS).getSubscriptionAttributes({ SubscriptionArn: id }),
      'NotFound',
      'NotFoundException',
    );
    const attributes = answer?.Attributes;
    if (!attributes) return undefined;
    return {
      arn: id,
      confirmationWasAuthenticated: attributes.ConfirmationWasAuthenticated === 'true',
      deliveryPolicy: attributes.DeliveryPolicy,
      endpoint: attributes.Endpoint,
      filterPolicy: attributes.FilterPolicy,
      filterPolicyScope: attributes.FilterPolicyScope,
      ownerId: attributes.Owner,
      pendingConfirmation: attributes.PendingConfirmation === 'true',
      protocol: attributes.Protocol,
      rawMessageDelivery: attributes.RawMessageDelivery === 'true',
      redrivePolicy: attributes.RedrivePolicy,
      replayPolicy: attributes.ReplayPolicy,
      subscriptionRoleArn: attributes.SubscriptionRoleArn,
      topic: attributes.TopicArn,
    };
  },
  async update(id, inputs, context) {
    const sns = context.client(SNS);
    for (const [property, AttributeName] of Object.entries(ATTRIBUTES)) {
      const name = property as keyof typeof ATTRIBUTES;
      if (!context.changed(name)) continue;
      // A filter is taken away by an empty document.
      const AttributeValue = String(inputs[name] ?? (name === 'filterPolicy' ? '{}' : ''));
      await sns.setSubscriptionAttributes({ SubscriptionArn: id, AttributeName, AttributeValue });
    }
  },
  async delete(id, context) {
    await orMissing(
      context.client(SNS).unsubscribe({ SubscriptionArn: id }),
      'NotFound',
      'NotFoundException',
    );
  },
});
