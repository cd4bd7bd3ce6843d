import { defineControl } from '../../define-control.ts';
import { scopedToOurTrails } from '../../estate/our-trails.ts';
import { publisher, usesOf } from '../../estate/topics.ts';
import { coversAction, nameOfStatement, namesService } from '../../policy/statement.ts';
import { isUnknown } from '../../model/fact.ts';
import { all, decide, evidence, fail, notApplicable, unknown } from '../../verdicts.ts';

/** The account in the ARN of an organization trail is the management account, whoever administers it. */
export default defineControl({
  id: 'NT-03',
  title: 'Topic policy binds CloudTrail to our trail',
  intent: 'Other accounts cannot publish through the service.',
  severity: 'medium',
  appliesTo: 'topic',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:sns/topicPolicy:TopicPolicy', 'aws:sns/topic:Topic'],
  needs: ['sns:GetTopicAttributes', 'cloudtrail:DescribeTrails'],
  fix: `Give each statement for ${publisher.trail} a condition on aws:SourceArn with the trail’s ARN.`,
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-permissions-for-sns-notifications.html',
  parameters: { trailArns: [] as readonly string[] },
  parameterHelp: {
    trailArns: {
      description: 'ARNs of the trails that may publish, where the trails themselves are not seen.',
    },
  },
  evaluate(topic, { estate, parameters: { trailArns } }) {
    const { byTrails } = usesOf(topic, estate);
    return decide(topic.policy, 'the policy of the topic', (policy) => {
      const statements = (policy?.Statement ?? []).filter(
        (statement) =>
          statement.Effect === 'Allow' &&
          namesService(statement, publisher.trail) &&
          coversAction(statement, 'sns:Publish'),
      );
      const found = evidence(topic, 'policy');
      if (statements.length > 0) {
        return all(
          statements.map((statement) => {
            const name = nameOfStatement(statement, policy?.Statement.indexOf(statement) ?? 0);
            return scopedToOurTrails(statement, name, evidence(topic, 'policy', statement), {
              estate,
              trailArns,
            });
          }),
        );
      }
      if (byTrails) return fail('the policy of the topic does not let CloudTrail publish', found);
      const hidden = estate.trails.items.map(({ topicArn }) => topicArn).find(isUnknown);
      return hidden === undefined
        ? notApplicable('no trail tells the topic, and its policy does not let CloudTrail publish')
        : unknown('whether a trail tells the topic is not known', hidden);
    });
  },
});
