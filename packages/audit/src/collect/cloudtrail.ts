import {
  CloudTrailClient,
  type DescribeTrailsCommandOutput,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  type GetEventSelectorsCommandOutput,
  GetTrailStatusCommand,
  type GetTrailStatusCommandOutput,
  paginateListTrails,
  type Trail as SdkTrail,
} from '@aws-sdk/client-cloudtrail';
import {
  type Aggregation,
  type Delivery,
  type Fact,
  type InsightSelector,
  isUnknown,
  type Trail,
  type Unknown,
} from '@trailguard/controls';
import { callsIn } from './collected-call.ts';
import { toSelectors } from './event-selectors.ts';
import { given } from './given.ts';
import { field, mapFact, type Reader } from './reader.ts';
import { readAggregations, readInsights, readTags } from './trail-features.ts';

/** Calls of this collector. */
export const calls = [
  ...callsIn('every account', 'cloudtrail:DescribeTrails', 'cloudtrail:ListTrails'),
  ...callsIn(
    'owner of the trail',
    'cloudtrail:GetEventConfiguration',
    'cloudtrail:GetEventSelectors',
    'cloudtrail:GetInsightSelectors',
    'cloudtrail:GetTrailStatus',
    'cloudtrail:ListTags',
  ),
];

/** The call that tells a trail's delivery in another Region than its own. */
export const elsewhere = 'cloudtrail:GetTrailStatus (other Region)';

/** A trail's place, from its ARN. */
export interface TrailPlace {
  readonly arn: string;
  readonly accountId: string;
  readonly region: string;
}

/** `arn:PARTITION:cloudtrail:REGION:ACCOUNT:trail/NAME` */
function placeOf(arn: string): TrailPlace | undefined {
  const [, , , region, accountId] = arn.split(':');
  return region && accountId ? { arn, accountId, region } : undefined;
}

/** Trails that an account owns, in whichever Region; `ListTrails` may name others too. */
export async function readOwnTrails(
  reader: Reader,
  accountId: string,
  homeRegion: string,
): Promise<Fact<readonly TrailPlace[]>> {
  const client = reader.client(CloudTrailClient, accountId, homeRegion);
  return reader.ask(`cloudtrail:ListTrails in ${accountId}`, async (options) => {
    const arns: string[] = [];
    for await (const { Trails } of paginateListTrails({ client }, {}, options))
      arns.push(...given(Trails, 'Trails').flatMap(({ TrailARN }) => TrailARN ?? []));
    return placesOf(arns);
  });
}

/**
 * Trails that record an account, seen from the account itself: its own in every Region, which CloudTrail lists in any, and
 * shadows of those owned elsewhere, which reach every Region.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListTrails.html
 */
export async function readVisibleTrails(
  reader: Reader,
  accountId: string,
  homeRegion: string,
): Promise<Fact<readonly TrailPlace[]>> {
  const client = reader.client(CloudTrailClient, accountId, homeRegion);
  const [own, described] = await Promise.all([
    readOwnTrails(reader, accountId, homeRegion),
    reader.ask<DescribeTrailsCommandOutput>(
      `cloudtrail:DescribeTrails in ${accountId}/${homeRegion}`,
      (options) => client.send(new DescribeTrailsCommand({ includeShadowTrails: true }), options),
    ),
  ]);
  if (own === null || isUnknown(own)) return own;
  return mapFact(described, ({ trailList }) =>
    placesOf([
      ...own.map(({ arn }) => arn),
      ...given(trailList, 'trailList').flatMap(({ TrailARN }) => TrailARN ?? []),
    ]),
  );
}

function placesOf(arns: readonly string[]): readonly TrailPlace[] {
  return [...new Set(arns)].sort().flatMap((arn) => placeOf(arn) ?? []);
}

/**
 * One trail, at its owner and home region, with its delivery in the other regions.
 * @param regions enabled regions of the owner, or why they are not known.
 */
export async function readTrail(
  reader: Reader,
  place: TrailPlace,
  regions: readonly string[] | Unknown,
): Promise<Fact<Trail>> {
  const { arn, accountId, region } = place;
  const client = reader.client(CloudTrailClient, accountId, region);
  const where = `for ${arn}`;
  const described = await reader.ask<DescribeTrailsCommandOutput>(
    `cloudtrail:DescribeTrails ${where}`,
    (options) =>
      client.send(new DescribeTrailsCommand({ trailNameList: [arn], includeShadowTrails: false }), options),
  );
  const trail = mapFact(described, ({ trailList }) => trailList?.[0] ?? null);
  if (trail === null || isUnknown(trail)) return trail;
  // A trail of one region is not known in the others.
  const enabled = trail.IsMultiRegionTrail === false ? [] : regions;
  const others = isUnknown(enabled) ? enabled : enabled.filter((other) => other !== region);
  const [status, selectors, insights, aggregations, tags, deliveryByRegion] = await Promise.all([
    reader.ask(`cloudtrail:GetTrailStatus ${where}`, (options) =>
      client.send(new GetTrailStatusCommand({ Name: arn }), options),
    ),
    reader.ask(`cloudtrail:GetEventSelectors ${where}`, (options) =>
      client.send(new GetEventSelectorsCommand({ TrailName: arn }), options),
    ),
    readInsights(reader, place),
    readAggregations(reader, place),
    readTags(reader, place),
    isUnknown(others) ? others : readDeliveryByRegion(reader, place, others),
  ]);
  return toTrail(reader, place, trail, { status, selectors, insights, aggregations, tags, deliveryByRegion });
}

interface TrailFacts {
  readonly status: Fact<GetTrailStatusCommandOutput>;
  readonly selectors: Fact<GetEventSelectorsCommandOutput>;
  readonly insights: Fact<readonly InsightSelector[]>;
  readonly aggregations: Fact<readonly Aggregation[]>;
  readonly tags: Fact<Readonly<Record<string, string>>>;
  readonly deliveryByRegion: Fact<Readonly<Record<string, Delivery>>>;
}

function toTrail(reader: Reader, place: TrailPlace, trail: SdkTrail, facts: TrailFacts): Trail {
  const describe = 'cloudtrail:DescribeTrails';
  const { status } = facts;
  const time = (read: (answer: GetTrailStatusCommandOutput) => Date | undefined) =>
    mapFact(status, (answer) => read(answer)?.toISOString() ?? null);
  return {
    name: field(trail.Name, describe, 'Name'),
    arn: place.arn,
    ownerAccountId: place.accountId,
    homeRegion: field(trail.HomeRegion, describe, 'HomeRegion'),
    isLogging: mapFact(status, (answer) => field(answer.IsLogging, 'cloudtrail:GetTrailStatus', 'IsLogging')),
    loggingSince: time((answer) => answer.StartLoggingTime),
    loggingStoppedAt: time((answer) => answer.StopLoggingTime),
    isMultiRegion: field(trail.IsMultiRegionTrail, describe, 'IsMultiRegionTrail'),
    isOrganization: field(trail.IsOrganizationTrail, describe, 'IsOrganizationTrail'),
    includesGlobalServices: field(trail.IncludeGlobalServiceEvents, describe, 'IncludeGlobalServiceEvents'),
    validatesLogFiles: field(trail.LogFileValidationEnabled, describe, 'LogFileValidationEnabled'),
    bucketName: field(trail.S3BucketName, describe, 'S3BucketName'),
    // These are left out of the answer when they are not set.
    keyPrefix: trail.S3KeyPrefix ?? null,
    kmsKeyId: trail.KmsKeyId ?? null,
    logGroupArn: trail.CloudWatchLogsLogGroupArn ?? null,
    logsRoleArn: trail.CloudWatchLogsRoleArn ?? null,
    topicArn: trail.SnsTopicARN ?? null,
    selectors: mapFact(facts.selectors, toSelectors),
    insights: facts.insights,
    aggregations: facts.aggregations,
    // Left out, it has AWS's default, which records it.
    recordsOwnDelivery: trail.RecursiveLogging ?? null,
    delivery: mapFact(status, toDelivery),
    deliveryByRegion: facts.deliveryByRegion,
    notification: mapFact(status, (answer) => ({
      latest: answer.LatestNotificationTime?.toISOString() ?? null,
      error: answer.LatestNotificationError || null,
    })),
    digestDelivery: mapFact(status, (answer) => ({
      latest: answer.LatestDigestDeliveryTime?.toISOString() ?? null,
      error: answer.LatestDigestDeliveryError || null,
    })),
    logGroupDelivery: mapFact(status, (answer) => ({
      latest: answer.LatestCloudWatchLogsDeliveryTime?.toISOString() ?? null,
      error: answer.LatestCloudWatchLogsDeliveryError || null,
    })),
    tags: facts.tags,
    observation: {
      arn: place.arn,
      calls: {
        ...Object.fromEntries(
          [
            'isLogging',
            'loggingSince',
            'loggingStoppedAt',
            'delivery',
            'deliveryByRegion',
            'digestDelivery',
            'notification',
            'logGroupDelivery',
          ].map((name) => [name, 'cloudtrail:GetTrailStatus']),
        ),
        ...Object.fromEntries(
          [
            'name',
            'arn',
            'homeRegion',
            'isMultiRegion',
            'isOrganization',
            'includesGlobalServices',
            'validatesLogFiles',
            'bucketName',
            'keyPrefix',
            'kmsKeyId',
            'logGroupArn',
            'logsRoleArn',
            'topicArn',
            'recordsOwnDelivery',
          ].map((name) => [name, describe]),
        ),
        selectors: 'cloudtrail:GetEventSelectors',
        insights: 'cloudtrail:GetInsightSelectors',
        aggregations: 'cloudtrail:GetEventConfiguration',
        tags: 'cloudtrail:ListTags',
      },
      at: reader.clock.latest ?? '',
    },
  };
}

function toDelivery(answer: GetTrailStatusCommandOutput): Delivery {
  return {
    latest: answer.LatestDeliveryTime?.toISOString() ?? null,
    error: answer.LatestDeliveryError || null,
  };
}

/** GetTrailStatus answers for the region that it is asked in. */
async function readDeliveryByRegion(
  reader: Reader,
  { arn, accountId }: TrailPlace,
  regions: readonly string[],
): Promise<Fact<Record<string, Delivery>>> {
  const deliveries: Record<string, Delivery> = {};
  const answers = await Promise.all(
    regions.map((region) => {
      const client = reader.client(CloudTrailClient, accountId, region);
      return reader.ask(
        `${elsewhere} for ${arn} in ${region}`,
        (options) => client.send(new GetTrailStatusCommand({ Name: arn }), options),
        // A region that was enabled lately does not have the trail yet.
        ['TrailNotFoundException'],
      );
    }),
  );
  for (const [index, answer] of answers.entries()) {
    if (isUnknown(answer)) return answer;
    if (answer !== null) deliveries[regions[index] as string] = toDelivery(answer);
  }
  return deliveries;
}
