import type { Trail } from '../model/estate.ts';
import type { Verdict } from '../model/verdict.ts';
import { decide, evidenceElsewhere, fail, pass } from '../verdicts.ts';
import { nameOfTrail } from './trails.ts';

/** Whether a trail records at all: without it no other setting of it counts. */
export function records(trail: Trail): Verdict {
  const name = nameOfTrail(trail);
  return decide(trail.isLogging, `whether ${name} records`, (isLogging) =>
    isLogging === true
      ? pass(evidenceElsewhere(trail, 'isLogging'))
      : fail(`${name} does not record`, evidenceElsewhere(trail, 'isLogging')),
  );
}

/** Whether a trail records every Region. */
export function recordsAllRegions(trail: Trail): Verdict {
  const name = nameOfTrail(trail);
  return decide(trail.isMultiRegion, `whether ${name} records all Regions`, (isMultiRegion) =>
    isMultiRegion === true
      ? pass(evidenceElsewhere(trail, 'isMultiRegion'))
      : fail(`${name} records a single Region`, evidenceElsewhere(trail, 'isMultiRegion')),
  );
}
