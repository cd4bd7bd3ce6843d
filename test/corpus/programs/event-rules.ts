import * as aws from '@pulumi/aws';
import { guiltyOf } from '../entry.ts';
import { alertTopic, watchedTrail } from '../parts/watched-trail.ts';

interface Differing {
  readonly rule?: Partial<aws.cloudwatch.EventRuleArgs>;
  readonly target?: Partial<aws.cloudwatch.EventTargetArgs> | null;
}

/** A rule on the default bus, and a topic for its target. */
const rule =
  (pattern: object, { rule: args = {}, target = {} }: Differing = {}) =>
  () => {
    watchedTrail();
    const topic = alertTopic();
    const told = new aws.cloudwatch.EventRule('rule', { eventPattern: JSON.stringify(pattern), ...args });
    if (target !== null)
      new aws.cloudwatch.EventTarget('target', { rule: told.name, arn: topic.arn, ...target });
  };

const calls = (source: string, ...eventName: string[]) => ({
  source: [`aws.${source}`],
  'detail-type': ['AWS API Call via CloudTrail'],
  detail: { eventSource: [`${source}.amazonaws.com`], ...(eventName.length > 0 ? { eventName } : {}) },
});

const guardDuty = calls('guardduty');

/** The rule beside an alarm on the trail's events, which shows what the log group tells. */
const besideAlarms =
  (pattern: object, differing: Differing = {}) =>
  () => {
    rule(pattern, differing)();
    new aws.cloudwatch.LogMetricFilter('root-use', {
      logGroupName: '/acme/audit',
      pattern: '{ $.userIdentity.type = "Root" }',
      metricTransformation: { name: 'RootUse', namespace: 'Security', value: '1' },
    });
  };

const insights = { 'detail-type': ['AWS Insight via CloudTrail'] };
const trails = calls('cloudtrail', 'StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors');
const undelivered = { deadLetterConfig: { arn: 'arn:aws:sqs:us-east-1:111111111111:undelivered' } };

export default [
  guiltyOf(
    'CW-22',
    {
      mistake: 'looks for detectors that are deleted alone',
      blames: 'rule',
      broken: besideAlarms(calls('guardduty', 'DeleteDetector')),
      mended: besideAlarms(guardDuty),
    },
    {
      mistake: 'gives the rule no target',
      blames: 'rule',
      broken: besideAlarms(guardDuty, { target: null }),
      mended: besideAlarms(guardDuty),
    },
    {
      mistake: 'disables the rule',
      blames: 'rule',
      broken: besideAlarms(guardDuty, { rule: { state: 'DISABLED' } }),
      mended: besideAlarms(guardDuty),
    },
  ),
  guiltyOf(
    'CW-23',
    {
      mistake: 'asks for Insights of one account in the rule',
      blames: 'rule',
      broken: rule({ ...insights, account: ['999999999999'] }),
      mended: rule(insights),
    },
    {
      mistake: 'gives the rule for Insights no target',
      blames: 'rule',
      broken: rule(insights, { target: null }),
      mended: rule(insights),
    },
    {
      mistake: 'asks for Insights about one service',
      blames: 'rule',
      broken: rule({ ...insights, detail: { insightDetails: { eventSource: ['iam.amazonaws.com'] } } }),
      mended: rule(insights),
    },
  ),
  guiltyOf(
    'CW-24',
    {
      mistake: 'drops events that the response could not be given',
      blames: 'target',
      broken: rule(trails),
      mended: rule(trails, { target: undelivered }),
    },
    {
      mistake: 'disables the rule that starts the response',
      blames: 'rule',
      broken: rule(trails, { rule: { state: 'DISABLED' }, target: undelivered }),
      mended: rule(trails, { rule: { state: 'ENABLED' }, target: undelivered }),
    },
    {
      mistake: 'gives the rule that starts the response no target',
      blames: 'rule',
      broken: rule(trails, { target: null }),
      mended: rule(trails, { target: undelivered }),
    },
  ),
];
