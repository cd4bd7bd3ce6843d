import type { Estate, Topic } from '../model/estate.ts';
import { isUnknown, type Unknown } from '../model/fact.ts';
import type { Verdict } from '../model/verdict.ts';
import { admits } from '../policy/admits-service.ts';
import { any, decide, evidenceElsewhere, fail, pass, unknown } from '../verdicts.ts';
import { parseArn } from './arn.ts';
import { listIndex } from './list-index.ts';

const topicsByReference = listIndex<Topic>(({ arn, name, observation }) => [
  arn,
  name,
  observation.arn,
  observation.urn,
]);

/** A program may name a topic by its ARN before it knows that this is the topic's. */
const nameless = listIndex<Topic>(({ arn, name, region }) => (isUnknown(arn) ? [`${region}:${name}`] : []));

/** The topic that an ARN, a name or a URN names, if the lens looked for it. */
export function findTopic({ lens, topics: { items } }: Estate, reference: string): Topic | undefined {
  const [topic] = topicsByReference(items, reference);
  if (topic !== undefined || lens === 'live') return topic;
  const { region, resource } = parseArn(reference) ?? {};
  return nameless(items, `${region}:${resource}`)[0];
}

/** Tells the ARN of an SNS topic, or the URN of a program's, from other references. */
export function isTopicReference(reference: string): boolean {
  return /^arn:[^:]+:sns:/.test(reference) || reference.includes('::aws:sns/topic:Topic::');
}

/** Service principals that publish to topics. */
export const publisher = {
  trail: 'cloudtrail.amazonaws.com',
  alarm: 'cloudwatch.amazonaws.com',
  rule: 'events.amazonaws.com',
} as const;

/** What tells a topic, as far as it was seen, and why there may be more. */
export interface TopicUses {
  readonly byTrails: boolean;
  readonly byAlarms: boolean;
  readonly byRules: boolean;
  readonly hidden: Unknown | undefined;
}

/** Who tells a topic. */
export function usesOf(topic: Topic, estate: Estate): TopicUses {
  const names = (reference: unknown) =>
    typeof reference === 'string' && findTopic(estate, reference) === topic;
  const byTrails = estate.trails.items.map(({ topicArn }) => topicArn);
  const byAlarms = estate.alarms.items.map(({ alarmActions }) => alarmActions);
  const byRules = estate.eventRules.items.map(({ targets }) => targets);
  const targets = byRules.flatMap((list) =>
    list === null || isUnknown(list) ? [] : list.map(({ arn }) => arn),
  );
  return {
    byTrails: byTrails.some(names),
    byAlarms: byAlarms.some((list) => list !== null && !isUnknown(list) && list.some(names)),
    byRules: targets.some(names),
    hidden: [...byTrails, ...byAlarms, ...byRules, ...targets].find(isUnknown),
  };
}

/** Name of a topic for a reader. */
export function nameOfTopic({ name, arn, observation }: Topic): string {
  return [name, arn, observation.arn, observation.urn].find((one) => typeof one === 'string') ?? 'a topic';
}

/** Judges whether the topic of a reference is there. */
export function topicExists(estate: Estate, reference: string, judge: (topic: Topic) => Verdict): Verdict {
  const topic = findTopic(estate, reference);
  const missing = `the topic ${reference} does not exist`;
  if (topic === undefined) {
    const { complete } = estate.topics;
    return complete === true
      ? fail(missing)
      : unknown(`the topic ${reference} could not be looked at`, complete);
  }
  return decide(topic.exists, `whether the topic ${nameOfTopic(topic)} exists`, (exists) =>
    exists === null ? fail(missing, evidenceElsewhere(topic, 'exists')) : judge(topic),
  );
}

/** Judges whether somebody has confirmed that they want to be told what a topic tells. */
export function isHeard(topic: Topic): Verdict {
  return decide(topic.subscriptions, `who is told by ${nameOfTopic(topic)}`, (subscriptions) => {
    const found = evidenceElsewhere(topic, 'subscriptions');
    const none = fail(`nobody has confirmed a subscription of ${nameOfTopic(topic)}`, found);
    return any([
      none,
      ...(subscriptions ?? []).map(({ isConfirmed }) =>
        decide(isConfirmed, `whether a subscription of ${nameOfTopic(topic)} is confirmed`, (confirmed) =>
          confirmed === true ? pass(found) : none,
        ),
      ),
    ]);
  });
}

/**
 * Judges whether the policy of a topic lets in a service that publishes. Alarms of the owner’s account need no policy;
 * EventBridge needs one, and names neither rule nor account to an encrypted topic, so that a condition on them keeps it
 * out.
 */
export function letsIn(topic: Topic, service: (typeof publisher)['alarm' | 'rule']): Verdict {
  const found = evidenceElsewhere(topic, 'policy');
  return decide(topic.policy, `the policy of ${nameOfTopic(topic)}`, (policy) => {
    if (policy === null && service === publisher.alarm) return pass(found);
    return decide(topic.kmsKeyId, `the key of ${nameOfTopic(topic)}`, (key) =>
      policy !== null && admits(policy, service, 'sns:Publish', service === publisher.alarm || key === null)
        ? pass(found)
        : fail(`the policy of ${nameOfTopic(topic)} does not let ${service} publish`, found),
    );
  });
}
