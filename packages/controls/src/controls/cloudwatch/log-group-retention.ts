import { ifHoldsAudit } from '../../alerting/audit-log-group.ts';
import { defineControl } from '../../define-control.ts';
import { decide, evidence, fail, pass } from '../../verdicts.ts';

/** A log group without retention keeps events for ever, which passes: that it costs is another matter. */
export default defineControl({
  id: 'CW-18',
  title: 'CloudTrail log group keeps at least one year',
  intent: 'Searchable history meets the retention rule.',
  severity: 'medium',
  appliesTo: 'logGroup',
  policies: ['stack', 'remediation'],
  pulumiTypes: ['aws:cloudwatch/logGroup:LogGroup'],
  needs: ['cloudtrail:DescribeTrails', 'logs:DescribeLogGroups'],
  fix: 'Set retentionInDays to 365 or more, or to 0 for ever.',
  url: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html',
  parameters: { minRetentionDays: 365 },
  parameterHelp: {
    minRetentionDays: {
      description: 'Days that a log group of CloudTrail or GuardDuty has to keep its events.',
      minimum: 1,
    },
  },
  evaluate(group, { estate, parameters: { minRetentionDays } }) {
    return ifHoldsAudit(group, estate, () =>
      decide(group.retentionDays, 'the retention of the log group', (days) =>
        days === null || days >= minRetentionDays
          ? pass(evidence(group, 'retentionDays'))
          : fail(
              `events are kept for ${days} days; ${minRetentionDays} are asked for`,
              evidence(group, 'retentionDays'),
            ),
      ),
    );
  },
});
