import { canTakeIn, detailType, hasTarget, isEnabled, nameOfRule } from '../../alerting/watching-rules.ts';
import { defineControl } from '../../define-control.ts';
import { isText, or } from '../../event-matching/expression.ts';
import type { EventRule } from '../../model/estate.ts';
import type { Verdict } from '../../model/verdict.ts';
import { matchesPattern } from '../../policy/wildcard.ts';
import { all, decide, evidence, fail, notApplicable, pass } from '../../verdicts.ts';

const eventsOfCloudTrail = or(...Object.values(detailType).map((type) => isText('detail-type', type)));

/** Without a queue for dead letters an event that the target refuses for a day is gone. */
export default defineControl({
  id: 'CW-24',
  title: 'CloudTrail change events drive automation through EventBridge',
  intent: 'Important API events start a response without polling.',
  severity: 'low',
  appliesTo: 'eventRule',
  policies: ['stack'],
  pulumiTypes: ['aws:cloudwatch/eventRule:EventRule', 'aws:cloudwatch/eventTarget:EventTarget'],
  needs: ['events:ListRules', 'events:ListTargetsByRule'],
  fix: 'Enable the rule, give it a target, and name a queue in deadLetterConfig of each target.',
  url: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html',
  parameters: { responseRules: [] as readonly string[] },
  parameterHelp: {
    responseRules: {
      description:
        'Names of the rules that start a response, * for anything. When empty: all rules on events of CloudTrail.',
    },
  },
  evaluate(rule, { parameters: { responseRules } }) {
    return ifResponse(rule, responseRules, () =>
      all([isEnabled(rule), hasTarget(rule, () => pass()), keepsDeadLetters(rule)]),
    );
  },
});

function ifResponse(rule: EventRule, names: readonly string[], judge: () => Verdict): Verdict {
  if (names.length > 0)
    return decide(rule.name, 'the name of the rule', (name) =>
      names.some((pattern) => matchesPattern(pattern, name ?? ''))
        ? judge()
        : notApplicable('the rule is not named among those that respond'),
    );
  return decide(rule.pattern, `the pattern of ${nameOfRule(rule)}`, (pattern) =>
    pattern !== null && canTakeIn(pattern, eventsOfCloudTrail) === true
      ? judge()
      : notApplicable('the rule is not about events of CloudTrail'),
  );
}

function keepsDeadLetters(rule: EventRule): Verdict {
  return decide(rule.targets, `the targets of ${nameOfRule(rule)}`, (targets) =>
    all(
      (targets ?? []).map(({ deadLetterArn }) =>
        decide(deadLetterArn, 'the queue for dead letters', (queue) =>
          queue === null
            ? fail(`a target of ${nameOfRule(rule)} has no queue for dead letters`, evidence(rule, 'targets'))
            : pass(evidence(rule, 'targets')),
        ),
      ),
    ),
  );
}
