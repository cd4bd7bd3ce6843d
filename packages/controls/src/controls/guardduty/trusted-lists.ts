import { defineControl } from '../../define-control.ts';
import { isWidePublicRange } from '../../detection/address-range.ts';
import type { DetectionList } from '../../model/estate.ts';
import { isUnknown, unknownBecause } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, decide, evidenceElsewhere, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/** Bits of the widest public range that may be trusted. */
const widestPrefix = 24;

/** What is on a trusted list is never reported, so that each list has to be approved by name. */
export default defineControl({
  id: 'GD-25',
  title: 'Trusted IP and entity lists are controlled',
  intent: 'A trusted list blinds detection for its entries.',
  severity: 'high',
  appliesTo: 'administratorDetector',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:guardduty/iPSet:IPSet'],
  needs: [
    'guardduty:ListIPSets',
    'guardduty:GetIPSet',
    'guardduty:ListTrustedEntitySets',
    'guardduty:GetTrustedEntitySet',
    's3:GetBucketVersioning',
  ],
  fix: 'Deactivate the list, or approve it by name, keep its file in a versioned bucket of yours and its ranges at /24 or smaller.',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_upload-lists.html',
  parameters: { approvedLists: [] as readonly string[], approvedBuckets: [] as readonly string[] },
  parameterHelp: {
    approvedLists: { description: 'Names of lists that may be trusted.' },
    approvedBuckets: { description: 'Names of buckets that files of such lists may be in.' },
  },
  evaluate(detector, { parameters: { approvedLists, approvedBuckets } }) {
    const { items, complete } = detector.lists;
    const trusted = items.filter(({ purpose }) => purpose === 'trusted');
    return all([
      ...trusted.map((list) => ifActive(list, () => isControlled(list, approvedLists, approvedBuckets))),
      complete === true ? notApplicable('no list is trusted') : unknown('not all lists were read', complete),
    ]);
  },
});

function ifActive(list: DetectionList, judge: () => Verdict): Verdict {
  return decide(list.status, 'the state of the list', (status) =>
    status === 'INACTIVE' || status === 'DELETED' ? notApplicable('the list is not active') : judge(),
  );
}

function isControlled(list: DetectionList, lists: readonly string[], buckets: readonly string[]): Verdict {
  return all([
    isApproved(list, 'name', lists, 'approvedLists'),
    isApproved(list, 'bucketName', buckets, 'approvedBuckets'),
    decide(list.bucketVersioning, 'the versioning of the list’s bucket', (versioning) =>
      versioning === 'Enabled'
        ? pass(evidenceElsewhere(list, 'bucketVersioning'))
        : fail(`${nameOf(list)}: its bucket keeps no versions`, evidenceElsewhere(list, 'bucketVersioning')),
    ),
    decide(list.ranges, `what ${nameOf(list)} holds`, (ranges) => {
      const wide = (ranges ?? []).filter((range) => isWidePublicRange(range, widestPrefix));
      return wide.length === 0
        ? pass(evidenceElsewhere(list, 'ranges', `${(ranges ?? []).length} ranges`))
        : fail(
            `${nameOf(list)} trusts public ranges wider than /${widestPrefix}: ${wide.slice(0, 5).join(', ')}`,
            evidenceElsewhere(list, 'ranges', wide),
          );
    }),
  ]);
}

/** Without a configuration nothing is approved and nothing refused. */
function isApproved(
  list: DetectionList,
  field: 'name' | 'bucketName',
  approved: readonly string[],
  parameter: string,
): Verdict {
  return decide(list[field], `the ${field} of the list`, (value) => {
    if (value !== null && approved.includes(value)) return pass(evidenceElsewhere(list, field));
    if (approved.length > 0)
      return fail(`${nameOf(list)}: ${value} is not among ${parameter}`, evidenceElsewhere(list, field));
    const because = unknownBecause('not-read', `parameter ${parameter} is empty`);
    return unknown(`whether ${nameOf(list)} is approved is not known`, because);
  });
}

function nameOf({ name }: DetectionList): string {
  return isUnknown(name) || name === null ? 'the trusted list' : `trusted list ${name}`;
}
