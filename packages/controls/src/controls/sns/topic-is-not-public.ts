import { defineControl } from '../../define-control.ts';
import { isOurAccount } from '../../estate/our-trails.ts';
import type { Estate, Topic } from '../../model/estate.ts';
import type { PolicyDocument, PolicyStatement } from '../../model/policy-document.ts';
import type { Verdict } from '../../model/verdict.ts';
import { accountOfPrincipal, granteesOf } from '../../policy/grantees.ts';
import { publicStatements } from '../../policy/public-access.ts';
import { nameOfStatement } from '../../policy/statement.ts';
import { all, decide, evidence, fail, notApplicable, pass } from '../../verdicts.ts';

/** SNS’s own default policy names everyone and limits them to the owner by aws:SourceOwner: that passes. */
export default defineControl({
  id: 'NT-05',
  title: 'Topic is not public',
  intent: 'No outsider reads or injects alerts.',
  severity: 'high',
  appliesTo: 'topic',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:sns/topicPolicy:TopicPolicy', 'aws:sns/topic:Topic'],
  needs: ['sns:GetTopicAttributes', 'organizations:ListAccounts'],
  fix: 'Name the services and accounts that publish or subscribe, or limit everyone by aws:PrincipalOrgID, aws:SourceArn or aws:SourceAccount.',
  url: 'https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html',
  evaluate(topic, { estate }) {
    return decide(topic.policy, 'the policy of the topic', (policy) =>
      policy === null
        ? pass(evidence(topic, 'policy'))
        : all([
            isClosed(topic, policy),
            ...policy.Statement.filter(({ Effect }) => Effect === 'Allow').map((statement) =>
              isForOurs(topic, policy, statement, estate),
            ),
          ]),
    );
  },
});

function isClosed(topic: Topic, policy: PolicyDocument): Verdict {
  const open = publicStatements(policy);
  if (open.length === 0) return pass(evidence(topic, 'policy'));
  const named = open.map((statement) => nameOfStatement(statement, policy.Statement.indexOf(statement)));
  return fail(`the topic is open to everyone in ${named.join(', ')}`, evidence(topic, 'policy', open));
}

function isForOurs(
  topic: Topic,
  policy: PolicyDocument,
  statement: PolicyStatement,
  estate: Estate,
): Verdict {
  const name = nameOfStatement(statement, policy.Statement.indexOf(statement));
  const foreign = granteesOf(statement)
    .filter(({ kind }) => kind === 'principal')
    .flatMap((grantee) => accountOfPrincipal(grantee.name) ?? [])
    .filter((id) => id !== topic.accountId);
  if (foreign.length === 0) return notApplicable('no other account is named');
  const verdict = all(foreign.map((id) => isOurAccount(id, estate)));
  return verdict.status === 'fail'
    ? fail(`${name}: ${verdict.reason}`, evidence(topic, 'policy', statement))
    : verdict.status === 'pass'
      ? pass(evidence(topic, 'policy'))
      : verdict;
}
