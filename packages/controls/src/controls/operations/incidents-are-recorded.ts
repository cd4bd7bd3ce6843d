import { defineControl } from '../../define-control.ts';
import { recordEvidence, recordsOf, speaksOf } from '../../estate/records.ts';
import type { ClosedFinding, Estate } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/** That records are only ever added to is what their history in version control, or their chain of hashes, shows. */
export default defineControl({
  id: 'OPS-09',
  title: 'Incidents and actions are recorded',
  intent: 'There is evidence for audits and for forensics.',
  severity: 'medium',
  appliesTo: 'estate',
  policies: [],
  pulumiTypes: [],
  needs: ['guardduty:ListFindings'],
  fix: 'Write down a record of kind incident for each closed finding of severity 7 or more: the finding in its scope, people, actions and outcome.',
  url: 'https://docs.aws.amazon.com/security-ir/latest/userguide/preparation.html',
  evaluate(_estate, { estate }) {
    const { items, complete } = estate.closedFindings;
    if (items.length === 0 && complete === true)
      return notApplicable('no finding of severity 7 or more was closed');
    return all([
      ...items.map((finding) => isRecorded(finding, estate)),
      complete === true ? pass() : unknown('which findings were closed is not known', complete),
    ]);
  },
});

function isRecorded({ id, accountId, region }: ClosedFinding, estate: Estate): Verdict {
  const records = recordsOf(estate, 'incident').filter(
    (record) => record.scope.length > 0 && speaksOf(record, id),
  );
  const told = records.find(({ actions }) => actions.length > 0);
  if (told !== undefined) return pass(recordEvidence(told));
  const [silent] = records;
  if (silent !== undefined)
    return fail(`the record ${silent.id} does not say what was done about ${id}`, recordEvidence(silent));
  return isUnknown(estate.records.complete)
    ? unknown(`whether ${id} was recorded is not known`, estate.records.complete)
    : fail(`no record tells of the finding ${id} (${accountId ?? 'an account'} in ${region})`);
}
