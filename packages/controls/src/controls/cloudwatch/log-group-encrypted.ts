import { ifHoldsAudit } from '../../alerting/audit-log-group.ts';
import { defineControl } from '../../define-control.ts';
import { findKey } from '../../estate/keys.ts';
import type { Estate, LogGroup } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { admits } from '../../policy/admits-service.ts';
import { all, decide, evidence, evidenceElsewhere, fail, notApplicable, pass } from '../../verdicts.ts';

/**
 * CloudWatch Logs takes only keys of the customer, and looks at the key's policy when it is set, not later: one that
 * has ceased to admit the service fails where the policy is known.
 */
export default defineControl({
  id: 'CW-19',
  title: 'CloudTrail log group encrypted with a customer managed key',
  intent: 'The copy in CloudWatch Logs has the same key control as the log files.',
  severity: 'medium',
  appliesTo: 'logGroup',
  policies: ['stack'],
  pulumiTypes: ['aws:cloudwatch/logGroup:LogGroup'],
  needs: ['cloudtrail:DescribeTrails', 'kms:DescribeKey', 'kms:GetKeyPolicy', 'logs:DescribeLogGroups'],
  fix: 'Set kmsKeyId to a key whose policy admits logs.REGION.amazonaws.com for this log group.',
  url: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html',
  evaluate(group, { estate }) {
    return ifHoldsAudit(group, estate, () =>
      decide(group.kmsKeyId, 'the key of the log group', (key) =>
        key === null || key === ''
          ? fail('the log group is not encrypted with a key of the customer', evidence(group, 'kmsKeyId'))
          : all([pass(evidence(group, 'kmsKeyId')), keyAdmitsLogs(group, key, estate)]),
      ),
    );
  },
});

function keyAdmitsLogs({ region }: LogGroup, reference: string, estate: Estate): Verdict {
  const key = findKey(estate, reference);
  if (key === undefined || isUnknown(region) || isUnknown(key.policy) || key.policy === null)
    return notApplicable('the key’s policy is not known');
  const services = [`logs.${region}.amazonaws.com`, `logs.${region}.amazonaws.com.cn`, 'logs.amazonaws.com'];
  const { policy } = key;
  return services.some((service) => admits(policy, service, 'kms:GenerateDataKey', true))
    ? pass(evidenceElsewhere(key, 'policy'))
    : fail(`the key’s policy does not admit logs.${region}.amazonaws.com`, evidenceElsewhere(key, 'policy'));
}
