import {
  Athena,
  type EncryptionOption,
  type WorkGroupConfiguration,
  type WorkGroupState,
} from '@aws-sdk/client-athena';
import type { WorkgroupArgs, WorkgroupState } from '@pulumi/aws/athena/workgroup.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { isError } from '../../core/retry.ts';
import { tagChanges, tagList, tagMap } from '../../core/tags.ts';

const CREATE = 'https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateWorkGroup.html';

type Configuration = NonNullable<Inputs<WorkgroupArgs>['configuration']>;

/** What this provider passes on of a configuration; Check of `@pulumi/aws` knows more, which is refused here by name. */
const served: readonly (keyof Configuration)[] = [
  'bytesScannedCutoffPerQuery',
  'enableMinimumEncryptionConfiguration',
  'enforceWorkgroupConfiguration',
  'engineVersion',
  'publishCloudwatchMetricsEnabled',
  'requesterPaysEnabled',
  'resultConfiguration',
];

/** A workgroup of Athena. Id and import id: its name. */
export const workgroup = defineResource<WorkgroupArgs, WorkgroupState>({
  token: 'aws:athena/workgroup:Workgroup',
  properties: {
    configuration: {},
    description: {},
    forceDestroy: { default: false, writeOnly: true },
    name: { computed: true, replaces: CREATE, autoname: { maxLength: 128 } },
    region: { computed: true, replaces: CREATE },
    state: { default: 'ENABLED' },
    tags: {},
  },
  computed: { arn: true },
  validate: ({ configuration = {} }) => {
    const strange = Object.keys(configuration).filter((key) => !served.some((one) => one === key));
    return strange.length === 0
      ? undefined
      : { property: 'configuration', reason: `${strange.join(', ')} is not served here` };
  },
  async create(inputs, context) {
    const athena = context.client(Athena);
    await athena.createWorkGroup({
      Name: inputs.name,
      Description: inputs.description,
      Configuration: toAws(inputs.configuration),
      Tags: tagList(inputs.tags),
    });
    context.created(inputs.name as string);
    if (inputs.state !== 'ENABLED')
      await athena.updateWorkGroup({ WorkGroup: inputs.name, State: inputs.state as WorkGroupState });
    return inputs.name as string;
  },
  async read(id, context) {
    const athena = context.client(Athena);
    const found = await orGone(athena.getWorkGroup({ WorkGroup: id }));
    if (!found?.WorkGroup) return undefined;
    const { Name, Description, State, Configuration: configuration } = found.WorkGroup;
    const arn = arnOf(id, context);
    const { Tags } = await athena.listTagsForResource({ ResourceARN: arn });
    return {
      arn,
      configuration: fromAws(configuration),
      ...(Description ? { description: Description } : {}),
      name: Name,
      state: State,
      tags: tagMap(Tags),
    };
  },
  async update(id, inputs, context) {
    const athena = context.client(Athena);
    if (context.changed('configuration', 'description', 'state')) {
      const { ResultConfiguration, ...configuration } = toAws(inputs.configuration);
      await athena.updateWorkGroup({
        WorkGroup: id,
        Description: inputs.description ?? '',
        State: inputs.state as WorkGroupState,
        ConfigurationUpdates: {
          ...configuration,
          ...(inputs.configuration?.bytesScannedCutoffPerQuery
            ? {}
            : { RemoveBytesScannedCutoffPerQuery: true }),
          ResultConfigurationUpdates: ResultConfiguration ?? {
            RemoveOutputLocation: true,
            RemoveEncryptionConfiguration: true,
          },
        },
      });
    }
    if (!context.changed('tags')) return;
    const ResourceARN = arnOf(id, context);
    const { set, removed } = tagChanges(context.old.tags, inputs.tags);
    if (Object.keys(set).length > 0) await athena.tagResource({ ResourceARN, Tags: tagList(set) });
    if (removed.length > 0) await athena.untagResource({ ResourceARN, TagKeys: removed });
  },
  async delete(id, context) {
    await orGone(
      context
        .client(Athena)
        .deleteWorkGroup({ WorkGroup: id, RecursiveDeleteOption: context.old.forceDestroy ?? false }),
    );
  },
});

/** Athena has one error for everything that is wrong with a request. */
async function orGone<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isError(error, 'InvalidRequestException', /WorkGroup .*is not found/i)) return undefined;
    throw error;
  }
}

const arnOf = (name: string, { partition, region, accountId }: ResourceContext) =>
  `arn:${partition}:athena:${region}:${accountId}:workgroup/${name}`;

function toAws(configuration: Configuration = {}): WorkGroupConfiguration {
  const { resultConfiguration: results, engineVersion } = configuration;
  const encryption = results?.encryptionConfiguration;
  return {
    BytesScannedCutoffPerQuery: configuration.bytesScannedCutoffPerQuery,
    EnableMinimumEncryptionConfiguration: configuration.enableMinimumEncryptionConfiguration,
    EnforceWorkGroupConfiguration: configuration.enforceWorkgroupConfiguration ?? true,
    EngineVersion: { SelectedEngineVersion: engineVersion?.selectedEngineVersion ?? 'AUTO' },
    PublishCloudWatchMetricsEnabled: configuration.publishCloudwatchMetricsEnabled ?? true,
    RequesterPaysEnabled: configuration.requesterPaysEnabled ?? false,
    ...(results
      ? {
          ResultConfiguration: {
            OutputLocation: results.outputLocation,
            ExpectedBucketOwner: results.expectedBucketOwner,
            ...(encryption
              ? {
                  EncryptionConfiguration: {
                    EncryptionOption: encryption.encryptionOption as EncryptionOption,
                    KmsKey: encryption.kmsKeyArn,
                  },
                }
              : {}),
          },
        }
      : {}),
  };
}

function fromAws(configuration: WorkGroupConfiguration = {}): Configuration {
  const results = configuration.ResultConfiguration;
  const encryption = results?.EncryptionConfiguration;
  return {
    ...(configuration.BytesScannedCutoffPerQuery
      ? { bytesScannedCutoffPerQuery: configuration.BytesScannedCutoffPerQuery }
      : {}),
    ...(configuration.EnableMinimumEncryptionConfiguration
      ? { enableMinimumEncryptionConfiguration: true }
      : {}),
    enforceWorkgroupConfiguration: configuration.EnforceWorkGroupConfiguration ?? false,
    engineVersion: { selectedEngineVersion: configuration.EngineVersion?.SelectedEngineVersion ?? 'AUTO' },
    publishCloudwatchMetricsEnabled: configuration.PublishCloudWatchMetricsEnabled ?? false,
    requesterPaysEnabled: configuration.RequesterPaysEnabled ?? false,
    ...(results
      ? {
          resultConfiguration: {
            ...(results.OutputLocation ? { outputLocation: results.OutputLocation } : {}),
            ...(results.ExpectedBucketOwner ? { expectedBucketOwner: results.ExpectedBucketOwner } : {}),
            ...(encryption
              ? {
                  encryptionConfiguration: {
                    encryptionOption: encryption.EncryptionOption ?? '',
                    ...(encryption.KmsKey ? { kmsKeyArn: encryption.KmsKey } : {}),
                  },
                }
              : {}),
          },
        }
      : {}),
  };
}
