import { defineControl } from '../../define-control.ts';
import { nameOfTopic } from '../../estate/topics.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Topic } from '../../model/estate.ts';
import type { Evidence } from '../../model/verdict.ts';
import { decide, evidence, fail, notApplicable, pass } from '../../verdicts.ts';

/**
 * Whether failed deliveries are logged is shown and never fails: Security Hub retired that check in 2024, and of an
 * e-mail SNS learns nothing.
 */
export default defineControl({
  id: 'NT-08',
  title: 'Topics tagged and delivery status logged',
  intent: 'Ownership is clear and failed deliveries can be traced.',
  severity: 'low',
  appliesTo: 'topic',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:sns/topic:Topic'],
  needs: ['sns:GetTopicAttributes', 'sns:ListTagsForResource'],
  fix: 'Add the tags that are asked for, and a failure feedback role for http, lambda, sqs or firehose subscribers.',
  url: 'https://docs.aws.amazon.com/sns/latest/dg/sns-tags.html',
  parameters: { requiredTags: [] as readonly string[] },
  parameterHelp: {
    requiredTags: { description: 'Keys of tags that every topic must have.' },
  },
  evaluate(topic, { parameters: { requiredTags } }) {
    if (requiredTags.length === 0) return notApplicable('no tags are asked for (requiredTags)');
    return decide(topic.tags, 'the tags of the topic', (tags) => {
      const missing = requiredTags.filter((key) => tags === null || !Object.hasOwn(tags, key));
      return missing.length === 0
        ? pass(evidence(topic, 'tags'), ...logging(topic))
        : fail(`${nameOfTopic(topic)} lacks the tag ${missing.join(', ')}`, evidence(topic, 'tags'));
    });
  },
});

function logging(topic: Topic): readonly Evidence[] {
  return isUnknown(topic.loggedProtocols) ? [] : [evidence(topic, 'loggedProtocols')];
}
