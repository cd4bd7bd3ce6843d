import { defineControl } from '../../define-control.ts';
import { hasRecord } from '../../estate/records.ts';

/**
 * Making sample findings changes the account, so that no audit ever does: people run the drill and write down when the
 * alert reached its receiver. Sample findings are left out of GD-23.
 */
export default defineControl({
  id: 'OPS-13',
  title: 'The path of alerts is tested end to end',
  intent: 'A silent break in the chain is found.',
  severity: 'medium',
  appliesTo: 'estate',
  policies: [],
  pulumiTypes: [],
  needs: [],
  fix: 'Create a sample finding or set an alarm off, follow it to its receiver, and record the drill as alert-test.',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/sample_findings.html',
  parameters: { testDays: 90 },
  parameterHelp: { testDays: { description: 'Days after which a drill is too old.', minimum: 1 } },
  evaluate(_estate, { estate, parameters: { testDays } }) {
    return hasRecord(estate, { kind: 'alert-test', days: testDays, what: 'a test of the path of alerts' });
  },
});
