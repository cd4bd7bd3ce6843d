import { paginateListTopics, SNS } from '@aws-sdk/client-sns';
import type { GetTopicArgs, GetTopicResult } from '@pulumi/aws/sns/getTopic.js';
import { defineFunction } from '../core/function.ts';
import { tagMap } from '../core/tags.ts';

/** A topic of the account by name. */
export const getTopic = defineFunction<GetTopicArgs, GetTopicResult>({
  token: 'aws:sns/getTopic:getTopic',
  args: { name: true, region: true, tags: false },
  async invoke({ name }, context) {
    const client = context.client(SNS);
    for await (const page of paginateListTopics({ client }, {})) {
      const arn = page.Topics?.find(({ TopicArn }) => TopicArn?.endsWith(`:${name}`))?.TopicArn;
      if (arn === undefined) continue;
      const { Tags } = await client.listTagsForResource({ ResourceArn: arn });
      return { arn, id: arn, name, region: context.region, tags: tagMap(Tags) };
    }
    throw new Error(`account ${context.accountId} has no topic ${name} in ${context.region}`);
  },
});
