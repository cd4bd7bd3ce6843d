import { defineControl } from '../../define-control.ts';
import { decide, evidence, fail, notApplicable, pass } from '../../verdicts.ts';

/** Keys that begin with `aws:` are AWS's own and do not count; capitals matter. */
export default defineControl({
  id: 'CT-22',
  title: 'Trails carry required tags',
  intent: 'Whoever finds the trail knows whose it is and what for.',
  severity: 'low',
  appliesTo: 'trail',
  policies: ['resource', 'remediation'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail'],
  needs: ['cloudtrail:ListTags'],
  fix: 'Add the tags to the trail, or to the default tags of its provider.',
  url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-9',
  parameters: { requiredTags: [] as readonly string[] },
  parameterHelp: { requiredTags: { description: 'Keys of the tags that each trail must have.' } },
  evaluate(trail, { parameters: { requiredTags } }) {
    if (requiredTags.length === 0) return notApplicable('no tags are required');
    return decide(trail.tags, 'the trail’s tags', (tags) => {
      const keys = Object.keys(tags ?? {}).filter((key) => !key.startsWith('aws:'));
      const missing = requiredTags.filter((key) => !keys.includes(key));
      return missing.length === 0
        ? pass(evidence(trail, 'tags'))
        : fail(`the trail lacks the tags ${missing.join(', ')}`, evidence(trail, 'tags'));
    });
  },
});
