import {
  type ControlTowerNames,
  EventAccess,
  Insight,
  logCopyNames,
  organizationNames,
  partitionOf,
  type RecordedEvents,
  selectorFaults,
  type Subscription,
  SubscriptionProtocol,
  subscriptionFaults,
} from '@trailguard/baseline';
import { type Static, Type } from 'typebox';
import { exampleOf } from './fields.ts';
import type { OrganizationStackSettings } from './settings.ts';

const arns = Type.Optional(Type.Array(Type.String({ minLength: 1 }), { minItems: 1, uniqueItems: true }));
const access = Type.Optional(Type.Enum(Object.values(EventAccess)));
const Events = Type.Object({ access, arns }, { additionalProperties: false });

/** The trails, what streams from them, and who is told. */
export const TrailProperties = {
  controlTowerTrail: Type.Enum(['used', 'none'], {
    default: 'used',
    description:
      'used: where Control Tower is set up, its trail and log bucket take the place of ours; none: Control Tower keeps no organization trail, so that ours is made',
    examples: ['none'],
  }),
  logKeyArn: Type.Optional(
    Type.String({
      pattern: '^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/.+$',
      description: 'the ARN of the key of the log files; left out, it is looked up by its alias',
      examples: ['arn:aws:kms:us-east-1:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
    }),
  ),
  insights: Type.Array(Type.Enum(Object.values(Insight)), {
    default: Object.values(Insight),
    uniqueItems: true,
    description: `the anomalies that CloudTrail Insights looks for, billed by the events analyzed, as a JSON list of ${Object.values(Insight).join(' and ')}; [] turns it off`,
    examples: ['["ApiErrorRateInsight"]'],
  }),
  dataEvents: Type.Optional(
    Type.Object(
      {
        s3: Type.Optional(Events),
        lambda: Type.Optional(Events),
        dynamodb: Type.Optional(Events),
        others: Type.Optional(
          Type.Array(
            Type.Object({ resourceType: Type.String(), access, arns }, { additionalProperties: false }),
          ),
        ),
        networkActivity: Type.Optional(
          Type.Array(
            Type.Object(
              {
                eventSource: Type.String(),
                deniedOnly: Type.Optional(Type.Boolean()),
                vpcEndpointIds: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
              },
              { additionalProperties: false },
            ),
          ),
        ),
      },
      {
        additionalProperties: false,
        description:
          'the data and network activity events that a trail of their own records, billed by the event, as a JSON object with s3, lambda, dynamodb (each with access: All, ReadOnly or WriteOnly, and arns), others (with resourceType too) and networkActivity (a list with eventSource, deniedOnly and vpcEndpointIds); left out, there is no such trail',
        examples: [
          '{"s3":{"access":"WriteOnly"},"lambda":{},"dynamodb":{"arns":["arn:aws:dynamodb:us-east-1:444444444444:table/payments"]},"networkActivity":[{"eventSource":"kms.amazonaws.com","deniedOnly":true}]}',
        ],
      },
    ),
  ),
  dataLogPrefix: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9._-]{1,100}$',
      description:
        'the folder of the log files of dataEvents; left out, they lie beside those of management events. An archive that exists takes it from a role that may change retention alone',
      examples: ['data-events'],
    }),
  ),
  deliverySubscriptions: Type.Array(
    Type.Object(
      { protocol: Type.Enum(Object.values(SubscriptionProtocol)), endpoint: Type.String({ minLength: 1 }) },
      { additionalProperties: false },
    ),
    {
      default: [],
      description: `who is told of each delivered log file, as a JSON list with protocol (${Object.values(SubscriptionProtocol).join(', ')}) and endpoint`,
      examples: ['[{"protocol":"sqs","endpoint":"arn:aws:sqs:us-east-1:333333333333:log-files"}]'],
    },
  ),
  furtherTrailArns: Type.Array(
    Type.String({ pattern: '^arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:[0-9]{12}:trail/[\\w.-]+$' }),
    {
      default: [],
      uniqueItems: true,
      description:
        'the ARNs of trails of accounts outside the organization that write into the log bucket, as a JSON list',
      examples: ['["arn:aws:cloudtrail:us-east-1:555555555555:trail/trailguard-account"]'],
    },
  ),
  logGroupRetentionDays: Type.Enum([365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653] as const, {
    type: 'integer',
    default: 365,
    description:
      'how many days events stay in CloudWatch Logs, which bills them: 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653',
    examples: ['365'],
  }),
  tags: Type.Record(Type.String(), Type.String(), {
    default: {},
    description: 'tags of the trails and what belongs to them, such as their owner, as a JSON object',
    examples: ['{"Owner":"security","Purpose":"audit"}'],
  }),
};
const Schema = Type.Object(TrailProperties);
type TrailSettings = Static<typeof Schema>;

/** What the data trail records, as its component takes it; `undefined` when there is no data trail. */
export function recordedEvents({ dataEvents }: TrailSettings): RecordedEvents | undefined {
  return dataEvents as RecordedEvents | undefined;
}

/**
 * ARNs of the buckets that log files are delivered into, with their access logs and copies.
 * @param controlTower whose buckets are among them.
 */
export function logBucketArns(
  settings: OrganizationStackSettings,
  controlTower?: Pick<ControlTowerNames, 'logBucketName' | 'accessLogBucketName'>,
): string[] {
  const { homeRegion, logArchiveAccountId, logCopyAccountId, logCopyRegion, namePrefix } = settings;
  const names = organizationNames(settings);
  const copy =
    logCopyRegion === undefined
      ? undefined
      : logCopyNames(namePrefix, logCopyAccountId ?? logArchiveAccountId, logCopyRegion);
  return [
    names.logBucketArn,
    names.accessLogBucketArn,
    ...[
      copy?.bucketName,
      copy?.accessLogBucketName,
      controlTower?.logBucketName,
      controlTower?.accessLogBucketName,
    ]
      .filter((name) => name !== undefined)
      .map((name) => `arn:${partitionOf(homeRegion)}:s3:::${name}`),
  ];
}

/** What is right alone and wrong together; one sentence each. */
export function trailMismatches(settings: OrganizationStackSettings): string[] {
  const events = recordedEvents(settings);
  return [
    ...(events === undefined && settings.dataLogPrefix !== undefined
      ? [
          `dataLogPrefix is set without dataEvents; there is no such trail. ${exampleOf('dataEvents', TrailProperties.dataEvents)}`,
        ]
      : []),
    ...(events === undefined ? [] : selectorFaults(events, logBucketArns(settings))).map(
      (text) => `dataEvents: ${text}. ${exampleOf('dataEvents', TrailProperties.dataEvents)}`,
    ),
    ...subscriptionFaults(settings.deliverySubscriptions as Subscription[]).map(
      (text) =>
        `deliverySubscriptions: ${text}. ${exampleOf('deliverySubscriptions', TrailProperties.deliverySubscriptions)}`,
    ),
  ];
}
