import { defineControl } from '../../define-control.ts';
import { topicExists } from '../../estate/topics.ts';
import { decide, evidence, evidenceElsewhere, notApplicable, pass } from '../../verdicts.ts';

/** A topic of another account that refuses to tell is not known, and no fault. */
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
            pass(evidence(trail, 'topicArn'), evidenceElsewhere(topic, 'exists')),
          ),
    );
  },
});
