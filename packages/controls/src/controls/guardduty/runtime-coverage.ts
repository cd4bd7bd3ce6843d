import { defineControl } from '../../define-control.ts';
import { coverageHealth, defaultHealthyPercent } from '../../detection/coverage-health.ts';

/** The figures are those of the administrator and its active members; new clusters and instances need a day. */
export default defineControl({
  id: 'GD-14',
  title: 'Runtime coverage is healthy',
  intent: 'Enabled does not mean reporting.',
  severity: 'medium',
  appliesTo: 'administratorDetector',
  policies: [],
  pulumiTypes: [],
  needs: ['guardduty:GetCoverageStatistics', 'guardduty:ListCoverage'],
  fix: 'Follow the issue that GuardDuty names for each unhealthy resource.',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring-assessing-coverage.html',
  parameters: { minHealthyPercent: defaultHealthyPercent },
  parameterHelp: {
    minHealthyPercent: { description: 'Percent of the covered resources whose agents must report.' },
  },
  evaluate(detector, { estate, parameters: { minHealthyPercent } }) {
    return coverageHealth(detector, estate, minHealthyPercent);
  },
});
