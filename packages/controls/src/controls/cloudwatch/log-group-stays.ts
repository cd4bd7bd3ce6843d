import { defineControl } from '../../define-control.ts';
import { placeOfLogGroup } from '../../estate/log-groups.ts';
import type { LogGroup } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import {
  all,
  decide,
  evidence,
  evidenceElsewhere,
  fail,
  notApplicable,
  pass,
  unknown,
} from '../../verdicts.ts';

/** Log groups of the class Infrequent Access have no metric filters, so that no alarm of CW-01 to CW-15 works there. */
export default defineControl({
  id: 'CW-20',
  title: 'CloudTrail log group exists, Standard class, deletion protected',
  intent: 'Filters work and the group is not removed.',
  severity: 'medium',
  appliesTo: 'trail',
  policies: ['stack'],
  pulumiTypes: ['aws:cloudwatch/logGroup:LogGroup', 'aws:cloudtrail/trail:Trail'],
  needs: ['cloudtrail:DescribeTrails', 'logs:DescribeLogGroups'],
  fix: 'Set deletionProtectionEnabled: true. A group of another class has to be made anew: the class never changes.',
  url: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html',
  evaluate(trail, { estate }) {
    return decide(trail.logGroupArn, 'the log group of the trail', (reference) => {
      if (reference === null) return notApplicable('the trail streams to no log group (CT-18)');
      const place = placeOfLogGroup(estate, reference);
      if (isUnknown(place)) return unknown('the log group of the trail is not known', place);
      if (place?.group !== undefined) return all([isStandard(place.group), isProtected(place.group)]);
      const { complete } = estate.logGroups;
      return complete === true
        ? fail(`the log group ${reference} does not exist`, evidence(trail, 'logGroupArn'))
        : unknown(`the log group ${reference} could not be looked at`, complete);
    });
  },
});

function isStandard(group: LogGroup): Verdict {
  return decide(group.logGroupClass, 'the class of the log group', (logGroupClass) =>
    logGroupClass === 'STANDARD' || logGroupClass === null
      ? pass(evidenceElsewhere(group, 'logGroupClass'))
      : fail(
          `the log group is of class ${logGroupClass}, which has no metric filters`,
          evidenceElsewhere(group, 'logGroupClass'),
        ),
  );
}

function isProtected(group: LogGroup): Verdict {
  return decide(group.isProtected, 'whether the log group is protected', (isOn) =>
    isOn === true
      ? pass(evidenceElsewhere(group, 'isProtected'))
      : fail('the log group is not protected from deletion', evidenceElsewhere(group, 'isProtected')),
  );
}
