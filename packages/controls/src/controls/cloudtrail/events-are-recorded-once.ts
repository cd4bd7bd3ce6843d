import { defineControl } from '../../define-control.ts';
import { ifActive } from '../../estate/accounts.ts';
import { selectTheSame } from '../../estate/trail-coverage.ts';
import { isTrailNamed, nameOfTrail, trailsRecording } from '../../estate/trails.ts';
import type { Estate, Trail } from '../../model/estate.ts';
import type { Verdict } from '../../model/verdict.ts';
import { isOneOf } from '../../selectors/recorded-events.ts';
import { all, any, decide, evidenceElsewhere, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/**
 * A trail for reads beside one for writes, or for another Region, records nothing twice; events of global services
 * reach a trail of one Region only where that Region has them. Never remove a trail for this before CT-01 to CT-05
 * pass without it.
 */
export default defineControl({
  id: 'CT-21',
  title: 'No duplicated management or global events',
  intent: 'A second copy of management events is billed and counts each event twice.',
  severity: 'low',
  appliesTo: 'account',
  policies: ['stack'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail'],
  needs: [
    'cloudtrail:DescribeTrails',
    'cloudtrail:GetEventSelectors',
    'cloudtrail:GetTrailStatus',
    'organizations:ListAccounts',
  ],
  fix: 'Retire the trail that another one makes needless, or have it approved.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-manage-costs.html',
  parameters: { approvedTrails: [] as readonly string[] },
  parameterHelp: {
    approvedTrails: {
      description:
        'Names or ARNs of trails that may record management events which another trail records too.',
    },
  },
  evaluate(account, { estate, parameters: { approvedTrails } }) {
    return ifActive(account, () => {
      const { trails, complete } = trailsRecording(account, estate);
      const kinds = alike(trails, approvedTrails);
      return all([
        ...kinds.flatMap((kind, at) => [
          ...(kind.length > 1 ? [areApart(kind, kind, approvedTrails, estate)] : []),
          ...kinds.slice(at + 1).map((other) => areApart(kind, other, approvedTrails, estate)),
        ]),
        complete === true
          ? notApplicable(`account ${account.id} is recorded by one trail at most`)
          : unknown(`whether another trail records account ${account.id} is not known`, complete),
      ]);
    });
  },
});

/** Trails that nothing tells apart here; at least one. */
type Kind = readonly [Trail, ...Trail[]];

/** Trails by all that {@link areApart} asks of them, so that each kind is compared once however many there are. */
function alike(trails: readonly Trail[], approved: readonly string[]): readonly Kind[] {
  const kinds = Map.groupBy(trails, (trail) => {
    const { isLogging, isMultiRegion, homeRegion, selectors } = trail;
    const { status, ...why } = isApproved(trail, approved);
    return JSON.stringify([
      ...[isLogging, isMultiRegion, homeRegion, selectors, status],
      ...(status === 'unknown' ? [why] : []),
    ]);
  });
  return [...kinds.values()] as unknown as readonly Kind[];
}

/** One reason suffices for which the trails of two kinds, or of one, do not record the same management events. */
function areApart(kind: Kind, otherKind: Kind, approved: readonly string[], estate: Estate): Verdict {
  const [one, another] = kind;
  const other = kind === otherKind ? (another ?? one) : otherKind[0];
  const verdict = any([
    isStopped(one),
    isStopped(other),
    isApproved(one, approved),
    isApproved(other, approved),
    differInRegion(one, other),
    differInEvents(one, other, estate),
  ]);
  if (verdict.status !== 'fail') return verdict;
  const twice = kind === otherKind ? kind : [one, other];
  return {
    ...verdict,
    reason: `${namesOf(twice)} record the same management events`,
  };
}

const named = 10;

function namesOf(trails: readonly Trail[]): string {
  const names = trails.slice(0, named).map(nameOfTrail);
  const others = trails.length - names.length;
  return [...names, ...(others === 0 ? [] : [`${others} more`])].join(' and ');
}

function isStopped(trail: Trail): Verdict {
  return decide(trail.isLogging, `whether ${nameOfTrail(trail)} records`, (isLogging) =>
    isLogging === true ? notApplicable('it records') : pass(evidenceElsewhere(trail, 'isLogging')),
  );
}

function isApproved(trail: Trail, approved: readonly string[]): Verdict {
  if (approved.length === 0) return notApplicable('no trail is approved');
  if (approved.some((reference) => isTrailNamed(trail, reference)))
    return pass(evidenceElsewhere(trail, 'arn'));
  return decide(trail.name, 'the name of the trail', (name) =>
    name !== null && approved.includes(name)
      ? pass(evidenceElsewhere(trail, 'name'))
      : decide(trail.arn, 'the ARN of the trail', () => notApplicable(`${name} is not approved`)),
  );
}

function differInRegion(one: Trail, other: Trail): Verdict {
  const single = (trail: Trail) =>
    decide(trail.isMultiRegion, `whether ${nameOfTrail(trail)} records all Regions`, (isMultiRegion) =>
      isMultiRegion === true ? fail('all Regions') : pass(evidenceElsewhere(trail, 'isMultiRegion')),
    );
  const homes = decide(one.homeRegion, `the home Region of ${nameOfTrail(one)}`, (home) =>
    decide(other.homeRegion, `the home Region of ${nameOfTrail(other)}`, (region) =>
      home === region
        ? fail('one Region')
        : pass(evidenceElsewhere(one, 'homeRegion'), evidenceElsewhere(other, 'homeRegion')),
    ),
  );
  const verdict = all([single(one), single(other), homes]);
  return verdict.status === 'fail' ? notApplicable('they share a Region') : verdict;
}

function differInEvents(one: Trail, other: Trail, estate: Estate): Verdict {
  return decide(one.selectors, `the event selectors of ${nameOfTrail(one)}`, () =>
    decide(other.selectors, `the event selectors of ${nameOfTrail(other)}`, () => {
      const found = [evidenceElsewhere(one, 'selectors'), evidenceElsewhere(other, 'selectors')];
      const isTwice = selectTheSame(estate, [one, other], [isOneOf('eventCategory', 'Management')]);
      return isTwice ? fail('they record the same management events', ...found) : pass(...found);
    }),
  );
}
