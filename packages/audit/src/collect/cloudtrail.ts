import {
  CloudTrailClient,
  type DescribeTrailsCommandOutput,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  type GetEventSelectorsCommandOutput,
  GetTrailStatusCommand,
  type GetTrailStatusCommandOutput,
  ListTagsCommand,
  type Trail as SdkTrail,
} from '@aws-sdk/client-cloudtrail';
import { type Delivery, type Fact, isUnknown, type Selectors, type Trail } from '@trailguard/controls';
import { callsIn } from './collected-call.ts';
import { field, mapFact, type Reader } from './reader.ts';

/** Calls of this collector. */
export const calls = [
  ...callsIn('every account', 'cloudtrail:DescribeTrails'),
  ...callsIn(
    'owner of the trail',
    'cloudtrail:GetEventSelectors',
    'cloudtrail:GetTrailStatus',
    'cloudtrail:ListTags',
  ),
];

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

/**
 * Trails that record an account, seen from the account itself: its own in every region and shadows of
 * those owned elsewhere. A trail of one region only shows there, so every region is asked.
 */
export async function readVisibleTrails(
  reader: Reader,
  accountId: string,
  regions: readonly string[],
): Promise<Fact<readonly TrailPlace[]>> {
  const answers = await Promise.all(
    regions.map((region) => {
      const client = reader.client(CloudTrailClient, accountId, region);
      return reader.ask<DescribeTrailsCommandOutput>(
        `cloudtrail:DescribeTrails in ${accountId}/${region}`,
        (options) => client.send(new DescribeTrailsCommand({ includeShadowTrails: true }), options),
      );
    }),
  );
  const places = new Map<string, TrailPlace>();
  for (const answer of answers) {
    if (isUnknown(answer)) return answer;
    for (const { TrailARN } of answer?.trailList ?? []) {
      const place = TrailARN === undefined ? undefined : placeOf(TrailARN);
      if (place !== undefined) places.set(place.arn, place);
    }
  }
  return [...places.values()].sort((a, b) => a.arn.localeCompare(b.arn));
}

/**
 * One trail, at its owner and home region, with its delivery in the other regions.
 * @param regions enabled regions of the owner.
 */
export async function readTrail(
  reader: Reader,
  place: TrailPlace,
  regions: readonly string[],
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
  const others = trail.IsMultiRegionTrail === false ? [] : regions.filter((other) => other !== region);
  const [status, selectors, tags, deliveryByRegion] = await Promise.all([
    reader.ask(`cloudtrail:GetTrailStatus ${where}`, (options) =>
      client.send(new GetTrailStatusCommand({ Name: arn }), options),
    ),
    reader.ask(`cloudtrail:GetEventSelectors ${where}`, (options) =>
      client.send(new GetEventSelectorsCommand({ TrailName: arn }), options),
    ),
    readTags(reader, place),
    readDeliveryByRegion(reader, place, others),
  ]);
  return toTrail(reader, place, trail, { status, selectors, tags, deliveryByRegion });
}

interface TrailFacts {
  readonly status: Fact<GetTrailStatusCommandOutput>;
  readonly selectors: Fact<GetEventSelectorsCommandOutput>;
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
    delivery: mapFact(status, toDelivery),
    deliveryByRegion: facts.deliveryByRegion,
    digestDelivery: mapFact(status, (answer) => ({
      latest: answer.LatestDigestDeliveryTime?.toISOString() ?? null,
      error: answer.LatestDigestDeliveryError || null,
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
          ].map((name) => [name, describe]),
        ),
        selectors: 'cloudtrail:GetEventSelectors',
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

function toSelectors(answer: GetEventSelectorsCommandOutput): Selectors {
  const basic = answer.EventSelectors?.map((selector) => ({
    readWriteType: selector.ReadWriteType ?? ('All' as const),
    includeManagementEvents: selector.IncludeManagementEvents ?? true,
    excludedManagementSources: selector.ExcludeManagementEventSources ?? [],
    dataResources: (selector.DataResources ?? []).map(({ Type, Values }) => ({
      type: Type ?? '',
      values: Values ?? [],
    })),
  }));
  const advanced = answer.AdvancedEventSelectors?.map((selector) => ({
    name: selector.Name ?? null,
    fields: (selector.FieldSelectors ?? []).map(
      ({ Field, Equals, NotEquals, StartsWith, NotStartsWith, EndsWith, NotEndsWith }) => ({
        field: Field ?? '',
        ...(Equals ? { equals: Equals } : {}),
        ...(NotEquals ? { notEquals: NotEquals } : {}),
        ...(StartsWith ? { startsWith: StartsWith } : {}),
        ...(NotStartsWith ? { notStartsWith: NotStartsWith } : {}),
        ...(EndsWith ? { endsWith: EndsWith } : {}),
        ...(NotEndsWith ? { notEndsWith: NotEndsWith } : {}),
      }),
    ),
  }));
  return {
    basic: basic === undefined || basic.length === 0 ? null : basic,
    advanced: advanced === undefined || advanced.length === 0 ? null : advanced,
  };
}

function readTags(
  reader: Reader,
  { arn, accountId, region }: TrailPlace,
): Promise<Fact<Record<string, string>>> {
  const client = reader.client(CloudTrailClient, accountId, region);
  return reader.ask(`cloudtrail:ListTags for ${arn}`, async (options) => {
    const { ResourceTagList } = await client.send(new ListTagsCommand({ ResourceIdList: [arn] }), options);
    return Object.fromEntries(
      (ResourceTagList?.[0]?.TagsList ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']),
    );
  });
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
        `cloudtrail:GetTrailStatus for ${arn} in ${region}`,
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
