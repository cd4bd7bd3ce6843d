import { defineControl } from '../../define-control.ts';
import { ifActive } from '../../estate/accounts.ts';
import { nameOfTrail, trailsRecording } from '../../estate/trails.ts';
import type { Trail } from '../../model/estate.ts';
import type { Verdict } from '../../model/verdict.ts';
import { hasNoManagementEvents } from '../../selectors/management.ts';
import { type EventSlice, recordedEvents } from '../../selectors/recorded-events.ts';
import { all, decide, evidenceElsewhere, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/** Data events of some resources that are named are few, so that they may stay with the management events. */
export default defineControl({
  id: 'CT-27',
  title: 'High volume data events live on their own trail',
  intent: 'The record of management events stays simple, cheap and stable.',
  severity: 'low',
  appliesTo: 'account',
  policies: ['stack'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail'],
  needs: ['cloudtrail:DescribeTrails', 'cloudtrail:GetEventSelectors', 'organizations:ListAccounts'],
  fix: 'Move the selectors of data events to a second trail of the organization; a Region holds five, shadows counted.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-manage-costs.html',
  parameters: { combinedTrail: false },
  parameterHelp: {
    combinedTrail: { description: 'Whether one trail for management and data events is the chosen design.' },
  },
  evaluate(account, { estate, parameters: { combinedTrail } }) {
    return ifActive(account, () => {
      if (combinedTrail) return notApplicable('one trail for all events is the chosen design');
      const { trails, complete } = trailsRecording(account, estate);
      return all([
        ...trails.map(keepsApart),
        complete === true
          ? notApplicable(`no trail records data events of account ${account.id}`)
          : unknown(`whether another trail records account ${account.id} is not known`, complete),
      ]);
    });
  },
});

function keepsApart(trail: Trail): Verdict {
  return decide(trail.selectors, `the event selectors of ${nameOfTrail(trail)}`, (selected) => {
    const selectors = selected ?? { basic: null, advanced: null };
    const others = recordedEvents(selectors).filter((slice) => !isOf(slice, 'Management'));
    if (others.length === 0) return notApplicable(`${nameOfTrail(trail)} records management events alone`);
    const found = evidenceElsewhere(trail, 'selectors');
    const isBusy = others.some((slice) => isOf(slice, 'Data') && isOfAllResources(slice));
    return isBusy && !hasNoManagementEvents(selectors)
      ? fail(`${nameOfTrail(trail)} has data events of all resources beside management events`, found)
      : pass(found);
  });
}

function isOf(slice: EventSlice, category: string): boolean {
  return slice.some(({ field, equals }) => field === 'eventCategory' && equals?.includes(category));
}

/** Leaving some resources out does not make them few; nor does the start of all ARNs of a service. */
function isOfAllResources(slice: EventSlice): boolean {
  return slice
    .filter(({ field }) => field === 'resources.ARN')
    .every(({ equals, startsWith, endsWith }) =>
      [...(equals ?? []), ...(endsWith ?? [])].length > 0
        ? false
        : (startsWith ?? []).length === 0 || startsWith?.some((start) => /^arn:[^:]*:[^:]*:*$/.test(start)),
    );
}
