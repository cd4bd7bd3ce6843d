import type { ControlDefinition } from '../define-control.ts';
import { ifActive } from '../estate/accounts.ts';
import { readFilterPattern } from '../event-matching/filter-pattern.ts';
import type { Severity } from '../model/control.ts';
import type { Verdict } from '../model/verdict.ts';
import { any } from '../verdicts.ts';
import { alarmsOfAccount, alwaysInEvents, summary } from './watched-log-group.ts';
import { asBusEvents, rulesTellEverywhere } from './watching-rules.ts';

/** In what alarms on events differ. */
export interface EventAlarm {
  readonly id: string;
  readonly title: string;
  readonly intent: string;
  readonly severity: Severity;
  /** What is to be told, for a reader: `changes of trails`. */
  readonly events: string;
  /** Pattern to use: where Security Hub has one, its very text, since it compares character by character. */
  readonly pattern: string;
  /**
   * Pattern of the events that a filter has to take in, where these are fewer: what all editions of CIS ask for, of the
   * one service that has calls of these names, so that a filter may name the service or not. Default: the pattern.
   */
  readonly least?: string;
  /** How EventBridge calls such events; `AWS API Call via CloudTrail` when left out. */
  readonly detailTypes?: readonly string[];
}

type AlarmParameters = {
  readonly eventsToAlarm: number;
  readonly alternative: string;
};

/**
 * A control on an alarm that CIS asks for: a metric filter on the log group of a trail that takes the events in, an
 * alarm that goes off with them, and a topic of which somebody hears.
 *
 * Judged at the account that has the log group. What a filter takes in is judged by meaning: order, spacing and
 * further events do not count. Security Hub compares the text of its own pattern instead and may disagree.
 */
export function eventAlarm(alarm: EventAlarm): ControlDefinition<'account', AlarmParameters> {
  const { events, pattern, least = pattern, detailTypes, ...about } = alarm;
  const wanted = { name: events, expression: readFilterPattern(least), alwaysText: alwaysInEvents };
  const onBus = asBusEvents(wanted, detailTypes);
  return {
    ...about,
    appliesTo: 'account',
    policies: ['stack'],
    pulumiTypes: [
      'aws:cloudwatch/logMetricFilter:LogMetricFilter',
      'aws:cloudwatch/metricAlarm:MetricAlarm',
      'aws:cloudtrail/trail:Trail',
    ],
    needs: [
      'cloudtrail:DescribeTrails',
      'cloudtrail:GetEventSelectors',
      'cloudtrail:GetTrailStatus',
      'logs:DescribeMetricFilters',
      'cloudwatch:DescribeAlarms',
      'sns:ListSubscriptionsByTopic',
    ],
    fix: `On the log group of the trail create a metric filter with the pattern ${pattern}, an alarm on its metric (Sum of 300 seconds, 1 or more, missing data not breaching) and an SNS topic with a confirmed subscriber as its action.`,
    url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html',
    parameters: { eventsToAlarm: 1, alternative: 'none' },
    parameterHelp: {
      eventsToAlarm: {
        description: 'Events within one period of the alarm that have to make it go off.',
        minimum: 1,
      },
      alternative: {
        description:
          'Whether event rules in every account and Region, with a target, do as well (eventbridge).',
        choices: ['none', 'eventbridge'],
      },
    },
    evaluate(account, { estate, parameters: { eventsToAlarm, alternative } }): Verdict {
      return ifActive(account, () => {
        const byAlarms = summary(account, alarmsOfAccount(account, estate, { wanted, eventsToAlarm }));
        // What is judged elsewhere, or not known, needs no other way.
        return alternative === 'none' || byAlarms.status !== 'fail'
          ? byAlarms
          : any([byAlarms, rulesTellEverywhere(onBus, estate)]);
      });
    },
  };
}
