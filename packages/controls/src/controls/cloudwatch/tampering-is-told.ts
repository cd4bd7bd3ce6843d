import { alarmsAnywhere, alwaysInEvents } from '../../alerting/watched-log-group.ts';
import { asBusEvents, ifInUse, rulesTell } from '../../alerting/watching-rules.ts';
import { defineControl } from '../../define-control.ts';
import { findAccount } from '../../estate/accounts.ts';
import { and, isText, or } from '../../event-matching/expression.ts';
import type { AccountRegion } from '../../model/control.ts';
import type { Estate } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, any, notApplicable, unknown } from '../../verdicts.ts';

const detectionCalls = [
  'CreateFilter',
  'CreateIPSet',
  'DeleteDetector',
  'DeletePublishingDestination',
  'DisableOrganizationAdminAccount',
  'DisassociateFromAdministratorAccount',
  'DisassociateMembers',
  'StopMonitoringMembers',
  'UpdateDetector',
];
const bucketCalls = ['PutBucketPolicy', 'DeleteBucketPolicy', 'PutBucketLifecycle'];

/**
 * Judged for each account and Region: EventBridge sees a call only where it was made. Metric filters with alarms do as
 * well on a log group that receives the events of the account, as that of an organization trail does for all. A target
 * that is an encrypted topic has to let EventBridge in without a condition on the source, since EventBridge names none.
 */
export default defineControl({
  id: 'CW-22',
  title: 'Alarm or rule for tampering with GuardDuty and log storage',
  intent: 'Attempts to switch detection off are reported.',
  severity: 'high',
  appliesTo: 'watchedRegion',
  policies: ['stack'],
  pulumiTypes: [
    'aws:cloudwatch/eventRule:EventRule',
    'aws:cloudwatch/eventTarget:EventTarget',
    'aws:cloudwatch/logMetricFilter:LogMetricFilter',
  ],
  needs: ['events:ListRules', 'events:ListTargetsByRule', 'logs:DescribeMetricFilters'],
  fix: 'Deploy event rules with a target in each Region of each account, or metric filters with alarms on the organization trail.',
  url: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html',
  evaluate(place, { estate }) {
    const buckets = bucketsHere(place, estate);
    return ifInUse(place, estate, () =>
      all([
        isTold(place, estate, 'tampering with GuardDuty', calls('guardduty', detectionCalls)),
        ...buckets.map((bucket) =>
          isUnknown(bucket)
            ? unknown('whether log buckets are here is not known', bucket)
            : isTold(
                place,
                estate,
                `changes of the log bucket ${bucket}`,
                and(calls('s3', bucketCalls), isText('requestParameters.bucketName', bucket)),
              ),
        ),
      ]),
    );
  },
});

function calls(service: string, names: readonly string[]) {
  return and(
    isText('eventSource', `${service}.amazonaws.com`),
    or(...names.map((name) => isText('eventName', name))),
  );
}

function bucketsHere({ accountId, region }: AccountRegion, { buckets }: Estate) {
  return buckets.items
    .filter(({ role }) => role === 'trail-logs')
    .flatMap((bucket) => {
      const facts = [bucket.accountId, bucket.region, bucket.name];
      const isElsewhere = [accountId, region].some(
        (mine, index) => typeof facts[index] === 'string' && facts[index] !== mine,
      );
      return isElsewhere ? [] : [facts.find(isUnknown) ?? String(bucket.name)];
    });
}

function isTold(
  place: AccountRegion,
  estate: Estate,
  name: string,
  expression: ReturnType<typeof calls>,
): Verdict {
  const wanted = { name, expression, alwaysText: alwaysInEvents };
  const account = findAccount(estate, place.accountId);
  const byAlarms =
    account === undefined
      ? notApplicable('no account is known')
      : alarmsAnywhere(account, estate, { wanted, eventsToAlarm: 1 });
  return byAlarms.status === 'pass'
    ? byAlarms
    : any([byAlarms, rulesTell(asBusEvents(wanted), place, estate)]);
}
