import { objectOf, unresolved } from '../lens/plain-values.ts';
import { types } from '../lens/types.ts';
import {
  nothing,
  type Remediated,
  type Remediation,
  type RemediationSettings,
  type Setting,
} from './remediation.ts';

/** Name of the setting that holds values for required tags. */
const tagsSetting = 'remediationTags';
const values: Remediation['values'] = {
  [tagsSetting]: {
    type: 'array',
    items: { type: 'string', pattern: '^[^=]+=.+$' },
    description: 'Values of required tags where a resource has none, each as key=value.',
  },
};

/** Remediations of the controls of tags: what is required and missing gets the value that was configured for it. */
export const tagRemediations: Readonly<Record<string, Remediation>> = {
  'CT-22': { types: [types.trail], values, tighten: addTags },
  'GD-27': {
    types: [
      types.detector,
      'aws:guardduty/filter:Filter',
      'aws:guardduty/iPSet:IPSet',
      'aws:guardduty/threatIntelSet:ThreatIntelSet',
      'aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan',
      'aws:guardduty/publishingDestination:PublishingDestination',
    ],
    values,
    tighten: addTags,
  },
};

function addTags(
  resource: Remediated,
  { parameters, values: told }: RemediationSettings,
): readonly Setting[] {
  const tags = resource.read('tags');
  const configured = told[tagsSetting];
  const required = parameters.requiredTags;
  if (tags === unresolved || !Array.isArray(configured) || !Array.isArray(required)) return nothing;
  const there = { ...objectOf(resource.read('tagsAll')), ...objectOf(tags) };
  const known = new Map(configured.map((entry) => pairOf(String(entry))));
  return required.map(String).flatMap((key) => {
    const value = known.get(key);
    const isThere = Object.hasOwn(there, key) && there[key] !== '' && there[key] !== null;
    return isThere || value === undefined ? nothing : [{ path: ['tags', key], value }];
  });
}

function pairOf(entry: string): [string, string] {
  const at = entry.indexOf('=');
  return [entry.slice(0, at), entry.slice(at + 1)];
}
