import { defineControl } from '../../define-control.ts';
import { isTopicReference, nameOfTopic, topicExists } from '../../estate/topics.ts';
import type { Topic, Trail } from '../../model/estate.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, decide, evidence, evidenceElsewhere, fail, notApplicable, pass } from '../../verdicts.ts';

/**
 * A topic of another account that refuses to tell is not known, and no fault. CloudTrail looks for a bare name in the
 * trail's home Region alone.
 */
export default defineControl({
  id: 'NT-02',
  title: 'Topic named by the trail exists',
  intent: 'A missing topic means silent loss of notices.',
  severity: 'medium',
  appliesTo: 'trail',
  policies: ['stack'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail', 'aws:sns/topic:Topic'],
  needs: ['cloudtrail:DescribeTrails', 'sns:GetTopicAttributes'],
  fix: 'Create the topic again, or name another one in snsTopicName of the trail.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/configure-sns-notifications-for-cloudtrail.html',
  evaluate(trail, { estate }) {
    return decide(trail.topicArn, 'the topic of the trail', (reference) =>
      reference === null || reference === ''
        ? notApplicable('the trail tells no topic')
        : topicExists(estate, reference, (topic) =>
            all([
              pass(evidence(trail, 'topicArn'), evidenceElsewhere(topic, 'exists')),
              isTopicReference(reference) ? pass() : isInHomeRegion(trail, topic),
            ]),
          ),
    );
  },
});

function isInHomeRegion(trail: Trail, topic: Topic): Verdict {
  return decide(trail.homeRegion, 'the trail’s home Region', (home) =>
    decide(topic.region, 'the Region of the topic', (region) =>
      region === home
        ? pass()
        : fail(
            `the trail names ${nameOfTopic(topic)} without its Region and looks for it in ${home}, while it is in ${region}`,
            evidence(trail, 'topicArn'),
          ),
    ),
  );
}
