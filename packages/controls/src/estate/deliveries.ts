import type { Delivery, Trail } from '../model/estate.ts';
import { unknownBecause } from '../model/fact.ts';
import type { Verdict } from '../model/verdict.ts';
import { decide, evidence, fail, notApplicable, pass, unknown } from '../verdicts.ts';
import { hoursAfter, hoursBetween } from './settling.ts';

/** Hours after which a trail that records must have delivered for the first time; CloudTrail needs some minutes. */
const firstHours = 1;

/** A way in which a trail delivers, as its verdicts speak of it. */
export interface DeliveryWay {
  readonly field: 'delivery' | 'logGroupDelivery';
  /** What is delivered, such as `log file`. */
  readonly what: string;
  /** Hours that the latest one may be old. */
  readonly limitHours: number;
}

/** Judges whether a trail delivered lately and without an error. A trail that does not record delivers nothing. */
export function deliversLately(trail: Trail, asOf: string | null, way: DeliveryWay): Verdict {
  const { field, what, limitHours } = way;
  return decide<Delivery>(trail[field], `the state of delivery of the ${what}`, (delivery) => {
    const found = evidence(trail, field);
    if (delivery?.error) return fail(`the last ${what} could not be delivered: ${delivery.error}`, found);
    if (asOf === null) return unknown(`the age of the latest ${what} is not known`, noClock);
    const latest = delivery?.latest ?? null;
    if (latest !== null && hoursBetween(latest, asOf) <= limitHours) return pass(found);
    const late =
      latest === null
        ? fail(`no ${what} was ever delivered`, found)
        : fail(`the latest ${what} is of ${latest}; the limit is ${limitHours} hours`, found);
    return unlessIdleOrNew(trail, asOf, {
      what,
      graceHours: latest === null ? firstHours : limitHours,
      late,
    });
  });
}

const noClock = unknownBecause('not-read', 'the estate has no time of reading');

interface Late {
  readonly what: string;
  readonly graceHours: number;
  readonly late: Verdict;
}

function unlessIdleOrNew(trail: Trail, asOf: string, { what, graceHours, late }: Late): Verdict {
  return decide(trail.isLogging, 'whether the trail records', (isLogging) => {
    if (isLogging !== true) return notApplicable('the trail does not record (CT-04), so it delivers nothing');
    return decide(trail.loggingSince, 'since when the trail records', (since) => {
      if (since === null || hoursBetween(since, asOf) >= graceHours) return late;
      const detail = `the trail records since ${since}, less than ${graceHours} h`;
      return unknown(
        `no recent ${what} yet`,
        unknownBecause('pending', detail, hoursAfter(since, graceHours)),
      );
    });
  });
}
