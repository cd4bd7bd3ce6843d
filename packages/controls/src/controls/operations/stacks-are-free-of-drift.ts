import { defineControl } from '../../define-control.ts';
import { hasRecord } from '../../estate/records.ts';
import { all } from '../../verdicts.ts';

/** Differences that a provider shows at every refresh belong on an explicit list of the check, not in its outcome. */
export default defineControl({
  id: 'OPS-08',
  title: 'Stacks are free of drift',
  intent: 'Program and cloud agree.',
  severity: 'medium',
  appliesTo: 'estate',
  policies: [],
  pulumiTypes: [],
  needs: [],
  fix: 'Run `pulumi preview --refresh --expect-no-changes` for each stack, and record each run as drift-check.',
  url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/sec_detect_investigate_events_app_service_logging.html',
  parameters: { driftHours: 24, stacks: [] as readonly string[] },
  parameterHelp: {
    driftHours: { description: 'Hours after which a check is too old.', minimum: 1 },
    stacks: {
      description: 'Stacks that must be checked, as records name them. When empty, one check of all.',
    },
  },
  evaluate(_estate, { estate, parameters: { driftHours, stacks } }) {
    const wanted = { kind: 'drift-check', days: driftHours / 24, what: 'a check for drift' } as const;
    return stacks.length === 0
      ? hasRecord(estate, wanted)
      : all(stacks.map((scope) => hasRecord(estate, { ...wanted, scope })));
  },
});
