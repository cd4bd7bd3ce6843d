import { defineControl } from '../../define-control.ts';
import { deliversLately } from '../../estate/deliveries.ts';
import type { Delivery, Trail } from '../../model/estate.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, decide, evidence, fail, notApplicable, pass } from '../../verdicts.ts';

/**
 * An error in any Region fails. Only the home Region must be recent: others may have had no activity. AWS's error
 * speaks of the bucket and its key, not of time-outs.
 */
export default defineControl({
  id: 'CT-20',
  title: 'S3 log delivery works',
  intent: 'Files that do not arrive are found before they are missed.',
  severity: 'critical',
  appliesTo: 'trail',
  policies: [],
  pulumiTypes: [],
  needs: ['cloudtrail:GetTrailStatus'],
  fix: 'Restore the bucket, its policy (LB-05) or the key policy that AWS’s error names.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html',
  parameters: { deliveryMaxAgeHours: 24 },
  parameterHelp: {
    deliveryMaxAgeHours: {
      description: 'Hours that the latest log file of the home Region may be old.',
      minimum: 1,
    },
  },
  evaluate(trail, { estate: { asOf }, parameters: { deliveryMaxAgeHours } }) {
    const home = { field: 'delivery', what: 'log file', limitHours: deliveryMaxAgeHours } as const;
    return all([withoutErrorElsewhere(trail), deliversLately(trail, asOf, home)]);
  },
});

function withoutErrorElsewhere(trail: Trail): Verdict {
  if (trail.deliveryByRegion === undefined) return notApplicable('only the home Region was read');
  return decide(trail.deliveryByRegion, 'the state of delivery in other Regions', (regions) => {
    const faulty = Object.entries(regions ?? {})
      .filter((entry): entry is [string, Delivery & { error: string }] => Boolean(entry[1].error))
      .map(([region, { error }]) => `${region}: ${error}`)
      .sort();
    const found = evidence(trail, 'deliveryByRegion');
    return faulty.length === 0
      ? pass(found)
      : fail(`log files could not be delivered: ${faulty.join(', ')}`, found);
  });
}
