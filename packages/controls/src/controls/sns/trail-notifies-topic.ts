import { defineControl } from '../../define-control.ts';
import type { Estate, Trail } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { hasNoManagementEvents } from '../../selectors/management.ts';
import { decide, evidence, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/** Asked of the central trail: the organization's, and every one of an account without such; not of trails of data. */
export default defineControl({
  id: 'NT-01',
  title: 'Trail notifies a topic on delivery',
  intent: 'Consumers learn of new files and of gaps.',
  severity: 'low',
  appliesTo: 'trail',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail'],
  needs: ['cloudtrail:DescribeTrails', 'cloudtrail:GetEventSelectors'],
  fix: 'Set snsTopicName to the topic; one of another Region by its ARN.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/configure-sns-notifications-for-cloudtrail.html',
  parameters: { requireSns: true },
  parameterHelp: {
    requireSns: {
      description:
        'Whether the central trail must tell a topic. Not where EventBridge or CloudWatch Logs covers the need.',
    },
  },
  evaluate(trail, { estate, parameters: { requireSns } }) {
    return decide(trail.topicArn, 'the topic of the trail', (topic) => {
      const found = evidence(trail, 'topicArn');
      if (topic !== null && topic !== '') return pass(found);
      if (!requireSns) return notApplicable('no topic is asked for (requireSns)');
      const missing = fail('snsTopicName is not set', found);
      return unlessForData(trail, () => ifCentral(trail, estate, missing));
    });
  },
});

function ifCentral(trail: Trail, { trails }: Estate, missing: Verdict): Verdict {
  return decide(trail.isOrganization, 'whether the trail is the organization’s', (isOrganization) => {
    if (isOrganization === true) return missing;
    const others = trails.items.map((other) => other.isOrganization);
    if (others.includes(true)) return notApplicable('the organization’s trail is the central one');
    const hidden = others.find(isUnknown);
    return hidden === undefined ? missing : unknown('which trail is the central one is not known', hidden);
  });
}

function unlessForData(trail: Trail, otherwise: () => Verdict): Verdict {
  return decide(trail.selectors, 'the event selectors', (selectors) =>
    selectors !== null && hasNoManagementEvents(selectors)
      ? notApplicable('the trail records data events alone')
      : otherwise(),
  );
}
