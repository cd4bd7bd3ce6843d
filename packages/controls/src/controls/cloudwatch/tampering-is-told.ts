import type { WantedEvents } from '../../alerting/together.ts';
import { alarmsAnywhere, alwaysInEvents } from '../../alerting/watched-log-group.ts';
import { asBusEvents, ifInUse, rulesTell } from '../../alerting/watching-rules.ts';
import { defineControl } from '../../define-control.ts';
import { findAccount } from '../../estate/accounts.ts';
import { and, type Expression, isText, or } from '../../event-matching/expression.ts';
import { remembered } from '../../event-matching/remembered.ts';
import type { AccountRegion } from '../../model/control.ts';
import type { Estate } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, any, notApplicable, unknown } from '../../verdicts.ts';

const detectionChanges = changesOf(
  'tampering with GuardDuty',
  and(
    isText('eventSource', 'guardduty.amazonaws.com'),
    isCall(
      'CreateFilter',
      'CreateIPSet',
      'DeleteDetector',
      'DeletePublishingDestination',
      'DisableOrganizationAdminAccount',
      'DisassociateFromAdministratorAccount',
      'DisassociateMembers',
      'StopMonitoringMembers',
      'UpdateDetector',
    ),
  ),
);

/** An organization has few log buckets, and asks for each in every place. */
const bucketChanges = remembered((bucket) =>
  changesOf(
    `changes of the log bucket ${bucket}`,
    and(
      isText('eventSource', 's3.amazonaws.com'),
      isCall('PutBucketPolicy', 'DeleteBucketPolicy', 'PutBucketLifecycle'),
      isText('requestParameters.bucketName', bucket),
    ),
  ),
);

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
  needs: [
    'cloudtrail:DescribeTrails',
    'cloudtrail:GetEventSelectors',
    'cloudtrail:GetTrailStatus',
    'cloudwatch:DescribeAlarms',
    'events:ListRules',
    'events:ListTargetsByRule',
    'logs:DescribeMetricFilters',
    's3:GetBucketLocation',
    'sns:ListSubscriptionsByTopic',
  ],
  fix: 'Deploy event rules with a target in each Region of each account, or metric filters with alarms on the organization trail.',
  url: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html',
  evaluate(place, { estate }) {
    return ifInUse(place, estate, () =>
      all([
        isTold(detectionChanges, place, estate),
        ...bucketsHere(place, estate).map((bucket) =>
          isUnknown(bucket)
            ? unknown('whether log buckets are here is not known', bucket)
            : isTold(bucketChanges(bucket), place, estate),
        ),
      ]),
    );
  },
});

function isCall(...names: readonly string[]): Expression {
  return or(...names.map((name) => isText('eventName', name)));
}

/** Events as a log group has them, and as EventBridge does. */
interface Changes {
  readonly logged: WantedEvents;
  readonly onBus: WantedEvents;
}

function changesOf(name: string, expression: Expression): Changes {
  const logged = { name, expression, alwaysText: alwaysInEvents };
  return { logged, onBus: asBusEvents(logged) };
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

function isTold({ logged, onBus }: Changes, place: AccountRegion, estate: Estate): Verdict {
  const account = findAccount(estate, place.accountId);
  const byAlarms =
    account === undefined
      ? alarmsOfOrganization(logged, place, estate)
      : alarmsAnywhere(account, estate, { wanted: logged, eventsToAlarm: 1 });
  // Rules are what the place itself has: a finding blames them first.
  return byAlarms.status === 'pass' ? byAlarms : any([rulesTell(onBus, place, estate), byAlarms]);
}

/**
 * Of an account that a program only works in: where the owner of an organization's trail is told of the same, so is
 * whoever belongs to the organization, which the program does not show.
 */
function alarmsOfOrganization(wanted: WantedEvents, { accountId }: AccountRegion, estate: Estate): Verdict {
  const { accounts, trails } = estate;
  const isTold = accounts.items.some(
    (account) =>
      trails.items.some(
        ({ isOrganization, ownerAccountId }) => isOrganization === true && ownerAccountId === account.id,
      ) && alarmsAnywhere(account, estate, { wanted, eventsToAlarm: 1 }).status === 'pass',
  );
  if (!isTold || accounts.complete === true) return notApplicable('no account is known');
  return unknown(
    `alarms tell of ${wanted.name} in the organization, and whether ${accountId} belongs to it is not known`,
    accounts.complete,
  );
}
