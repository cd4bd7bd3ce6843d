import { defineControl } from '../../define-control.ts';
import { hasRecord } from '../../estate/records.ts';
import { knownApiFeatures } from '../../known-api-features.ts';
import type { Estate } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, fail, pass, unknown } from '../../verdicts.ts';

const knownFeatures: readonly string[] = knownApiFeatures['feature of GuardDuty'];

/** The names of an SDK may be older than those of the service: whatever the API answers is kept as it is. */
export default defineControl({
  id: 'OPS-11',
  title: 'New features of the services are reviewed',
  intent: 'Protection keeps up with the service.',
  severity: 'low',
  appliesTo: 'estate',
  policies: [],
  pulumiTypes: [],
  needs: ['guardduty:GetDetector', 'guardduty:GetMemberDetectors'],
  fix: 'Decide on the feature and bring the controls up to date; record the review as feature-review.',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-features-activation-model.html',
  parameters: { catalogueDays: 90 },
  parameterHelp: { catalogueDays: { description: 'Days after which a review is too old.', minimum: 1 } },
  evaluate(_estate, { estate, parameters: { catalogueDays } }) {
    return all([
      featuresAreKnown(estate),
      hasRecord(estate, {
        kind: 'feature-review',
        days: catalogueDays,
        what: 'a review of new features',
      }),
    ]);
  },
});

function featuresAreKnown({ detectors, administratorDetectors }: Estate): Verdict {
  const lists = [...detectors.items, ...administratorDetectors.items].map(({ features }) => features);
  const names = new Set(lists.flatMap(({ items }) => items.map(({ name }) => name)));
  const strange = [...names].filter((name) => !knownFeatures.includes(name)).sort();
  if (strange.length > 0) return fail(`GuardDuty has features that no control knows: ${strange.join(', ')}`);
  const hidden = [
    detectors.complete,
    administratorDetectors.complete,
    ...lists.map(({ complete }) => complete),
  ].find(isUnknown);
  return hidden === undefined
    ? pass({ field: 'features', value: [...names].sort() })
    : unknown('which features GuardDuty has is not known', hidden);
}
