import { defineControl } from '../../define-control.ts';
import { publicStatements } from '../../policy/public-access.ts';
import { nameOfStatement } from '../../policy/statement.ts';
import { decide, evidence, fail, pass } from '../../verdicts.ts';

/** `kms:ViaService` alone does not limit who calls: every customer can call through a service. */
export default defineControl({
  id: 'KM-04',
  title: 'Key policy is not public',
  intent: 'No foreign use of the key.',
  severity: 'critical',
  appliesTo: 'key',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:kms/key:Key', 'aws:kms/keyPolicy:KeyPolicy'],
  needs: ['kms:GetKeyPolicy'],
  fix: 'Name principals of ours, or add a fixed kms:CallerAccount, aws:PrincipalOrgID or aws:SourceAccount.',
  url: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html',
  evaluate(key) {
    return decide(key.policy, 'the key policy', (policy) => {
      const open = policy === null ? [] : publicStatements(policy);
      if (open.length === 0) return pass(evidence(key, 'policy'));
      const names = open.map((statement) =>
        nameOfStatement(statement, policy?.Statement.indexOf(statement) ?? 0),
      );
      return fail(`the key policy is open to everyone in ${names.join(', ')}`, evidence(key, 'policy', open));
    });
  },
});
