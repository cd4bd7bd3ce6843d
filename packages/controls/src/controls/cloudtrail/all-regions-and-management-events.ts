import { defineControl } from '../../define-control.ts';
import { ifActive } from '../../estate/accounts.ts';
import { unlessJustJoined } from '../../estate/settling.ts';
import { nameOfTrail, trailsRecording, trailsToCome } from '../../estate/trails.ts';
import type { Trail } from '../../model/estate.ts';
import { type Fact, isUnknown } from '../../model/fact.ts';
import type { Evidence, Verdict } from '../../model/verdict.ts';
import { managementCoverage, unite } from '../../selectors/management.ts';
import { any, evidence, evidenceElsewhere, fail, pass, unknown } from '../../verdicts.ts';

/**
 * One multi-Region trail for all events, or one for reads and one for writes. Trails of a single Region never do,
 * however many there are: a Region enabled later would not be recorded.
 */
export default defineControl({
  id: 'CT-02',
  title: 'Multi-Region trail captures read and write management events',
  intent: 'No Region can be used without a record of it.',
  severity: 'critical',
  appliesTo: 'account',
  policies: ['resource', 'stack', 'remediation'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail'],
  needs: [
    'cloudtrail:DescribeTrails',
    'cloudtrail:GetEventSelectors',
    'cloudtrail:GetTrailStatus',
    'organizations:ListAccounts',
  ],
  fix: 'Set isMultiRegionTrail: true on the trail and let its selectors take in all management events.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-multi-region-trails.html',
  evaluate(account, { estate }) {
    return ifActive(account, () => {
      const { trails, complete } = trailsRecording(account, estate);
      const proven = unite(trails.map((trail) => coverageOf(trail, false)));
      if (proven.reads && proven.writes) {
        const counted = trails.filter((trail) => takesAny(coverageOf(trail, false)));
        return pass(...counted.flatMap((trail) => factsOf(trail)));
      }
      const possible = unite(trails.map((trail) => coverageOf(trail, true)));
      if (possible.reads && possible.writes) return undecided(trails);
      if (complete !== true) {
        return unknown(`whether another trail records account ${account.id} is not known`, complete);
      }
      const reasons = trails.map((trail) => `${nameOfTrail(trail)} ${shortcomings(trail).join(' and ')}`);
      const verdict = fail(
        reasons.length === 0 ? `no trail records account ${account.id}` : reasons.join('; '),
        ...(trails.length === 0 ? [evidence(account, 'visibleTrails')] : trails.flatMap(factsOf)),
      );
      const toCome = [...trails, ...trailsToCome(account, estate)];
      const hoped = unite(toCome.map((trail) => coverageOf(trail, true)));
      const mayCome = estate.trails.complete !== true || (hoped.reads && hoped.writes);
      return mayCome ? unlessJustJoined(account, estate, verdict) : verdict;
    });
  },
});

/** What a trail adds; `hopeful` takes what is not known for the best case. */
function coverageOf(trail: Trail, hopeful: boolean) {
  const holds = (fact: Fact<boolean>) => (isUnknown(fact) ? hopeful : fact === true);
  if (!holds(trail.isMultiRegion) || !holds(trail.isLogging)) return { reads: false, writes: false };
  if (isUnknown(trail.selectors)) return { reads: hopeful, writes: hopeful };
  return managementCoverage(trail.selectors ?? { basic: null, advanced: null });
}

function takesAny({ reads, writes }: { reads: boolean; writes: boolean }): boolean {
  return reads || writes;
}

function undecided(trails: readonly Trail[]): Verdict {
  return any(
    trails.flatMap((trail) =>
      [trail.isMultiRegion, trail.isLogging, trail.selectors]
        .filter(isUnknown)
        .map((because) => unknown(`the settings of ${nameOfTrail(trail)} are not all known`, because)),
    ),
  );
}

function shortcomings(trail: Trail): readonly string[] {
  const faults = [];
  if (trail.isMultiRegion !== true && !isUnknown(trail.isMultiRegion)) faults.push('records a single Region');
  if (trail.isLogging !== true && !isUnknown(trail.isLogging)) faults.push('does not record');
  if (!isUnknown(trail.selectors)) {
    const { reads, writes } = managementCoverage(trail.selectors ?? { basic: null, advanced: null });
    if (!reads && !writes) faults.push('selects no management events');
    else if (!reads) faults.push('leaves out management events that read');
    else if (!writes) faults.push('leaves out management events that write');
  }
  return faults.length === 0 ? ['cannot be relied on'] : faults;
}

function factsOf(trail: Trail): Evidence[] {
  return (['isMultiRegion', 'isLogging', 'selectors'] as const).map((field) =>
    evidenceElsewhere(trail, field),
  );
}
