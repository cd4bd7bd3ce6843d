import { defineControl } from '../../define-control.ts';
import { breakGlassRoles } from '../../estate/break-glass.ts';
import { hasRecord, recordsOf, speaksOf } from '../../estate/records.ts';
import type { Estate, Identity } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { recordObjection } from '../../records/record-objection.ts';
import { all, evidenceElsewhere, fail, pass, unknown } from '../../verdicts.ts';

const day = 86_400_000;

/** A use of the break-glass role that no incident record names is a finding here: nobody has said why. */
export default defineControl({
  id: 'OPS-04',
  title: 'Trail settings are reviewed on schedule',
  intent: 'A person confirms settings and exceptions.',
  severity: 'medium',
  appliesTo: 'estate',
  policies: [],
  pulumiTypes: [],
  needs: ['cloudtrail:DescribeTrails', 'iam:GetAccountAuthorizationDetails', 's3:GetBucketPolicy'],
  fix: 'Review trails, selectors, bucket, key, exceptions and uses of break-glass, and write down a signed record of kind trail-review.',
  url: 'https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/detection.html',
  parameters: { reviewDays: 90 },
  parameterHelp: { reviewDays: { description: 'Days after which a review is too old.', minimum: 1 } },
  evaluate(_estate, { estate, parameters: { reviewDays } }) {
    return all([
      hasRecord(estate, {
        kind: 'trail-review',
        days: reviewDays,
        what: 'a review of trail settings',
        objection: recordObjection,
      }),
      usesAreExplained(estate, reviewDays),
    ]);
  },
});

function usesAreExplained(estate: Estate, days: number): Verdict {
  const { arns, hidden } = breakGlassRoles(estate);
  const verdicts = estate.access.items.flatMap(({ identities }) =>
    identities.items
      .filter(({ observation }) => observation.arn !== undefined && arns.includes(observation.arn))
      .map((role) => isExplained(role, estate, days)),
  );
  return all([
    ...verdicts,
    hidden === undefined ? pass() : unknown('which role may break the glass is not known', hidden),
  ]);
}

function isExplained(role: Identity, estate: Estate, days: number): Verdict {
  const { lastUsed, observation } = role;
  const arn = observation.arn ?? '';
  if (isUnknown(lastUsed)) return unknown(`when ${arn} was last used is not known`, lastUsed);
  const now = Date.parse(estate.asOf ?? '');
  if (lastUsed === null || now - Date.parse(lastUsed) > days * day) return pass();
  const explained = recordsOf(estate, 'incident').some(
    (record) => record.scope.length > 0 && speaksOf(record, arn),
  );
  if (explained) return pass();
  return isUnknown(estate.records.complete)
    ? unknown(`whether the use of ${arn} is explained is not known`, estate.records.complete)
    : fail(
        `${arn} was used at ${lastUsed}, and no incident record names it`,
        evidenceElsewhere(role, 'lastUsed'),
      );
}
