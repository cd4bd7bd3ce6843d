import { defineControl } from '../../define-control.ts';
import { ifActive } from '../../estate/accounts.ts';
import { unlessJustJoined } from '../../estate/settling.ts';
import { nameOfTrail, trailsRecording, trailsToCome } from '../../estate/trails.ts';
import {
  any,
  decide,
  evidence,
  evidenceElsewhere,
  fail,
  notApplicable,
  pass,
  unknown,
} from '../../verdicts.ts';

/**
 * Judged for each account, so that a member which only the organization's trail records passes with that trail as
 * evidence. An event data store is another record and does not count.
 */
export default defineControl({
  id: 'CT-01',
  title: 'Account has a recording trail',
  intent: 'Events are kept beyond the 90 days of the event history only by a trail that records them.',
  severity: 'critical',
  appliesTo: 'account',
  policies: ['stack'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail'],
  needs: ['cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus', 'organizations:ListAccounts'],
  fix: 'Deploy the organization trail from the management account, or start logging on the trail that is there.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-create-and-update-a-trail.html',
  evaluate(account, { estate }) {
    return ifActive(account, () => {
      const { trails, complete } = trailsRecording(account, estate);
      const verdict = any([
        ...trails.map((trail) =>
          decide(trail.isLogging, `whether ${nameOfTrail(trail)} records`, (isLogging) =>
            isLogging === true
              ? pass(evidenceElsewhere(trail, 'isLogging'), evidenceElsewhere(trail, 'ownerAccountId'))
              : fail(`${nameOfTrail(trail)} does not record`, evidenceElsewhere(trail, 'isLogging')),
          ),
        ),
        complete === true
          ? trails.length > 0
            ? notApplicable('its trails are judged')
            : fail(`no trail records account ${account.id}`, evidence(account, 'visibleTrails'))
          : unknown(`whether another trail records account ${account.id} is not known`, complete),
      ]);
      const mayCome =
        estate.trails.complete !== true ||
        trailsToCome(account, estate).some(({ isLogging }) => isLogging !== false);
      return mayCome ? unlessJustJoined(account, estate, verdict) : verdict;
    });
  },
});
