import {
  CloudWatchLogs,
  type LogGroupClass,
  paginateDescribeLogGroups,
} from '@aws-sdk/client-cloudwatch-logs';
import type { LogGroupArgs, LogGroupState } from '@pulumi/aws/cloudwatch/logGroup.js';
import { defineResource, type ResourceContext } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';
import { tagChanges } from '../../core/tags.ts';

const CREATE = 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html';
const MISSING = 'ResourceNotFoundException';

/** A log group. Id and import id: its name. The ARN is without the trailing `:*`, as in the real provider. */
export const logGroup = defineResource<LogGroupArgs, LogGroupState>({
  token: 'aws:cloudwatch/logGroup:LogGroup',
  properties: {
    deletionProtectionEnabled: { computed: true },
    kmsKeyId: {},
    logGroupClass: { computed: true, replaces: CREATE },
    name: { computed: true, replaces: CREATE, autoname: { maxLength: 512, prefixProperty: 'namePrefix' } },
    namePrefix: { replaces: CREATE, writeOnly: true },
    region: { computed: true, replaces: CREATE },
    retentionInDays: { default: 0 },
    skipDestroy: { default: false, writeOnly: true },
    tags: {},
  },
  computed: { arn: true },
  async create(inputs, context) {
    const logs = context.client(CloudWatchLogs);
    const logGroupName = inputs.name as string;
    await context.retry(
      () =>
        logs.createLogGroup({
          logGroupName,
          deletionProtectionEnabled: inputs.deletionProtectionEnabled,
          kmsKeyId: inputs.kmsKeyId,
          logGroupClass: inputs.logGroupClass as LogGroupClass | undefined,
          ...(Object.keys(inputs.tags ?? {}).length > 0 ? { tags: inputs.tags } : {}),
        }),
      isKeyNotReady,
    );
    context.created(logGroupName);
    if (inputs.retentionInDays)
      await logs.putRetentionPolicy({ logGroupName, retentionInDays: inputs.retentionInDays });
    return logGroupName;
  },
  async read(id, context) {
    const logs = context.client(CloudWatchLogs);
    for await (const page of paginateDescribeLogGroups({ client: logs }, { logGroupNamePrefix: id })) {
      const group = page.logGroups?.find(({ logGroupName }) => logGroupName === id);
      if (!group) continue;
      const arn = group.logGroupArn ?? group.arn?.replace(/:\*$/, '');
      const { tags } = await logs.listTagsForResource({ resourceArn: arn });
      return {
        arn,
        deletionProtectionEnabled: group.deletionProtectionEnabled ?? false,
        kmsKeyId: group.kmsKeyId,
        logGroupClass: group.logGroupClass ?? 'STANDARD',
        name: id,
        retentionInDays: group.retentionInDays ?? 0,
        tags: tags ?? {},
      };
    }
    return undefined;
  },
  async update(id, inputs, context) {
    const logs = context.client(CloudWatchLogs);
    if (context.changed('deletionProtectionEnabled')) {
      await logs.putLogGroupDeletionProtection({
        logGroupIdentifier: id,
        deletionProtectionEnabled: inputs.deletionProtectionEnabled ?? false,
      });
    }
    if (context.changed('retentionInDays')) {
      if (inputs.retentionInDays)
        await logs.putRetentionPolicy({ logGroupName: id, retentionInDays: inputs.retentionInDays });
      else await orMissing(logs.deleteRetentionPolicy({ logGroupName: id }), MISSING);
    }
    if (context.changed('kmsKeyId')) {
      const { kmsKeyId } = inputs;
      if (kmsKeyId)
        await context.retry(() => logs.associateKmsKey({ logGroupName: id, kmsKeyId }), isKeyNotReady);
      else await logs.disassociateKmsKey({ logGroupName: id });
    }
    if (context.changed('tags')) await changeTags(id, context.old.tags, inputs.tags, context);
  },
  async delete(id, context) {
    if (context.old.skipDestroy) return;
    await orMissing(context.client(CloudWatchLogs).deleteLogGroup({ logGroupName: id }), MISSING);
  },
});

type Tags = { [key: string]: string } | undefined;

async function changeTags(name: string, old: Tags, next: Tags, context: ResourceContext): Promise<void> {
  const logs = context.client(CloudWatchLogs);
  const resourceArn = `arn:${context.partition}:logs:${context.region}:${context.accountId}:log-group:${name}`;
  const { set, removed } = tagChanges(old, next);
  if (Object.keys(set).length > 0) await logs.tagResource({ resourceArn, tags: set });
  if (removed.length > 0) await logs.untagResource({ resourceArn, tagKeys: removed });
}

/** The key's policy, that admits CloudWatch Logs, may be fresh. */
const isKeyNotReady = (error: unknown) =>
  isError(error, ['InvalidParameterException', 'AccessDeniedException'], /kms|key/i);
