import { defineControl } from '../../define-control.ts';
import { hoursAfter, hoursBetween } from '../../estate/settling.ts';
import type { Delivery, Trail } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, decide, evidence, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/** Hours after which a trail that records must have delivered its first file; CloudTrail needs some minutes. */
const firstFileHours = 1;

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
    return all([withoutErrorElsewhere(trail), homeDelivers(trail, asOf, deliveryMaxAgeHours)]);
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

function homeDelivers(trail: Trail, asOf: string | null, limitHours: number): Verdict {
  return decide(trail.delivery, 'the state of delivery', (delivery) => {
    const found = evidence(trail, 'delivery');
    if (delivery?.error) return fail(`the last log file could not be delivered: ${delivery.error}`, found);
    if (asOf === null) return unknown('the age of the latest log file is not known', noClock);
    const latest = delivery?.latest ?? null;
    if (latest !== null && hoursBetween(latest, asOf) <= limitHours) return pass(found);
    const late =
      latest === null
        ? fail('no log file was ever delivered', found)
        : fail(`the latest log file is of ${latest}; the limit is ${limitHours} hours`, found);
    return unlessIdleOrNew(trail, asOf, latest === null ? firstFileHours : limitHours, late);
  });
}

const noClock = unknownBecause('not-read', 'the estate has no time of reading');

function unlessIdleOrNew(trail: Trail, asOf: string, graceHours: number, late: Verdict): Verdict {
  return decide(trail.isLogging, 'whether the trail records', (isLogging) => {
    if (isLogging !== true) return notApplicable('the trail does not record (CT-04), so it delivers nothing');
    return decide(trail.loggingSince, 'since when the trail records', (since) => {
      if (since === null || hoursBetween(since, asOf) >= graceHours) return late;
      const detail = `the trail records since ${since}, less than ${graceHours} h`;
      return unknown(
        'no recent log file yet',
        unknownBecause('pending', detail, hoursAfter(since, graceHours)),
      );
    });
  });
}
