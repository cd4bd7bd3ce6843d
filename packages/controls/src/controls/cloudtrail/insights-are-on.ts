import { defineControl } from '../../define-control.ts';
import { records } from '../../estate/trail-verdicts.ts';
import { nameOfTrail, trailsBeside } from '../../estate/trails.ts';
import { knownApiFeatures } from '../../known-api-features.ts';
import type { Trail } from '../../model/estate.ts';
import type { Verdict } from '../../model/verdict.ts';
import { managementCoverage } from '../../selectors/management.ts';
import { all, any, decide, evidenceElsewhere, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

const kinds: readonly string[] = knownApiFeatures['insight of CloudTrail'];

/**
 * One recording trail of the account with both kinds is enough. The call rate is analyzed of writes alone, so that a
 * trail without them finds nothing. A trail of less than seven days may have found nothing yet: that is no fault.
 */
export default defineControl({
  id: 'CT-17',
  title: 'Insights on call rate and error rate',
  intent: 'CloudTrail itself reports calls and errors at an unusual rate.',
  severity: 'medium',
  appliesTo: 'trail',
  policies: ['resource', 'stack', 'remediation'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail'],
  needs: ['cloudtrail:GetEventSelectors', 'cloudtrail:GetInsightSelectors', 'cloudtrail:GetTrailStatus'],
  fix: 'Set insightSelectors with ApiCallRateInsight and ApiErrorRateInsight.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-insights-events-with-cloudtrail.html',
  evaluate(trail, { estate }) {
    return decide(trail.isLogging, 'whether the trail records', (isLogging) => {
      if (isLogging !== true) return notApplicable('the trail does not record (CT-04)');
      return decide(trail.selectors, 'the event selectors', (selected) => {
        const { reads, writes } = managementCoverage(selected ?? { basic: null, advanced: null });
        if (!reads && !writes) return notApplicable('the trail records no management events');
        const own = analyzes(trail);
        if (own.status !== 'fail') return own;
        const { trails, complete } = trailsBeside(trail, estate);
        return any([
          ...trails.filter((other) => other !== trail).map((other) => all([records(other), analyzes(other)])),
          complete === true
            ? own
            : unknown(`${own.reason}, and whether another trail has both is not known`, complete),
        ]);
      });
    });
  },
});

function analyzes(trail: Trail): Verdict {
  const name = nameOfTrail(trail);
  return decide(trail.insights, `the Insights of ${name}`, (insights) => {
    const found = evidenceElsewhere(trail, 'insights');
    const missing = kinds.filter(
      (kind) =>
        !(insights ?? []).some(({ type, categories }) => type === kind && categories.includes('Management')),
    );
    if (missing.length > 0) return fail(`${name} lacks ${missing.join(' and ')}`, found);
    return decide(trail.selectors, `the event selectors of ${name}`, (selected) =>
      managementCoverage(selected ?? { basic: null, advanced: null }).writes
        ? pass(found)
        : fail(
            `${name} records no management events that write, whose rate is analyzed`,
            evidenceElsewhere(trail, 'selectors'),
          ),
    );
  });
}
