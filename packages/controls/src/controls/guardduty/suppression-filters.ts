import { defineControl } from '../../define-control.ts';
import { breadthFaults } from '../../detection/filter-breadth.ts';
import { reviewIn } from '../../detection/filter-review.ts';
import type { Estate, FindingFilter } from '../../model/estate.ts';
import { isUnknown, unknownBecause } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, decide, evidenceElsewhere, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/** A filter that only marks findings is a view, and harms nobody. Those of members act on members alone. */
export default defineControl({
  id: 'GD-24',
  title: 'Suppression filters are narrow and reviewed',
  intent: 'Noise reduction must not hide attacks.',
  severity: 'high',
  appliesTo: 'administratorDetector',
  policies: ['resource'],
  pulumiTypes: ['aws:guardduty/filter:Filter'],
  needs: ['guardduty:ListFilters', 'guardduty:GetFilter'],
  fix: 'Narrow the filter to a type and a resource below severity 7, and describe it as "Owner: … - Review by: YYYY-MM-DD - Reason: …".',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/findings_suppression-rule.html',
  evaluate(detector, { estate }) {
    const { items, complete } = detector.filters;
    const verdicts = items.map((filter) => judged(filter, estate));
    return complete === true
      ? all([...verdicts, notApplicable('no filter archives findings')])
      : all([...verdicts, unknown('not all filters were read', complete)]);
  },
});

function judged(filter: FindingFilter, estate: Estate): Verdict {
  return decide(filter.action, 'what the filter does', (action) =>
    action === 'ARCHIVE'
      ? all([isNarrow(filter), isReviewed(filter, estate)])
      : notApplicable('the filter does not archive'),
  );
}

function isNarrow(filter: FindingFilter): Verdict {
  return decide(filter.criteria, `what ${nameOf(filter)} matches`, (criteria) => {
    const faults = breadthFaults(criteria ?? {});
    const found = evidenceElsewhere(filter, 'criteria');
    return faults.length === 0 ? pass(found) : fail(`${nameOf(filter)}: ${faults.join(', ')}`, found);
  });
}

function isReviewed(filter: FindingFilter, { asOf }: Estate): Verdict {
  return decide(filter.description, `the description of ${nameOf(filter)}`, (description) => {
    const { owner, reviewBy } = reviewIn(description ?? '');
    const found = evidenceElsewhere(filter, 'description');
    if (owner === undefined) return fail(`${nameOf(filter)}: its description names no owner`, found);
    if (reviewBy === undefined)
      return fail(`${nameOf(filter)}: its description names no day of review`, found);
    if (asOf === null) {
      const because = unknownBecause('open-world', 'a program does not know the day');
      return unknown(`whether ${nameOf(filter)} is past its review is not known`, because);
    }
    return reviewBy < asOf.slice(0, 10)
      ? fail(`${nameOf(filter)}: its review was due by ${reviewBy}`, found)
      : pass(found);
  });
}

function nameOf({ name }: FindingFilter): string {
  return isUnknown(name) || name === null ? 'the filter' : `filter ${name}`;
}
