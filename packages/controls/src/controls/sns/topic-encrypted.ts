import { defineControl } from '../../define-control.ts';
import { findKey } from '../../estate/keys.ts';
import { nameOfTopic, publisher, usesOf } from '../../estate/topics.ts';
import type { Estate, Topic } from '../../model/estate.ts';
import type { Verdict } from '../../model/verdict.ts';
import { admits } from '../../policy/admits-service.ts';
import { all, decide, evidence, evidenceElsewhere, fail, pass, unknown } from '../../verdicts.ts';

/**
 * `alias/aws/sns` satisfies Security Hub, but services cannot publish with it, so that notices would be lost. The key's
 * policy has to let in whoever publishes; EventBridge without a condition on the source, which it does not name to an
 * encrypted topic.
 */
export default defineControl({
  id: 'NT-04',
  title: 'Topic encrypted with a customer managed key',
  intent: 'Messages are protected and still deliverable.',
  severity: 'medium',
  appliesTo: 'topic',
  policies: ['resource', 'stack', 'remediation'],
  pulumiTypes: ['aws:sns/topic:Topic'],
  needs: ['sns:GetTopicAttributes', 'kms:DescribeKey', 'kms:GetKeyPolicy'],
  fix: 'Set kmsMasterKeyId to a key of your own whose policy lets the publishing services call kms:GenerateDataKey* and kms:Decrypt.',
  url: 'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services',
  evaluate(topic, { estate }) {
    return decide(topic.kmsKeyId, 'the key of the topic', (reference) => {
      const set = evidence(topic, 'kmsKeyId');
      if (reference === null || reference === '')
        return fail('kmsMasterKeyId is not set: messages are not encrypted with a key', set);
      if (reference.includes('alias/aws/'))
        return fail(`${reference} is a key that AWS manages: services cannot publish with it`, set);
      const key = findKey(estate, reference);
      if (key === undefined) {
        const { complete } = estate.keys;
        return complete === true
          ? fail(`the key ${reference} does not exist`, set)
          : unknown(`the key ${reference} could not be looked at`, complete);
      }
      const managed = decide(key.manager, 'who manages the key', (manager) =>
        manager === 'CUSTOMER'
          ? pass(set, evidenceElsewhere(key, 'manager'))
          : fail('the key is not managed by the customer', evidenceElsewhere(key, 'manager')),
      );
      const admission = decide(key.policy, 'the key’s policy', (policy) =>
        all(
          publishersOf(topic, estate).map((service) =>
            policy !== null &&
            usedActions.every((action) => admits(policy, service, action, service !== publisher.rule))
              ? pass(evidenceElsewhere(key, 'policy'))
              : fail(
                  `the key’s policy does not let ${service} encrypt for ${nameOfTopic(topic)}`,
                  evidenceElsewhere(key, 'policy'),
                ),
          ),
        ),
      );
      return all([managed, admission, ...hiddenUse(topic, estate)]);
    });
  },
});

const usedActions = ['kms:GenerateDataKey', 'kms:Decrypt'];

function publishersOf(topic: Topic, estate: Estate): readonly string[] {
  const { byTrails, byAlarms, byRules } = usesOf(topic, estate);
  return [
    ...(byTrails ? [publisher.trail] : []),
    ...(byAlarms ? [publisher.alarm] : []),
    ...(byRules ? [publisher.rule] : []),
  ];
}

function hiddenUse(topic: Topic, estate: Estate): readonly Verdict[] {
  const { hidden } = usesOf(topic, estate);
  return hidden === undefined ? [] : [unknown('who tells the topic is not all known', hidden)];
}
