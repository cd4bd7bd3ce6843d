import { CloudWatchLogs, paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import type { GetLogGroupArgs, GetLogGroupResult } from '@pulumi/aws/cloudwatch/getLogGroup.js';
import { defineFunction } from '../core/function.ts';

/** A log group by name. */
export const getLogGroup = defineFunction<GetLogGroupArgs, GetLogGroupResult>({
  token: 'aws:cloudwatch/getLogGroup:getLogGroup',
  args: { name: true, region: true, tags: false },
  async invoke({ name }, context) {
    const client = context.client(CloudWatchLogs);
    for await (const page of paginateDescribeLogGroups({ client }, { logGroupNamePrefix: name })) {
      const found = page.logGroups?.find(({ logGroupName }) => logGroupName === name);
      if (!found) continue;
      const arn = (found.logGroupArn ?? found.arn ?? '').replace(/:\*$/, '');
      const { tags } = await client.listTagsForResource({ resourceArn: arn });
      return {
        arn,
        creationTime: found.creationTime ?? 0,
        deletionProtectionEnabled: found.deletionProtectionEnabled ?? false,
        id: name,
        kmsKeyId: found.kmsKeyId ?? '',
        logGroupClass: found.logGroupClass ?? 'STANDARD',
        name,
        region: context.region,
        retentionInDays: found.retentionInDays ?? 0,
        tags: tags ?? {},
      };
    }
    throw new Error(`account ${context.accountId} has no log group ${name} in ${context.region}`);
  },
});
