import { defineControl } from '../../define-control.ts';
import type { Trail } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import { decide, evidence, fail, notApplicable, pass } from '../../verdicts.ts';

/** A trail that was stopped after it had recorded is what a tamperer leaves behind, so the finding says so. */
export default defineControl({
  id: 'CT-04',
  title: 'Logging switched on for every managed trail',
  intent: 'A trail that is stopped looks like a record and is none.',
  severity: 'critical',
  appliesTo: 'trail',
  policies: ['resource', 'remediation'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail'],
  needs: ['cloudtrail:GetTrailStatus', 'cloudtrail:ListTags'],
  fix: 'Set enableLogging: true, or call StartLogging in the trail’s home Region from the account that owns it.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartLogging.html',
  parameters: {
    retirementTag: 'trailguard:retired',
    approvedRetirements: [] as readonly string[],
  },
  parameterHelp: {
    retirementTag: {
      description: 'Tag of a trail that is retired on purpose; its value names the record of the decision.',
    },
    approvedRetirements: {
      description: 'Records of retirement that are approved. A trail tagged with another one fails.',
    },
  },
  evaluate(trail, { parameters: { retirementTag, approvedRetirements } }) {
    return decide(trail.isLogging, 'whether the trail records', (isLogging) => {
      if (isLogging === true) return pass(evidence(trail, 'isLogging'));
      const stopped = fail(reasonOf(trail), evidence(trail, 'isLogging'), evidence(trail, 'loggingSince'));
      if (approvedRetirements.length === 0) return stopped;
      return decide(trail.tags, 'the trail’s tags', (tags) => {
        const record = tags !== null && Object.hasOwn(tags, retirementTag) ? tags[retirementTag] : undefined;
        return record !== undefined && approvedRetirements.includes(record)
          ? notApplicable(`the trail is retired, as ${record} approves`)
          : stopped;
      });
    });
  },
});

function reasonOf({ loggingSince, loggingStoppedAt }: Trail): string {
  const isDated = typeof loggingSince === 'string' && typeof loggingStoppedAt === 'string';
  if (!isDated || isUnknown(loggingStoppedAt) || loggingStoppedAt <= loggingSince)
    return 'the trail does not record';
  return `the trail was stopped at ${loggingStoppedAt} after it had recorded since ${loggingSince}: look for who stopped it`;
}
