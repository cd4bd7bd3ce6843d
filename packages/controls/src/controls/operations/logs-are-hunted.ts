import { defineControl } from '../../define-control.ts';
import { threatHuntCovers } from '../../records/record-objection.ts';
import { hasRecord } from '../../estate/records.ts';
import { all, notApplicable } from '../../verdicts.ts';

/** LookupEvents reaches back 90 days in one Region, twice a second: an organization is searched by Athena. */
export default defineControl({
  id: 'OPS-12',
  title: 'Logs are searched for suspicious activity',
  intent: 'Known patterns of attack are looked for.',
  severity: 'medium',
  appliesTo: 'estate',
  policies: [],
  pulumiTypes: [],
  needs: [],
  fix: 'Schedule the searches, and record each run as threat-hunt with the patterns that it covers.',
  url: 'https://docs.aws.amazon.com/athena/latest/ug/cloudtrail-logs.html',
  parameters: {
    huntDays: 7,
    patterns: threatHuntCovers,
    siemDetects: false,
  },
  parameterHelp: {
    huntDays: { description: 'Days after which a search is too old.', minimum: 1 },
    patterns: { description: 'Patterns that must be searched for, as records name them in covers.' },
    siemDetects: { description: 'Whether another system detects the same all the time.' },
  },
  evaluate(_estate, { estate, parameters: { huntDays, patterns, siemDetects } }) {
    if (siemDetects) return notApplicable('another system detects the same (siemDetects)');
    return all(
      patterns.map((about) =>
        hasRecord(estate, { kind: 'threat-hunt', days: huntDays, what: `a search for ${about}`, about }),
      ),
    );
  },
});
