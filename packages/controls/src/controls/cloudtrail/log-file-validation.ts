import { defineControl } from '../../define-control.ts';
import { decide, evidence, fail, pass } from '../../verdicts.ts';

/** Files that were delivered before it was switched on have no digest: the proof begins at that time. */
export default defineControl({
  id: 'CT-06',
  title: 'Log file validation enabled',
  intent: 'Signed digests prove that a log file was changed or removed.',
  severity: 'high',
  appliesTo: 'trail',
  policies: ['resource', 'remediation'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail'],
  needs: ['cloudtrail:DescribeTrails'],
  fix: 'Set enableLogFileValidation: true on the trail; the provider’s default is false.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html',
  evaluate(trail) {
    return decide(trail.validatesLogFiles, 'whether log files are signed', (validates) =>
      validates === true
        ? pass(evidence(trail, 'validatesLogFiles'))
        : fail('the trail signs no digests of its log files', evidence(trail, 'validatesLogFiles')),
    );
  },
});
