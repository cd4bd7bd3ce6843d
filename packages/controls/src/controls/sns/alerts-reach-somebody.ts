import { defineControl } from '../../define-control.ts';
import { isHeard, nameOfTopic, usesOf } from '../../estate/topics.ts';
import type { Subscription, Topic } from '../../model/estate.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, decide, evidence, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/** Who is subscribed is personal data: protocols are shown, addresses never. */
export default defineControl({
  id: 'NT-07',
  title: 'Alert topics have confirmed safe subscriptions',
  intent: 'Somebody really receives the alert.',
  severity: 'high',
  appliesTo: 'topic',
  policies: ['stack'],
  pulumiTypes: ['aws:sns/topicSubscription:TopicSubscription', 'aws:sns/topic:Topic'],
  needs: ['sns:ListSubscriptionsByTopic'],
  fix: 'Subscribe somebody over https, sqs, lambda or email, and confirm the subscription within three days.',
  url: 'https://docs.aws.amazon.com/sns/latest/dg/SendMessageToHttp.prepare.html',
  evaluate(topic, { estate }) {
    const { byTrails, byAlarms, byRules, hidden } = usesOf(topic, estate);
    return decide(topic.subscriptions, `who is told by ${nameOfTopic(topic)}`, (subscriptions) => {
      const known = subscriptions ?? [];
      if (known.length > 0) return all([isSafe(topic, known), isHeard(topic)]);
      if (byAlarms || byRules) return isHeard(topic);
      if (hidden !== undefined) return unknown('who tells the topic is not all known', hidden);
      return notApplicable(
        byTrails
          ? 'the topic takes notices of log files alone, and nobody asks for them'
          : 'neither an alarm nor an event rule tells the topic',
      );
    });
  },
});

function isSafe(topic: Topic, subscriptions: readonly Subscription[]): Verdict {
  const found = evidence(topic, 'subscriptions');
  return subscriptions.some(({ protocol }) => protocol === 'http')
    ? fail(`a subscription of ${nameOfTopic(topic)} is plain http`, found)
    : pass(found);
}
