import { defineControl } from '../../define-control.ts';
import { hasRecord } from '../../estate/records.ts';
import { recordObjection } from '../../records/record-objection.ts';
import type { Estate } from '../../model/estate.ts';
import { isUnknown, type Unknown } from '../../model/fact.ts';
import { notApplicable, unknown } from '../../verdicts.ts';

/** Single findings of high severity have limits of their own (GD-23); this is about the whole of them. */
export default defineControl({
  id: 'OPS-06',
  title: 'GuardDuty findings are reviewed on schedule',
  intent: 'Trends and findings of low severity are seen too.',
  severity: 'medium',
  appliesTo: 'estate',
  policies: [],
  pulumiTypes: [],
  needs: ['guardduty:ListDetectors'],
  fix: 'Go through the findings, and write down a record of kind findings-review with counts by severity and what was decided.',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings.html',
  parameters: { findingReviewDays: 7 },
  parameterHelp: { findingReviewDays: { description: 'Days after which a review is too old.', minimum: 1 } },
  evaluate(_estate, { estate, parameters: { findingReviewDays } }) {
    const isOn = hasDetector(estate);
    if (isOn === false) return notApplicable('GuardDuty is on nowhere');
    if (isOn !== true) return unknown('whether GuardDuty is on anywhere is not known', isOn);
    return hasRecord(estate, {
      kind: 'findings-review',
      days: findingReviewDays,
      what: 'a review of GuardDuty’s findings',
      objection: recordObjection,
    });
  },
});

function hasDetector({ detectors: { items, complete } }: Estate): boolean | Unknown {
  const ids = items.map(({ id }) => id);
  if (ids.some((id) => typeof id === 'string')) return true;
  return ids.find(isUnknown) ?? (complete === true ? false : complete);
}
