import { defineControl } from '../../define-control.ts';
import { hoursAfter, hoursBetween } from '../../estate/settling.ts';
import type { Trail } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { decide, evidence, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/** A digest is written each hour, also when nothing happened, so a missing one is a fault and no silence. */
export default defineControl({
  id: 'CT-07',
  title: 'Digest files are being delivered',
  intent: 'Validation proves nothing about the hours whose digests never arrived.',
  severity: 'high',
  appliesTo: 'trail',
  policies: [],
  pulumiTypes: [],
  needs: ['cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus'],
  fix: 'Repair the bucket or key policy that AWS’s error names, then see that a new digest arrives.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html',
  parameters: { digestMaxAgeHours: 6 },
  parameterHelp: {
    digestMaxAgeHours: { description: 'Hours that the latest digest may be old.', minimum: 1 },
  },
  evaluate(trail, { estate: { asOf }, parameters: { digestMaxAgeHours } }) {
    return decide(trail.validatesLogFiles, 'whether log files are signed', (validates) => {
      if (validates !== true) return notApplicable('the trail signs no digests (CT-06)');
      return decide(trail.digestDelivery, 'the state of digest delivery', (delivery) => {
        const found = evidence(trail, 'digestDelivery');
        if (delivery?.error) return fail(`the last digest could not be delivered: ${delivery.error}`, found);
        if (asOf === null) return unknown('the age of the latest digest is not known', noClock);
        const latest = delivery?.latest ?? null;
        if (latest !== null && hoursBetween(latest, asOf) <= digestMaxAgeHours) return pass(found);
        const since = latest === null ? 'no digest was ever delivered' : `the latest digest is of ${latest}`;
        return unlessNew(
          trail,
          asOf,
          digestMaxAgeHours,
          fail(`${since}; the limit is ${digestMaxAgeHours} hours`, found),
        );
      });
    });
  },
});

const noClock = unknownBecause('not-read', 'the estate has no time of reading');

/** A trail that has recorded for less than the limit is given until then; one that is stopped writes no digests. */
function unlessNew(trail: Trail, asOf: string, limitHours: number, late: Verdict): Verdict {
  return decide(trail.isLogging, 'whether the trail records', (isLogging) => {
    if (isLogging !== true)
      return notApplicable('the trail does not record (CT-04), so it writes no digests');
    return decide(trail.loggingSince, 'since when the trail records', (since) => {
      if (since === null || hoursBetween(since, asOf) >= limitHours) return late;
      const detail = `the trail records since ${since}, less than ${limitHours} h`;
      return unknown(
        'no recent digest yet',
        unknownBecause('pending', detail, hoursAfter(since, limitHours)),
      );
    });
  });
}
