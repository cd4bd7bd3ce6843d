import { defineControl } from '../../define-control.ts';
import { hoursBetween } from '../../estate/settling.ts';
import { unknownBecause } from '../../model/fact.ts';
import { decide, evidence, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/** Hours that the latest notice may be older than the latest log file. */
const longestDelayHours = 1;

/** CloudTrail’s fields named LatestNotificationAttempt are retired and say nothing. */
export default defineControl({
  id: 'NT-06',
  title: 'Notifications are delivered',
  intent: 'Errors of the topic are found.',
  severity: 'medium',
  appliesTo: 'trail',
  policies: [],
  pulumiTypes: [],
  needs: ['cloudtrail:GetTrailStatus'],
  fix: 'Mend the policy of the topic or of its key, as AWS’s error says.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html',
  evaluate(trail) {
    return decide(trail.topicArn, 'the topic of the trail', (topic) => {
      if (topic === null || topic === '') return notApplicable('the trail tells no topic');
      return decide(trail.notification ?? notRead, 'the state of notices', (notice) => {
        const found = evidence(trail, 'notification');
        if (notice?.error) return fail(`the latest notice could not be published: ${notice.error}`, found);
        return decide(trail.delivery, 'the state of delivery', (delivery) => {
          const file = delivery?.latest ?? null;
          if (file === null) return unknown('whether notices arrive is not known', noFileYet);
          const latest = notice?.latest ?? null;
          if (latest !== null && hoursBetween(latest, file) <= longestDelayHours) return pass(found);
          return fail(
            `the latest log file is of ${file}, the latest notice ${latest ? `of ${latest}` : 'none'}`,
            found,
          );
        });
      });
    });
  },
});

const noFileYet = unknownBecause('pending', 'the trail has delivered no log file yet, so no notice is due');
const notRead = unknownBecause('not-read', 'no lens read it');
