import { defineControl } from '../../define-control.ts';
import { isLate } from '../../detection/finding-age.ts';
import { ifDetecting } from '../../estate/detectors.ts';
import type { OpenFinding } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import { evidence, fail, pass, unknown } from '../../verdicts.ts';

/** Findings that a reason names. */
const namedFindings = 3;

/**
 * A finding's age counts from when it was made; that it happened again does not make it younger. Samples are left out.
 * What a filter archives is not counted here: filters are judged by themselves.
 */
export default defineControl({
  id: 'GD-23',
  title: 'No finding stays open beyond its limit',
  intent: 'Findings are worked on by severity.',
  severity: 'high',
  appliesTo: 'administratorDetector',
  policies: [],
  pulumiTypes: [],
  needs: ['guardduty:ListFindings', 'guardduty:GetFindings'],
  fix: 'Look at each finding, write down what was decided, and archive it.',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings.html',
  parameters: { daysHighSev: 1, daysMediumSev: 7, daysLowSev: 30 },
  parameterHelp: {
    daysHighSev: { description: 'Days in which critical and high findings (7 and more) are worked on.' },
    daysMediumSev: { description: 'Days in which medium findings (4 to 6.9) are worked on.' },
    daysLowSev: { description: 'Days in which low findings (below 4) are worked on.' },
  },
  evaluate(detector, { estate: { asOf }, parameters: limits }) {
    return ifDetecting(detector, () => {
      const { items, complete } = detector.openFindings;
      if (asOf === null)
        return unknown(
          'the age of findings is not known',
          unknownBecause('open-world', 'a program shows no findings'),
        );
      const late = items
        .filter((finding) => isLate(finding, asOf, limits))
        .sort((a, b) => b.severity - a.severity);
      if (late.length > 0) {
        const found = evidence(detector, 'openFindings', late.slice(0, namedFindings));
        return fail(`${late.length} findings are open beyond their limit: ${listed(late)}`, found);
      }
      return complete === true
        ? pass(evidence(detector, 'openFindings', `${items.length} open findings`))
        : unknown('not all open findings were read', complete);
    });
  },
});

function listed(late: readonly OpenFinding[]): string {
  const named = late
    .slice(0, namedFindings)
    .map(({ type, accountId, severity, createdAt }) => `${type} in ${accountId} (${severity}, ${createdAt})`);
  return [...named, ...(late.length > namedFindings ? ['…'] : [])].join(', ');
}
