import { asBusEvents, detailType, ifInUse, rulesTell } from '../../alerting/watching-rules.ts';
import { defineControl } from '../../define-control.ts';
import { findAccount } from '../../estate/accounts.ts';
import { nameOfTrail, trailsRecording } from '../../estate/trails.ts';
import { and, isText } from '../../event-matching/expression.ts';
import type { AccountRegion } from '../../model/control.ts';
import type { Estate } from '../../model/estate.ts';
import type { Verdict } from '../../model/verdict.ts';
import { any, decide, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

const events = asBusEvents(
  { name: 'what CloudTrail Insights finds', expression: and(), alwaysText: new Set<string>() },
  [detailType.insight],
);
const insights = { ...events, expression: and(isText('source', 'aws.cloudtrail'), events.expression) };

/** Judged for each account and Region, since Insights events arrive in the Region of the activity. */
export default defineControl({
  id: 'CW-23',
  title: 'Insights events and anomalies reach a person',
  intent: 'Unusual rate findings are not left unread.',
  severity: 'medium',
  appliesTo: 'watchedRegion',
  policies: ['stack'],
  pulumiTypes: ['aws:cloudwatch/eventRule:EventRule', 'aws:cloudwatch/eventTarget:EventTarget'],
  needs: ['cloudtrail:GetInsightSelectors', 'events:ListRules', 'events:ListTargetsByRule'],
  fix: 'Add an event rule for the detail-type "AWS Insight via CloudTrail" with a target in each Region; where the target is a topic, have somebody confirm a subscription.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-insights-events-with-cloudtrail.html',
  evaluate(place, { estate }) {
    return ifInUse(place, estate, () => {
      const looked = looksForAnomalies(place, estate);
      if (looked.status === 'unknown') return looked;
      if (looked.status === 'fail') return notApplicable(`${looked.reason} (CT-17)`);
      return rulesTell(insights, place, estate);
    });
  },
});

/** A trail that records the account and looks for anomalies; where the account is not known, any trail of the program. */
function looksForAnomalies({ accountId, region }: AccountRegion, estate: Estate): Verdict {
  const account = findAccount(estate, accountId);
  const { trails, complete } =
    account === undefined
      ? { trails: estate.trails.items, complete: estate.trails.complete }
      : trailsRecording(account, estate);
  return any([
    fail(`CloudTrail Insights is off in ${accountId}/${region}`),
    ...trails.map((trail) =>
      decide(trail.insights, `what Insights of ${nameOfTrail(trail)} looks for`, (selectors) =>
        selectors !== null && selectors.length > 0 ? pass() : fail('CloudTrail Insights is off'),
      ),
    ),
    complete === true
      ? notApplicable('all trails are seen')
      : unknown('whether another trail looks for anomalies is not known', complete),
  ]);
}
