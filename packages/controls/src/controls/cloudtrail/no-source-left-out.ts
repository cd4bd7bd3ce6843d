import { defineControl } from '../../define-control.ts';
import { records, recordsAllRegions } from '../../estate/trail-verdicts.ts';
import { nameOfTrail, trailsBeside } from '../../estate/trails.ts';
import type { Trail } from '../../model/estate.ts';
import type { Verdict } from '../../model/verdict.ts';
import { describeEvents, lostEvents } from '../../selectors/lost-events.ts';
import { type EventSlice, recordedEvents } from '../../selectors/recorded-events.ts';
import {
  all,
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
 * A trail may leave out KMS or the RDS Data API, where another one of the same Regions takes them in. To leave them
 * out everywhere because of their cost takes an exception with an end.
 */
export default defineControl({
  id: 'CT-10',
  title: 'No management event source excluded',
  intent: 'Calls of KMS and of the RDS Data API stay in the record.',
  severity: 'medium',
  appliesTo: 'trail',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail'],
  needs: ['cloudtrail:GetEventSelectors', 'cloudtrail:GetTrailStatus'],
  fix: 'Remove excludeManagementEventSources, or the field eventSource from the selector of management events.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html#exclude-management-events-source',
  evaluate(trail, { estate }) {
    return decide(trail.isLogging, 'whether the trail records', (isLogging) => {
      if (isLogging !== true) return notApplicable('the trail does not record (CT-04)');
      return decide(trail.selectors, 'the event selectors', (selected) => {
        const taken = recordedEvents(selected ?? { basic: null, advanced: null });
        const whole = taken.filter(isManagement).map(ofAllSources);
        if (whole.length === 0) return notApplicable('the trail selects no management events (CT-09)');
        const left = lostEvents(whole, taken);
        if (left.length === 0) return pass(evidence(trail, 'selectors'));
        const reason = `the trail leaves out ${left.map(describeEvents).join(', ')}`;
        const { trails, complete } = trailsBeside(trail, estate);
        return any([
          ...trails.filter((other) => other !== trail).map((other) => takesIn(other, trail, whole)),
          complete === true
            ? fail(reason, evidence(trail, 'selectors'))
            : unknown(`${reason}, and whether another trail takes it in is not known`, complete),
        ]);
      });
    });
  },
});

function isManagement(slice: EventSlice): boolean {
  return slice.some(({ field, equals }) => field === 'eventCategory' && equals?.includes('Management'));
}

function ofAllSources(slice: EventSlice): EventSlice {
  return slice.filter(({ field }) => field !== 'eventSource');
}

function takesIn(other: Trail, trail: Trail, events: readonly EventSlice[]): Verdict {
  const name = nameOfTrail(other);
  return all([
    records(other),
    recordsItsRegions(other, trail),
    decide(other.selectors, `the event selectors of ${name}`, (selected) => {
      const left = lostEvents(events, recordedEvents(selected ?? { basic: null, advanced: null }));
      return left.length === 0
        ? pass(evidenceElsewhere(other, 'selectors'))
        : fail(
            `${name} does not record ${left.map(describeEvents).join(', ')}`,
            evidenceElsewhere(other, 'selectors'),
          );
    }),
  ]);
}

/** One of all Regions does, and one of the same single Region. */
function recordsItsRegions(other: Trail, trail: Trail): Verdict {
  const everywhere = recordsAllRegions(other);
  const name = nameOfTrail(other);
  return any([
    everywhere,
    decide(trail.isMultiRegion, 'whether the trail records all Regions', (isMultiRegion) =>
      isMultiRegion === true
        ? everywhere
        : decide(trail.homeRegion, 'the trail’s home Region', (home) =>
            decide(other.homeRegion, `the home Region of ${name}`, (region) =>
              region === home
                ? pass(evidenceElsewhere(other, 'homeRegion'))
                : fail(`${name} records another Region`, evidenceElsewhere(other, 'homeRegion')),
            ),
          ),
    ),
  ]);
}
