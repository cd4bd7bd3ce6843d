import { defineControl } from '../../define-control.ts';
import { publicStatements } from '../../policy/public-access.ts';
import { nameOfStatement } from '../../policy/statement.ts';
import { decide, evidence, fail, notApplicable, pass } from '../../verdicts.ts';

/** Judged where the trails’ log groups are. A policy of CloudWatch Logs may name any log group of its Region. */
export default defineControl({
  id: 'CW-21',
  title: 'Log group resource policies are not public',
  intent: 'Nobody foreign reads or floods the log group.',
  severity: 'high',
  appliesTo: 'logResourcePolicy',
  policies: ['resource'],
  pulumiTypes: ['aws:cloudwatch/logResourcePolicy:LogResourcePolicy'],
  needs: ['logs:DescribeResourcePolicies'],
  fix: 'Name the service or accounts that write, with a condition on aws:SourceArn or aws:SourceAccount.',
  url: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html',
  evaluate(resource) {
    return decide(resource.policy, 'the resource policy', (policy) => {
      if (policy === null) return notApplicable('there is no policy');
      const open = publicStatements(policy);
      if (open.length === 0) return pass(evidence(resource, 'policy'));
      const named = open.map((statement) => nameOfStatement(statement, policy.Statement.indexOf(statement)));
      return fail(
        `the policy is open to everyone in ${named.join(', ')}`,
        evidence(resource, 'policy', open),
      );
    });
  },
});
