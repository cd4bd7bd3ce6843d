import type { Topic } from '@pulumi/aws/sns/topic.js';
import type { TopicPolicy } from '@pulumi/aws/sns/topicPolicy.js';
import * as pulumi from '@pulumi/pulumi';
import { aws } from '../aws.ts';
import { type Subscription, subscriptionName } from './subscriptions.ts';

/**
 * Subscribes somebody to a topic; resources `NAME-PROTOCOL-HASH`.
 * @param name of the component that they are made in.
 * @returns names of the subscriptions that wait for somebody to confirm them.
 */
export function subscribe(
  name: string,
  { region, topic, policy }: { region: string; topic: Topic; policy: TopicPolicy },
  subscriptions: readonly Subscription[],
  parent: pulumi.Resource,
): pulumi.Output<string[]> {
  const pending = subscriptions.map((subscription) => {
    const key = subscriptionName(subscription);
    const made = new aws.sns.TopicSubscription(
      `${name}-${key}`,
      {
        region,
        topic: topic.arn,
        protocol: subscription.protocol,
        endpoint: subscription.endpoint,
        ...(subscription.protocol === 'https' ? { endpointAutoConfirms: true } : {}),
      },
      // A subscriber may be another account's, which the topic's policy is silent about until it stands.
      { parent, dependsOn: policy },
    );
    return made.pendingConfirmation.apply((isPending) => (isPending ? [key] : []));
  });
  return pulumi.all(pending).apply((names) => names.flat());
}
