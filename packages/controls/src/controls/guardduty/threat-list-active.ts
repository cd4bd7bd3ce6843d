import { defineControl } from '../../define-control.ts';
import { hoursBetween } from '../../estate/settling.ts';
import type { DetectionList } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import {
  all,
  any,
  decide,
  evidence,
  evidenceElsewhere,
  fail,
  notApplicable,
  pass,
  unknown,
} from '../../verdicts.ts';

/** One list that works and is fresh is enough. AWS does not say since when a list is being activated. */
export default defineControl({
  id: 'GD-26',
  title: 'Threat intelligence list present and active',
  intent: 'Own knowledge improves detection.',
  severity: 'low',
  appliesTo: 'administratorDetector',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:guardduty/threatIntelSet:ThreatIntelSet'],
  needs: [
    'guardduty:ListThreatIntelSets',
    'guardduty:GetThreatIntelSet',
    'guardduty:ListThreatEntitySets',
    'guardduty:GetThreatEntitySet',
    's3:ListObjectsV2',
  ],
  fix: 'Keep a list of threats up to date and declare it as an active ThreatIntelSet in each Region.',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_upload-lists.html',
  parameters: { requireThreatIntel: true, maxListAgeDays: 30 },
  parameterHelp: {
    requireThreatIntel: { description: 'Whether a list of threats of your own is required.' },
    maxListAgeDays: {
      description: 'Days within which the file of the list must have been changed.',
      minimum: 1,
    },
  },
  evaluate(detector, { estate: { asOf }, parameters: { requireThreatIntel, maxListAgeDays } }) {
    if (!requireThreatIntel) return notApplicable('no list of threats is required');
    const { items, complete } = detector.lists;
    const threats = items.filter(({ purpose }) => purpose === 'threat');
    const open = complete === true ? [] : [unknown('not all lists were read', complete)];
    if (threats.length === 0 && open.length === 0)
      return fail('there is no list of threats', evidence(detector, 'lists', []));
    return any([
      ...threats.map((list) => all([isActive(list), isFresh(list, asOf, maxListAgeDays)])),
      ...open,
    ]);
  },
});

function isActive(list: DetectionList): Verdict {
  return decide(list.status, 'the state of the list', (status) => {
    const found = evidenceElsewhere(list, 'status');
    if (status === 'ACTIVE') return pass(found);
    return status === 'ACTIVATING'
      ? unknown(
          'whether the list is used is not known',
          unknownBecause('pending', 'the list is being activated'),
        )
      : fail(`the list of threats is ${status ?? 'without a state'}`, found);
  });
}

function isFresh(list: DetectionList, asOf: string | null, maxAgeDays: number): Verdict {
  return decide(list.fileChangedAt, 'when the file of the list was changed', (changedAt) => {
    const found = evidenceElsewhere(list, 'fileChangedAt');
    if (changedAt === null) return fail('the file of the list is gone', found);
    if (asOf === null)
      return unknown('the age of the list is not known', unknownBecause('open-world', 'no day was read'));
    return hoursBetween(changedAt, asOf) <= 24 * maxAgeDays
      ? pass(found)
      : fail(
          `the file of the list was last changed at ${changedAt}, more than ${maxAgeDays} days ago`,
          found,
        );
  });
}
