import { CloudTrail, type Trail as AwsTrail } from '@aws-sdk/client-cloudtrail';
import type { TrailArgs, TrailState } from '@pulumi/aws/cloudtrail/trail.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';
import { tagChanges, tagList, tagMap } from '../../core/tags.ts';
import {
  putEventSelectors,
  putInsightSelectors,
  readEventSelectors,
  readInsightSelectors,
} from './selectors.ts';

const CREATE = 'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html';

/** How long CloudTrail may not see a role, a policy or trusted access that was set just before. */
const PROPAGATION_MILLISECONDS = 60_000;

/** A trail. Id and import id: its ARN. */
export const trail = defineResource<TrailArgs, TrailState>({
  token: 'aws:cloudtrail/trail:Trail',
  properties: {
    advancedEventSelectors: {},
    cloudWatchLogsGroupArn: {},
    cloudWatchLogsRoleArn: {},
    enableLogFileValidation: { default: false },
    enableLogging: { default: true },
    eventSelectors: {},
    includeGlobalServiceEvents: { default: true },
    insightSelectors: { unordered: true },
    isMultiRegionTrail: { default: false },
    isOrganizationTrail: { default: false },
    kmsKeyId: {},
    name: { computed: true, replaces: CREATE, autoname: { maxLength: 128 } },
    region: { computed: true, replaces: CREATE },
    s3BucketName: { required: true },
    s3KeyPrefix: {},
    snsTopicName: {},
    tags: {},
  },
  computed: { arn: true, homeRegion: true, snsTopicArn: true },
  changesOnUpdate: ['snsTopicArn'],
  validate: ({ advancedEventSelectors, eventSelectors, cloudWatchLogsGroupArn, cloudWatchLogsRoleArn }) => {
    if (advancedEventSelectors?.length && eventSelectors?.length) {
      return {
        property: 'eventSelectors',
        reason: 'cannot go with advancedEventSelectors: give one of them',
      };
    }
    if (Boolean(cloudWatchLogsGroupArn) !== Boolean(cloudWatchLogsRoleArn)) {
      return {
        property: 'cloudWatchLogsRoleArn',
        reason: 'goes with cloudWatchLogsGroupArn: give both or neither',
      };
    }
    return undefined;
  },
  async create(inputs, context) {
    const cloudtrail = context.client(CloudTrail);
    const { TrailARN } = await context.retry(
      () =>
        cloudtrail.createTrail({
          ...settings(inputs),
          Name: inputs.name,
          // Nothing is said where nothing is wanted: the API takes an empty text for a name.
          CloudWatchLogsLogGroupArn: inputs.cloudWatchLogsGroupArn || undefined,
          CloudWatchLogsRoleArn: inputs.cloudWatchLogsRoleArn || undefined,
          TagsList: tagList(inputs.tags),
        }),
      isNotReady,
      PROPAGATION_MILLISECONDS,
    );
    const arn = TrailARN as string;
    context.created(arn);
    // A new trail does not log: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartLogging.html
    if (inputs.enableLogging !== false) await cloudtrail.startLogging({ Name: arn });
    if (inputs.eventSelectors?.length || inputs.advancedEventSelectors?.length)
      await putEventSelectors(cloudtrail, arn, inputs);
    if (inputs.insightSelectors?.length) await putInsightSelectors(cloudtrail, arn, inputs.insightSelectors);
    return arn;
  },
  async read(id, context, known) {
    const cloudtrail = context.client(CloudTrail);
    const described = await orMissing(
      cloudtrail.describeTrails({ trailNameList: [id], includeShadowTrails: false }),
      'TrailNotFoundException',
    );
    const found = described?.trailList?.find(({ TrailARN }) => TrailARN === id);
    if (!found) return undefined;
    const [status, tags, events, insightSelectors] = await Promise.all([
      cloudtrail.getTrailStatus({ Name: id }),
      cloudtrail.listTags({ ResourceIdList: [id] }),
      readEventSelectors(cloudtrail, id, found.HasCustomEventSelectors ?? false, known.eventSelectors),
      readInsightSelectors(cloudtrail, id, found.HasInsightSelectors ?? false),
    ]);
    return {
      arn: id,
      homeRegion: found.HomeRegion,
      name: found.Name,
      cloudWatchLogsGroupArn: found.CloudWatchLogsLogGroupArn,
      cloudWatchLogsRoleArn: found.CloudWatchLogsRoleArn,
      enableLogFileValidation: found.LogFileValidationEnabled ?? false,
      enableLogging: status.IsLogging ?? false,
      includeGlobalServiceEvents: found.IncludeGlobalServiceEvents ?? false,
      isMultiRegionTrail: found.IsMultiRegionTrail ?? false,
      isOrganizationTrail: found.IsOrganizationTrail ?? false,
      kmsKeyId: found.KmsKeyId,
      s3BucketName: found.S3BucketName,
      s3KeyPrefix: found.S3KeyPrefix,
      snsTopicArn: found.SnsTopicARN,
      snsTopicName: topicName(found, context),
      tags: tagMap(tags.ResourceTagList?.[0]?.TagsList),
      insightSelectors,
      ...events,
    };
  },
  async update(id, inputs, context) {
    const cloudtrail = context.client(CloudTrail);
    const isSetting = context.changed(
      'cloudWatchLogsGroupArn',
      'cloudWatchLogsRoleArn',
      'enableLogFileValidation',
      'includeGlobalServiceEvents',
      'isMultiRegionTrail',
      'isOrganizationTrail',
      'kmsKeyId',
      's3BucketName',
      's3KeyPrefix',
      'snsTopicName',
    );
    if (isSetting) {
      const change = { ...settings(inputs), ...cleared(inputs, context.old), Name: id };
      await context.retry(() => cloudtrail.updateTrail(change), isNotReady, PROPAGATION_MILLISECONDS);
    }
    if (context.changed('tags')) await changeTags(cloudtrail, id, context.old.tags, inputs.tags);
    if (context.changed('enableLogging')) {
      await (inputs.enableLogging === false
        ? cloudtrail.stopLogging({ Name: id })
        : cloudtrail.startLogging({ Name: id }));
    }
    if (context.changed('eventSelectors', 'advancedEventSelectors'))
      await putEventSelectors(cloudtrail, id, inputs);
    if (context.changed('insightSelectors'))
      await putInsightSelectors(cloudtrail, id, inputs.insightSelectors ?? []);
  },
  async delete(id, context) {
    await orMissing(context.client(CloudTrail).deleteTrail({ Name: id }), 'TrailNotFoundException');
  },
});

function settings(inputs: Inputs<TrailArgs>) {
  return {
    S3BucketName: inputs.s3BucketName,
    S3KeyPrefix: inputs.s3KeyPrefix || undefined,
    SnsTopicName: inputs.snsTopicName || undefined,
    IncludeGlobalServiceEvents: inputs.includeGlobalServiceEvents,
    IsMultiRegionTrail: inputs.isMultiRegionTrail,
    EnableLogFileValidation: inputs.enableLogFileValidation,
    CloudWatchLogsLogGroupArn: inputs.cloudWatchLogsGroupArn || undefined,
    CloudWatchLogsRoleArn: inputs.cloudWatchLogsRoleArn || undefined,
    KmsKeyId: inputs.kmsKeyId || undefined,
    IsOrganizationTrail: inputs.isOrganizationTrail,
  };
}

/** What was set before and is not any more is taken away by an empty text. */
function cleared(inputs: Inputs<TrailArgs>, old: Inputs<TrailArgs>) {
  return {
    ...(old.s3KeyPrefix && !inputs.s3KeyPrefix ? { S3KeyPrefix: '' } : {}),
    ...(old.snsTopicName && !inputs.snsTopicName ? { SnsTopicName: '' } : {}),
    ...(old.kmsKeyId && !inputs.kmsKeyId ? { KmsKeyId: '' } : {}),
    ...(old.cloudWatchLogsGroupArn && !inputs.cloudWatchLogsGroupArn
      ? { CloudWatchLogsLogGroupArn: '', CloudWatchLogsRoleArn: '' }
      : {}),
  };
}

/** A topic of the trail's own account and region goes by its name, any other by its ARN, as the real provider says it. */
function topicName(found: AwsTrail, context: ResourceContext): string | undefined {
  const arn = found.SnsTopicARN;
  const [, , , region, account, name] = arn?.split(':') ?? [];
  return region === found.HomeRegion && account === context.accountId ? name : arn;
}

async function changeTags(cloudtrail: CloudTrail, id: string, old: Tags, next: Tags): Promise<void> {
  const { set, removed } = tagChanges(old, next);
  if (removed.length > 0)
    await cloudtrail.removeTags({ ResourceId: id, TagsList: removed.map((Key) => ({ Key })) });
  if (Object.keys(set).length > 0) await cloudtrail.addTags({ ResourceId: id, TagsList: tagList(set) });
}

type Tags = { [key: string]: string } | undefined;

/** Errors of something that was set just before and is not seen yet: the log group's role, a policy, trusted access. */
function isNotReady(error: unknown): boolean {
  return (
    isError(
      error,
      ['InvalidCloudWatchLogsRoleArnException', 'InvalidCloudWatchLogsLogGroupArnException'],
      /access denied/i,
    ) ||
    isError(error, [
      'CloudTrailAccessNotEnabledException',
      'InsufficientDependencyServiceAccessPermissionException',
    ])
  );
}
