import { defineControl } from '../../define-control.ts';
import { decide, evidence, fail, notApplicable, pass } from '../../verdicts.ts';

/**
 * It is about later occurrences of a finding; the first is sent within about five minutes. Members take the value of
 * their administrator, so that only its detector is judged, and those of accounts that stand alone.
 */
export default defineControl({
  id: 'GD-19',
  title: 'Findings published every fifteen minutes',
  intent: 'Repeat activity is seen soon.',
  severity: 'medium',
  appliesTo: 'administratorDetector',
  policies: ['resource', 'remediation'],
  pulumiTypes: ['aws:guardduty/detector:Detector'],
  needs: ['guardduty:GetDetector'],
  fix: 'Set findingPublishingFrequency to FIFTEEN_MINUTES on the detector.',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html',
  evaluate(detector) {
    return decide(detector.publishingFrequency, 'how often findings are published', (frequency) => {
      if (frequency === null) return notApplicable('there is no detector');
      const found = evidence(detector, 'publishingFrequency');
      return frequency === 'FIFTEEN_MINUTES'
        ? pass(found)
        : fail(`findings are published by ${frequency}, not FIFTEEN_MINUTES`, found);
    });
  },
});
