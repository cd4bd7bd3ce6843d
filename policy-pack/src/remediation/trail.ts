import { hasUnresolved, itemsOf, objectOf } from '../lens/plain-values.ts';
import { types } from '../lens/types.ts';
import { isUnset, nothing, type Remediated, type Remediation, set, type Setting } from './remediation.ts';

const trails = [types.trail];
const eventDataStore = 'aws:cloudtrail/eventDataStore:EventDataStore';

/** A switch of a trail that is off, or left out where the provider's default is off. */
function switchOn(property: string, from: readonly (false | undefined)[]): Remediation['tighten'] {
  return (trail) => {
    const value = trail.read(property);
    const isOff = isUnset(value) ? from.includes(undefined) : value === false && from.includes(false);
    return isOff ? set(property, true) : nothing;
  };
}

const insights = ['ApiCallRateInsight', 'ApiErrorRateInsight'] as const;

/** Remediations of CloudTrail's controls. */
export const trailRemediations: Readonly<Record<string, Remediation>> = {
  // Only where nobody says anything: a trail of one Region beside another may be meant.
  'CT-02': { types: trails, tighten: switchOn('isMultiRegionTrail', [undefined]) },
  'CT-04': { types: trails, tighten: switchOn('enableLogging', [false]) },
  'CT-05': { types: trails, tighten: switchOn('includeGlobalServiceEvents', [false]) },
  'CT-06': { types: trails, tighten: switchOn('enableLogFileValidation', [false, undefined]) },
  'CT-17': { types: trails, tighten: addInsights },
  'CT-26': { types: [eventDataStore], tighten: protectStore },
};

function addInsights(trail: Remediated): readonly Setting[] {
  const selectors = trail.read('insightSelectors');
  if (hasUnresolved(selectors)) return nothing;
  const there = itemsOf(selectors);
  const named = there.map((selector) => objectOf(selector)?.insightType);
  return insights
    .filter((insight) => !named.includes(insight))
    .map((insightType, index) => ({
      path: ['insightSelectors', there.length + index],
      value: { insightType },
    }));
}

/** Whether the organization's events belong in it, and how long they are kept for, is not for a remediation to say. */
function protectStore(store: Remediated): readonly Setting[] {
  return ['terminationProtectionEnabled', 'multiRegionEnabled'].flatMap((property) =>
    store.read(property) === false ? set(property, true) : nothing,
  );
}
