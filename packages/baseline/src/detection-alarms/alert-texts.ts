import { WatchedDetailType } from './event-patterns.ts';

/** How one kind of event reads. */
export interface AlertText {
  /** What the events are, in the names of rule and target. */
  readonly kind: string;
  readonly eventPattern: string;
  /** Name -> place in the event; what an event lacks reads as nothing. */
  readonly inputPaths: Readonly<Record<string, string>>;
  /** JSON text with names in angle brackets. */
  readonly inputTemplate: string;
}

const where = { account: '$.account', region: '$.region', time: '$.time' };

/**
 * What people read. AWS's own sources alone: of other events on the bus nobody is told.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export const alertTexts: readonly AlertText[] = [
  {
    kind: 'tampering',
    eventPattern: JSON.stringify({
      source: [{ prefix: 'aws.' }],
      'detail-type': [WatchedDetailType.Call],
    }),
    inputPaths: {
      ...where,
      call: '$.detail.eventName',
      service: '$.detail.eventSource',
      who: '$.detail.userIdentity.arn',
      from: '$.detail.sourceIPAddress',
      error: '$.detail.errorCode',
      id: '$.detail.eventID',
    },
    inputTemplate: JSON.stringify(
      '<call> of <service> was called in account <account>, region <region>, at <time> by <who> from <from>. Refused with: [<error>] (empty when it was done). CloudTrail event <id>.',
    ),
  },
  {
    kind: 'insights',
    eventPattern: JSON.stringify({
      source: ['aws.cloudtrail'],
      'detail-type': [WatchedDetailType.Insight],
    }),
    inputPaths: {
      ...where,
      state: '$.detail.insightDetails.state',
      call: '$.detail.insightDetails.eventName',
      service: '$.detail.insightDetails.eventSource',
      kind: '$.detail.insightDetails.insightType',
    },
    inputTemplate: JSON.stringify(
      'CloudTrail Insights (<kind>, <state>): the rate of <call> of <service> is unusual in account <account>, region <region>, since <time>.',
    ),
  },
  {
    kind: 'findings',
    eventPattern: JSON.stringify({
      source: ['aws.guardduty'],
      'detail-type': [WatchedDetailType.Finding],
    }),
    inputPaths: {
      time: '$.time',
      // The account that the finding is about: the event's own is the administrator's.
      account: '$.detail.accountId',
      region: '$.detail.region',
      severity: '$.detail.severity',
      title: '$.detail.title',
      type: '$.detail.type',
      id: '$.detail.id',
    },
    inputTemplate: JSON.stringify(
      'GuardDuty found in account <account>, region <region>, at <time> with severity <severity>: <title>. Type <type>, finding <id>.',
    ),
  },
];
