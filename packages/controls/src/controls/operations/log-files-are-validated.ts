import { defineControl } from '../../define-control.ts';
import { ifActive } from '../../estate/accounts.ts';
import { hasRecord } from '../../estate/records.ts';
import { isUnknown } from '../../model/fact.ts';
import { all, decide, notApplicable, pass, unknown } from '../../verdicts.ts';

/**
 * Validation needs the files where they were delivered: what lifecycle moved to an archive must be restored first. One
 * run covers one account; one record may speak of all that a job went through.
 */
export default defineControl({
  id: 'OPS-07',
  title: 'Log files are validated regularly',
  intent: 'Integrity is proved, not only enabled.',
  severity: 'medium',
  appliesTo: 'estate',
  policies: [],
  pulumiTypes: [],
  needs: ['cloudtrail:DescribeTrails'],
  fix: 'Schedule validation of log files for each account and Region, and record each run as log-validation.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-cli.html',
  parameters: { validateDays: 7 },
  parameterHelp: { validateDays: { description: 'Days after which a run is too old.', minimum: 1 } },
  evaluate(_estate, { estate, parameters: { validateDays } }) {
    const { trails } = estate;
    const signs = trails.items.map(({ validatesLogFiles }) => validatesLogFiles);
    if (!signs.includes(true)) {
      const hidden = signs.find(isUnknown) ?? (trails.complete === true ? undefined : trails.complete);
      return hidden === undefined
        ? notApplicable('no trail signs its log files')
        : unknown('whether a trail signs its log files is not known', hidden);
    }
    const wanted = { kind: 'log-validation', days: validateDays, what: 'a validation of log files' } as const;
    const ofAll = hasRecord(estate, wanted);
    if (ofAll.status === 'pass') return ofAll;
    const { items, complete } = estate.accounts;
    return all([
      ...items.map((account) =>
        ifActive(account, () =>
          decide(account.enabledRegions, `the Regions of ${account.id}`, (regions) =>
            all(
              (regions ?? []).map((region) =>
                hasRecord(estate, { ...wanted, scope: `${account.id}/${region}` }),
              ),
            ),
          ),
        ),
      ),
      complete === true ? pass() : unknown('whether there are more accounts is not known', complete),
    ]);
  },
});
