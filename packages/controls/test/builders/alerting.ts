import type {
  Alarm,
  AlarmCondition,
  AlertingEstate,
  EventRule,
  Key,
  LogGroup,
  LogResourcePolicy,
  MetricFilter,
  Topic,
} from '../../src/model/estate.ts';
import type { PolicyDocument, PolicyStatement } from '../../src/model/policy-document.ts';
import { names } from './names.ts';
import { aFindingsRule } from './findings.ts';
import { aKey } from './log-storage.ts';

const home = () => ({ accountId: names.management, region: names.home });

/** Names of what tells people. */
export const alerting = {
  logGroupName: 'trail',
  alertTopicArn: 'arn:aws:sns:us-east-1:111111111111:alerts',
  busTopicArn: 'arn:aws:sns:us-east-1:333333333333:alerts',
  busArn: 'arn:aws:events:us-east-1:333333333333:event-bus/alerts',
  keyArn: 'arn:aws:kms:us-east-1:111111111111:key/aaaabbbb-12ab-34cd-56ef-1234567890ab',
  queueArn: 'arn:aws:sqs:us-east-1:111111111111:undelivered',
} as const;

/** The log group that the trail streams to. */
export function aLogGroup(differing: Partial<LogGroup> = {}): LogGroup {
  const arn = names.logGroupArn.replace(/:\*$/, '');
  return {
    name: alerting.logGroupName,
    arn,
    ...home(),
    retentionDays: 365,
    kmsKeyId: alerting.keyArn,
    logGroupClass: 'STANDARD',
    isProtected: true,
    observation: { arn, at: names.asOf },
    ...differing,
  };
}

/** Statement that lets Route 53 of our account write. */
export function aLogResourcePolicy(differing: Partial<LogResourcePolicy> = {}): LogResourcePolicy {
  return {
    name: 'route53',
    ...home(),
    policy: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'route53.amazonaws.com' },
          Action: 'logs:PutLogEvents',
          Resource: '*',
          Condition: { StringEquals: { 'aws:SourceAccount': names.management } },
        },
      ],
    },
    observation: { arn: 'logs:resource-policy/route53', at: names.asOf },
    ...differing,
  };
}

/** A metric filter that counts every event into the metric of the same name. */
export function aMetricFilter(differing: Partial<MetricFilter> = {}): MetricFilter {
  const { name = 'everything' } = differing;
  return {
    name,
    ...home(),
    logGroup: alerting.logGroupName,
    pattern: '',
    transformations: [
      { namespace: 'trail', name: String(name), value: '1', defaultValue: null, hasDimensions: false },
    ],
    observation: { arn: `${names.logGroupArn}:metric-filter:${String(name)}`, at: names.asOf },
    ...differing,
  };
}

/** What makes the alarm on such a metric go off. */
export function aCondition(differing: Partial<AlarmCondition> = {}): AlarmCondition {
  return {
    namespace: 'trail',
    metricName: 'everything',
    statistic: 'Sum',
    hasDimensions: false,
    periodSeconds: 300,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    threshold: 1,
    comparison: 'GreaterThanOrEqualToThreshold',
    missingData: 'notBreaching',
    ...differing,
  };
}

/** An alarm that tells the topic of alerts. */
export function anAlarm(differing: Partial<Alarm> = {}): Alarm {
  const { name = 'everything' } = differing;
  return {
    name,
    ...home(),
    kind: 'metric',
    condition: aCondition({ metricName: String(name) }),
    rule: null,
    hasActionsEnabled: true,
    alarmActions: [alerting.alertTopicArn],
    observation: { arn: `arn:aws:cloudwatch:us-east-1:111111111111:alarm:${String(name)}`, at: names.asOf },
    ...differing,
  };
}

/** A composite alarm over `everything`. */
export function aCompositeAlarm(differing: Partial<Alarm> = {}): Alarm {
  return anAlarm({
    name: 'composite',
    kind: 'composite',
    condition: null,
    rule: 'ALARM("everything") OR ALARM("other")',
    ...differing,
  });
}

/** Statement that lets a service publish. */
export function aPublishStatement(
  service: string,
  differing: Partial<PolicyStatement> = {},
): PolicyStatement {
  return {
    Sid: 'Publish',
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sns:Publish',
    Resource: '*',
    ...differing,
  };
}

/** Condition that binds CloudTrail to our trail. */
export function ofOurTrail() {
  return { ArnEquals: { 'aws:SourceArn': names.trailArn } };
}

/** The topic of alarms, with one confirmed subscriber. */
export function aTopic(differing: Partial<Topic> = {}): Topic {
  const arn = typeof differing.arn === 'string' ? differing.arn : alerting.alertTopicArn;
  return {
    name: arn.split(':').at(-1) ?? '',
    arn,
    accountId: arn.split(':')[4] ?? '',
    region: names.home,
    exists: true,
    policy: { Statement: [aPublishStatement('cloudwatch.amazonaws.com')] },
    kmsKeyId: alerting.keyArn,
    subscriptions: [{ protocol: 'email', isConfirmed: true }],
    loggedProtocols: [],
    tags: { owner: 'security' },
    observation: { arn, at: names.asOf },
    ...differing,
  };
}

/** Policy of a key that lets services encrypt what they publish. */
export function anAlertKeyPolicy(...services: readonly string[]): PolicyDocument {
  const all = ['cloudtrail', 'cloudwatch', 'events', 'logs.us-east-1'].map((name) => `${name}.amazonaws.com`);
  return {
    Version: '2012-10-17',
    Statement: (services.length === 0 ? all : services).map((service) => ({
      Effect: 'Allow',
      Principal: { Service: service },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
    })),
  };
}

/** The key of topics and log group. */
export function anAlertKey(differing: Partial<Key> = {}): Key {
  return aKey({
    arn: alerting.keyArn,
    id: alerting.keyArn.split('/')[1] ?? '',
    accountId: names.management,
    role: 'other',
    policy: anAlertKeyPolicy(),
    observation: { arn: alerting.keyArn, at: names.asOf },
    ...differing,
  });
}

/** A rule that forwards every call and what Insights finds to the bus of the security account. */
export function anEventRule(differing: Partial<EventRule> = {}): EventRule {
  const { accountId = names.member, region = names.home, name = 'changes' } = differing;
  return {
    name,
    accountId,
    region,
    bus: 'default',
    pattern: '{"detail-type":[{"suffix":"via CloudTrail"}]}',
    state: 'ENABLED',
    targets: [{ arn: alerting.busArn, deadLetterArn: alerting.queueArn }],
    observation: {
      arn: `arn:aws:events:${String(region)}:${String(accountId)}:rule/${String(name)}`,
      at: names.asOf,
    },
    ...differing,
  };
}

/** The rule of the security account's bus that tells its topic. */
export function aBusRule(differing: Partial<EventRule> = {}): EventRule {
  return anEventRule({
    name: 'tell',
    accountId: names.security,
    bus: 'alerts',
    targets: [{ arn: alerting.busTopicArn, deadLetterArn: alerting.queueArn }],
    ...differing,
  });
}

/** What tells people in an organization of these accounts and Regions. */
export function compliantAlerting(accountIds: readonly string[], regions: readonly string[]): AlertingEstate {
  const everywhere = accountIds.flatMap((accountId) =>
    regions.map((region) => anEventRule({ accountId, region })),
  );
  const all = <T>(items: readonly T[]) => ({ items, complete: true as const });
  return {
    logGroups: all([aLogGroup()]),
    logResourcePolicies: all([aLogResourcePolicy()]),
    metricFilters: all([aMetricFilter()]),
    alarms: all([anAlarm()]),
    topics: all([
      aTopic(),
      aTopic({
        arn: names.topicArn,
        policy: {
          Statement: [aPublishStatement('cloudtrail.amazonaws.com', { Condition: ofOurTrail() })],
        },
      }),
      aTopic({
        arn: alerting.busTopicArn,
        policy: { Statement: [aPublishStatement('events.amazonaws.com')] },
      }),
    ]),
    eventRules: all([
      ...everywhere,
      ...regions.map((region) => aFindingsRule({ region })),
      aBusRule({ pattern: '{"source":[{"prefix":"aws."}]}' }),
    ]),
  };
}
