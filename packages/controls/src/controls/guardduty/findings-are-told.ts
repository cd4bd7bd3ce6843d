import { canTakeIn, rulesTell } from '../../alerting/watching-rules.ts';
import { defineControl } from '../../define-control.ts';
import { and, type Expression, isText } from '../../event-matching/expression.ts';
import type { Estate } from '../../model/estate.ts';
import { isUnknown, unknownBecause } from '../../model/fact.ts';
import { decide, notApplicable, unknown } from '../../verdicts.ts';

/**
 * Findings of all members arrive at the administrator, so that only its Regions are looked at; a rule may forward them
 * to a central bus. Severity is a number: 4 to 6.9 is medium, 7 to 8.9 high, from 9 on critical. A rule that takes in
 * more than has to be told does as well.
 */
export default defineControl({
  id: 'GD-22',
  title: 'High and critical findings alert a person',
  intent: 'Response starts at once.',
  severity: 'high',
  appliesTo: 'administratorDetector',
  policies: ['stack'],
  pulumiTypes: [
    'aws:cloudwatch/eventRule:EventRule',
    'aws:cloudwatch/eventTarget:EventTarget',
    'aws:sns/topic:Topic',
  ],
  needs: ['events:ListRules', 'events:ListTargetsByRule', 'sns:ListSubscriptionsByTopic'],
  fix: 'Add a rule for the detail-type "GuardDuty Finding" with an SNS topic as its target in each Region of the administrator, and have somebody confirm a subscription of the topic.',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html',
  parameters: { minSeverity: 7, alternative: '' },
  parameterHelp: {
    minSeverity: { description: 'Least severity of findings that have to be told.', minimum: 1 },
    alternative: {
      description: 'Where findings are told in place of GuardDuty’s own events.',
      choices: ['', 'securityhub'],
    },
  },
  evaluate(detector, { estate, parameters: { minSeverity, alternative } }) {
    if (alternative === 'securityhub') return notApplicable('findings are told from Security Hub');
    return decide(detector.region, 'the Region', (region) =>
      decide(detector.accountId, 'the account', (accountId) => {
        if (region === null || accountId === null || detector.id === null)
          return notApplicable('there is no detector');
        const severe = {
          kind: 'number',
          field: 'detail.severity',
          operator: '>=',
          value: minSeverity,
        } as const;
        const expression = and(
          isText('source', 'aws.guardduty'),
          isText('detail-type', 'GuardDuty Finding'),
          severe,
        );
        const wanted = {
          name: `findings of severity ${minSeverity} and more`,
          expression,
          alwaysText: new Set(['source', 'account', 'region', 'detail-type']),
        };
        const place = { accountId, region, observation: detector.observation };
        const verdict = rulesTell(wanted, place, estate);
        if (verdict.status === 'pass' && isUnknown(detector.id))
          return unknown('whether there is a detector is not known', detector.id);
        return verdict.status === 'fail' && estate.lens !== 'live' && !tellsAnyFinding(estate, expression)
          ? unknown(`whether ${wanted.name} are told is not known`, ruledElsewhere)
          : verdict;
      }),
    );
  },
});

/** A program that has no rule for findings at all leaves them to another one. */
const ruledElsewhere = unknownBecause('open-world', 'the program has no rule for findings');

function tellsAnyFinding({ eventRules }: Estate, findings: Expression): boolean {
  return eventRules.items.some(
    ({ pattern }) => typeof pattern === 'string' && canTakeIn(pattern, findings) !== false,
  );
}
