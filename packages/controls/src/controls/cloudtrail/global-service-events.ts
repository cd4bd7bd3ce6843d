import { defineControl } from '../../define-control.ts';
import { records } from '../../estate/trail-verdicts.ts';
import { nameOfTrail, trailsBeside } from '../../estate/trails.ts';
import type { Trail } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
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
 * Judged on each trail: a multi-Region trail must not switch them off, and one recording trail of the account must
 * receive them. The switch alone is not enough: events of IAM, STS and CloudFront reach a trail of a single Region
 * only in the Region that leads the partition.
 */
export default defineControl({
  id: 'CT-05',
  title: 'Global service events recorded',
  intent: 'Calls of IAM, STS and other global services are part of the record.',
  severity: 'high',
  appliesTo: 'trail',
  policies: ['resource', 'stack', 'remediation'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail'],
  needs: ['cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus'],
  fix: 'Leave includeGlobalServiceEvents at its default, true, on the multi-Region trail.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events',
  evaluate(trail, { estate }) {
    const { trails, complete } = trailsBeside(trail, estate);
    return all([
      keepsSwitchOn(trail),
      any([
        oneReceivesGlobalEvents(trails),
        complete === true
          ? notApplicable('all trails of the account are judged')
          : unknown('whether another trail of the account receives them is not known', complete),
      ]),
    ]);
  },
});

function keepsSwitchOn(trail: Trail): Verdict {
  return decide(trail.includesGlobalServices, 'whether global services are included', (includes) => {
    if (includes === true) return pass(evidence(trail, 'includesGlobalServices'));
    return decide(trail.isMultiRegion, 'whether the trail records all Regions', (isMultiRegion) =>
      isMultiRegion === true
        ? fail('a multi-Region trail leaves out global services', evidence(trail, 'includesGlobalServices'))
        : pass(evidence(trail, 'isMultiRegion')),
    );
  });
}

const received = new WeakMap<readonly Trail[], Verdict>();

/** Judged once for all trails of an account: each of them asks it of the same list. */
function oneReceivesGlobalEvents(trails: readonly Trail[]): Verdict {
  const known = received.get(trails) ?? any(trails.map(receivesGlobalEvents));
  received.set(trails, known);
  return known;
}

function receivesGlobalEvents(trail: Trail): Verdict {
  const name = nameOfTrail(trail);
  return all([
    records(trail),
    decide(trail.includesGlobalServices, `whether ${name} includes global services`, (includes) =>
      includes === true
        ? pass(evidenceElsewhere(trail, 'includesGlobalServices'))
        : fail(`${name} leaves out global services`, evidenceElsewhere(trail, 'includesGlobalServices')),
    ),
    isWhereGlobalEventsAre(trail),
  ]);
}

function isWhereGlobalEventsAre(trail: Trail): Verdict {
  const name = nameOfTrail(trail);
  const { homeRegion, isMultiRegion } = trail;
  if (isMultiRegion === true) return pass(evidenceElsewhere(trail, 'isMultiRegion'));
  const inLeader = decide(homeRegion, `the home Region of ${name}`, (region) =>
    region !== null && region === leadingRegionOf(region)
      ? pass(evidenceElsewhere(trail, 'homeRegion'))
      : fail(
          `${name} records ${region} alone, where global services do not report`,
          evidenceElsewhere(trail, 'isMultiRegion'),
          evidenceElsewhere(trail, 'homeRegion'),
        ),
  );
  if (inLeader.status === 'pass' || !isUnknown(isMultiRegion)) return inLeader;
  return unknown(`whether ${name} records all Regions is not known`, isMultiRegion);
}

/** The Region of a partition where global services report. */
function leadingRegionOf(region: string): string {
  if (region.startsWith('us-gov-')) return 'us-gov-west-1';
  if (region.startsWith('cn-')) return 'cn-north-1';
  return 'us-east-1';
}
