import { defineControl } from '../../define-control.ts';
import { decide, evidence, fail, notApplicable, pass } from '../../verdicts.ts';

/**
 * Detectors of members are left out: GuardDuty makes them, and only the member could tag them. Tags of AWS (`aws:`)
 * count for nothing.
 */
export default defineControl({
  id: 'GD-27',
  title: 'Detectors, filters and lists are tagged',
  intent: 'Ownership is clear.',
  severity: 'low',
  appliesTo: 'detectionResource',
  policies: ['resource', 'remediation'],
  pulumiTypes: [
    'aws:guardduty/detector:Detector',
    'aws:guardduty/filter:Filter',
    'aws:guardduty/iPSet:IPSet',
    'aws:guardduty/threatIntelSet:ThreatIntelSet',
    'aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan',
    'aws:guardduty/publishingDestination:PublishingDestination',
  ],
  needs: [
    'guardduty:GetDetector',
    'guardduty:GetFilter',
    'guardduty:GetIPSet',
    'guardduty:GetMalwareProtectionPlan',
  ],
  fix: 'Add the tags that are missing.',
  url: 'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_TagResource.html',
  parameters: { requiredTags: [] as readonly string[] },
  parameterHelp: {
    requiredTags: {
      description: 'Keys of tags that must be there with a value; none are required by default.',
    },
  },
  evaluate(resource, { parameters: { requiredTags } }) {
    const keys = requiredTags.filter((key) => !key.toLowerCase().startsWith('aws:'));
    if (keys.length === 0) return notApplicable('no tag is required: parameter requiredTags is empty');
    return decide(resource.tags, `the tags of the ${resource.kind}`, (tags) => {
      const missing = keys.filter((key) => tags === null || !Object.hasOwn(tags, key) || tags[key] === '');
      const found = evidence(resource, 'tags');
      return missing.length === 0
        ? pass(found)
        : fail(`the ${resource.kind} has no tag ${missing.join(', ')}`, found);
    });
  },
});
