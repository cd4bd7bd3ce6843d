import {
  CloudTrailClient,
  GetEventConfigurationCommand,
  GetInsightSelectorsCommand,
  ListTagsCommand,
} from '@aws-sdk/client-cloudtrail';
import type { Aggregation, Fact, InsightSelector } from '@trailguard/controls';
import type { TrailPlace } from './cloudtrail.ts';
import type { Reader } from './reader.ts';

/** What Insights looks for; `null` when it is off, which AWS says by an error. */
export function readInsights(
  reader: Reader,
  { arn, accountId, region }: TrailPlace,
): Promise<Fact<readonly InsightSelector[]>> {
  const client = reader.client(CloudTrailClient, accountId, region);
  return reader.ask(
    `cloudtrail:GetInsightSelectors for ${arn}`,
    async (options) => {
      const answer = await client.send(new GetInsightSelectorsCommand({ TrailName: arn }), options);
      return (answer.InsightSelectors ?? []).map(({ InsightType, EventCategories }) => ({
        type: InsightType ?? '',
        // AWS leaves the category out where it is the default.
        categories: EventCategories?.length ? EventCategories : ['Management'],
      }));
    },
    ['InsightNotEnabledException'],
  );
}

/** Summaries of data events; `null` where AWS does not offer them. */
export function readAggregations(
  reader: Reader,
  { arn, accountId, region }: TrailPlace,
): Promise<Fact<readonly Aggregation[]>> {
  const client = reader.client(CloudTrailClient, accountId, region);
  return reader.ask(
    `cloudtrail:GetEventConfiguration for ${arn}`,
    async (options) => {
      const answer = await client.send(new GetEventConfigurationCommand({ TrailName: arn }), options);
      return (answer.AggregationConfigurations ?? []).map(({ EventCategory, Templates }) => ({
        category: EventCategory ?? '',
        templates: Templates ?? [],
      }));
    },
    ['UnsupportedOperationException', 'InvalidParameterException', 'InvalidParameterCombinationException'],
  );
}

/** Tags of a trail or an event data store. */
export function readTags(
  reader: Reader,
  { arn, accountId, region }: TrailPlace,
): Promise<Fact<Readonly<Record<string, string>>>> {
  const client = reader.client(CloudTrailClient, accountId, region);
  return reader.ask(`cloudtrail:ListTags for ${arn}`, async (options) => {
    const { ResourceTagList } = await client.send(new ListTagsCommand({ ResourceIdList: [arn] }), options);
    return Object.fromEntries(
      (ResourceTagList?.[0]?.TagsList ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']),
    );
  });
}
